"""Reads of people. Each one is recorded, so that nobody looks somebody up unseen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.models import Case
from assessments.people.bsn import checked_bsn
from assessments.people.identity import Identity
from assessments.people.index import index_of_bsn, index_of_name
from assessments.people.models import Person
from assessments.people.rows import bsn_in, identity_in, masked_bsn_in
from audit.actions import record

MOST_FOUND = 20


class PersonUnknown(LookupError):
    """There is no such person in this organisation."""

    def __init__(self) -> None:
        super().__init__("There is no such person here: look them up again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfPerson:
    """A case of a person: its number and status, and nothing of its facts."""

    number: str
    status: str
    status_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as a page shows one; the BSN with its last three digits only."""

    id: UUID
    identity: Identity
    masked_bsn: str
    revision: int
    cases: tuple[CaseOfPerson, ...]


@transaction.atomic
def person_of_case(*, actor: User, case_id: UUID) -> PersonRow | None:
    """Give the person of a case, and put on record that somebody looked; None where there is none.

    Raises:
        NotPermitted: the actor may not read cases.
    """
    check_permission(actor, Permission.READ_CASES)
    person = Person.objects.filter(cases=case_id).first()
    if person is None:
        return None
    record(
        actor=actor, action="person.read", object_kind="person", object_id=person.id,
        details={"case": case_id},
    )  # fmt: skip
    return row_of(person)


@transaction.atomic
def whole_bsn(*, actor: User, case_id: UUID) -> str:
    """Give the BSN of the person of a case whole, and put on record who asked for it.

    Raises:
        NotPermitted: the actor may not open cases.
        PersonUnknown: the case has no person, or no BSN is known.
    """
    check_permission(actor, Permission.OPEN_CASE)
    person = Person.objects.filter(cases=case_id, bsn_index__isnull=False).first()
    if person is None:
        raise PersonUnknown
    record(
        actor=actor, action="person.bsn_shown", object_kind="person", object_id=person.id,
        details={"case": case_id},
    )  # fmt: skip
    return bsn_in(person)


@transaction.atomic
def people_found(
    *, actor: User, bsn: str = "", surname: str = "", birth_date: date | None = None
) -> tuple[PersonRow, ...]:
    """Give the people with a BSN, or with a surname and birth date; by the keyed index alone.

    The search is put on record, without what was searched for.

    Raises:
        NotPermitted: the actor may not open cases.
        NotABsn: it does not pass the eleven test.
    """
    check_permission(actor, Permission.OPEN_CASE)
    found = Person.objects.none()
    if bsn:
        found = Person.objects.filter(bsn_index=index_of_bsn(checked_bsn(bsn)))
    elif index := index_of_name(surname, birth_date):
        found = Person.objects.filter(name_index=index)
    rows = tuple(row_of(person) for person in found.order_by("id")[:MOST_FOUND])
    record(
        actor=actor,
        action="people.searched",
        object_kind="person",
        object_id=rows[0].id if len(rows) == 1 else "",
        details={"by": "bsn" if bsn else "name", "found": len(rows)},
    )
    return rows


def has_person(*, case_id: UUID) -> bool:
    """Whether a case has a person, without reading who it is."""
    return Case.objects.filter(pk=case_id, person__isnull=False).exists()


def row_of(person: Person) -> PersonRow:
    """Give a person as a page shows one; the caller puts on record that somebody looks."""
    cases = Case.objects.filter(person=person).order_by("-opened_at", "-id")
    return PersonRow(
        id=person.id,
        identity=identity_in(person),
        masked_bsn=masked_bsn_in(person),
        revision=person.revision,
        cases=tuple(
            CaseOfPerson(
                number=case.number, status=case.status, status_label=str(case.get_status_display())
            )
            for case in cases.only("number", "status")
        ),
    )
