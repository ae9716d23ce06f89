"""Addresses of what runs in a case, and of what asks for attention in all of them."""

from django.urls import path

from assessments.following import (
    attention_views,
    coach_views,
    evaluation_views,
    log_views,
    views,
)

_HERE = "werkvoorraad/<casus:number>/begeleiding/"
urlpatterns = [
    path("werkvoorraad/aandacht/", attention_views.attention, name="attention"),
    path("werkvoorraad/aandacht/team/", attention_views.team, name="attention_team"),
    path(_HERE, views.following, name="following"),
    path(f"{_HERE}logboek/", log_views.log, name="follow_log"),
    path(f"{_HERE}logboek/<uuid:key>/weghalen/", log_views.take_back, name="follow_take_back"),
    path(f"{_HERE}contact/", views.contact, name="follow_contact"),
    path(f"{_HERE}evaluatie/", evaluation_views.evaluation, name="follow_evaluation"),
    path(f"{_HERE}werk/", views.measure, name="follow_measure"),
    path(f"{_HERE}verplichting/<slug:code>/", views.obligation, name="follow_obligation"),
    path(f"{_HERE}jobcoach/", coach_views.coach, name="follow_coach"),
    path(f"{_HERE}wie-volgt/", views.follower, name="follow_follower"),
]
