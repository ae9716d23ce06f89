"""Reads of signals. What one says is read on record; its state by number tells nothing more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.people.models import Person
from assessments.people.queries import PersonRow, row_of
from assessments.signals.contents import Contents, contents_of
from assessments.signals.models import Signal, SignalDesk
from assessments.signals.numbers import index_of_number
from assessments.signals.status import SENDER_WORDS, CloseReason, SenderRole, SignalStatus
from audit.actions import record

ROWS_PER_PAGE = 25
OPEN = (SignalStatus.RECEIVED, SignalStatus.TAKEN_UP)


class SignalUnknown(LookupError):
    """There is no such signal in this organisation."""

    def __init__(self) -> None:
        super().__init__("There is no such signal here: open it from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """A signal with what it says; `age` is in days since it came in, or until it was handled."""

    id: UUID
    contents: Contents
    role_label: str
    status: str
    status_label: str
    reason_label: str
    received_on: date
    age: int
    case_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalPage:
    """One page of the list; `count` is that of all pages."""

    rows: tuple[SignalRow, ...]
    count: int
    page: int
    pages: int


def state_of(*, number: str) -> SignalStatus | None:
    """Give where a signal stands by its receipt number; None where there is none."""
    index = index_of_number(number)
    status = Signal.objects.filter(receipt_index=index).values_list("status", flat=True).first()
    return SignalStatus(status) if status else None


def is_desk_open() -> bool:
    """Whether anybody may send a signal; so unless somebody switched it off."""
    desk = SignalDesk.objects.first()
    return desk is None or desk.is_open


def open_count() -> int:
    """Give the number of signals that somebody has to do something with."""
    return Signal.objects.filter(status__in=OPEN).count()


@transaction.atomic
def signals(*, actor: User, is_open: bool = True, page: int = 1) -> SignalPage:
    """Give one page of the open signals, oldest first, or of the handled ones, latest first.

    It holds names, so that it was read is put on record, once for the page.

    Raises:
        NotPermitted: the actor may not read cases.
    """
    check_permission(actor, Permission.READ_CASES)
    found = Signal.objects.filter(status__in=OPEN if is_open else [SignalStatus.HANDLED])
    count = found.count()
    pages = max(1, -(-count // ROWS_PER_PAGE))
    number = min(max(page, 1), pages)
    start = (number - 1) * ROWS_PER_PAGE
    order = ("received_at", "id") if is_open else ("-received_at", "-id")
    ordered = found.select_related("case").order_by(*order)
    rows = tuple(_row(signal) for signal in ordered[start : start + ROWS_PER_PAGE])
    record(
        actor=actor, action="signals.listed", object_kind="signal", object_id="",
        details={"rows": len(rows)},
    )  # fmt: skip
    return SignalPage(rows=rows, count=count, page=number, pages=pages)


@transaction.atomic
def signal(*, actor: User, signal_id: UUID) -> tuple[SignalRow, tuple[PersonRow, ...]]:
    """Give a signal, and the people here who have that surname and birth date; on record.

    Raises:
        NotPermitted: the actor may not open cases.
        SignalUnknown: there is no such signal here.
    """
    check_permission(actor, Permission.OPEN_CASE)
    found = Signal.objects.select_related("case").filter(pk=signal_id).first()
    if found is None:
        raise SignalUnknown
    people: tuple[PersonRow, ...] = ()
    if found.about_index:
        same = Person.objects.filter(name_index=found.about_index).order_by("id")
        people = tuple(row_of(person) for person in same)
    record(
        actor=actor, action="signal.read", object_kind="signal", object_id=found.id,
        details={"people": len(people)},
    )  # fmt: skip
    return _row(found), people


def _row(found: Signal) -> SignalRow:
    ended = found.changed_at if found.status == SignalStatus.HANDLED else timezone.now()
    return SignalRow(
        id=found.id,
        contents=contents_of(found),
        role_label=str(SENDER_WORDS[SenderRole(found.role)]),
        status=found.status,
        status_label=str(SignalStatus(found.status).label),
        reason_label=str(CloseReason(found.close_reason).label) if found.close_reason else "",
        received_on=_day(found.received_at),
        age=(_day(ended) - _day(found.received_at)).days,
        case_number=found.case.number if found.case else "",
    )


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
