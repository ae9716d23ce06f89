"""The text of a letter as a frozen value: what is encrypted, hashed, shown and printed."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assessments.signals.numbers import ALPHABET

FORMAT = "meetlat-letter/1"
CODE_LENGTH = 16  # 30 signs: 78 bits
_GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a letter under a heading: paragraphs, then a list; either may be empty."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """All that a letter says, in the language of its reader.

    Attributes:
        id: the random identifier of the letter.
        checked_at: the public address to which the code is added.
        receipt: SHA-256 of the sealed receipt that the decision rests on.
        letterhead: name, address and phone at the head of it; letters of before have none.
    """

    id: str
    reader: str
    language: str
    organisation: str
    title: str
    addressee: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    greeting: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    checked_at: str
    receipt: str
    letterhead: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Leave what the letter says out of logs and tracebacks."""
        return "LetterContent(…)"

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line of it, in the order in which it is read."""
        parts = [(each.heading, *each.paragraphs, *each.items) for each in self.sections]
        told = [f"{label}: {value}" for label, value in self.references]
        inside = [line for part in parts for line in part]
        ends = (self.title, self.greeting, *self.opening)
        return (*self.letterhead, *self.addressee, *told, *ends, *inside, *self.closing)

    def as_data(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"format": FORMAT, **asdict(self)}


def content_from(data: Mapping[str, Any]) -> LetterContent:
    """Give the content that plain data hold."""
    given = {name: value for name, value in data.items() if name != "format"}
    for name in ("addressee", "opening", "closing"):
        given[name] = tuple(given[name])
    given["letterhead"] = tuple(given.get("letterhead", ()))
    given["references"] = tuple((label, value) for label, value in given["references"])
    given["sections"] = tuple(
        Section(
            heading=each["heading"],
            paragraphs=tuple(each["paragraphs"]),
            items=tuple(each["items"]),
        )
        for each in given["sections"]
    )
    return LetterContent(**given)


def code_of(sha256: str) -> str:
    """Give the code that is printed on a letter: its hash, shortened to 16 signs."""
    whole = int.from_bytes(hashlib.sha256(f"letter {sha256}".encode()).digest())
    signs = ""
    for _place in range(CODE_LENGTH):
        whole, sign = divmod(whole, len(ALPHABET))
        signs += ALPHABET[sign]
    return signs


def grouped(code: str) -> str:
    """Give a code as it is read out, such as 7K4M-Q2XP-9RTD-3HVA."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
