"""Writes to people: adding one, changing one, and which case is whose."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.models import Case
from assessments.people.bsn import checked_bsn
from assessments.people.identity import Identity
from assessments.people.index import index_of_bsn
from assessments.people.models import Person
from assessments.people.queries import PersonUnknown
from assessments.people.rows import put_bsn, put_identity
from assessments.queries import CaseUnknown
from audit.actions import record


class BsnKnown(Exception):
    """Somebody else here has this BSN: the case is theirs, or one of the numbers is mistyped."""

    def __init__(self, person_id: UUID) -> None:
        super().__init__("Somebody here has this BSN already: link the case to that person.")
        self.person_id = person_id


class StalePerson(Exception):
    """Somebody else changed the person after it was opened on this screen."""

    def __init__(self) -> None:
        super().__init__("The person was changed in the meantime. Look again first.")


class PersonLinkedAlready(Exception):
    """The case has a person: unlink that one first."""

    def __init__(self) -> None:
        super().__init__("This case has a person already: unlink that one first.")


def add_person(*, actor: User, case_id: UUID, identity: Identity, bsn: str = "") -> UUID:
    """Add a person and link a case to them.

    Raises:
        NotPermitted, CaseUnknown, PersonLinkedAlready: not by this person, or not for this case.
        NotABsn: the BSN does not pass the eleven test.
        BsnKnown: somebody here has it.
    """
    check_permission(actor, Permission.OPEN_CASE)
    checked = checked_bsn(bsn) if bsn else ""
    now = timezone.now()
    person = Person(added_at=now, changed_at=now)
    put_identity(person, identity)
    with _unless_known(checked), transaction.atomic():
        case = _held(case_id)
        if checked:
            put_bsn(person, checked)
        person.save(force_insert=True)
        record(actor=actor, action="person.added", object_kind="person", object_id=person.id)
        _link(actor, case, person.id)
    return person.id


def change_person(
    *, actor: User, case_id: UUID, revision: int, identity: Identity, bsn: str = ""
) -> None:
    """Change who the person of a case is; an empty BSN leaves the one that is known.

    Raises:
        NotPermitted, NotABsn, BsnKnown: as for `add_person`.
        PersonUnknown: the case has none.
        StalePerson: somebody else was first.
    """
    check_permission(actor, Permission.OPEN_CASE)
    checked = checked_bsn(bsn) if bsn else ""
    with _unless_known(checked), transaction.atomic():
        person = Person.objects.select_for_update().filter(cases=case_id).first()
        if person is None:
            raise PersonUnknown
        if person.revision != revision:
            raise StalePerson
        put_identity(person, identity)
        if checked:
            put_bsn(person, checked)
        person.revision += 1
        person.changed_at = timezone.now()
        person.save()
        record(
            actor=actor, action="person.changed", object_kind="person", object_id=person.id,
            details={"bsn": bool(checked)},
        )  # fmt: skip


@transaction.atomic
def link_person(*, actor: User, case_id: UUID, person_id: UUID) -> None:
    """Say that a case is of a person whom the organisation knows.

    Raises:
        NotPermitted, CaseUnknown, PersonLinkedAlready: not by this person, or not for this case.
        PersonUnknown: there is no such person here.
    """
    check_permission(actor, Permission.OPEN_CASE)
    case = _held(case_id)
    if not Person.objects.filter(pk=person_id).exists():
        raise PersonUnknown
    _link(actor, case, person_id)


@transaction.atomic
def unlink_person(*, actor: User, case_id: UUID) -> None:
    """Say that a case is not of this person after all; the person stays known.

    Raises:
        NotPermitted, CaseUnknown: not by this person, or there is no such case.
        PersonUnknown: the case has none.
    """
    check_permission(actor, Permission.OPEN_CASE)
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    if case.person_id is None:
        raise PersonUnknown
    record(
        actor=actor, action="person.unlinked", object_kind="case", object_id=case.id,
        details={"person": case.person_id},
    )  # fmt: skip
    case.person = None
    case.save(update_fields=["person"])


@contextmanager
def _unless_known(bsn: str) -> Iterator[None]:
    """Name who has the BSN already; the database decides, so that two at once cannot both win."""
    try:
        yield
    except IntegrityError:
        index = index_of_bsn(bsn) if bsn else ""
        known = Person.objects.filter(bsn_index=index).values_list("id", flat=True).first()
        if known is None:
            raise
        raise BsnKnown(known) from None


def _held(case_id: UUID) -> Case:
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    if case.person_id is not None:
        raise PersonLinkedAlready
    return case


def _link(actor: User, case: Case, person_id: UUID) -> None:
    case.person_id = person_id
    case.save(update_fields=["person"])
    record(
        actor=actor, action="person.linked", object_kind="case", object_id=case.id,
        details={"person": person_id},
    )  # fmt: skip
