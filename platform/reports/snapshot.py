"""A report as it was made: every figure and word, frozen, and the one form that all faces read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Self

from rulebook.text import Text

#: Rises with every change in what a snapshot holds; older ones stay readable.
FORMAT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Whose figures stand in a column, and of which year.

    `code` is that of a `Whom`: `organisation:eikenberg`, `uwv`, `region:AM18`.
    """

    code: str
    name: Text
    year: int

    @property
    def key(self) -> str:
        """Its name within a report."""
        return f"{self.code}@{self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: of an indicator, or of a part of one, in a column, in a section.

    Attributes:
        value, low, high: in whole units as the indicator says; None where there is none.
        hidden: why there is no value; empty where there is one.
        cases: over how many it is, rounded; None where that is hidden.
        members: of how many organisations the column is; `members_counted` those that are in it.
        as_of: the number of the release in which the figure last changed. Like these two None in
            reports of before they were told, and where nothing can be given.
    """

    section: int
    indicator: str
    part: str
    column: str
    value: int | None
    low: int | None
    high: int | None
    hidden: str
    cases: int | None
    members: int | None = None
    members_counted: int | None = None
    as_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorWords:
    """What an indicator meant on the day that the report was made."""

    code: str
    unit: str
    polarity: str
    label: Text
    definition: Text
    numerator: Text
    denominator: Text
    window: Text
    parts: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWords:
    """What a section is called and says."""

    title: Text
    text: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNamed:
    """Of which release the figures are, and of which day its facts."""

    number: int
    facts_as_of: date
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that a report says.

    Attributes:
        made_for: schema name of the organisation; `organisation` is what it is called.
        seed: of all that is drawn while figures are made.
        stories: by indicator, in the organisation's own words.
    """

    definition: str
    definition_hash: str
    title: Text
    lead: Text
    made_for: str
    organisation: str
    audience: str
    period: str
    release: ReleaseNamed
    method_version: str
    seed: int
    is_brief: bool
    holds_synthetic: bool
    threshold: int
    rounding_base: int
    sections: tuple[SectionWords, ...]
    columns: tuple[Column, ...]
    indicators: Mapping[str, IndicatorWords]
    lines: tuple[Line, ...]
    stories: Mapping[str, str]

    def as_text(self) -> str:
        """Write it as canonical JSON: the same report is the same signs."""
        data = {"format": FORMAT, **_plain(asdict(self))}
        return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def content_hash(self) -> str:
        """The SHA-256 of its text."""
        return hash_of(self.as_text())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `as_text` wrote."""
        data = json.loads(text)
        del data["format"]
        release = data["release"] | {"facts_as_of": _day(data["release"]["facts_as_of"])}
        texts = {name: Text(**data[name]) for name in ("title", "lead")}
        made = {
            "release": ReleaseNamed(**release),
            "sections": tuple(_section(one) for one in data["sections"]),
            "columns": tuple(
                Column(**one | {"name": Text(**one["name"])}) for one in data["columns"]
            ),
            "indicators": {name: _words(one) for name, one in data["indicators"].items()},
            "lines": tuple(Line(**one) for one in data["lines"]),
        }
        return cls(**data | texts | made)

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(one for one in self.columns if one.key == key)


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text, as 64 signs."""
    return hashlib.sha256(text.encode()).hexdigest()


def seed_of(*parts: str) -> int:
    """Return the seed of a report: the same definition, period and release draw the same."""
    return int(hash_of("\n".join(parts))[:15], 16)


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _section(data: Mapping[str, Any]) -> SectionWords:
    text = data["text"]
    return SectionWords(title=Text(**data["title"]), text=None if text is None else Text(**text))


def _words(data: Mapping[str, Any]) -> IndicatorWords:
    texts = ("label", "definition", "numerator", "denominator", "window")
    parts = {code: Text(**label) for code, label in data["parts"].items()}
    read = {name: Text(**data[name]) for name in texts}
    return IndicatorWords(**{**data, **read, "parts": parts})
