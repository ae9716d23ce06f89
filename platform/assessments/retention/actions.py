"""Writes of retention: setting a term, and removing what is due."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.models import Case
from assessments.people.models import Person
from assessments.retention.models import MOST_MONTHS, KeptKind, RetentionTerm
from assessments.retention.queries import due
from assessments.signals.models import Signal
from audit.actions import record

#: Removes what a room of its own keeps of who somebody is, by person and that person's cases.
Forgetting = Callable[[UUID, Sequence[UUID]], None]

_forgetting: list[Forgetting] = []


class NotATerm(ValueError):
    """A term is a whole number of months, from one up to a hundred years."""

    def __init__(self) -> None:
        super().__init__(f"Give a number of months from 1 to {MOST_MONTHS}, or none.")


class NotDue(ValueError):
    """Something that was to be removed is not due, or is gone: somebody else was first."""

    def __init__(self) -> None:
        super().__init__("What is due has changed: look at the list again.")


def forget_with_person(forget: Forgetting) -> None:
    """Have a room remove what it keeps of a person with that person; in `AppConfig.ready`."""
    if forget not in _forgetting:
        _forgetting.append(forget)


@transaction.atomic
def set_term(*, actor: User, kind: KeptKind, months: int | None) -> None:
    """Say for how many months a kind is kept; None for no term, so that nothing falls due.

    Raises:
        NotPermitted: the actor does not manage the organisation.
        NotATerm: no such number of months.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise NotATerm
    held = RetentionTerm.objects.select_for_update().filter(kind=kind).first()
    if months == (held.months if held else None):
        return
    if months is None:
        RetentionTerm.objects.filter(kind=kind).delete()
    else:
        RetentionTerm.objects.update_or_create(
            kind=kind, defaults={"months": months, "changed_at": timezone.now()}
        )
    record(
        actor=actor, action="retention.set", object_kind="retention", object_id=kind.value,
        details={"months": months},
    )  # fmt: skip


@transaction.atomic
def remove(*, actor: User, kind: KeptKind, chosen: Iterable[UUID], today: date) -> int:
    """Remove some of what is due, each with its line in the record; give how many.

    A case of a person stays, without the person: it tells of nobody by name. Signals that were
    linked to the person or to one of the cases do, so they go along. The record says that somebody
    was removed, by identifier, and nothing of who.

    Raises:
        NotPermitted: the actor does not manage the organisation.
        NotDue: one of them is not due, or gone; nothing was removed.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    wanted = set(chosen)
    model: type[Person | Signal] = Person if kind is KeptKind.PERSON else Signal
    list(model.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if not wanted <= {each.id for each in due(kind=kind, today=today)}:
        raise NotDue
    for each in sorted(wanted):
        cases = _without_person(actor, each) if kind is KeptKind.PERSON else 0
        model.objects.filter(pk=each).delete()
        _record(actor, kind, each, {"cases": cases} if cases else None)
    return len(wanted)


def _without_person(actor: User, person_id: UUID) -> int:
    """Take a person out of the cases that point there, and out of other rooms; give how many."""
    cases = list(Case.objects.filter(person=person_id).values_list("id", flat=True))
    for forget in _forgetting:
        forget(person_id, cases)
    Case.objects.filter(pk__in=cases).update(person=None)
    about = Signal.objects.filter(Q(person=person_id) | Q(case__in=cases))
    for signal in about.select_for_update().order_by("pk"):
        signal_id = signal.id
        signal.delete()
        _record(actor, KeptKind.SIGNAL, signal_id, None)
    return len(cases)


def _record(
    actor: User, kind: KeptKind, object_id: UUID, details: Mapping[str, object] | None
) -> None:
    record(
        actor=actor, action=f"{kind.value}.removed", object_kind=kind.value, object_id=object_id,
        details=details,
    )  # fmt: skip
