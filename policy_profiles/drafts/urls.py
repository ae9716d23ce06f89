"""Addresses of drafts, versions and deviations, on the host of a tenant."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from policy_profiles.deviations import views as deviation_views
from policy_profiles.drafts import value_views
from policy_profiles.drafts import views as draft_views
from policy_profiles.versions import ending_views
from policy_profiles.versions import views as version_views


class ParameterConverter(StringConverter):
    """The id of a parameter: two names with a dot between, so no other address looks like it."""

    regex = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*"


register_converter(ParameterConverter, "parameter")
_DRAFT = "beleid/concepten/<uuid:draft_id>/"
_VERSION = "beleid/versies/<uuid:version_id>/"

urlpatterns = [
    path("beleid/concepten/", draft_views.overview, name="drafts"),
    path("beleid/concepten/nieuw/", draft_views.start, name="draft_start"),
    path(_DRAFT, draft_views.sheet, name="draft"),
    path(f"{_DRAFT}gegevens/", draft_views.plan, name="draft_plan"),
    path(f"{_DRAFT}weggooien/", draft_views.discard, name="draft_discard"),
    path(f"{_DRAFT}aanbieden/", draft_views.offer, name="draft_offer"),
    path(f"{_DRAFT}<parameter:parameter>/", value_views.value, name="draft_value"),
    path("beleid/versies/", version_views.overview, name="versions"),
    path(_VERSION, version_views.version, name="version"),
    path(f"{_VERSION}publiceren/", version_views.publish, name="version_publish"),
    path(f"{_VERSION}teruggeven/", version_views.give_back, name="version_return"),
    path(f"{_VERSION}beeindigen/", ending_views.end, name="version_end"),
    path(f"{_VERSION}intrekken/", ending_views.withdraw, name="version_withdraw"),
    path("beleid/afwijkingen/", deviation_views.own, name="deviations"),
    path("beleid/afwijkingen/regio/", deviation_views.region, name="deviations_region"),
]
