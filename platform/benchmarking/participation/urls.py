"""The address at which an organisation says whether it takes part, below /beheer/benchmark/."""

from django.urls import path

from benchmarking.participation import views

app_name = "participation"
urlpatterns = [path("", views.overview, name="overview")]
