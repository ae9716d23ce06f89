"""What is done inside an organisation, under its own role: say who it is, and give its totals."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db import DatabaseError, transaction

from audit.actions import Actor, record
from benchmarking.across.question import Question, year_of_decisions
from benchmarking.disclosure.deviations import deviations
from benchmarking.pseudonyms import deviation_key
from policy_profiles import queries
from policy_profiles.mapping import ContentChanged, LayersChanged
from policy_profiles.queries import NoProfileInForce
from policy_profiles.simulation.tally import Replay, Tally
from policy_profiles.taking_part.frozen import Frozen, freeze_year, frozen_stand, frozen_year
from policy_profiles.taking_part.queries import takes_part
from policy_profiles.what_if.cases import CasesChanged, case_source
from tenants import context

T = TypeVar("T")

logger = logging.getLogger(__name__)

_HELD = 48  # organisations in the memory of one process, as in `what_if.cases`
_replays: dict[tuple[str, ...], Replay] = {}


class Reason(StrEnum):
    """Why an organisation that takes part could not be counted."""

    NO_POLICY = "no_policy"
    CASES_CHANGED = "cases_changed"
    POLICY_CHANGED = "policy_changed"
    NOT_WORKING = "not_working"


#: What can be the matter with one organisation; the others do not notice. Anything else is ours.
_REASONS: dict[type[Exception], Reason] = {
    NoProfileInForce: Reason.NO_POLICY,
    CasesChanged: Reason.CASES_CHANGED,
    ContentChanged: Reason.POLICY_CHANGED,
    LayersChanged: Reason.POLICY_CHANGED,
    DatabaseError: Reason.NOT_WORKING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether an organisation takes part, its decided cases, and when those were frozen."""

    takes_part: bool
    cases: int = 0
    frozen_on: date | None = None


def each_inside(
    schema_names: Sequence[str], read: Callable[[], T]
) -> tuple[dict[str, T], dict[str, Reason]]:
    """Call `read` inside each organisation; what one cannot answer is named with its reason.

    Each is a transaction of its own: what one has recorded stands whatever happens at another.
    """
    answers: dict[str, T] = {}
    failing: dict[str, Reason] = {}
    for name in schema_names:
        try:
            with context.inside(name), transaction.atomic():
                answers[name] = read()
        except tuple(_REASONS) as problem:
            failing[name] = next(r for kind, r in _REASONS.items() if isinstance(problem, kind))
            logger.warning("%s was not counted across: %s", name, type(problem).__name__)
    return answers, failing


def standing_of(*, year: int, today: date, rules_day: date) -> Standing:
    """Say whether the organisation takes part; of one that does not, nothing else is read.

    Raises:
        NoProfileInForce: nothing is frozen here, and it has no policy on the day of the rules.
    """
    if not takes_part(on=today):
        return Standing(takes_part=False)
    frozen = frozen_stand(year=year)
    if frozen is not None:
        return Standing(takes_part=True, cases=frozen.cases, frozen_on=frozen.day)
    queries.profile_on(on=rules_day)
    first, until = year_of_decisions(year)
    stand = case_source().stand(first=first, until=until)
    return Standing(takes_part=True, cases=stand.cases)


def totals_of(question: Question, *, on: date, earlier: Sequence[Question] = ()) -> Tally:
    """Work a question through on the organisation's own decisions of the year: totals only.

    Args:
        question: what is asked.
        on: the day of which the rules are, where none are frozen with the year.
        earlier: questions that were asked before, of which totals and distance are given too.
    """
    frozen = frozen_year(year=question.year, rules_day=on)
    return _replay(frozen).tally(question.published, earlier=[one.published for one in earlier])


def _replay(frozen: Frozen) -> Replay:
    """The cases beside rules and baseline; from memory where they were replayed before."""
    hashes = frozen.rules.content_hash, frozen.baseline.content_hash
    key = (context.current_schema_name(), str(frozen.set_id), *hashes)
    held = _replays.get(key)
    if held is None or held.frame is not frozen.cases.decided.frame:
        held = Replay(
            frozen.cases.decided,
            before=frozen.rules,
            baseline=frozen.baseline,
            factors=deviations(frozen.cases.decisions, key=deviation_key()),
        )
        _replays[key] = held
        while len(_replays) > _HELD:
            _replays.pop(next(iter(_replays)), None)
    return held


def freeze(question: Question, *, asked_by: UUID, rules_day: date) -> None:
    """Freeze the decisions and rules of the year here, if this is the first question about it."""
    freeze_year(year=question.year, asked_by=asked_by, rules_day=rules_day)


def record_asked(*, actor: Actor, asked_id: UUID, question: Question) -> None:
    """Write down, here, that somebody of the platform asked this; values only, nobody's data."""
    record(
        actor=actor,
        action="across.asked",
        object_kind="across_question",
        object_id=asked_id,
        details=details_of(question),
    )


def details_of(question: Question) -> dict[str, object]:
    """Give a question as the codes that the record holds."""
    return {"year": question.year, "group": question.group, "policy": question.base}
