"""The tenant's own cases: to read, page by page."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Permission
from api.access import permitted
from api.facts_input import FactsSerializer, UnknownFields
from api.own_cases import LARGEST_PAGE, one_case, page_of_cases
from api.problems import API_VERSION
from api.rest.caching import with_etag


class PageSerializer(UnknownFields, serializers.Serializer):
    """Which page of a list."""

    after = serializers.UUIDField(required=False, help_text="The nextAfter of the page before.")
    limit = serializers.IntegerField(
        required=False, default=20, min_value=1, max_value=LARGEST_PAGE
    )


class PeriodSerializer(serializers.Serializer):
    """A granted stretch of support, both days included."""

    startsOn = serializers.DateField()  # noqa: N815
    endsOn = serializers.DateField()  # noqa: N815
    minutes = serializers.IntegerField()


class DecisionSerializer(serializers.Serializer):
    """What was decided, and what the rules advised."""

    outcome = serializers.CharField()
    grantedMinutes = serializers.IntegerField()  # noqa: N815
    deviationReason = serializers.CharField(allow_blank=True)  # noqa: N815
    decidedOn = serializers.DateField()  # noqa: N815
    ownVerdict = serializers.CharField()  # noqa: N815
    ownMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815
    baselineVerdict = serializers.CharField()  # noqa: N815
    baselineMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815
    receiptSha256 = serializers.CharField()  # noqa: N815
    engineVersion = serializers.CharField()  # noqa: N815
    periods = PeriodSerializer(many=True)


class CaseSerializer(serializers.Serializer):
    """One case with its facts and decision."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    ownReference = serializers.CharField()  # noqa: N815
    municipalityCode = serializers.CharField(allow_blank=True)  # noqa: N815
    status = serializers.CharField()
    isSynthetic = serializers.BooleanField()  # noqa: N815
    openedAt = serializers.DateTimeField()  # noqa: N815
    changedAt = serializers.DateTimeField()  # noqa: N815
    facts = FactsSerializer()
    decision = DecisionSerializer(allow_null=True)


class CasePageSerializer(serializers.Serializer):
    """One page of cases."""

    cases = CaseSerializer(many=True)
    nextAfter = serializers.CharField(allow_blank=True, help_text="Empty on the last page.")  # noqa: N815


class Cases(APIView):
    """All own cases."""

    permission_classes = (permitted(Permission.READ_CASES),)

    @extend_schema(
        operation_id="listCases",
        tags=["cases"],
        parameters=[PageSerializer],
        responses=CasePageSerializer,
    )
    def get(self, request: Request) -> Response:
        """List your own cases in the order in which they were opened."""
        asked = PageSerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        page = page_of_cases(
            after=asked.validated_data.get("after"), most=asked.validated_data["limit"]
        )
        body = {"cases": page.cases, "nextAfter": page.next_after}
        return Response(body, headers={"API-Version": API_VERSION})


class OneCase(APIView):
    """One own case."""

    permission_classes = (permitted(Permission.READ_CASES),)

    @extend_schema(
        operation_id="getCase",
        tags=["cases"],
        parameters=[OpenApiParameter("number", str, OpenApiParameter.PATH)],
        responses=CaseSerializer,
    )
    def get(self, request: Request, number: str) -> Response:
        """Give one of your own cases by its number."""
        return with_etag(request, one_case(number=number))
