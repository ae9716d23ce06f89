"""Addresses of outcomes, on the host of a tenant; the converter is that of `assessments.urls`."""

from django.urls import path

from outcomes import pages

app_name = "outcomes"
urlpatterns = [
    path("werkvoorraad/<casus:number>/besluit/uitkomst/", pages.record, name="record"),
]
