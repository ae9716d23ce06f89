"""Keys of what can be laid beside something else: a kind, a name, and perhaps a day."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rulebook.profiles import BASELINE
from tenants.identifiers import schema_name_of


class CandidateKind(StrEnum):
    """What a key leads to."""

    NOW = "nu"
    SHIPPED = "meegeleverd"
    VERSION = "versie"
    DRAFT = "concept"
    PUBLISHED = "uitvoerder"


#: What only the organisation itself may lay beside something else.
OF_THE_ORGANISATION = frozenset({CandidateKind.NOW, CandidateKind.VERSION, CandidateKind.DRAFT})

# English words for the interfaces; they lead to the same.
_KINDS = {
    "version": CandidateKind.VERSION,
    "versie": CandidateKind.VERSION,
    "draft": CandidateKind.DRAFT,
    "concept": CandidateKind.DRAFT,
    "tenant": CandidateKind.PUBLISHED,
    "uitvoerder": CandidateKind.PUBLISHED,
}
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAMES = {
    CandidateKind.SHIPPED: re.compile(r"[a-z][a-z0-9-]{0,39}"),
    CandidateKind.VERSION: re.compile(_UUID),
    CandidateKind.DRAFT: re.compile(_UUID),
    CandidateKind.PUBLISHED: re.compile(r"[a-z][a-z0-9_-]{0,39}"),
}


class NotAKey(ValueError):
    """A text names nothing that could be laid beside something else."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text[:60]!r} is not a key. Give nu, a name such as {BASELINE}, versie:<id>, "
            "concept:<id> or uitvoerder:<name>, with @2026-01-31 behind it for a day."
        )
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateKey:
    """A key that was read: `name` is empty for "nu", `on` None where no day was named."""

    kind: CandidateKind
    name: str
    on: date | None

    @property
    def without_day(self) -> str:
        """The key as it stands in a list of choices."""
        if self.kind is CandidateKind.NOW:
            return self.kind.value
        return self.name if self.kind is CandidateKind.SHIPPED else f"{self.kind}:{self.name}"

    def at(self, day: date) -> str:
        """The whole key, with a day."""
        return f"{self.without_day}@{day.isoformat()}"


def read_key(text: str) -> CandidateKey:
    """Read a key, in Dutch or in English words.

    Raises:
        NotAKey: it is none, or its day is not on the calendar.
    """
    body, has_day, day = text.partition("@")
    on = _day(text, day) if has_day else None
    if body in ("nu", "now"):
        return CandidateKey(kind=CandidateKind.NOW, name="", on=on)
    word, has_kind, name = body.rpartition(":")
    kind = _KINDS.get(word) if has_kind else CandidateKind.SHIPPED
    if kind is None or not _NAMES[kind].fullmatch(name):
        raise NotAKey(text)
    if kind is CandidateKind.PUBLISHED:
        name = schema_name_of(name)
    return CandidateKey(kind=kind, name=name, on=on)


def _day(text: str, day: str) -> date:
    if not _DAY.fullmatch(day):
        raise NotAKey(text)
    try:
        return date.fromisoformat(day)
    except ValueError as not_on_the_calendar:
        raise NotAKey(text) from not_on_the_calendar
