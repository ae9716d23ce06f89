"""The fact rows of what ran after grants."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from assessments.following.due import EVALUATED_EARLY_MONTHS, Span, evaluation_days
from assessments.following.norms import Norms
from benchmarking import codes
from benchmarking.facts.rows import PeriodFacts
from benchmarking.pseudonyms import pseudonym_of
from rulebook.case_classes import classes_of, frame_for_classes
from rulebook.month_arithmetic import add_months_to

_MOST_GOALS: Final = 9
_MOST_COACHES: Final = 3
_TEN_POINTS: Final = 1_000  # basis points


class RunSupport(NamedTuple):
    """What is on record of the support of one case that granted hours.

    Attributes:
        revision: 1, and one more for everything that was recorded since.
        facts: of the case when it was decided.
        spans: the granted periods as they are now, in order; empty for a punch card.
        minutes_now: hours after all changes, in minutes.
        extra_minutes: those added for a reason, among them.
        log_minutes: what the log says was used; None where it has no entry.
        settled_by: how an early end was settled; None where there was none.
        evaluated_on: the days on which evaluations were held.
        reliance: self-reliance at each evaluation that says it, in order.
        goals: by goal of the latest plan what came of it, "" for nothing yet; None without a plan.
        weekly_minutes, wage_value: of the decision and of each measure, in order of day.
        has_obligation: whether growth was promised.
        obligation: outcome of the latest answer to it; "" without one.
        coach_changes: how often another coach took over.
        norms: what the policy of the decision asks of following.
        method: of the hours.
    """

    case_id: UUID
    revision: int
    is_synthetic: bool
    facts: codes.Facts
    decided_on: date
    granted_minutes: int
    minutes_now: int
    spans: tuple[Span, ...]
    extra_minutes: int
    log_minutes: int | None
    settled_by: str | None
    evaluated_on: tuple[date, ...]
    reliance: tuple[int, ...]
    goals: tuple[str, ...] | None
    weekly_minutes: tuple[int, ...]
    wage_value: tuple[int, ...]
    has_obligation: bool
    obligation: str
    coach_changes: int
    norms: Norms
    method: str


def facts_of_periods(runs: Sequence[RunSupport], *, secret: bytes) -> list[PeriodFacts]:
    """Return the fact rows of support that was granted, as it is on record by now, in order."""
    frame = frame_for_classes(_CLASSES, [run.facts for run in runs])
    classes = [classes_of(dimension, frame) for dimension in _CLASSES]
    return [_facts_of(run, coarse, secret) for run, *coarse in zip(runs, *classes, strict=True)]


_CLASSES: Final = ("target_group", "contract", "hours", "need")


def _facts_of(run: RunSupport, classes: Sequence[str], secret: bytes) -> PeriodFacts:
    target_group, contract_class, hours_class, need = classes
    due = [day for span in run.spans for day in evaluation_days(span, run.norms)]
    knows_due = bool(run.spans)
    return PeriodFacts(
        pseudonym=pseudonym_of(secret=secret, case_id=run.case_id),
        revision=run.revision,
        is_synthetic=run.is_synthetic,
        target_group=target_group,
        contract_class=contract_class,
        support_form=codes.code_of(run.facts, "support_form"),
        sector=codes.code_of(run.facts, "employer_sector"),
        firm_size=codes.code_of(run.facts, "employer_size"),
        decided_month=codes.month_of(run.decided_on),
        start_month=codes.month_of(run.spans[0].starts_on) if run.spans else None,
        end_month=codes.month_of(run.spans[-1].ends_on) if run.spans else None,
        hours_class=hours_class,
        need=need,
        method=run.method,
        granted_minutes=run.granted_minutes,
        minutes_now=run.minutes_now,
        extra_minutes=run.extra_minutes,
        used_minutes=run.log_minutes,
        ended_early=codes.yes_no(run.settled_by is not None),
        settled_by=run.settled_by or "",
        evaluations_due=len(due) if knows_due else None,
        evaluations_on_time=_answered(due, run.evaluated_on) if knows_due else None,
        evaluations_held=len(run.evaluated_on),
        goals_set=_goals(run, None),
        goals_reached=_goals(run, "reached"),
        goals_partly=_goals(run, "partly"),
        goals_missed=_goals(run, "not_reached"),
        goals_dropped=_goals(run, "dropped"),
        hours_growth=_growth(run.weekly_minutes, ("fewer", "same", "more")),
        wage_value_growth=_wage_growth(run.wage_value),
        self_reliance=_growth(run.reliance, ("down", "same", "up")),
        obligation=(run.obligation or "open") if run.has_obligation else "none",
        coach_changes=min(run.coach_changes, _MOST_COACHES),
    )


def _answered(due: list[date], held: tuple[date, ...]) -> int:
    """Count the days that an evaluation answered in time: by that day, a month before at most.

    As in `assessments.following.due`: one evaluation answers the day that comes at most a month
    after it; the earlier ones it answers too late.
    """
    in_time = 0
    for day in due:
        earliest = add_months_to(day, -EVALUATED_EARLY_MONTHS) - timedelta(days=1)
        in_time += any(earliest <= each <= day for each in held)
    return in_time


def _goals(run: RunSupport, outcome: str | None) -> int | None:
    if run.goals is None:
        return None
    counted = len(run.goals) if outcome is None else run.goals.count(outcome)
    return min(counted, _MOST_GOALS)


def _growth(seen: tuple[int, ...], words: tuple[str, str, str]) -> str:
    """Say which way the last of some measures differs from the first."""
    if len(seen) < 2:
        return codes.NOT_KNOWN
    fewer, same, more = words
    return same if seen[-1] == seen[0] else more if seen[-1] > seen[0] else fewer


def _wage_growth(seen: tuple[int, ...]) -> str:
    found = _growth(seen, ("down", "same", "up_to_10"))
    return "over_10" if found == "up_to_10" and seen[-1] - seen[0] > _TEN_POINTS else found
