"""Addresses of the comparison."""

from django.urls import path

from dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("vergelijken/", views.charts, name="charts"),
    path("vergelijken/tabel/", views.tables, name="tables"),
    path("vergelijken/export.csv", views.export, name="export"),
    path("vergelijken/<path:rest>", views.charts),
]
