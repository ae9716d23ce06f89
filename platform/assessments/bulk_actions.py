"""Writes of many cases at once, for files and for the demo: all of them, or none."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import ContradictoryFacts
from assessments.case_facts import facts_as_data, facts_from_data
from assessments.choices import AsAdvised, Choice, resolved
from assessments.deciding import Undecided, write_decisions
from assessments.events import Arrived
from assessments.intake_files import progress
from assessments.intake_files.taken_here import opened_on
from assessments.models import Case
from assessments.numbering import next_numbers
from assessments.receipts import StoredCase
from assessments.references import checked_reference
from assessments.rules_in_force import (
    RulesOfDay,
    both_findings,
    conclusions_of_many,
    rules_on,
)
from assessments.status import CaseStatus
from audit.actions import record_many
from rulebook.canonical import canonical
from rulebook.contradictions import contradictions
from rulebook.facts import FactValue
from rulebook.frame import CaseFrame
from tenants.copying import Plain, beside, compress_quickly, copy_values
from tenants.identifiers import uuid7s

_BATCH = 2_000


class NewCase(NamedTuple):
    """A case as a file or the demo brings it: a draft, unless it is decided on a day.

    Attributes:
        client_reference: the organisation's own reference; never a name or BSN.
        facts: by the names of the rulebook, in its units.
        municipality_code: where the person lives; empty where the organisation is not municipal.
        requested_minutes: hours that were asked for; None where nobody named them.
        external_reference: the case's own name in the file it comes from; unique, or empty.
        import_hash: hash of the row it comes from.
        opened_on: the day that gives the number its year; None for today.
        decided_on: the day of the decision; None for a draft.
        choice: what was decided, with `decided_on`.
        checked: `facts` as canonical text, from a reader that has checked them; else None.
    """

    client_reference: str
    facts: Mapping[str, FactValue | None]
    municipality_code: str = ""
    requested_minutes: int | None = None
    external_reference: str = ""
    import_hash: str = ""
    is_synthetic: bool = False
    opened_on: date | None = None
    decided_on: date | None = None
    choice: Choice = AsAdvised()
    checked: str | None = None


@transaction.atomic
def add_cases(
    *, actor: User | None, cases: Sequence[NewCase], frame: CaseFrame | None = None
) -> list[UUID]:
    """Add drafts and decided cases, in order, and give their identifiers.

    `frame` holds the facts of the same cases as columns, from a reader that has them.

    Raises:
        NotPermitted: the actor may not read in cases; None is the machine itself.
        ReferenceMissing, ReferenceTooLong, HiddenSigns, LooksLikeBsn, UnknownFact,
        NotAFactValue, ContradictoryFacts: a case cannot be; nothing is added.
        ChoiceRefused: a decision cannot be; nothing is added.
    """
    if actor is not None:
        check_permission(actor, Permission.IMPORT_CASES)
    compress_quickly()
    numbers = _numbers(cases)
    rules: list[RulesOfDay] = []
    added: list[UUID] = []
    for start in range(0, len(cases), _BATCH):
        batch = cases[start : start + _BATCH]
        stored = _stored(batch, numbers)
        pairs = list(zip(batch, stored, strict=True))
        places = [place for place, each in enumerate(batch) if each.decided_on]
        part = frame.take([start + place for place in places]) if frame is not None else None
        weighed = _undecided([pairs[place] for place in places], rules, part)
        undecided: list[Undecided] = []
        copy_values(Case, _OF_A_CASE, beside(_rows(actor, batch, stored), weighed, undecided))
        opened: list[tuple[UUID, dict[str, str]]] = [
            (row.id, {}) for each, row in pairs if each.decided_on is None
        ]
        record_many(actor=actor, action="case.opened", object_kind="case", objects=opened)
        write_decisions(actor=actor, cases=undecided)
        added += [row.id for row in stored]
        progress.tell(progress.WRITING, done=len(added), total=len(cases))
    return added


@transaction.atomic
def decide_cases(*, actor: User, cases: Sequence[tuple[Case, date, Choice]]) -> None:
    """Decide cases that the caller holds and that are in progress, each under the rules of its day.

    Raises:
        NotPermitted: the actor may not decide.
        ChoiceRefused: a decision cannot be; nothing is decided.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    compress_quickly()
    rules: list[RulesOfDay] = []
    for start in range(0, len(cases), _BATCH):
        some = cases[start : start + _BATCH]
        pairs = [(_decided(case, day, choice), case) for case, day, choice in some]
        write_decisions(actor=actor, cases=list(_undecided(pairs, rules)))
        Case.objects.filter(pk__in=[case.id for case, _day, _choice in some]).update(
            status=CaseStatus.DECIDED, revision=F("revision") + 1, changed_at=timezone.now()
        )
        progress.tell(progress.WRITING, done=start + len(some), total=len(cases))


