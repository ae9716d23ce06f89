"""Addresses of the register on the host of a tenant."""

from django.urls import path

from coaches import correcting_views, keeping_views, views

app_name = "coaches"
_ORGANISATION = "organisaties/<uuid:organisation_id>/"
_COACH = "coaches/<uuid:coach_id>/"
#: The same on the host of the platform, which keeps entries as well.
SHARED = [
    path("", views.overview, name="overview"),
    path("organisaties.csv", views.overview_csv, name="csv"),
    path("verloopt/", views.soon, name="soon"),
    path("nieuw/", keeping_views.add_organisation, name="add_organisation"),
    path(_ORGANISATION, views.organisation, name="organisation"),
    path(
        f"{_ORGANISATION}wijzigen/", keeping_views.change_organisation, name="change_organisation"
    ),
    path(f"{_ORGANISATION}coach/", keeping_views.add_coach, name="add_coach"),
    path(f"{_ORGANISATION}lijst/", keeping_views.own_list, name="own_list"),
    path(
        f"{_ORGANISATION}bewijsstuk/",
        keeping_views.add_proof_of_organisation,
        name="add_proof_of_organisation",
    ),
    path("coaches/nieuw/", keeping_views.add_own_coach, name="add_own_coach"),
    path(_COACH, views.coach, name="coach"),
    path(f"{_COACH}wijzigen/", keeping_views.change_coach, name="change_coach"),
    path(f"{_COACH}bewijsstuk/", keeping_views.add_proof_of_coach, name="add_proof_of_coach"),
    path(
        "bewijsstukken/<uuid:proof_id>/weghalen/", keeping_views.remove_proof, name="remove_proof"
    ),
    path("voorstellen/", correcting_views.corrections, name="corrections"),
    path("voorstellen/<uuid:correction_id>/", correcting_views.correction, name="correction"),
]
urlpatterns = [*SHARED, path("openbaar/", views.public_list, name="public_list")]
