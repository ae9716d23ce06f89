"""Addresses of the pages of method, the same on every host."""

from django.urls import path

from benchmarking.method import views

app_name = "method"
urlpatterns = [
    path("methode/", views.overview, name="overview"),
    path("methode/<slug:name>/", views.one_indicator, name="indicator"),
]
