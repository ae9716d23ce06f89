"""Indicators: what each means, open to everyone; their protected figures, to who may compare."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.language import language_now
from accounts.permissions import Permission
from api.access import permitted
from api.facts_input import UnknownFields
from api.indicators import figures_of_everyone, indicator_data, indicator_figures, indicators_data
from api.rest.benchmark import ComparisonChoicesSerializer
from api.rest.caching import with_etag
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.definitions import POLARITIES, TOPICS, UNITS
from benchmarking.measures.expression import METHODS

_NAME = OpenApiParameter("name", str, OpenApiParameter.PATH)


class IndicatorSerializer(serializers.Serializer):
    """What an indicator means, what is counted over what, and what it cannot say."""

    name = serializers.SlugField()
    code = serializers.CharField()
    topic = serializers.ChoiceField(choices=list(TOPICS))
    method = serializers.ChoiceField(choices=list(METHODS))
    unit = serializers.ChoiceField(choices=list(UNITS))
    polarity = serializers.ChoiceField(choices=list(POLARITIES))
    minimumN = serializers.IntegerField()  # noqa: N815
    label = serializers.CharField()
    definition = serializers.CharField()
    numerator = serializers.CharField()
    denominator = serializers.CharField()
    window = serializers.CharField()
    source = serializers.CharField()
    caveats = serializers.ListField(child=serializers.CharField())
    expression = serializers.CharField(help_text="What is counted, in columns of facts.")
    isComputed = serializers.BooleanField()  # noqa: N815


class IndicatorFigureSerializer(serializers.Serializer):
    """A figure in the unit of the indicator; without a value `hidden` says why."""

    value = serializers.IntegerField(allow_null=True)
    low = serializers.IntegerField(allow_null=True, required=False)
    high = serializers.IntegerField(allow_null=True, required=False)
    hidden = serializers.CharField(required=False)


class IndicatorPartSerializer(IndicatorFigureSerializer):
    """A figure of one code, or of one moment: `12m` is after twelve months, `6d` after six days."""

    part = serializers.CharField()


class IndicatorSideSerializer(serializers.Serializer):
    """The indicator of one organisation, or of several together."""

    code = serializers.CharField()
    name = serializers.CharField()
    members = serializers.IntegerField()
    membersCounted = serializers.IntegerField()  # noqa: N815
    holdsSynthetic = serializers.BooleanField()  # noqa: N815
    rows = IndicatorFigureSerializer(help_text="Everything of that kind in the selection.")
    cases = IndicatorFigureSerializer(help_text="The cases of the denominator.")
    value = IndicatorFigureSerializer(allow_null=True)
    adjusted = IndicatorFigureSerializer(
        allow_null=True, help_text="Always empty: not told until it can be protected."
    )
    asOfRelease = serializers.IntegerField(  # noqa: N815
        allow_null=True, help_text="The release in which it last changed."
    )
    parts = IndicatorPartSerializer(many=True)
    curve = serializers.JSONField(allow_null=True)


class IndicatorFiguresSerializer(serializers.Serializer):
    """One indicator of an organisation, beside others where a release is, and how computed."""

    snapshotId = serializers.CharField()  # noqa: N815
    methodVersion = serializers.CharField()  # noqa: N815
    indicator = serializers.SlugField()
    unit = serializers.ChoiceField(choices=list(UNITS))
    release = serializers.IntegerField(
        allow_null=True, help_text="Null for an organisation's own figure alone."
    )
    factsAsOf = serializers.DateField(allow_null=True)  # noqa: N815
    parameters = serializers.JSONField()
    disclosure = serializers.JSONField()
    tenant = IndicatorSideSerializer()
    reference = IndicatorSideSerializer(
        allow_null=True, help_text="Null where an organisation is given its own figure alone."
    )
    howComputed = serializers.JSONField()  # noqa: N815


class SelectionSerializer(UnknownFields, serializers.Serializer):
    """Which cases are asked for."""

    period = serializers.IntegerField(required=False, help_text="Calendar year; all when left out.")
    targetGroup = serializers.ChoiceField(choices=list(TARGET_GROUPS), required=False)  # noqa: N815
    contract = serializers.ChoiceField(choices=list(CONTRACT_CLASSES), required=False)


class Indicators(APIView):
    """All indicators."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="listIndicators",
        tags=["indicators"],
        responses=IndicatorSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the indicators with what each counts, in the language that is asked for."""
        return with_etag(request, indicators_data(language_now()))


class OneIndicator(APIView):
    """One indicator."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="getIndicator",
        tags=["indicators"],
        parameters=[_NAME],
        responses=IndicatorSerializer,
    )
    def get(self, request: Request, name: str) -> Response:
        """Give one indicator."""
        return with_etag(request, indicator_data(name, language_now()))


class IndicatorFigures(APIView):
    """One indicator of an organisation."""

    permission_classes = (permitted(Permission.READ_BENCHMARK),)

    @extend_schema(
        operation_id="getIndicatorFigures",
        tags=["indicators"],
        parameters=[_NAME, ComparisonChoicesSerializer],
        responses=IndicatorFiguresSerializer,
    )
    def get(self, request: Request, name: str) -> Response:
        """Give one indicator of your own organisation.

        Alone it is of the facts that stand now. Asked `against` UWV, the G4 or all, or of another
        organisation, both sides are of the newest release. Without one, or where it holds no
        figure of the indicator, that is refused with 409 (`not-released`). The four-way split is
        always beside others, and the distance to the baseline is of published policies.
        """
        asked = ComparisonChoicesSerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        figures = indicator_figures(
            name=name,
            tenant=given.get("tenant"),
            against=given.get("against"),
            period=given.get("period"),
            target_group=given.get("targetGroup"),
            contract=given.get("contract"),
        )
        return with_etag(request, figures)


class IndicatorOfEveryone(APIView):
    """One indicator of every organisation."""

    permission_classes = (permitted(Permission.READ_BENCHMARK),)

    @extend_schema(
        operation_id="listIndicatorFigures",
        tags=["indicators"],
        parameters=[_NAME, SelectionSerializer],
        responses=IndicatorSideSerializer(many=True),
    )
    def get(self, request: Request, name: str) -> Response:
        """Give one indicator of every organisation, by name: in no order of better and worse.

        It is of the newest release; the distance to the baseline is of published policies. Without
        a release, or where it holds no figure of the indicator, it is refused with 409
        (`not-released`).
        """
        asked = SelectionSerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        figures = figures_of_everyone(
            name=name,
            period=given.get("period"),
            target_group=given.get("targetGroup"),
            contract=given.get("contract"),
        )
        return with_etag(request, figures)
