"""Reads of letters. Opening one is recorded; what the public page tells names nobody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.letters.codes import Language, Reader
from assessments.letters.content import LetterContent, grouped
from assessments.letters.letterhead import letterhead_of
from assessments.letters.logo import Logo
from assessments.letters.models import Letter
from assessments.letters.rows import content_in, text_in
from audit.actions import record


class LetterUnknown(LookupError):
    """There is no such letter about this case."""

    def __init__(self) -> None:
        super().__init__("There is no such letter about this case: look at its letters again.")


class LetterRemoved(LookupError):
    """The text of a letter was removed with the person whom it named."""

    def __init__(self) -> None:
        super().__init__("The text of this letter was removed with the person it named.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter that was sent, without a word of what it says."""

    id: UUID
    reader: Reader
    language: Language
    sent_on: date
    sent_by: UUID
    code: str
    sha256: str
    objection_id: UUID | None = None

    @property
    def reader_label(self) -> str:
        """Whom it is for, in words."""
        return str(self.reader.label)

    @property
    def language_label(self) -> str:
        """Its language, in words."""
        return str(self.language.label)

    @property
    def grouped_code(self) -> str:
        """The code as it is read out."""
        return grouped(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLetter:
    """A letter with what it says; `text` is what the hash is of."""

    line: LetterLine
    content: LetterContent
    text: str
    logo: Logo | None = None

    @property
    def check_address(self) -> str:
        """The public address that tells whether this letter was sent."""
        return f"{self.content.checked_at}{self.line.code}/"


def letters_of(*, case_id: UUID) -> tuple[LetterLine, ...]:
    """Give the letters about a case, the last one first; nothing is decrypted."""
    found = Letter.objects.filter(decision__case_id=case_id).defer("sealed")
    return tuple(_line(letter) for letter in found.order_by("-recorded_at", "-id"))


@transaction.atomic
def letter(*, actor: User, case_id: UUID, letter_id: UUID) -> OpenedLetter:
    """Give a letter as it was sent, and put on record that somebody looked.

    Raises:
        NotPermitted: the actor may not read cases.
        LetterUnknown: there is no such letter about this case.
        LetterRemoved: its text is gone, with the person.
    """
    check_permission(actor, Permission.READ_CASES)
    found = Letter.objects.filter(pk=letter_id, decision__case_id=case_id).first()
    if found is None:
        raise LetterUnknown
    if not text_in(found):
        raise LetterRemoved
    record(
        actor=actor, action="letter.read", object_kind="case", object_id=case_id,
        details={"letter": found.id},
    )  # fmt: skip
    return OpenedLetter(
        line=_line(found),
        content=content_in(found),
        text=text_in(found),
        logo=letterhead_of(letterhead_id=found.letterhead_id).logo,
    )


def _line(found: Letter) -> LetterLine:
    return LetterLine(
        id=found.id,
        reader=Reader(found.reader),
        language=Language(found.language),
        sent_on=found.sent_on,
        sent_by=found.sent_by,
        code=found.code,
        sha256=found.sha256,
        objection_id=found.objection_id,
    )
