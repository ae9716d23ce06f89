"""Addresses of the what-if across organisations, on the public host."""

from django.urls import path

from benchmarking.across import views

app_name = "across"
urlpatterns = [
    path("doorrekenen/", views.across, name="page"),
    path("doorrekenen/cijfers.csv", views.across_as_csv, name="csv"),
    path("doorrekenen/cijfers.json", views.across_as_json, name="json"),
]
