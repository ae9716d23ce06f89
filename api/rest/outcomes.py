"""The tenant's own figures of what became of the work."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Permission
from api.access import permitted
from api.rest.caching import with_etag
from outcomes.own_figures import Figure, own_outcomes


class PartSerializer(serializers.Serializer):
    """How many of how many; who was not followed long enough is in neither."""

    part = serializers.IntegerField()
    whole = serializers.IntegerField()


class OutcomeFigureSerializer(serializers.Serializer):
    """One indicator over time, by Kaplan-Meier."""

    code = serializers.CharField(help_text="I-04, I-05, I-08 or I-09.")
    withTrialPlacements = serializers.BooleanField(  # noqa: N815
        allow_null=True, help_text="Null where trial placements make no difference."
    )
    followed = serializers.IntegerField(help_text="How many it rests on.")
    shares = serializers.DictField(
        child=serializers.FloatField(allow_null=True),
        help_text="By moment (1w, 1m, 3m, 6m, 1y …); null where nobody was followed that long.",
    )


class OutcomeFiguresSerializer(serializers.Serializer):
    """Everything that the organisation knows of the work of its clients."""

    people = serializers.IntegerField()
    jobEnds = serializers.IntegerField(help_text="I-02.")  # noqa: N815
    directly = PartSerializer(help_text="I-03: a next job within a week.")
    directlyWithTrialPlacements = PartSerializer()  # noqa: N815
    endedEarly = PartSerializer(help_text="I-11.")  # noqa: N815
    noCapacity = serializers.IntegerField(help_text="I-13.")  # noqa: N815
    afterStart = OutcomeFigureSerializer(many=True)  # noqa: N815
    afterEnd = OutcomeFigureSerializer(many=True)  # noqa: N815


class OutcomeFigures(APIView):
    """The own figures of outcomes, in the organisation's own detail."""

    permission_classes = (permitted(Permission.READ_CASES),)

    @extend_schema(
        operation_id="getOutcomeFigures", tags=["outcomes"], responses=OutcomeFiguresSerializer
    )
    def get(self, request: Request) -> Response:
        """Give what became of the work, over the outcomes that your organisation recorded."""
        return with_etag(request, outcome_figures())


def outcome_figures() -> dict[str, Any]:
    """The own figures as plain data."""
    found = own_outcomes()
    return {
        "people": found.people,
        "jobEnds": found.ends,
        "directly": _part(found.direct),
        "directlyWithTrialPlacements": _part(found.direct_with_trial),
        "endedEarly": _part(found.early),
        "noCapacity": found.no_capacity,
        "afterStart": [_figure(each) for each in found.after_start],
        "afterEnd": [_figure(each) for each in found.after_end],
    }


def _part(counted: tuple[int, int]) -> dict[str, int]:
    return {"part": counted[0], "whole": counted[1]}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "code": figure.code,
        "withTrialPlacements": figure.with_trial,
        "followed": figure.followed,
        "shares": {
            name: None if share is None else float(share) for name, share in figure.shares.items()
        },
    }
