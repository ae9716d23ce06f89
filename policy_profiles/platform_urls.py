"""Addresses of the UWV baseline in the administration, on the public host."""

from django.urls import path

from policy_profiles.baselines import platform_views as views
from policy_profiles.baselines import withdrawal_views

app_name = "baselines"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.propose, name="propose"),
    path("<uuid:proposal_id>/", views.one, name="one"),
    path("<uuid:proposal_id>/publiceren/", views.publish, name="publish"),
    path("<uuid:proposal_id>/terugnemen/", views.take_back, name="take_back"),
    path("<uuid:proposal_id>/intrekken/", withdrawal_views.ask, name="withdraw"),
    path(
        "<uuid:proposal_id>/intrekken/bevestigen/",
        withdrawal_views.confirm,
        name="confirm_withdrawal",
    ),
]
