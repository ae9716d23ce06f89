"""Keeping a what-if, with its answer and the cases that it is of; and removing a kept one."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted, Permission, check_permission, has_permission
from audit.actions import record
from policy_profiles.one_at_a_time import one_at_a_time
from policy_profiles.simulation.data import impact_to_data
from policy_profiles.what_if.asking import Question, answer_of, baseline_hash, cases_of
from policy_profiles.what_if.cases import DecidedCases, case_source
from policy_profiles.what_if.models import CaseSet, Scenario
from policy_profiles.what_if.queries import NoSuchScenario, ScenarioRow, scenario_row
from rulebook.engine import ENGINE_VERSION

#: So many what-ifs of a year can be kept, which keeps the list readable.
MOST_KEPT = 200
_YEAR = timedelta(days=365)


class TooManyKept(Exception):
    """As many what-ifs as can be were kept in the last year."""

    def __init__(self) -> None:
        super().__init__(
            f"{MOST_KEPT} what-ifs of the last year are kept: remove one, or share the address of "
            "this one."
        )


@transaction.atomic
def keep_scenario(*, actor: User, name: str, question: Question) -> ScenarioRow:
    """Work a what-if through once more and keep it with the set of cases that it is of.

    A set with the same cases is used again, so that all scenarios on it can be compared. The same
    one under the same name, as by a second press of the button, is kept once.

    Raises:
        TooManyKept: many were kept in the last year already.
        NotPermitted: the actor may not read policy.
        TooFewCases: fewer than ten cases were decided.
        CasesChanged: a frozen set no longer holds what it held.
    """
    check_permission(actor, Permission.READ_POLICY)
    one_at_a_time("what-if kept")
    cases = cases_of(question)  # once: a decision in between would be in one and not the other
    impact = answer_of(question, cases)
    content: dict[str, Any] = {
        "name": name,
        "case_set": _frozen(actor, question, cases),
        "after_key": question.after.key.without_day,
        "after_title": question.after.title[:120],
        "after_hash": question.after.profile.content_hash,
        "before_key": question.before.key.without_day,
        "before_title": question.before.title[:120],
        "before_hash": question.before.profile.content_hash,
        "baseline_hash": baseline_hash(question),
        "engine_version": ENGINE_VERSION,
        "result": impact_to_data(impact),
        "made_by": actor.id,
    }
    again = Scenario.objects.filter(**content).first()
    if again is not None:
        return scenario_row(again)
    if Scenario.objects.filter(made_at__gt=timezone.now() - _YEAR).count() >= MOST_KEPT:
        raise TooManyKept
    kept = Scenario.objects.create(**content, made_at=timezone.now())
    record(
        actor=actor,
        action="scenario.kept",
        object_kind="scenario",
        object_id=kept.id,
        details={"after": kept.after_key, "before": kept.before_key, "cases": impact.cases},
    )
    return scenario_row(kept)


def may_remove(user: User, *, made_by: UUID) -> bool:
    """Whether somebody may remove a kept what-if: whoever kept it, and who writes the policy."""
    return user.id == made_by or has_permission(user, Permission.EDIT_POLICY)


@transaction.atomic
def remove_scenario(*, actor: User, scenario_id: UUID) -> None:
    """Remove a kept what-if for everybody; the set of cases that it was of stays for others.

    Raises:
        NotPermitted: somebody else kept it, and the actor does not write the policy.
        NoSuchScenario: there is none, or somebody removed it in the meantime.
    """
    removed = Scenario.objects.filter(pk=scenario_id).first()
    if removed is not None and not may_remove(actor, made_by=removed.made_by):
        raise NotPermitted(Permission.EDIT_POLICY)
    if removed is None or not Scenario.objects.filter(pk=scenario_id).delete()[0]:
        raise NoSuchScenario(scenario_id)
    record(
        actor=actor,
        action="scenario.removed",
        object_kind="scenario",
        object_id=scenario_id,
        details={
            "after": removed.after_key,
            "after_hash": removed.after_hash,
            "before": removed.before_key,
            "before_hash": removed.before_hash,
        },
    )


def _frozen(actor: User, question: Question, cases: DecidedCases) -> CaseSet:
    """The set that the question is of: the one it names, one of the same cases, or a new one."""
    if question.case_set is not None:
        return CaseSet.objects.get(pk=question.case_set.id)
    return frozen_set(made_by=actor.id, first=question.first, until=question.until, cases=cases)


def frozen_set(*, made_by: UUID, first: date, until: date, cases: DecidedCases) -> CaseSet:
    """Give the frozen set of these cases of a period: one that is there, or a new one."""
    decisions = cases.decisions
    found, _is_new = CaseSet.objects.get_or_create(
        first_day=first,
        until=until,
        fingerprint=case_source().fingerprint(decisions=decisions),
        defaults={
            "cases": len(decisions),
            "decisions": list(decisions),
            "made_by": made_by,
            "made_at": timezone.now(),
        },
    )
    return found
