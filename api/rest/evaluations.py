"""Evaluations: case facts worked through the tenant's own profile and another; nothing is kept."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.language import language_now
from accounts.permissions import Permission
from api.access import permitted
from api.evaluating import evaluated
from api.facts_input import FactsSerializer, UnknownFields
from api.problems import API_VERSION


class EvaluationRequestSerializer(UnknownFields, serializers.Serializer):
    """The facts of one case, and the profiles to work them through."""

    facts = FactsSerializer()
    profile = serializers.CharField(
        required=False, help_text="Name of a published profile; your own when left out."
    )
    against = serializers.CharField(
        required=False, help_text="Name of a second profile; the UWV baseline when left out."
    )


class EvaluationSerializer(serializers.Serializer):
    """Two findings on the same facts."""

    finding = serializers.JSONField()
    against = serializers.JSONField()
    differenceMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815


class Evaluations(APIView):
    """Work facts through profiles."""

    permission_classes = (permitted(Permission.READ_POLICY),)

    @extend_schema(
        operation_id="createEvaluation",
        tags=["evaluations"],
        request=EvaluationRequestSerializer,
        responses=EvaluationSerializer,
    )
    def post(self, request: Request) -> Response:
        """Say what the rules say of these facts. Nothing is stored, so repeating it is safe."""
        asked = EvaluationRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given: dict[str, Any] = asked.validated_data
        answer = evaluated(
            facts=given["facts"],
            profile=given.get("profile"),
            against=given.get("against"),
            language=language_now(),
        )
        return Response(answer, headers={"API-Version": API_VERSION})
