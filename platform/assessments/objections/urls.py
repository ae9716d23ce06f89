"""Addresses of objection and appeal."""

from django.urls import path

from assessments.objections import letter_views, views

_CASE = "werkvoorraad/<casus:number>/bezwaar/"
_ONE = f"{_CASE}<uuid:objection_id>/"
urlpatterns = [
    path("werkvoorraad/bezwaren/", views.listing, name="objections"),
    path(f"{_CASE}nieuw/", views.lodge, name="lodge"),
    path(_ONE, views.shown, name="objection"),
    path(f"{_ONE}nieuwe-casus/", views.new_case, name="objection_new_case"),
    path(f"{_ONE}brief/<slug:slug>/", letter_views.outcome_letter, name="outcome_letter"),
    path(f"{_ONE}<slug:slug>/", views.step, name="objection_step"),
]
