"""What runs in a case as its pages show it: hours, evaluations by goal, coaches, norms in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import language_now
from accounts.permissions import Permission, has_permission
from accounts.queries import names_of
from assessments.following.actions import ObligationUnknown
from assessments.following.attention import signals_in
from assessments.following.due import Span, next_evaluation
from assessments.following.keeping_log import EntryUnknown
from assessments.following.norms import Norms
from assessments.following.queries import (
    card_of,
    coach_changes_of,
    follower_of,
    log_of,
    stretches_of,
)
from assessments.following.rows import CoachChangeRow, EvaluationRow
from assessments.following.status import FollowChange, can_follow
from assessments.following.stretches import Stretch
from assessments.following.words import SaidSignal, said
from assessments.plans.queries import plan_of
from assessments.plans.rows import GoalRow
from assessments.queries import CaseRow, decision
from assessments.rules_in_force import RulesOfDay
from coaches import queries as register
from rulebook import wording

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidNorm:
    """What the policy says of one thing, with how certain that is; None: it is silent."""

    label: str
    value: str | None
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalOverTime:
    """A goal with what each evaluation said of it, in the order of the evaluations."""

    row: GoalRow
    minutes_used: int
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCoachChange:
    """A change of coach with names; `still_open` of the agreements that were open then."""

    row: CoachChangeRow
    earlier: str
    later: str
    still_open: int


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:  # noqa: ARG001
    """Give the part of the page of a decision that leads to what runs in the case."""
    log = log_of(case_id=case.id)
    made = decision(number=case.number)
    return "assessments/following/part.html", {
        "follow_stretches": stretches_of(case_id=case.id, log=log),
        "follow_card": card_of(made, log),
        "follow_signals": said_signals(case),
    }


def who_follows(request: HttpRequest, case: CaseRow) -> Mapping[str, Any]:
    """Give what the page of an open application says of who follows it."""
    may = has_permission(request.user, Permission.OPEN_CASE)
    return {
        "follower": follower_name(case),
        "may_give": may and can_follow(case.status, FollowChange.GIVE),
    }


def said_signals(case: CaseRow) -> tuple[SaidSignal, ...]:
    """Give what asks for attention in a case, in words."""
    today = timezone.localdate()
    found = signals_in(case_id=case.id, today=today)
    return tuple(said(signal, number=case.number, today=today) for signal in found)


def may_follow(request: HttpRequest, case: CaseRow) -> bool:
    """Whether somebody may write in what runs in this case now."""
    may = has_permission(request.user, Permission.OPEN_CASE)
    return may and can_follow(case.status, FollowChange.LOG)


def said_norms(rules: RulesOfDay | None, *parameters: str) -> tuple[SaidNorm, ...]:
    """Give what the policy says of each parameter, in words."""
    if rules is None:
        return ()
    language = language_now()
    found = [rules.own[name] for name in parameters]
    return tuple(
        SaidNorm(
            label=each.parameter.label.in_language(language),
            value=wording.parameter_value(each.parameter, each.value, language)
            if each.is_stated
            else None,
            certainty=each.certainty,
        )
        for each in found
    )


def evaluation_due(
    stretches: Sequence[Stretch], norms: Norms, held: Sequence[EvaluationRow]
) -> date | None:
    """Give the day by which the next evaluation is due; None where nothing asks for one."""
    latest = held[0] if held else None
    return next_evaluation(
        [Span(starts_on=each.starts_on, ends_on=each.ends_on) for each in stretches],
        norms,
        held_on=latest.held_on if latest else None,
        agreed_on=latest.next_on if latest else None,
    )


def goals_over_time(
    case: CaseRow, held: Sequence[EvaluationRow], used: Mapping[UUID, int]
) -> tuple[GoalOverTime, ...]:
    """Give the goals of a case with what each evaluation said of them, the earliest first."""
    plan = plan_of(case_id=case.id)
    return tuple(
        GoalOverTime(
            row=goal,
            minutes_used=used.get(goal.key, 0),
            seen=tuple(_seen(evaluation, goal.key) for evaluation in reversed(held)),
        )
        for goal in (plan.goals if plan else ())
    )


def _seen(evaluation: EvaluationRow, key: UUID) -> str:
    found = evaluation.of(key)
    return found.in_words if found else "–"


def said_coach_changes(case: CaseRow, open_now: frozenset[UUID]) -> tuple[SaidCoachChange, ...]:
    """Give the changes of coach in a case with the names of the register."""
    rows = coach_changes_of(case_id=case.id)
    pairs = [pair for row in rows for pair in (row.earlier, row.later)]
    organisations = register.names_of_organisations(_texts(pair[0] for pair in pairs))
    coaches = register.names_of_coaches(_texts(pair[1] for pair in pairs))
    return tuple(
        SaidCoachChange(
            row=row,
            earlier=_name(row.earlier, organisations, coaches),
            later=_name(row.later, organisations, coaches),
            still_open=sum(key in open_now for key in row.open_agreements),
        )
        for row in rows
    )


def _texts(keys: Iterable[UUID | None]) -> frozenset[str]:
    return frozenset(str(key) for key in keys if key is not None)


def _name(
    pair: tuple[UUID | None, UUID | None],
    organisations: Mapping[str, str],
    coaches: Mapping[str, str],
) -> str:
    organisation, coach = pair
    names = [coaches.get(str(coach), ""), organisations.get(str(organisation), "")]
    return ", ".join(name for name in names if name) or _("nog niemand")


def follower_name(case: CaseRow) -> str:
    """Give the name of who follows a case; empty where nobody does."""
    follower = follower_of(case_id=case.id)
    return names_of(user_ids={follower}).get(follower, "") if follower else ""


def follows(
    change: FollowChange,
) -> Callable[
    [Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase],
]:
    """Let a view write only while the case allows the change; 404 for what is not part of it."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase]:
        @wraps(view)
        def checked(
            request: HttpRequest, case: CaseRow, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not can_follow(case.status, change):
                messages.info(request, _("Deze casus wordt nu niet gevolgd."))
                return redirect("assessments:case", case.number)
            try:
                return view(request, case, *args, **kwargs)
            except (EntryUnknown, ObligationUnknown) as unknown:
                raise Http404(str(unknown)) from unknown

        return checked

    return decorate
