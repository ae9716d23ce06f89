"""Letters in rows: encrypting their text and opening it again; for this room alone."""

import json
from collections.abc import Sequence
from uuid import UUID

from assessments.letters.content import LetterContent, content_from
from assessments.letters.models import Letter
from assessments.people.sealing import seal, unseal
from rulebook.canonical import canonical

_PURPOSE = "letter"


def text_of(content: LetterContent) -> str:
    """Give the text of a letter as it is hashed: canonical JSON."""
    return canonical(content.as_data())


def put_text(letter: Letter, text: str) -> None:
    """Encrypt the text of a letter into its row."""
    letter.sealed = seal({"text": text}, purpose=_PURPOSE, row=letter.id)


def text_in(letter: Letter) -> str:
    """Decrypt the text of a letter, byte for byte as it was sent."""
    return unseal(letter.sealed, purpose=_PURPOSE, row=letter.id)["text"]


def content_in(letter: Letter) -> LetterContent:
    """Decrypt what a letter says."""
    return content_from(json.loads(text_in(letter)))


def forget_letters(_person_id: UUID, cases: Sequence[UUID]) -> None:
    """Remove the text of the letters about the cases of a person who is removed.

    Code, hash and day stay: they tell of nobody, and who holds the letter can still check it.
    """
    for letter in Letter.objects.filter(decision__case__in=cases):
        put_text(letter, "")
        letter.save(update_fields=["sealed"])


def encrypt_letters_anew() -> int:
    """Encrypt every letter under the first key; gives the number of rows."""
    count = 0
    for letter in Letter.objects.order_by("id").iterator(chunk_size=200):
        put_text(letter, text_in(letter))
        letter.save(update_fields=["sealed"])
        count += 1
    return count
