"""Writes to signals: sending one, taking it up, linking it, handling it; and the switch."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments import actions as cases
from assessments.models import Case
from assessments.people.actions import add_person, link_person
from assessments.queries import CaseRow, CaseUnknown
from assessments.signals.contents import Contents, contents_of, put
from assessments.signals.models import Signal, SignalDesk
from assessments.signals.queries import SignalUnknown, is_desk_open
from assessments.signals.status import (
    CHANGES,
    CloseReason,
    SenderRole,
    SignalChange,
    check_change,
)
from audit.actions import record


class DeskClosed(Exception):
    """The organisation takes no signals through its page."""

    def __init__(self) -> None:
        super().__init__("This organisation takes no signals here: reach it in another way.")


@transaction.atomic
def send_signal(*, role: SenderRole, contents: Contents) -> None:
    """Keep what somebody without an account tells; the same form twice is kept once.

    Nobody is looked up here: whether the organisation knows whom it is about is worked out where a
    consultant opens it.

    Raises:
        DeskClosed: the organisation has switched the page off.
    """
    if not is_desk_open():
        raise DeskClosed
    now = timezone.now()
    signal = Signal(role=role, received_at=now, changed_at=now)
    put(signal, contents)
    if Signal.objects.filter(receipt_index=signal.receipt_index).exists():
        return
    signal.save(force_insert=True)
    record(
        actor=None, action="signal.received", object_kind="signal", object_id=signal.id,
        details={"role": role.value},
    )  # fmt: skip


@transaction.atomic
def switch_desk(*, actor: User, is_open: bool) -> None:
    """Open or close the public page.

    Raises:
        NotPermitted: the actor does not manage the organisation.
    """
    check_permission(actor, Permission.MANAGE_USERS)
    if is_desk_open() == is_open:
        return
    SignalDesk.objects.update_or_create(
        only=True, defaults={"is_open": is_open, "changed_at": timezone.now()}
    )
    action = "signals.opened" if is_open else "signals.shut"
    record(actor=actor, action=action, object_kind="signal", object_id="")


@transaction.atomic
def take_up(*, actor: User, signal_id: UUID) -> None:
    """Say that one is busy with a signal.

    Raises:
        NotPermitted, SignalUnknown, SignalChangeNotAllowed: not by this person, or not this signal.
    """
    signal = _moved(actor, signal_id, SignalChange.TAKE_UP)
    signal.save()
    _record(actor, signal, SignalChange.TAKE_UP)


@transaction.atomic
def link_to_case(*, actor: User, signal_id: UUID, number: str) -> None:
    """Say which case a signal belongs to; its person is that of the case.

    Raises:
        CaseUnknown: there is no such case.
        those of `take_up`.
    """
    signal = _moved(actor, signal_id, SignalChange.LINK)
    case = Case.objects.filter(number=number).first()
    if case is None:
        raise CaseUnknown
    _linked(actor, signal, case)


@transaction.atomic
def open_case_from(
    *,
    actor: User,
    signal_id: UUID,
    client_reference: str,
    municipality_code: str = "",
    person_id: UUID | None = None,
    is_synthetic: bool = False,
) -> CaseRow:
    """Open a case from a signal in one step, with its person: one who is known, or a new one.

    Raises:
        those of `take_up` and of `assessments.actions.open_case`.
        PersonUnknown: there is no such person.
    """
    signal = _moved(actor, signal_id, SignalChange.LINK)
    opened = cases.open_case(
        actor=actor,
        client_reference=client_reference,
        municipality_code=municipality_code,
        is_synthetic=is_synthetic,
    )
    if person_id is not None:
        link_person(actor=actor, case_id=opened.id, person_id=person_id)
    else:
        add_person(actor=actor, case_id=opened.id, identity=contents_of(signal).identity)
    _linked(actor, signal, Case.objects.get(pk=opened.id))
    return opened


@transaction.atomic
def close_signal(*, actor: User, signal_id: UUID, reason: CloseReason) -> None:
    """Say that a signal needs nothing more, and why.

    Raises:
        those of `take_up`.
    """
    signal = _moved(actor, signal_id, SignalChange.CLOSE)
    signal.close_reason = reason
    signal.save()
    _record(actor, signal, SignalChange.CLOSE, reason=reason.value)


def _moved(actor: User, signal_id: UUID, change: SignalChange) -> Signal:
    """Hold a signal and give it its next state; the caller saves it."""
    check_permission(actor, Permission.OPEN_CASE)
    signal = Signal.objects.select_for_update().filter(pk=signal_id).first()
    if signal is None:
        raise SignalUnknown
    signal.status = check_change(signal.status, change)
    signal.taken_up_by = actor.id
    signal.changed_at = timezone.now()
    return signal


def _linked(actor: User, signal: Signal, case: Case) -> None:
    signal.case = case
    signal.person_id = case.person_id
    signal.save()
    _record(actor, signal, SignalChange.LINK, case=str(case.id))


def _record(actor: User, signal: Signal, change: SignalChange, **details: str) -> None:
    record(
        actor=actor,
        action=CHANGES[change].audit_action,
        object_kind="signal",
        object_id=signal.id,
        details=details,
    )
