"""What changed in a job while support ran: to read."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Permission
from api.access import permitted
from api.case_changes import changes_of_case
from api.rest.caching import with_etag


class CaseChangeSerializer(serializers.Serializer):
    """One change that stands; hours are minutes, and both days are included."""

    id = serializers.UUIDField()
    kind = serializers.CharField(
        help_text="hours, position, employer, contract, extra or ended; never what tells of health."
    )
    startsOn = serializers.DateField(allow_null=True)  # noqa: N815
    lastDay = serializers.DateField(  # noqa: N815
        allow_null=True, help_text="Of the contract; of an end, the last day of the job."
    )
    weeklyMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815
    yearlyMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815
    contractForm = serializers.CharField(allow_blank=True)  # noqa: N815
    extraMinutes = serializers.IntegerField(allow_null=True)  # noqa: N815
    minutesAfter = serializers.IntegerField(  # noqa: N815
        help_text="All minutes after it and those before it, as if there was no illness."
    )
    recordedAt = serializers.DateTimeField()  # noqa: N815


class CaseChangesSerializer(serializers.Serializer):
    """What support comes to after the changes that are told; null where none was granted."""

    minutesNow = serializers.IntegerField(  # noqa: N815
        allow_null=True, help_text="After these changes, as if there was no illness."
    )
    lastDayNow = serializers.DateField(  # noqa: N815
        allow_null=True, help_text="After these changes, as if there was no illness."
    )
    changes = CaseChangeSerializer(many=True)


class CaseChanges(APIView):
    """What changed in one of your own cases."""

    permission_classes = (permitted(Permission.READ_CASES),)

    @extend_schema(
        operation_id="listCaseChanges",
        tags=["cases"],
        parameters=[OpenApiParameter("number", str, OpenApiParameter.PATH)],
        responses=CaseChangesSerializer,
    )
    def get(self, request: Request, number: str) -> Response:
        """Give what changed in the job and the hours of a case since its decision.

        An illness is left out, and why hours were added. All hours and days are reckoned as if
        there was no illness, so that it cannot be worked out of them; the page counts it.
        """
        return with_etag(request, changes_of_case(number=number))
