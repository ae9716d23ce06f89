"""Addresses of the published profiles, on the public host."""

from django.urls import path

from policy_profiles.bundles import views as bundle_views
from policy_profiles.differences import views as differences_views
from policy_profiles.feeds import views as feed_views
from policy_profiles.harmonisation import views as harmonisation_views
from policy_profiles.reading import public_views
from policy_profiles.vignettes import public_views as public_vignette_views

app_name = "published"
urlpatterns = [
    path("profielen/", public_views.comparison, name="comparison"),
    path("profielen/vergelijking.csv", public_views.as_csv, name="csv"),
    path("profielen/vergelijking.json", public_views.as_json, name="json"),
    path("profielen/verschillen/", differences_views.public_page, name="differences"),
    path("profielen/verschillen.csv", differences_views.public_csv, name="differences_csv"),
    path("profielen/verschillen.json", differences_views.public_json, name="differences_json"),
    path("profielen/harmoniseren/", harmonisation_views.public_page, name="harmonisation"),
    path("profielen/harmoniseren.csv", harmonisation_views.public_csv, name="harmonisation_csv"),
    path("profielen/harmoniseren.json", harmonisation_views.public_json, name="harmonisation_json"),
    path("profielen/bundel.yaml", bundle_views.public_bundle, name="bundle"),
    path("profielen/feed.atom", feed_views.atom, name="atom"),
    path("profielen/feed.json", feed_views.json_feed, name="json_feed"),
    path("profielen/voorbeelden/", public_vignette_views.vignette_overview, name="vignettes"),
    path(
        "profielen/voorbeelden/<slug:vignette_id>/",
        public_vignette_views.one_vignette,
        name="vignette",
    ),
    path("profielen/<slug:code>/", public_views.profile, name="profile"),
]
