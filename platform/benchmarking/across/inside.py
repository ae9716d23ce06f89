"""What is done inside an organisation, under its own role: say who it is, and give its totals."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db import DatabaseError, transaction

from accounts.models import User
from audit.actions import record
from benchmarking.across.question import Question
from policy_profiles.mapping import ContentChanged, LayersChanged
from policy_profiles.queries import NoProfileInForce
from policy_profiles.simulation.tally import Tally, tally_of_now, tally_of_policy
from policy_profiles.taking_part.frozen import freeze_year, frozen_year
from policy_profiles.what_if.cases import CasesChanged
from tenants import context

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why an organisation could not be asked."""

    NO_POLICY = "no_policy"
    CASES_CHANGED = "cases_changed"
    POLICY_CHANGED = "policy_changed"
    NOT_WORKING = "not_working"


#: What can be the matter with one organisation. Anything else, as a fact of long ago that the rules
#: no longer read, is named as not working, and stands in the log with the places that led to it.
_REASONS: dict[type[Exception], Reason] = {
    NoProfileInForce: Reason.NO_POLICY,
    CasesChanged: Reason.CASES_CHANGED,
    ContentChanged: Reason.POLICY_CHANGED,
    LayersChanged: Reason.POLICY_CHANGED,
    DatabaseError: Reason.NOT_WORKING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question of one person, with the identifier that it has in every record."""

    id: UUID
    actor: User
    question: Question


def each_inside(
    schema_names: Iterable[str], read: Callable[[], T]
) -> tuple[dict[str, T], dict[str, Reason]]:
    """Call `read` inside each organisation; what one cannot answer is named with its reason.

    Each is a transaction of its own: what one has recorded stands whatever happens at another.
    """
    answers: dict[str, T] = {}
    failing: dict[str, Reason] = {}
    for name in sorted(schema_names):
        try:
            with context.inside(name), transaction.atomic():
                answers[name] = read()
        except tuple(_REASONS) as problem:
            failing[name] = next(r for kind, r in _REASONS.items() if isinstance(problem, kind))
            logger.warning("%s could not be asked across: %s", name, type(problem).__name__)
        except Exception:  # also a fault of ours: the refusal must be on record, as any other is
            failing[name] = Reason.NOT_WORKING
            logger.exception("%s could not be asked across", name)
    return answers, failing


def totals_here(asking: Asking, *, rules_day: date) -> tuple[Tally, Tally]:
    """Write the question into the record here, freeze the year if need be, and give totals only.

    Args:
        asking: what is asked, and by whom.
        rules_day: the day of the organisation's own rules, where the year is not frozen yet.

    Returns:
        what there is without the policy that is asked, and what that policy comes to.
    """
    question = asking.question
    record(
        actor=asking.actor,
        action="across.asked",
        object_kind="across_question",
        object_id=asking.id,
        details=details_of(question),
    )
    freeze_year(year=question.year, asked_by=asking.actor.id, rules_day=rules_day)
    frozen = frozen_year(year=question.year)
    return (
        tally_of_now(frozen.cases, own=frozen.rules),
        tally_of_policy(frozen.cases, own=frozen.rules, asked=question.policy.profile),
    )


def details_of(question: Question) -> dict[str, object]:
    """Give a question as the codes that the record holds."""
    return {"year": question.year, "group": question.group, "policy": question.policy.key}
