"""Addresses of the policy of a tenant."""

from django.urls import include, path

from policy_profiles.baselines import views as baseline_views
from policy_profiles.bundles import views as bundle_views
from policy_profiles.differences import views as differences_views
from policy_profiles.drafts import urls as draft_urls
from policy_profiles.harmonisation import closer_views
from policy_profiles.harmonisation import views as harmonisation_views
from policy_profiles.reading import views
from policy_profiles.vignettes import views as vignette_views

app_name = "policy"
urlpatterns = [
    path("beleid/", views.sheet, name="sheet"),
    path("beleid/voorbeelden/", vignette_views.vignette_overview, name="vignettes"),
    path("beleid/voorbeelden/<slug:vignette_id>/", vignette_views.one_vignette, name="vignette"),
    path("beleid/verschillen/", differences_views.own_page, name="differences"),
    path("beleid/verschillen.csv", differences_views.own_csv, name="differences_csv"),
    path("beleid/verschillen.json", differences_views.own_json, name="differences_json"),
    path("beleid/bundel.yaml", bundle_views.own_bundle, name="bundle"),
    path("beleid/bundel/inlezen/", bundle_views.read_in, name="bundle_read_in"),
    path("beleid/harmoniseren/", harmonisation_views.page, name="harmonisation"),
    path("beleid/harmoniseren.csv", harmonisation_views.as_csv, name="harmonisation_csv"),
    path("beleid/harmoniseren.json", harmonisation_views.as_json, name="harmonisation_json"),
    path("beleid/harmoniseren/dichterbij/", closer_views.page, name="closer"),
    path("beleid/harmoniseren/concept/", closer_views.begin_draft, name="closer_draft"),
    path("beleid/nieuwe-basis/", baseline_views.overview, name="new_baseline"),
    path("beleid/nieuwe-basis/antwoorden/", baseline_views.answer, name="baseline_answers"),
    path(
        "beleid/nieuwe-basis/voorstel/",
        baseline_views.adopt_proposal,
        name="baseline_adopt_proposal",
    ),
    path("beleid/nieuwe-basis/delen/", baseline_views.share, name="baseline_share"),
    path("beleid/nieuwe-basis/concept/", baseline_views.draft, name="baseline_draft"),
    *draft_urls.urlpatterns,
    path("beleid/doorrekenen/", include("policy_profiles.what_if.urls")),
    path("beleid/oefening/", include("policy_profiles.exercise.urls")),
]
