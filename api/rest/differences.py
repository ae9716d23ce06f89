"""Differences between any two policies, and the history of a published profile."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.language import language_now
from api.policy_differences import SIDES, policy_differences
from api.representation import CERTAINTY_CODES
from api.rest.caching import with_etag
from api.version_history import version_history

_KEY = (
    "A shared profile (`uwv-baseline`), `tenant:<name>` for what an organisation published; after "
    "sign-in also `now`, `version:<id>` and `draft:<id>`. With `@2026-01-31` behind it for a day."
)


class CandidateSerializer(serializers.Serializer):
    """One side of a comparison."""

    key = serializers.CharField(help_text="Names it again, with its day.")
    title = serializers.CharField()
    on = serializers.DateField()
    isFictitious = serializers.BooleanField()  # noqa: N815
    contentHash = serializers.CharField()  # noqa: N815


class SideSerializer(serializers.Serializer):
    """What one side says, and where it says so."""

    value = serializers.JSONField()
    stated = serializers.BooleanField(help_text="False where no layer says anything.")
    inWords = serializers.CharField()  # noqa: N815
    layer = serializers.CharField(allow_blank=True)
    layerName = serializers.CharField(allow_blank=True)  # noqa: N815
    version = serializers.CharField(allow_blank=True)
    certainty = serializers.ChoiceField(choices=CERTAINTY_CODES)
    source = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class DifferenceSerializer(serializers.Serializer):
    """One value that is another; of a table one cell, named by row and column."""

    parameter = serializers.CharField()
    label = serializers.CharField()
    section = serializers.CharField()
    row = serializers.CharField(allow_blank=True)
    column = serializers.CharField(allow_blank=True)
    unit = serializers.CharField(allow_blank=True)
    old = SideSerializer()
    new = SideSerializer()


class DifferencesSerializer(serializers.Serializer):
    """All that has to change in the one to come to the other."""

    to = CandidateSerializer()
    count = serializers.IntegerField(help_text="In how many rules; a table counts as one.")
    differences = DifferenceSerializer(many=True)
    otherEvidence = serializers.ListField(  # noqa: N815
        child=serializers.CharField(), help_text="Of one value in both, with another source."
    )

    def get_fields(self) -> dict[str, Any]:
        """Add "from", which Python keeps for itself."""
        return {"from": CandidateSerializer(), **super().get_fields()}


class VersionEventSerializer(serializers.Serializer):
    """One thing that happened to a published profile."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(
        choices=["published", "ended", "reinstated", "withdrawn", "shipped"]
    )
    version = serializers.CharField()
    validFrom = serializers.DateField(allow_null=True)  # noqa: N815
    validTo = serializers.DateField(  # noqa: N815
        allow_null=True, help_text="The first day without it."
    )
    at = serializers.DateTimeField(allow_null=True, help_text="When everyone could know it.")
    contentHash = serializers.CharField()  # noqa: N815


class PolicyDifferences(APIView):
    """Two policies beside each other."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="getDifferences",
        tags=["profiles"],
        parameters=[OpenApiParameter(side, str, required=True, description=_KEY) for side in SIDES],
        responses=DifferencesSerializer,
    )
    def get(self, request: Request) -> Response:
        """Say what differs between two policies: versions, drafts, organisations, days."""
        data = policy_differences(keys=_keys(request), user=request.user, language=language_now())
        return with_etag(request, data)


class ProfileVersions(APIView):
    """The history of a published profile."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="listProfileVersions",
        tags=["profiles"],
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH)],
        responses=VersionEventSerializer(many=True),
    )
    def get(self, request: Request, name: str) -> Response:
        """List what was published, ended and withdrawn under a name, the newest first."""
        return with_etag(request, version_history(name))


def _keys(request: Request) -> dict[str, str]:
    given = request.query_params.dict()
    problems = {name: [_("Dit veld kennen we niet.")] for name in given if name not in SIDES}
    problems |= {side: [_("Geef een sleutel.")] for side in SIDES if not given.get(side)}
    if problems:
        raise serializers.ValidationError(problems)
    return {side: given[side] for side in SIDES}
