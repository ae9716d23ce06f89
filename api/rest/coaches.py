"""The register of coach organisations and coaches: to read, page by page."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Permission
from api.access import permitted
from api.coach_register import LARGEST_PAGE, page_of_register
from api.facts_input import UnknownFields
from api.rest.caching import with_etag
from coaches.codes import (
    LISTED,
    RECOGNITIONS,
    LegalForm,
    ProofKind,
    Specialism,
)

_RECOGNITIONS = [*(kind.value for kind in RECOGNITIONS), LISTED]


class RegisterQuerySerializer(UnknownFields, serializers.Serializer):
    """Which organisations; a specialism or region of a coach finds the organisation as well."""

    region = serializers.RegexField(
        r"^AM\d{2}$", required=False, default="", help_text="A labour-market region, as AM18."
    )
    specialism = serializers.ChoiceField(
        choices=Specialism.values, required=False, default="", allow_blank=True
    )
    recognition = serializers.ChoiceField(
        choices=_RECOGNITIONS,
        required=False,
        default="",
        allow_blank=True,
        help_text="Valid today; municipal_list is the list of the own organisation.",
    )
    offset = serializers.IntegerField(required=False, default=0, min_value=0, max_value=100_000)
    limit = serializers.IntegerField(
        required=False, default=20, min_value=1, max_value=LARGEST_PAGE
    )


class ProofSerializer(serializers.Serializer):
    """Something to show; both days included."""

    kind = serializers.CharField(help_text=f"One of {', '.join(ProofKind.values)}.")
    issuer = serializers.CharField(allow_blank=True)
    validFrom = serializers.DateField()  # noqa: N815
    validUntil = serializers.DateField(allow_null=True, help_text="Null: no end.")  # noqa: N815


class CoachSerializer(serializers.Serializer):
    """A coach; empty and null are not known."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    level = serializers.CharField(
        allow_blank=True, help_text="hbo or below_hbo; empty where it is not known."
    )
    regions = serializers.ListField(child=serializers.CharField())
    specialisms = serializers.ListField(child=serializers.CharField())
    peopleNow = serializers.IntegerField(allow_null=True)  # noqa: N815
    peopleMost = serializers.IntegerField(allow_null=True)  # noqa: N815
    proofs = ProofSerializer(many=True)


class CoachOrganisationSerializer(serializers.Serializer):
    """A coach organisation with its coaches; empty and null are not known."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    keptBy = serializers.CharField(  # noqa: N815
        allow_blank=True, help_text="The organisation that keeps the entry; empty: the platform."
    )
    kvkNumber = serializers.CharField(allow_blank=True)  # noqa: N815
    legalForm = serializers.ChoiceField(choices=LegalForm.values, allow_blank=True)  # noqa: N815
    website = serializers.CharField(allow_blank=True)
    regions = serializers.ListField(child=serializers.CharField())
    specialisms = serializers.ListField(child=serializers.CharField())
    recognition = serializers.CharField(
        help_text="What counts today: a code of the filter, or none."
    )
    insuredUntil = serializers.DateField(allow_null=True)  # noqa: N815
    isSynthetic = serializers.BooleanField()  # noqa: N815
    proofs = ProofSerializer(many=True)
    coaches = CoachSerializer(many=True)


class RegisterPageSerializer(serializers.Serializer):
    """One page of the register."""

    organisations = CoachOrganisationSerializer(many=True)
    nextOffset = serializers.IntegerField(  # noqa: N815
        allow_null=True, help_text="Null on the last page."
    )


class Coaches(APIView):
    """The register of coach organisations and coaches."""

    permission_classes = (permitted(Permission.READ_REGISTER),)

    @extend_schema(
        operation_id="listCoaches",
        tags=["coaches"],
        parameters=[RegisterQuerySerializer],
        responses=RegisterPageSerializer,
    )
    def get(self, request: Request) -> Response:
        """List coach organisations by name, each with its coaches and what both can show."""
        asked = RegisterQuerySerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        page = page_of_register(
            region=given["region"],
            specialism=given["specialism"],
            recognised_by=given["recognition"],
            offset=given["offset"],
            most=given["limit"],
        )
        body = {"organisations": list(page.organisations), "nextOffset": page.next_offset}
        return with_etag(request, body)
