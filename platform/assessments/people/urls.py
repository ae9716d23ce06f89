"""Addresses of people: none holds a name or a number of a person."""

from django.urls import path

from assessments.people import overview_views, views

_PERSON = "werkvoorraad/<casus:number>/gegevens-persoon/"
urlpatterns = [
    path("werkvoorraad/personen/", views.find, name="find_person"),
    path(_PERSON, views.of_case, name="person"),
    path(f"{_PERSON}overzicht/", overview_views.overview, name="person_overview"),
    path(f"{_PERSON}overzicht.json", overview_views.overview_file, name="person_overview_file"),
    path(f"{_PERSON}invullen/", views.fill_in, name="person_fill_in"),
    path(f"{_PERSON}zoeken/", views.find_for_case, name="person_find"),
    path(f"{_PERSON}bsn/", views.whole_bsn, name="person_bsn"),
    path(f"{_PERSON}koppelen/<uuid:person_id>/", views.link, name="person_link"),
    path(f"{_PERSON}ontkoppelen/", views.unlink, name="person_unlink"),
]
