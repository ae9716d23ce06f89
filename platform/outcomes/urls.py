"""Addresses of outcomes, on the host of a tenant; the converter is that of `assessments.urls`."""

from django.urls import path

from outcomes import ending_pages, own_pages, pages, undoing_pages

app_name = "outcomes"
urlpatterns = [
    path("werkvoorraad/uitkomsten/", own_pages.own, name="own"),
    path("werkvoorraad/<casus:number>/besluit/loopbaan/", own_pages.career, name="career"),
    path("werkvoorraad/<casus:number>/besluit/uitkomst/", pages.record, name="record"),
    path("werkvoorraad/<casus:number>/besluit/einde/", ending_pages.ending, name="ending"),
    path(
        "werkvoorraad/<casus:number>/besluit/einde/nakijken/",
        ending_pages.look,
        name="ending_look",
    ),
    path(
        "werkvoorraad/<casus:number>/besluit/einde/terug/",
        undoing_pages.undo,
        name="ending_undo",
    ),
    path(
        "werkvoorraad/<casus:number>/besluit/uitkomst/vervolgdienst-terug/",
        undoing_pages.undo_service,
        name="service_undo",
    ),
]
