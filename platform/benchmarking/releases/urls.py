"""Addresses of releases in the administration, on the public host."""

from django.urls import path

from benchmarking.releases import views

app_name = "releases"
urlpatterns = [
    path("beheer/publicaties/", views.overview, name="overview"),
    path("beheer/publicaties/maken/", views.make, name="make"),
    path("beheer/publicaties/<int:number>/", views.one, name="one"),
    path("beheer/publicaties/<int:number>/besluit/", views.decide, name="decide"),
    path("publicaties/<int:number>/niet-te-zien.json", views.lost_as_json, name="lost"),
]
