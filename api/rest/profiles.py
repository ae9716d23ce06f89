"""Policy profiles: published, so open to everyone."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.language import language_now
from api.published import published, published_by_code
from api.representation import CERTAINTY_CODES, profile_data, profile_summary
from api.rest.caching import with_etag
from policy_profiles.queries import baseline_on


class LayerSerializer(serializers.Serializer):
    """One layer that a profile is made of."""

    kind = serializers.CharField()
    name = serializers.CharField()
    version = serializers.CharField()


class ProfileSummarySerializer(serializers.Serializer):
    """A published policy profile, in short."""

    name = serializers.CharField()
    title = serializers.CharField()
    organisation = serializers.CharField(
        allow_blank=True, help_text="Empty for what is shared by all."
    )
    description = serializers.CharField()
    isFictitious = serializers.BooleanField(help_text="Invented, for demonstration.")  # noqa: N815
    contentHash = serializers.CharField(help_text="SHA-256 of all values.")  # noqa: N815
    validFrom = serializers.DateField(  # noqa: N815
        allow_null=True, help_text="The day from which it holds; null for what ships."
    )
    layers = LayerSerializer(many=True)


class ParameterSerializer(serializers.Serializer):
    """One policy value with where it came from and how sure it is."""

    id = serializers.CharField()
    label = serializers.CharField()
    section = serializers.CharField(help_text="The part of the policy that it stands in.")
    topic = serializers.CharField(help_text="The harmonisation topic.")
    unit = serializers.CharField(allow_blank=True)
    inWords = serializers.CharField()  # noqa: N815
    deviates = serializers.BooleanField(help_text="Differs from the UWV baseline.")
    stated = serializers.BooleanField(
        help_text="False where no layer says anything: the value is null and has no source."
    )
    note = serializers.CharField(allow_blank=True)
    value = serializers.JSONField()
    layer = serializers.CharField(allow_blank=True)
    layerName = serializers.CharField(allow_blank=True)  # noqa: N815
    version = serializers.CharField(allow_blank=True)
    certainty = serializers.ChoiceField(choices=CERTAINTY_CODES)
    source = serializers.CharField(allow_blank=True)
    cells = serializers.ListField(child=serializers.JSONField(), required=False)


class ProfileSerializer(ProfileSummarySerializer):
    """A published policy profile with all its values."""

    parameters = ParameterSerializer(many=True)


class Profiles(APIView):
    """All published profiles."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="listProfiles",
        tags=["profiles"],
        responses=ProfileSummarySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the published policy profiles, the UWV baseline first."""
        language = language_now()
        return with_etag(request, [profile_summary(row, language) for row in published()])


class OneProfile(APIView):
    """One published profile."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="getProfile",
        tags=["profiles"],
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH)],
        responses=ProfileSerializer,
    )
    def get(self, request: Request, name: str) -> Response:
        """Give one policy profile, every value with layer, source and certainty."""
        row = published_by_code(name)
        baseline = baseline_on(on=row.profile.on).profile
        return with_etag(request, profile_data(row, baseline, language_now()))
