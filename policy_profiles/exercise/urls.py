"""Addresses of the blind exercise, below /beleid/oefening/."""

from django.urls import path

from policy_profiles.exercise import judging_views, views

urlpatterns = [
    path("", views.overview, name="exercise"),
    path("nieuw/", views.open_round, name="exercise_open"),
    path("<uuid:round_id>/", views.one_round, name="exercise_round"),
    path("<uuid:round_id>/sluiten/", views.close_round, name="exercise_close"),
    path("<uuid:round_id>/klant/<int:place>/", judging_views.one_client, name="exercise_client"),
]
