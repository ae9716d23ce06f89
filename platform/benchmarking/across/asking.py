"""Asking across organisations: inside each that takes part, for totals that go through one door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from benchmarking.across import register
from benchmarking.across.catalogue import Catalogue
from benchmarking.across.inside import (
    Reason,
    details_of,
    each_inside,
    freeze,
    record_asked,
    totals_of,
)
from benchmarking.across.members import Members, Settled
from benchmarking.across.models import AskedAcross
from benchmarking.across.presence import Field, Presence, field_of
from benchmarking.across.protecting import protected_answer
from benchmarking.across.question import Question
from benchmarking.across.register import NewAnswer, Out
from benchmarking.across.told import Told
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.simulation.tally import Tally
from policy_profiles.what_if.shield import FEWEST_CASES
from tenants import context
from tenants.identifiers import uuid7

_TRIES = 3


class GroupUnknown(LookupError):
    """There is no such group of organisations."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no group {code!r}: choose one from the list.")


class YearNotOver(ValueError):
    """The year is not over: two answers would differ by the decisions of the days between."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The year {year} is not over: choose an earlier one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of a question; `answer_id` is None where fewer than three can be counted.

    `is_kept`: exactly this was answered before, so nobody was asked again.
    """

    id: UUID
    presence: Presence
    answer_id: UUID | None = None
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """One question of one person: the same in every record, however often it is tried."""

    actor: User
    question: Question
    id: UUID = field(default_factory=uuid7)
    recorded: set[str] = field(default_factory=set)


def ask(*, actor: User, question: Question, catalogue: Catalogue) -> Asked:
    """Ask a question of every organisation that takes part, and keep what may be shown.

    What was asked before of the same organisations is not asked again.

    Raises:
        NotPermitted: the actor does not ask across organisations.
        NotInTheCatalogue, GroupUnknown, YearNotOver: this cannot be asked.
        TooManyAsked: the register has no room for another question of that year.
        RegisterMoved: others were answered each time that it was tried.
    """
    check_permission(actor, Permission.ASK_ACROSS)
    catalogue.check(address=question.base, content_hash=question.published.content_hash)
    if question.year >= catalogue.today.year:
        raise YearNotOver(question.year)
    asking = _Asking(actor=actor, question=question)
    for _try in range(_TRIES - 1):
        try:
            return _ask(asking, catalogue)
        except register.RegisterMoved:
            continue
    return _ask(asking, catalogue)


def _ask(asking: _Asking, catalogue: Catalogue) -> Asked:
    question = asking.question
    there = field_of(year=question.year, catalogue=catalogue)
    if question.group not in {group.code for group in there.groups}:
        raise GroupUnknown(question.group)
    cases = there.countable()
    members = there.settled(question.group, cases).members
    kept = _kept(question, members, there) if members else None
    if kept is None and members:
        there.out.check_room(question)
        return _ask_inside(asking, there, sorted(cases))
    _record_on_the_platform(asking, counted=len(members), answer=kept)
    presence = there.presence(question.group, members, {})
    if kept is None:
        return Asked(id=asking.id, presence=presence)
    return Asked(id=asking.id, presence=presence, answer_id=kept.id, is_kept=True)


def _ask_inside(asking: _Asking, there: Field, names: Sequence[str]) -> Asked:
    question, out = asking.question, there.out.before(asking.question)
    tallies, failing = _totals(asking, there, names, out)
    found = there.settled(question.group, _frozen_cases(tallies))
    presence = there.presence(question.group, found.members, failing)
    if not found.members:
        _record_on_the_platform(asking, counted=0)
        return Asked(id=asking.id, presence=presence)
    told = _told(question, tallies, found, out)
    near = told.near.whole()
    stands_for = question if near is None else _as_asked(out[near].question, question)
    kept = _kept(stands_for, found.members, there)
    if kept is not None:
        answer = kept.answer
    elif near is None:
        answer = protected_answer(told)
    else:
        answer = _answer_to(stands_for, there, found, list(tallies))
    stand = there.stand_on(found.members).isoformat()
    new = NewAnswer(
        id=asking.id,
        asked_by=asking.actor.id,
        asked_at=timezone.now(),
        question=question,
        stands_for=stands_for.hash,
        members=found.members,
        rules_day=there.rules_day,
        answer={"stand_on": stand, **answer},
        presence=presence.as_data(),
    )
    with context.as_platform(), transaction.atomic():
        register.add_answer(new, count=there.out.count)
        _record(asking, counted=len(found.members))
    return Asked(id=asking.id, presence=presence, answer_id=asking.id)


def _totals(
    asking: _Asking, there: Field, names: Sequence[str], out: Sequence[Out]
) -> tuple[dict[str, Tally], dict[str, Reason]]:
    """Ask inside each: on record there once, however often it is tried."""
    question, earlier = asking.question, [one.question for one in out]

    def of_one() -> Tally:
        name = context.current_schema_name()
        if name not in asking.recorded:
            record_asked(actor=asking.actor, asked_id=asking.id, question=question)
        freeze(question, asked_by=asking.actor.id, rules_day=there.rules_day)
        return totals_of(question, on=there.rules_day, earlier=earlier)

    tallies, failing = each_inside(names, of_one)
    asking.recorded.update(tallies)
    return tallies, failing


def _frozen_cases(tallies: Mapping[str, Tally]) -> dict[str, int]:
    return {n: t[("cases",)] for n, t in tallies.items() if t[("cases",)] >= FEWEST_CASES}


def _as_asked(earlier: Question, question: Question) -> Question:
    """An earlier question, asked of the group that is asked now."""
    return Question(
        base=earlier.base,
        title=earlier.title,
        group=question.group,
        year=question.year,
        published=earlier.published,
    )


def _kept(question: Question, members: Members, there: Field) -> AskedAcross | None:
    return register.kept_answer(
        question=question, group=question.group, members=members, rules_day=there.rules_day
    )


def _told(
    question: Question, tallies: Mapping[str, Tally], found: Settled, out: Sequence[Out]
) -> Told:
    return Told(
        tallies=tallies,
        settled=found,
        year=question.year,
        rules=DEFAULT_RULES,
        before=register.held_against(out),
    )


def _answer_to(
    question: Question, there: Field, found: Settled, names: Sequence[str]
) -> dict[str, Any]:
    """Work an earlier question through for a group that it was not asked of."""
    out = there.out.before(question)
    earlier = [one.question for one in out]
    again = partial(totals_of, question, on=there.rules_day, earlier=earlier)
    tallies, _failing = each_inside(names, again)
    return protected_answer(_told(question, tallies, found, out))


def _record_on_the_platform(
    asking: _Asking, *, counted: int, answer: AskedAcross | None = None
) -> None:
    with context.as_platform(), transaction.atomic():
        _record(asking, counted=counted, answer=answer)


def _record(asking: _Asking, *, counted: int, answer: AskedAcross | None = None) -> None:
    details = {**details_of(asking.question), "organisations": counted}
    if answer is not None:
        details["answer"] = str(answer.id)
    record(
        actor=asking.actor,
        action="across.asked",
        object_kind="across_question",
        object_id=asking.id,
        details=details,
    )
