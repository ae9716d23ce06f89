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
from policy_profiles import queries
from policy_profiles.queries import NoProfileInForce
from policy_profiles.simulation.tally import Policies, Tally, tally_of
from policy_profiles.taking_part.frozen import cases_of_frozen_year, freeze_year, frozen_stand
from policy_profiles.taking_part.queries import takes_part
from policy_profiles.what_if.cases import case_source
from tenants import context

T = TypeVar("T")

logger = logging.getLogger(__name__)

#: What can be the matter with one organisation; the others do not notice.
_WITH_ONE = (DatabaseError, LookupError, ValueError, TypeError, RuntimeError)


class Reason(StrEnum):
    """Why an organisation that takes part could not be counted."""

    NO_POLICY = "no_policy"
    NOT_WORKING = "not_working"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether an organisation takes part, its decided cases, and its rules on two days."""

    takes_part: bool
    cases: int = 0
    hash_now: str = ""
    hash_then: str = ""
    frozen_on: date | None = None


def each_inside(
    schema_names: Sequence[str], read: Callable[[], T]
) -> tuple[dict[str, T], dict[str, Reason]]:
    """Call `read` inside each organisation; whoever fails is named with a reason.

    Each is a transaction of its own: what one has recorded stands whatever happens at another.
    """
    answers: dict[str, T] = {}
    failing: dict[str, Reason] = {}
    for name in schema_names:
        try:
            with context.inside(name), transaction.atomic():
                answers[name] = read()
        except NoProfileInForce:
            failing[name] = Reason.NO_POLICY
        except _WITH_ONE as problem:
            logger.warning("%s was not counted across: %s", name, type(problem).__name__)
            failing[name] = Reason.NOT_WORKING
    return answers, failing


def standing_of(*, year: int, today: date, then: date) -> Standing:
    """Say whether the organisation takes part; of one that does not, nothing else is read.

    Raises:
        NoProfileInForce: it has no policy on one of the days.
    """
    if not takes_part(on=today):
        return Standing(takes_part=False)
    first, until = year_of_decisions(year)
    now = queries.profile_on(on=today).content_hash
    frozen = frozen_stand(year=year)
    stand = frozen or case_source().stand(first=first, until=until)
    return Standing(
        takes_part=True,
        cases=stand.cases,
        frozen_on=None if frozen is None else frozen.day,
        hash_now=now,
        hash_then=now if then == today else queries.profile_on(on=then).content_hash,
    )


def totals_of(question: Question, *, on: date, earlier: Sequence[Question] = ()) -> Tally:
    """Work a question through on the organisation's own decisions of the year: totals only.

    Args:
        question: what is asked.
        on: the day of which the rules in force are.
        earlier: questions that were asked before, of which only the distance is counted.
    """
    in_force = queries.profile_on(on=on).profile
    policies = Policies(
        before=in_force,
        after=question.published,
        baseline=queries.baseline_on(on=on).profile,
        earlier=[one.published for one in earlier],
    )
    return tally_of(cases_of_frozen_year(year=question.year).decided, policies)


def freeze(question: Question, *, asked_by: UUID) -> None:
    """Freeze the decisions of the year here, if this is the first question about it."""
    freeze_year(year=question.year, asked_by=asked_by)


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
