"""Addresses of the clock, below that of a case."""

from django.urls import path

from assessments.term import views

_CASE = "werkvoorraad/<casus:number>/termijn/"
urlpatterns = [
    path(f"{_CASE}regel/<uuid:event_id>/", views.correct, name="term_correct"),
    path(f"{_CASE}<slug:slug>/", views.add, name="term_add"),
]
