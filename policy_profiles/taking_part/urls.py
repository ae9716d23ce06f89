"""The address at which an organisation says whether it takes part, below /beheer/meedoen/."""

from django.urls import path

from policy_profiles.taking_part import views

app_name = "sharing"
urlpatterns = [path("", views.overview, name="overview")]
