"""Asking across organisations: inside each of the group, for totals that get noise and are kept."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from audit.models import Result
from benchmarking.across import budget
from benchmarking.across.catalogue import Catalogue
from benchmarking.across.figures import OF_A_POLICY, OF_NOW, PARTS_OF_A_QUESTION, with_noise
from benchmarking.across.inside import Asking, details_of, each_inside, totals_here
from benchmarking.across.members import Members
from benchmarking.across.models import AcrossAnswer, SettledYear
from benchmarking.across.question import Question, years_offered
from benchmarking.across.refusals import (
    NotAnswered,
    NothingLeft,
    SettledMeanwhile,
    SomebodyFailed,
    YearNotOffered,
)
from benchmarking.across.settling import (
    Settled,
    check_unmoved,
    kept_year,
    members_to_ask,
    settled_year,
)
from benchmarking.disclosure.discrete_gaussian import Below
from policy_profiles.simulation.tally import Tally
from rulebook.engine import ENGINE_VERSION
from tenants import context
from tenants.identifiers import uuid7

#: Rises with every change in what is counted or how noise is drawn; what was answered stays.
METHOD = f"4 {ENGINE_VERSION}"
#: The subject of what there is without any policy that is asked.
NOW = ""

Totals = Mapping[str, tuple[Tally, Tally]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answer to a question; `is_kept` where exactly this was answered before."""

    answer_id: UUID
    is_kept: bool


def ask(
    *,
    actor: User,
    question: Question,
    catalogue: Catalogue,
    below: Below = secrets.randbelow,
) -> Asked:
    """Ask a question of every organisation in the group, and keep the answer with its noise.

    What was answered before is not asked again: its noise is drawn once.

    Args:
        actor: an analyst of the platform.
        question: of a policy in `catalogue`.
        below: where chance comes from.

    Raises:
        NotPermitted: the actor does not ask across organisations.
        NotInTheCatalogue: the policy cannot be asked.
        NotAnswered: it cannot be answered; the kind of it says why, and nothing is spent.
    """
    check_permission(actor, Permission.ASK_ACROSS)
    chosen = catalogue.chosen(question.policy.key)
    question = Question(policy=chosen, group=question.group, year=question.year)
    asking = Asking(id=uuid7(), actor=actor, question=question)
    try:
        return _ask(asking, catalogue, below)
    except NotAnswered as why:
        with context.as_platform(), transaction.atomic():
            _record(asking, "across.refused", {"reason": why.code}, result=Result.REFUSED)
        raise


def hash_of(members: Members) -> str:
    """Give the SHA-256 of a set of organisations."""
    return hashlib.sha256("/".join(sorted(members)).encode()).hexdigest()


def answer_to(*, year: int, members: Members, subject: str) -> AcrossAnswer | None:
    """Give the answer to exactly this, as the platform, if there is one."""
    found = AcrossAnswer.objects.filter(year=year, members_hash=hash_of(members), subject=subject)
    return found.first()


def _ask(asking: Asking, catalogue: Catalogue, below: Below) -> Asked:
    question, today = asking.question, catalogue.today
    if question.year not in years_offered(today=today):
        raise YearNotOffered(question.year)
    found = settled_year(year=question.year, today=today)
    with context.as_platform(), transaction.atomic():
        kept = _kept(asking, found.groups.get(question.group, frozenset()))
    if kept is not None:
        return kept
    members = members_to_ask(found, group=question.group, year=question.year, today=today)
    with context.as_platform(), transaction.atomic():
        kept = _kept(asking, members)
        if kept is not None:
            return kept
        _check_left(question, members)
    totals, failing = each_inside(members, lambda: totals_here(asking, rules_day=found.rules_day))
    if failing:
        raise SomebodyFailed(failing)
    with context.as_platform(), transaction.atomic():
        _one_at_a_time()
        kept = _kept(asking, members)
        if kept is not None:
            return kept
        check_unmoved(members, group=question.group, year=question.year, today=today)
        return _keep(asking, found, members, totals, below)


def _kept(asking: Asking, members: Members) -> Asked | None:
    """Give an answer that is there already, and write down that it is read."""
    question = asking.question
    row = answer_to(year=question.year, members=members, subject=question.subject)
    if row is None:
        return None
    _record(asking, "across.read", {"answer": str(row.id)})
    return Asked(answer_id=row.id, is_kept=True)


def _check_left(question: Question, members: Members) -> None:
    has_now = answer_to(year=question.year, members=members, subject=NOW) is not None
    if not budget.policies_left(members, year=question.year, has_now=has_now):
        raise NothingLeft(question.year)


def _one_at_a_time() -> None:
    """Wait for who is keeping an answer: two would each see room for the last one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('asked across', 0))")


def _keep(asking: Asking, found: Settled, members: Members, totals: Totals, below: Below) -> Asked:
    """Draw the noise, and keep and spend what comes of it, in one transaction."""
    question = asking.question
    _settle(question.year, found)
    _check_left(question, members)
    now, changed = ([totals[name][place] for name in sorted(members)] for place in (0, 1))
    if answer_to(year=question.year, members=members, subject=NOW) is None:
        row = _row(asking, members, uuid7(), NOW)
        row.figures = with_noise(OF_NOW, now, below)
        _add(row, members)
    row = _row(asking, members, asking.id, question.subject)
    row.policy, row.tariff = question.policy.key, _tariff(question)
    row.title = {"nl": question.policy.title.nl, "en": question.policy.title.en}
    row.figures = with_noise(OF_A_POLICY, changed, below)
    _add(row, members)
    details = {"organisations": len(members), "parts": PARTS_OF_A_QUESTION}
    _record(asking, "across.asked", details)
    return Asked(answer_id=row.id, is_kept=False)


def _settle(year: int, found: Settled) -> None:
    kept = kept_year(year=year)
    if kept is None:
        SettledYear.objects.create(
            year=year,
            groups=found.as_data(),
            rules_day=found.rules_day,
            settled_at=timezone.now(),
        )
    elif kept.groups != found.groups:
        raise SettledMeanwhile


def _row(asking: Asking, members: Members, answer_id: UUID, subject: str) -> AcrossAnswer:
    return AcrossAnswer(
        id=answer_id,
        asked_by=asking.actor.id,
        asked_at=timezone.now(),
        year=asking.question.year,
        group=asking.question.group,
        members=sorted(members),
        members_hash=hash_of(members),
        subject=subject,
        method=METHOD,
    )


def _add(row: AcrossAnswer, members: Members) -> None:
    row.save(force_insert=True)
    budget.spend(row, members)


def _tariff(question: Question) -> int | None:
    """What an hour costs in cents, where the policy says so: public, and no part of anybody."""
    tariff = question.policy.profile["tariff.hourly"].value
    return tariff if isinstance(tariff, int) else None


def _record(
    asking: Asking, action: str, more: Mapping[str, Any], *, result: str = Result.DONE
) -> None:
    record(
        actor=asking.actor,
        action=action,
        object_kind="across_question",
        object_id=asking.id,
        details={**details_of(asking.question), **more},
        result=result,
    )
