"""Addresses of decisions that wait for a second person."""

from django.urls import path

from assessments.second_person import views

_CASE = "werkvoorraad/<casus:number>/"
urlpatterns = [
    path("werkvoorraad/meekijken/", views.waiting, name="waiting_proposals"),
    path(f"{_CASE}meekijken/", views.proposal, name="proposal"),
    path(f"{_CASE}meekijken/akkoord/", views.agree, name="proposal_agree"),
    path(f"{_CASE}meekijken/terugnemen/", views.take_back, name="proposal_take_back"),
]
