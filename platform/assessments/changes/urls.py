"""Addresses of changes, below that of a case."""

from django.urls import path

from assessments.changes import next_views, views

_CASE = "werkvoorraad/<casus:number>/"
_CHANGES = f"{_CASE}wijzigingen/"
urlpatterns = [
    path(_CHANGES, views.changes, name="changes"),
    path(f"{_CHANGES}nakijken/", views.look, name="change_look"),
    path(f"{_CHANGES}regel/<uuid:change_id>/", views.correct, name="change_correct"),
    path(f"{_CHANGES}regel/<uuid:change_id>/terug/", views.back, name="change_back"),
    path(f"{_CHANGES}<slug:slug>/", views.new, name="change_new"),
    path(f"{_CASE}vervolg/", next_views.extension, name="extension"),
    path(f"{_CASE}volgende-baan/", next_views.next_job, name="next_job"),
]
