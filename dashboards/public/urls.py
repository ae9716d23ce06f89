"""Addresses of the figures for everybody, on the public host."""

from django.urls import path

from dashboards.public import views

app_name = "public_figures"

urlpatterns = [
    path("cijfers/", views.all_indicators, name="overview"),
    path("cijfers/export.csv", views.as_file, name="csv"),
    path("cijfers/<slug:name>/", views.of_indicator, name="indicator"),
    path("cijfers/<slug:name>/export.csv", views.as_file, name="indicator_csv"),
]
