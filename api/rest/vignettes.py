"""Vignettes: invented clients, worked through every published profile; open to everyone."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.language import language_now
from api.facts_input import FactsSerializer
from api.rest.caching import with_etag
from api.vignettes import vignette_data, vignettes_data
from rulebook.ternary import OUTCOME_NAMES
from rulebook.vignettes import THEMES


class SpreadSerializer(serializers.Serializer):
    """The minutes of one client under the published profiles; a refusal counts as nought."""

    profiles = serializers.IntegerField()
    granting = serializers.IntegerField()
    refusing = serializers.IntegerField()
    unknown = serializers.IntegerField(help_text="Profiles for which the hours cannot be told.")
    leastMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815
    middleMinutes = serializers.FloatField(allow_null=True, help_text="The median.")  # noqa: N815
    mostMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815


class VignetteSummarySerializer(serializers.Serializer):
    """An invented client, in short."""

    id = serializers.SlugField()
    theme = serializers.ChoiceField(choices=list(THEMES))
    title = serializers.CharField()
    story = serializers.CharField(help_text="Enough to judge the need by.")
    shows = serializers.CharField(help_text="Which rule this client is there for.")
    spread = SpreadSerializer()


class VignetteFindingSerializer(serializers.Serializer):
    """What one published profile answers, and why that differs from the UWV baseline."""

    profile = serializers.CharField()
    organisation = serializers.CharField(
        allow_blank=True, help_text="Empty for what is shared by all."
    )
    isFictitious = serializers.BooleanField()  # noqa: N815
    verdict = serializers.ChoiceField(choices=list(OUTCOME_NAMES))
    providerVerdict = serializers.CharField(  # noqa: N815
        help_text="That of the coach, beside person and job; the same words."
    )
    minutes = serializers.IntegerField(
        allow_null=True, help_text="0 where refused, null where not known."
    )
    supportStart = serializers.DateField(allow_null=True)  # noqa: N815
    supportEnd = serializers.DateField(allow_null=True, help_text="The last day.")  # noqa: N815
    obligationDue = serializers.DateField(allow_null=True)  # noqa: N815
    notMet = serializers.ListField(child=serializers.CharField())  # noqa: N815
    notKnown = serializers.ListField(child=serializers.CharField())  # noqa: N815
    withObligation = serializers.ListField(child=serializers.CharField())  # noqa: N815
    askedOfTheCoach = serializers.ListField(child=serializers.CharField())  # noqa: N815
    differenceMinutes = serializers.IntegerField(  # noqa: N815
        allow_null=True, help_text="More than the UWV baseline gives."
    )
    explainedBy = serializers.ListField(  # noqa: N815
        child=serializers.CharField(),
        help_text="The fewest parameters that turn the baseline's answer into this one.",
    )


class VignetteSerializer(VignetteSummarySerializer):
    """An invented client with its facts and the answer of every published profile."""

    facts = FactsSerializer()
    findings = VignetteFindingSerializer(many=True)


class Vignettes(APIView):
    """All vignettes."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="listVignettes",
        tags=["vignettes"],
        responses=VignetteSummarySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the invented clients with the spread of hours over the published profiles."""
        return with_etag(request, vignettes_data(language_now()))


class OneVignette(APIView):
    """One vignette."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="getVignette",
        tags=["vignettes"],
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH)],
        responses=VignetteSerializer,
    )
    def get(self, request: Request, name: str) -> Response:
        """Give one invented client, with what every published profile answers and why."""
        return with_etag(request, vignette_data(name, language_now()))
