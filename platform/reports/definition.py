"""What a report is: whose figures, beside whom, of which period, and which indicators and text."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from benchmarking.definitions import indicators
from rulebook.data_file import parsed
from rulebook.text import MissingTranslation, Text

#: In the order in which they are offered.
SHIPPED: Final = (
    "g4-uwv-yearly",
    "g4-uwv-quarterly",
    "municipal-profile",
    "harmonisation-quarterly",
)
MOST_SECTIONS: Final = 20
_NEEDED: Final = frozenset(
    {"title", "lead", "rhythm", "columns", "year_before", "is_brief", "sections"}
)
_OF_SECTION: Final = frozenset({"title", "text", "indicators"})


class Rhythm(StrEnum):
    """Over which stretch a report tells, and so how often there is a new one."""

    YEARLY = "yearly"
    QUARTERLY = "quarterly"


class ColumnKind(StrEnum):
    """Whose figures stand in a column; `each_of_g4` gives each a column, `region` one's own."""

    OWN = "own"
    REGION = "region"
    EACH_OF_G4 = "each_of_g4"
    G4 = "g4"
    UWV = "uwv"
    ALL = "all"


class BadReport(ValueError):
    """A definition of a report lacks something, or asks for what there is not."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self.problem = problem
        super().__init__(f"Report {name}: {problem}.")


class ReportUnknown(ValueError):
    """No definition has that name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no report {name!r}: ask for the list of reports.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a report: a title, a text of its own, and indicators by name."""

    title: Text
    text: Text | None
    indicators: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the section as it stands in YAML."""
        return {
            "title": _both(self.title),
            "text": self.text and _both(self.text),
            "indicators": list(self.indicators),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A report that can be made, for any organisation and any period.

    Attributes:
        lead: what it tells, in a sentence or two.
        columns: whose figures stand beside one another, in this order.
        year_before: whether the year before stands beside the year itself.
        is_brief: whether it is meant for one sheet: how figures are computed is then not on paper.
    """

    name: str
    title: Text
    lead: Text
    rhythm: Rhythm
    columns: tuple[ColumnKind, ...]
    year_before: bool
    is_brief: bool
    sections: tuple[Section, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the definition as it stands in YAML, without its name."""
        return {
            "title": _both(self.title),
            "lead": _both(self.lead),
            "rhythm": self.rhythm.value,
            "columns": [column.value for column in self.columns],
            "year_before": self.year_before,
            "is_brief": self.is_brief,
            "sections": [section.as_data() for section in self.sections],
        }

    @property
    def content_hash(self) -> str:
        """The name of what it says: a changed text or indicator gives another one."""
        text = json.dumps(self.as_data(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator in it, once."""
        return tuple(dict.fromkeys(name for one in self.sections for name in one.indicators))


@cache
def shipped_definitions() -> Mapping[str, Definition]:
    """Return the definitions that come with Meetlat, by name.

    Raises:
        BadReport: one lacks something.
    """
    folder = resources.files("reports").joinpath("shipped")
    return MappingProxyType(
        {
            name: definition_from(name, parsed(folder.joinpath(f"{name}.yaml").read_text("utf-8")))
            for name in SHIPPED
        }
    )


def definition_from(name: str, data: object) -> Definition:
    """Read one definition, from a file or from the row of an organisation.

    Raises:
        BadReport: with all that is wrong in it.
    """
    if not isinstance(data, Mapping):
        raise BadReport(name, "give a mapping")
    _check(name, data)
    try:
        return Definition(
            name=name,
            title=Text.from_data(data["title"]),
            lead=Text.from_data(data["lead"]),
            rhythm=Rhythm(data["rhythm"]),
            columns=tuple(ColumnKind(column) for column in data["columns"]),
            year_before=data["year_before"],
            is_brief=data["is_brief"],
            sections=tuple(_section(section) for section in data["sections"]),
        )
    except MissingTranslation as error:
        raise BadReport(name, str(error)) from error


def _section(data: Mapping[str, Any]) -> Section:
    text = data.get("text")
    return Section(
        title=Text.from_data(data["title"]),
        text=None if text is None else Text.from_data(text),
        indicators=tuple(data["indicators"]),
    )


def _check(name: str, data: Mapping[str, Any]) -> None:
    if set(data) != _NEEDED:
        raise BadReport(name, f"give exactly {', '.join(sorted(_NEEDED))}")
    problems = [
        *_unless(data["rhythm"] in list(Rhythm), f"rhythm is one of {', '.join(Rhythm)}"),
        *_unless(isinstance(data["year_before"], bool), "year_before is true or false"),
        *_unless(isinstance(data["is_brief"], bool), "is_brief is true or false"),
        *_unless(_are(data["columns"], list(ColumnKind)), f"columns are {', '.join(ColumnKind)}"),
        *_problems_of_sections(data["sections"]),
    ]
    if problems:
        raise BadReport(name, "; ".join(problems))


def _problems_of_sections(sections: object) -> list[str]:
    if not isinstance(sections, list) or not 1 <= len(sections) <= MOST_SECTIONS:
        return [f"give 1 to {MOST_SECTIONS} sections"]
    known = list(indicators())
    return [
        problem
        for number, section in enumerate(sections, start=1)
        for problem in _problems_of_section(f"section {number}", section, known)
    ]


def _problems_of_section(where: str, section: object, known: Sequence[str]) -> list[str]:
    if not isinstance(section, Mapping) or not {"title", "indicators"} <= set(section):
        return [f"{where} has a title and indicators"]
    return [
        *_unless(set(section) <= _OF_SECTION, f"{where} has no more than title, text, indicators"),
        *_unless(_are(section["indicators"], known), f"{where} names indicators that there are"),
    ]


def _are(given: object, known: Sequence[str]) -> bool:
    """Tell whether these are one or more of what is known, each once."""
    if not isinstance(given, list) or not given or len(set(map(str, given))) != len(given):
        return False
    return all(one in known for one in given)


def _unless(is_well: bool, problem: str) -> list[str]:
    return [] if is_well else [problem]


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
