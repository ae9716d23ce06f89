"""Asking across organisations: inside each that takes part, for totals that go through one door."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from benchmarking.across.groups import OfferedGroup, offered_groups
from benchmarking.across.inside import (
    Reason,
    Standing,
    details_of,
    each_inside,
    freeze,
    record_asked,
    standing_of,
    totals_of,
)
from benchmarking.across.members import Settled, is_enough, pieces_of, settled
from benchmarking.across.models import AskedAcross
from benchmarking.across.protecting import protected_answer
from benchmarking.across.question import Question
from benchmarking.across.register import OutAlready
from benchmarking.across.told import Told
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.simulation.tally import Tally
from policy_profiles.what_if.shield import FEWEST_CASES
from tenants import context
from tenants.identifiers import uuid7
from tenants.queries import TenantRow, launched_tenants

_TRIES = 3


class GroupUnknown(LookupError):
    """There is no such group of organisations."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no group {code!r}: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who was asked and who was counted, as numbers; only who could not be counted has a name.

    Attributes:
        invited: organisations in the group.
        taking_part: of those, who agreed to take part.
        too_few_cases: of those, who decided fewer than ten applications in the year.
        waiting: who is left out so that no answer differs from another by one or two.
        counted: who is in the answer.
        failing: names with the reason that they could not be counted.
    """

    invited: int
    taking_part: int
    too_few_cases: int
    waiting: int
    counted: int
    failing: Mapping[str, Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of a question; `answer` is None where fewer than three can be counted.

    `is_of_another`: the answer is that to an earlier question, from which this one differs in too
    few applications to be told apart, or in none.
    """

    question: Question
    presence: Presence
    rules_day: date
    answer: Mapping[str, Any] | None = None
    is_of_another: bool = False
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Who can be counted at the moment, and what is out already."""

    rows: Sequence[TenantRow]
    groups: Sequence[OfferedGroup]
    standings: Mapping[str, Standing]
    failing: Mapping[str, Reason]
    out: OutAlready
    rules_day: date
    today: date

    def countable(self, besides: Mapping[str, Reason]) -> dict[str, int]:
        """Cases by organisation, of who takes part and has enough of them."""
        return {
            name: found.cases
            for name, found in self.standings.items()
            if found.takes_part and found.cases >= FEWEST_CASES and name not in besides
        }

    def settled(self, code: str, cases: Mapping[str, int]) -> Settled:
        """Settle who of a group goes into the answer."""
        upto = [group.code for group in self.groups].index(code) + 1
        wanted = [group.members & cases.keys() for group in self.groups[:upto]]
        return settled(wanted, cases, shown_before=self.out.sets)


def ask(*, actor: User, question: Question, catalogue: Catalogue) -> Asked:
    """Ask a question of every organisation that takes part, and give what may be shown.

    What was asked before of the same organisations under the same rules is given again.

    Raises:
        NotPermitted: the actor does not ask across organisations.
        GroupUnknown: there is no such group.
        TooManyAsked: the register has no room for another question of that year.
    """
    check_permission(actor, Permission.ASK_ACROSS)
    for _try in range(_TRIES - 1):
        try:
            return _ask(actor, question, catalogue)
        except register.RegisterMoved:
            continue
    return _ask(actor, question, catalogue)


def _ask(actor: User, question: Question, catalogue: Catalogue) -> Asked:
    field = _field(question, catalogue)
    if question.group not in {group.code for group in field.groups}:
        raise GroupUnknown(question.group)
    cases = field.countable({})
    members = field.settled(question.group, cases).members
    if not members:
        _record_on_the_platform(actor, uuid7(), question, counted=0)
        return _nothing(field, question, {})
    kept = _kept(question, question.group, members, field)
    if kept is not None:
        _record_on_the_platform(actor, kept.id, question, counted=len(members))
        return Asked(
            question=question,
            presence=_presence(field, question, members, {}),
            rules_day=field.rules_day,
            answer=kept.answer,
            is_of_another=kept.stands_for != question.hash,
            is_kept=True,
        )
    register.check_room(field.out, question)
    return _ask_inside(actor, question, field, sorted(cases))


def _ask_inside(actor: User, question: Question, field: _Field, names: Sequence[str]) -> Asked:
    asked_id, earlier = uuid7(), field.out.besides(question)

    def of_one() -> Tally:
        record_asked(actor=actor, asked_id=asked_id, question=question)
        freeze(question, asked_by=actor.id)
        return totals_of(question, on=field.rules_day, earlier=earlier)

    tallies, failing = each_inside(names, of_one)
    found = field.settled(question.group, _frozen_cases(tallies))
    if not found.members:
        _record_on_the_platform(actor, asked_id, question, counted=0)
        return _nothing(field, question, failing)
    told = Told(tallies=tallies, settled=found, year=question.year, rules=DEFAULT_RULES)
    near = told.too_near(len(earlier))
    stands_for = question if near is None else earlier[near]
    kept = _kept(stands_for, question.group, found.members, field)
    if kept is not None:
        answer = kept.answer
    else:
        answer = _answer(stands_for, field, told if near is None else None, found, list(tallies))
    with context.as_platform(), transaction.atomic():
        register.add_answer(
            asked_id=asked_id,
            asked_by=actor.id,
            asked_at=timezone.now(),
            question=question,
            stands_for=stands_for.hash,
            members=found.members,
            rules_day=field.rules_day,
            answer=answer,
            count=field.out.count,
        )
        _record(actor, asked_id, question, counted=len(found.members))
    return Asked(
        question=question,
        presence=_presence(field, question, found.members, failing),
        rules_day=field.rules_day,
        answer=answer,
        is_of_another=near is not None,
    )


def _frozen_cases(tallies: Mapping[str, Tally]) -> dict[str, int]:
    return {n: t[("cases",)] for n, t in tallies.items() if t[("cases",)] >= FEWEST_CASES}


def _stand_on(field: _Field, members: Iterable[str]) -> str:
    """The last day on which one of them froze the decisions of the year; today for a new one."""
    days = [field.standings[name].frozen_on or field.today for name in members]
    return max(days).isoformat()


def _kept(
    question: Question, group: str, members: frozenset[str], field: _Field
) -> AskedAcross | None:
    return register.kept_answer(
        question=question, group=group, members=members, rules_day=field.rules_day
    )


def _answer(
    question: Question, field: _Field, told: Told | None, found: Settled, names: Sequence[str]
) -> dict[str, Any]:
    """The answer from totals that are there, or worked through for the question it stands for."""
    earlier = field.out.besides(question)
    if told is None:
        again = partial(totals_of, question, on=field.rules_day, earlier=earlier)
        tallies, _failing = each_inside(names, again)
        told = Told(tallies=tallies, settled=found, year=question.year, rules=DEFAULT_RULES)
    answer = protected_answer(told, hides_exact=told.is_near_in_hours(len(earlier)))
    return answer | {"stand_on": _stand_on(field, found.members)}


def _field(question: Question, catalogue: Catalogue) -> _Field:
    rows = launched_tenants()
    with context.as_platform():
        out = register.out_already(year=question.year, catalogue=catalogue)
    today = catalogue.candidates.today
    then = out.rules_day or today
    read = partial(standing_of, year=question.year, today=today, then=then)
    standings, failing = each_inside([row.schema_name for row in rows], read)
    return _Field(
        rows=rows,
        groups=offered_groups(rows),
        standings=standings,
        failing=failing,
        out=out,
        today=today,
        # One organisation's new policy would be what two answers differ by.
        rules_day=today if _may_move(standings, out.sets) else then,
    )


def _may_move(standings: Mapping[str, Standing], sets: Sequence[frozenset[str]]) -> bool:
    """Say whether the rules may be those of today: in each piece nobody has new ones, or enough."""
    moved = {n: f.cases for n, f in standings.items() if f.hash_now != f.hash_then}
    pieces = [piece & moved.keys() for piece in pieces_of([frozenset(standings), *sets])]
    return bool(moved) and all(not p or is_enough(p, moved, DEFAULT_RULES) for p in pieces)


def _nothing(field: _Field, question: Question, failing: Mapping[str, Reason]) -> Asked:
    presence = _presence(field, question, frozenset(), failing)
    return Asked(question=question, presence=presence, rules_day=field.rules_day)


def _presence(
    field: _Field, question: Question, members: frozenset[str], failing: Mapping[str, Reason]
) -> Presence:
    group = next(group for group in field.groups if group.code == question.group)
    reasons = {**field.failing, **failing}
    names = {row.schema_name: row.name for row in field.rows}
    part = [n for n in group.members if n in field.standings and field.standings[n].takes_part]
    few = [name for name in part if field.standings[name].cases < FEWEST_CASES]
    broken = {names[name]: reasons[name] for name in sorted(group.members) if name in reasons}
    late = sum(1 for name in part if name in reasons)
    return Presence(
        invited=len(group.members),
        taking_part=len(part),
        too_few_cases=len(few),
        waiting=len(part) - len(few) - late - len(members),
        counted=len(members),
        failing=broken,
    )


def _record_on_the_platform(
    actor: User, asked_id: UUID, question: Question, *, counted: int
) -> None:
    with context.as_platform(), transaction.atomic():
        _record(actor, asked_id, question, counted=counted)


def _record(actor: User, asked_id: UUID, question: Question, *, counted: int) -> None:
    record(
        actor=actor,
        action="across.asked",
        object_kind="across_question",
        object_id=asked_id,
        details={**details_of(question), "organisations": counted},
    )
