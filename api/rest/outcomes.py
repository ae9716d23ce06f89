"""What became of the work: the tenant's own figures, and the outcomes of one case."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import actor_of
from accounts.permissions import Permission
from api.access import permitted
from api.facts_input import UnknownFields
from api.member_names import camel
from api.problems import API_VERSION
from api.rest.caching import with_etag
from assessments import queries
from outcomes.actions import record_outcome
from outcomes.codes import EndReason, OutcomeKind, ServiceProvider, Situation
from outcomes.forms import words_of
from outcomes.observations import Observation, ObservationRefused
from outcomes.own_figures import Figure, own_outcomes
from outcomes.queries import OutcomeRow, outcomes_of

_NUMBER = OpenApiParameter("number", str, OpenApiParameter.PATH)


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
        help_text="By moment (1w, 1m, 3m, 6m, 1y …); null where fewer than five were followed that "
        "long, unless of all of them it is known.",
    )
    followedAt = serializers.DictField(  # noqa: N815
        child=serializers.IntegerField(),
        help_text="By moment: how many were still followed then.",
    )


class FirstYearSerializer(serializers.Serializer):
    """Mean days in work in somebody's first year, of the same people counted in both ways."""

    followed = serializers.IntegerField(help_text="How many were followed for a year.")
    stoppedAndNotFollowed = serializers.IntegerField(  # noqa: N815
        help_text="How many stopped within the year and were not followed to its end; not counted."
    )
    days = serializers.FloatField(allow_null=True, help_text="Null where fewer than five were.")
    daysWithTrialPlacements = serializers.FloatField(allow_null=True)  # noqa: N815


class OutcomeFiguresSerializer(serializers.Serializer):
    """Everything that the organisation knows of the work of its clients."""

    people = serializers.IntegerField()
    jobEnds = serializers.IntegerField(help_text="I-02.")  # noqa: N815
    directly = PartSerializer(help_text="I-03: a next job within a week.")
    directlyWithTrialPlacements = PartSerializer()  # noqa: N815
    endedEarly = PartSerializer(help_text="I-11.")  # noqa: N815
    noCapacity = serializers.IntegerField(help_text="I-13.")  # noqa: N815
    daysInFirstYear = FirstYearSerializer(help_text="I-10.")  # noqa: N815
    servicesBySameOrganisation = PartSerializer(help_text="I-07.")  # noqa: N815
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


class NewOutcomeSerializer(UnknownFields, serializers.Serializer):
    """What was seen of the supported job."""

    kind = serializers.ChoiceField(choices=OutcomeKind.values)
    observedOn = serializers.DateField()  # noqa: N815
    situation = serializers.ChoiceField(
        choices=Situation.values, required=False, allow_blank=True, default=""
    )
    endedOn = serializers.DateField(required=False, allow_null=True, default=None)  # noqa: N815
    reason = serializers.ChoiceField(
        choices=EndReason.values,
        required=False,
        allow_blank=True,
        default="",
        help_text="Asked of every job that ended.",
    )
    nextJobStartedOn = serializers.DateField(  # noqa: N815
        required=False, allow_null=True, default=None
    )
    serviceStartedOn = serializers.DateField(  # noqa: N815
        required=False,
        allow_null=True,
        default=None,
        help_text="First day of a service that was bought to get back to work (I-06).",
    )
    serviceProvider = serializers.ChoiceField(  # noqa: N815
        choices=ServiceProvider.values,
        required=False,
        allow_blank=True,
        default="",
        help_text="Who gives that service: the organisation that coached, or another (I-07). "
        "None, without a first day, takes back one that was recorded by mistake.",
    )
    supersedes = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The outcome that held when you looked; null for none. Another one gives 409.",
    )


