"""Addresses of the published profiles, on the public host."""

from django.urls import path

from policy_profiles import public_views

app_name = "published"
urlpatterns = [
    path("profielen/", public_views.comparison, name="comparison"),
    path("profielen/vergelijking.csv", public_views.as_csv, name="csv"),
    path("profielen/vergelijking.json", public_views.as_json, name="json"),
    path("profielen/<slug:code>/", public_views.profile, name="profile"),
]