def _decided(case: Case, day: date, choice: Choice) -> NewCase:
    return NewCase(
        client_reference=case.client_reference,
        facts=facts_from_data(case.facts),
        decided_on=day,
        choice=choice,
    )


def _numbers(cases: Sequence[NewCase]) -> dict[int, Iterator[str]]:
    years = [_year(each) for each in cases]
    return {
        year: iter(next_numbers(year=year, count=years.count(year))) for year in sorted(set(years))
    }


def _year(each: NewCase) -> int:
    return (each.opened_on or each.decided_on or timezone.localdate()).year


def _stored(batch: Sequence[NewCase], numbers: Mapping[int, Iterator[str]]) -> list[StoredCase]:
    return [
        StoredCase(
            id=key,
            number=next(numbers[_year(each)]),
            municipality_code=each.municipality_code,
            requested_minutes=each.requested_minutes,
            is_synthetic=each.is_synthetic,
            facts=each.checked if each.checked is not None else _checked(each.facts),
        )
        for key, each in zip(uuid7s(len(batch)), batch, strict=True)
    ]


def _checked(facts: Mapping[str, FactValue | None]) -> str:
    plain = facts_as_data(facts)
    if contradicting := contradictions(facts_from_data(plain)):
        raise ContradictoryFacts(contradicting)
    return canonical(plain)


_OF_A_CASE = (
    "id", "number", "client_reference", "municipality_code", "facts", "requested_minutes",
    "visited_steps", "status", "revision", "external_reference", "import_hash", "is_synthetic",
    "opened_by", "opened_at", "changed_at",
)  # fmt: skip


def _rows(
    actor: User | None, batch: Sequence[NewCase], stored: Sequence[StoredCase]
) -> Iterator[tuple[Plain, ...]]:
    now, by = timezone.now().isoformat(), str(actor.id) if actor else None
    statuses = (CaseStatus.DRAFT.value, CaseStatus.DECIDED.value)
    for each, row in zip(batch, stored, strict=True):
        yield (
            str(row.id), row.number, checked_reference(each.client_reference),
            row.municipality_code, row.facts, row.requested_minutes, "{}",
            statuses[each.decided_on is not None], 1, each.external_reference or None,
            each.import_hash, row.is_synthetic, by, now, now,
        )  # fmt: skip


def _rules(day: date, known: list[RulesOfDay]) -> RulesOfDay:
    """Give the rules of a day, read once for all days on which they are the same."""
    for rules in known:
        if rules.hold_on(day):
            return rules
    known.append(rules_on(on=day))
    return known[-1]


def _undecided(
    pairs: Sequence[tuple[NewCase, Case | StoredCase]],
    known: list[RulesOfDay],
    frame: CaseFrame | None = None,
) -> Iterator[Undecided]:
    """Work the decided cases of a batch through the rules of their days, and hold the choices.

    A decision that counts as taken here is sealed with its reasons, as one by hand is.
    """
    since = opened_on()
    days = [each.decided_on or timezone.localdate() for each, _row in pairs]
    rules = [_rules(day, known) for day in days]
    facts = [each.facts for each, _row in pairs]
    findings = conclusions_of_many(cases=list(zip(facts, rules, strict=True)), frame=frame)
    return (
        Undecided(
            case=row,
            rules=of_day,
            findings=found if day < since else both_findings(facts=each.facts, rules=of_day),
            resolved=resolved(each.choice, found.own),
            motivation="",
            decided_on=day,
            arrived=_arrived(each) if isinstance(row, StoredCase) else None,
        )
        for (each, row), of_day, found, day in zip(pairs, rules, findings, days, strict=True)
    )


def _arrived(each: NewCase) -> Arrived:
    return Arrived(
        client_reference=checked_reference(each.client_reference),
        from_file=bool(each.external_reference),
    )