class OutcomeSerializer(serializers.Serializer):
    """One outcome of a case."""

    id = serializers.UUIDField()
    supersedes = serializers.UUIDField(allow_null=True)
    isCurrent = serializers.BooleanField()  # noqa: N815
    kind = serializers.CharField()
    situation = serializers.CharField(allow_blank=True)
    observedOn = serializers.DateField()  # noqa: N815
    endedOn = serializers.DateField(allow_null=True)  # noqa: N815
    reason = serializers.CharField(allow_blank=True)
    nextJobStartedOn = serializers.DateField(allow_null=True)  # noqa: N815
    serviceStartedOn = serializers.DateField(allow_null=True)  # noqa: N815
    serviceProvider = serializers.CharField(allow_blank=True)  # noqa: N815


class CaseOutcomesSerializer(serializers.Serializer):
    """The outcomes of a case, the one that holds first."""

    outcomes = OutcomeSerializer(many=True)


class CaseOutcomes(APIView):
    """The outcomes of one of your own cases."""

    permission_classes = (permitted(Permission.DECIDE_CASE),)

    @extend_schema(
        operation_id="listCaseOutcomes",
        tags=["outcomes"],
        parameters=[_NUMBER],
        responses=CaseOutcomesSerializer,
    )
    def get(self, request: Request, number: str) -> Response:
        """Give the outcomes of a case, the one that holds first."""
        case = queries.case(number=number)
        rows = [_outcome(row) for row in outcomes_of(case_id=case.id)]
        return with_etag(request, {"outcomes": rows})

    @extend_schema(
        operation_id="recordCaseOutcome",
        tags=["outcomes"],
        parameters=[_NUMBER],
        request=NewOutcomeSerializer,
        responses=OutcomeSerializer,
    )
    def post(self, request: Request, number: str) -> Response:
        """Record what became of the job of a decided case that is still followed.

        Sending the same again is refused with 409, because another outcome holds by then.
        """
        asked = NewOutcomeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        observation = Observation(
            kind=given["kind"],
            observed_on=given["observedOn"],
            situation=given["situation"],
            ended_on=given["endedOn"],
            reason=given["reason"],
            next_job_started_on=given["nextJobStartedOn"],
            service_started_on=given["serviceStartedOn"],
            service_provider=given["serviceProvider"],
        )
        try:
            row = record_outcome(
                actor=actor_of(request),
                case_id=queries.case(number=number).id,
                observation=observation,
                supersedes=given["supersedes"],
            )
        except ObservationRefused as refused:
            raise serializers.ValidationError(
                {camel(refused.field): [words_of(refused)]}
            ) from refused
        return Response(_outcome(row), headers={"API-Version": API_VERSION})


def _outcome(row: OutcomeRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "supersedes": str(row.supersedes) if row.supersedes else None,
        "isCurrent": row.is_current,
        "kind": row.kind,
        "situation": row.situation,
        "observedOn": row.observed_on.isoformat(),
        "endedOn": row.ended_on.isoformat() if row.ended_on else None,
        "reason": row.reason,
        "nextJobStartedOn": (
            row.next_job_started_on.isoformat() if row.next_job_started_on else None
        ),
        "serviceStartedOn": row.service_started_on.isoformat() if row.service_started_on else None,
        "serviceProvider": row.service_provider,
    }


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
        "daysInFirstYear": {
            "followed": found.first_year.followed,
            "stoppedAndNotFollowed": found.first_year.stopped,
            "days": _number(found.first_year.days),
            "daysWithTrialPlacements": _number(found.first_year.days_with_trial),
        },
        "servicesBySameOrganisation": _part(found.same_organisation),
        "afterStart": [_figure(each) for each in found.after_start],
        "afterEnd": [_figure(each) for each in found.after_end],
    }


def _part(counted: tuple[int, int]) -> dict[str, int]:
    return {"part": counted[0], "whole": counted[1]}


def _number(days: Fraction | None) -> float | None:
    return None if days is None else float(days)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "code": figure.code,
        "withTrialPlacements": figure.with_trial,
        "followed": figure.followed,
        "shares": {
            name: None if share is None else float(share) for name, share in figure.shares.items()
        },
        "followedAt": dict(figure.followed_at),
    }
