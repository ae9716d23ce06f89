"""The head of a letter on paper: name, address, phone and logo of the organisation, in versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.letters.letterhead_models import Letterhead
from assessments.letters.logo import Logo
from assessments.references import check_open_texts
from audit.actions import record

MOST_LINES: Final = 5


class StaleLetterhead(Exception):
    """Somebody else changed the letterhead in the meantime."""

    def __init__(self) -> None:
        super().__init__("The letterhead was changed in the meantime: look at it again first.")


class TooManyLines(ValueError):
    """An address has a few lines, and no more fit on the paper."""

    def __init__(self) -> None:
        super().__init__(f"Give at most {MOST_LINES} lines of address.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadRow:
    """The letterhead in force; `version` 0: there is none, and letters bear the name alone."""

    id: UUID | None = None
    version: int = 0
    name: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    logo: Logo | None = None
    written_at: datetime | None = None

    @property
    def printed(self) -> tuple[str, ...]:
        """What stands at the head of a letter, line by line."""
        return tuple(line for line in (self.name, *self.lines, self.phone) if line)


def letterhead_now() -> LetterheadRow:
    """Give the letterhead that letters get from now on."""
    found = Letterhead.objects.order_by("-version").first()
    return _row(found) if found else LetterheadRow()


def letterhead_of(*, letterhead_id: UUID | None) -> LetterheadRow:
    """Give the letterhead that a letter was sent under."""
    found = Letterhead.objects.filter(pk=letterhead_id).first() if letterhead_id else None
    return _row(found) if found else LetterheadRow()


@transaction.atomic
def save_letterhead(
    *, actor: User, seen: int, name: str, lines: tuple[str, ...], phone: str, logo: Logo | None
) -> LetterheadRow:
    """Add a version of the letterhead; letters that were sent keep theirs.

    Args:
        actor: who does it.
        seen: the version that the actor saw; 0 where there was none.
        name: of the organisation, as it stands on paper.
        lines: of its address.
        phone: its number.
        logo: a checked picture; None for none.

    Raises:
        NotPermitted: the actor does not word letters.
        TooManyLines, BsnInText: the words cannot be used.
        StaleLetterhead: somebody else was first.
    """
    check_permission(actor, Permission.WORD_LETTERS)
    check_open_texts(name, *lines, phone)
    kept = tuple(line.strip() for line in lines if line.strip())
    if len(kept) > MOST_LINES:
        raise TooManyLines
    if letterhead_now().version != seen:
        raise StaleLetterhead
    try:
        with transaction.atomic():
            made = Letterhead.objects.create(
                version=seen + 1,
                name=name.strip(),
                lines=list(kept),
                phone=phone.strip(),
                logo=logo.content if logo else None,
                logo_kind=logo.kind if logo else "",
                written_by=actor.id,
                written_at=timezone.now(),
            )
    except IntegrityError as first:  # two at the same moment: the database takes one
        raise StaleLetterhead from first
    record(
        actor=actor, action="letter.head_written", object_kind="letter_texts", object_id=made.id,
        details={"version": made.version, "logo": made.logo_kind},
    )  # fmt: skip
    return _row(made)


def _row(found: Letterhead) -> LetterheadRow:
    return LetterheadRow(
        id=found.id,
        version=found.version,
        name=found.name,
        lines=tuple(found.lines),
        phone=found.phone,
        logo=Logo(kind=found.logo_kind, content=bytes(found.logo)) if found.logo else None,
        written_at=found.written_at,
    )
