"""Reports that were let go: what they say, from the snapshot that their files are written from."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.language import language_now
from accounts.permissions import Permission
from api.access import permitted
from api.reports import report_data, reports_data
from api.rest.caching import with_etag
from benchmarking.definitions import UNITS
from reports.models import Audience


class ReportSerializer(serializers.Serializer):
    """A report that was let go, without its figures."""

    id = serializers.UUIDField()
    definition = serializers.CharField()
    period = serializers.CharField(help_text="A year (2025), or one up to a quarter (2026-Q3).")
    audience = serializers.ChoiceField(choices=list(Audience.values))
    release = serializers.IntegerField(help_text="Number of the release that its figures are of.")
    contentHash = serializers.CharField(help_text="SHA-256 of everything it says.")  # noqa: N815
    madeAt = serializers.DateTimeField()  # noqa: N815
    approvedAt = serializers.DateTimeField()  # noqa: N815


class ReportFigureSerializer(serializers.Serializer):
    """One figure; without a value `hidden` says why. `part` is empty for the figure itself."""

    section = serializers.CharField()
    indicator = serializers.CharField()
    code = serializers.CharField()
    label = serializers.CharField()
    part = serializers.CharField()
    partLabel = serializers.CharField()  # noqa: N815
    whose = serializers.CharField()
    whoseLabel = serializers.CharField()  # noqa: N815
    year = serializers.IntegerField()
    unit = serializers.ChoiceField(choices=list(UNITS))
    value = serializers.IntegerField(allow_null=True)
    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)
    cases = serializers.IntegerField(allow_null=True)
    members = serializers.IntegerField(
        allow_null=True, help_text="Of how many organisations `whose` is."
    )
    membersCounted = serializers.IntegerField(  # noqa: N815
        allow_null=True, help_text="Those of them that the figure is made of."
    )
    asOfRelease = serializers.IntegerField(  # noqa: N815
        allow_null=True, help_text="The release in which the figure last changed."
    )
    hidden = serializers.CharField()
    inWords = serializers.CharField()  # noqa: N815


class ReportStorySerializer(serializers.Serializer):
    """The story behind a figure, in the organisation's own words."""

    indicator = serializers.CharField()
    text = serializers.CharField()


class WholeReportSerializer(ReportSerializer):
    """A report with every figure and word of it."""

    title = serializers.CharField()
    lead = serializers.CharField()
    organisation = serializers.CharField()
    factsAsOf = serializers.DateField()  # noqa: N815
    methodVersion = serializers.CharField()  # noqa: N815
    seed = serializers.CharField()
    holdsSynthetic = serializers.BooleanField()  # noqa: N815
    figures = ReportFigureSerializer(many=True)
    stories = ReportStorySerializer(many=True)


class Reports(APIView):
    """All reports that were let go."""

    permission_classes = (permitted(Permission.READ_BENCHMARK),)

    @extend_schema(
        operation_id="listReports", tags=["reports"], responses=ReportSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List the reports of your organisation that were let go, the newest first."""
        return with_etag(request, reports_data())


class OneReport(APIView):
    """One report that was let go."""

    permission_classes = (permitted(Permission.READ_BENCHMARK),)

    @extend_schema(
        operation_id="getReport",
        tags=["reports"],
        parameters=[OpenApiParameter("key", UUID, OpenApiParameter.PATH)],
        responses=WholeReportSerializer,
    )
    def get(self, request: Request, key: UUID) -> Response:
        """Give one report whole: its figures are those of its page and of its files."""
        return with_etag(request, report_data(key, language_now()))
