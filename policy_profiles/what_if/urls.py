"""Addresses of the what-if, below /beleid/doorrekenen/."""

from django.urls import path

from policy_profiles.what_if import scenario_views
from policy_profiles.what_if import views as what_if_views

urlpatterns = [
    path("", what_if_views.what_if, name="what_if"),
    path("bewaren/", what_if_views.keep, name="what_if_keep"),
    path("vergelijken/", scenario_views.side_by_side, name="what_if_compare"),
    path("<uuid:scenario_id>/", scenario_views.kept, name="scenario"),
    path("<uuid:scenario_id>/verwijderen/", scenario_views.remove, name="scenario_remove"),
    path("<uuid:scenario_id>/cijfers.csv", scenario_views.kept_csv, name="scenario_csv"),
]
