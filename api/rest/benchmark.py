"""Protected benchmark figures: what may be known of others, and nothing that tells of a person."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Permission
from api.access import permitted
from api.benchmark_figures import benchmark_figures
from api.facts_input import UnknownFields
from api.rest.caching import with_etag
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.snapshots import Against


class ComparisonChoicesSerializer(UnknownFields, serializers.Serializer):
    """Which comparison is asked for."""

    tenant = serializers.CharField(
        required=False, help_text="Code of an organisation; your own when left out."
    )
    against = serializers.ChoiceField(choices=[kind.value for kind in Against], required=False)
    period = serializers.IntegerField(required=False, help_text="Calendar year; all when left out.")
    targetGroup = serializers.ChoiceField(choices=list(TARGET_GROUPS), required=False)  # noqa: N815
    contract = serializers.ChoiceField(choices=list(CONTRACT_CLASSES), required=False)


class BenchmarkFiguresSerializer(serializers.Serializer):
    """Both sides, the exact four-way split between them, and how they were protected.

    A value is null where it is hidden; `hidden` then names the reason.
    """

    snapshotId = serializers.CharField()  # noqa: N815
    methodVersion = serializers.CharField()  # noqa: N815
    parameters = serializers.JSONField()
    disclosure = serializers.JSONField()
    holdsSynthetic = serializers.BooleanField()  # noqa: N815
    tenant = serializers.JSONField()
    reference = serializers.JSONField()
    split = serializers.JSONField()


class BenchmarkFigures(APIView):
    """One protected comparison."""

    permission_classes = (permitted(Permission.READ_BENCHMARK),)

    @extend_schema(
        operation_id="getBenchmarkFigures",
        tags=["benchmark"],
        parameters=[ComparisonChoicesSerializer],
        responses=BenchmarkFiguresSerializer,
    )
    def get(self, request: Request) -> Response:
        """Compare an organisation with UWV, the G4 or all, from the snapshot of the pages."""
        asked = ComparisonChoicesSerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        figures = benchmark_figures(
            tenant=given.get("tenant"),
            against=given.get("against"),
            period=given.get("period"),
            target_group=given.get("targetGroup"),
            contract=given.get("contract"),
        )
        return with_etag(request, figures)
