"""Addresses of the maps in the administration, on the public host."""

from django.urls import path

from benchmarking.boundaries import views

app_name = "boundaries"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:kind>/", views.one, name="one"),
    path("<slug:kind>/weghalen/", views.remove, name="remove"),
]
