"""Vignettes: invented clients, shared by all, each with the finding that the baseline gives.

They stand in `vignettes/`, one file per theme, and are worked through every profile: to see what a
new version changes, and how far policies lie apart on the same client.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from rulebook.answer import Answer, answers
from rulebook.data_file import parsed
from rulebook.facts import FACT_BY_NAME, FACTS, FactValue
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.text import Text

#: The themes, in the order in which people read them; each is a file.
THEMES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "person": Text("De persoon", "The person"),
        "job": Text("Het werk", "The job"),
        "request": Text("De aanvraag", "The application"),
        "provider": Text("De begeleider", "The provider"),
    }
)
_HOURS: Final = re.compile(r"(\d+)h(?:(\d{1,2})m)?")
_PERCENT: Final = re.compile(r"(\d+)%")
_READ: Final = frozenset({"id", "title", "story", "tests", "ordinary", "facts", "expected"})


class BadVignette(ValueError):
    """A vignette's file says something that no vignette has."""

    def __init__(self, vignette: str, problem: str) -> None:
        super().__init__(f"Vignette {vignette!r}: {problem}.")
        self.vignette = vignette


class NoSuchVignette(LookupError):
    """There is no vignette of this name."""

    def __init__(self, vignette: str) -> None:
        super().__init__(f"There is no vignette {vignette!r}; the list of vignettes has them.")
        self.vignette = vignette


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """One invented client: a story to judge by, the facts in it, and the baseline's answer.

    `tests` says what the vignette is there to show. Facts that it does not have are not known.
    """

    id: str
    theme: str
    title: Text
    story: Text
    tests: Text
    facts: Mapping[str, FactValue]
    expected: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class VignetteAnswer:
    """What one profile answers to one vignette."""

    vignette: Vignette
    answer: Answer = field(repr=False)


def vignette(name: str) -> Vignette:
    """The vignette of this name.

    Raises:
        NoSuchVignette: there is none.
    """
    for candidate in VIGNETTES:
        if candidate.id == name:
            return candidate
    raise NoSuchVignette(name)


@cache
def vignette_frame() -> CaseFrame:
    """All vignettes as a frame of cases, in the order of `VIGNETTES`."""
    return CaseFrame.from_rows([dict(one.facts) for one in VIGNETTES])


def work_vignettes(profile: Profile) -> tuple[VignetteAnswer, ...]:
    """Work every vignette through `profile`, in the order of `VIGNETTES`."""
    found = answers(vignette_frame(), profile)
    return tuple(
        VignetteAnswer(vignette=one, answer=answer)
        for one, answer in zip(VIGNETTES, found, strict=True)
    )


@cache
def _load() -> tuple[Vignette, ...]:
    ordinary = _read("ordinary")
    loaded = [
        vignette_from_data(data, theme, ordinary) for theme in THEMES for data in _read(theme)
    ]
    for place, one in enumerate(loaded):
        if any(one.id == other.id for other in loaded[:place]):
            raise BadVignette(one.id, "its id is taken; give every vignette its own")
    return tuple(loaded)


def _read(name: str) -> Any:  # noqa: ANN401 - YAML has no narrower type
    file = resources.files("rulebook").joinpath("vignettes", f"{name}.yaml")
    return parsed(file.read_text("utf-8"))


def vignette_from_data(
    data: Mapping[str, Any], theme: str, ordinary: Mapping[str, Any]
) -> Vignette:
    """Build a vignette from parsed data; what it does not say of its client is in `ordinary`.

    Raises:
        BadVignette: it says something that nobody reads, or names a fact that does not exist.
        NotAFactValue: a value does not fit its fact.
    """
    name = str(data.get("id"))
    unread = ", ".join(sorted(set(data) - _READ))
    if unread:
        raise BadVignette(name, f"nobody reads {unread}; leave it out")
    below = ordinary if data.get("ordinary", True) else {}
    return Vignette(
        id=name,
        theme=theme,
        title=Text.from_data(data["title"]),
        story=Text.from_data(data["story"]),
        tests=Text.from_data(data["tests"]),
        facts=_facts(name, {**below, **data["facts"]}),
        expected=_expected(name, data["expected"]),
    )


def _facts(vignette: str, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
    """The facts that are known, in the order of the facts, hours as minutes."""
    unknown = ", ".join(name for name in given if name not in FACT_BY_NAME)
    if unknown:
        raise BadVignette(vignette, f"there is no fact {unknown}")
    facts = {f.name: _plain(given[f.name]) for f in FACTS if given.get(f.name) is not None}
    for name, value in facts.items():
        FACT_BY_NAME[name].encode(value)
    return MappingProxyType(facts)


def _plain(value: Any) -> FactValue:  # noqa: ANN401 - YAML has no narrower type
    """24h30m as minutes and 35% as basis points; anything else as it stands."""
    if isinstance(value, str) and (match := _HOURS.fullmatch(value)):
        return int(match[1]) * 60 + int(match[2] or 0)
    if isinstance(value, str) and (match := _PERCENT.fullmatch(value)):
        return int(match[1]) * 100
    plain: FactValue = value
    return plain


def _expected(vignette: str, data: Mapping[str, Any]) -> Answer:
    given = {**data, "minutes": data.get("hours")}
    del given["hours"]
    if given["minutes"] is not None:
        given["minutes"] = _plain(given["minutes"])
    for name in ("not_met", "not_known", "with_obligation"):
        given[name] = tuple(given.get(name, ()))
    days = [given.get(name) for name in ("first_day", "last_day", "due")]
    if not all(day is None or type(day) is date for day in days):
        raise BadVignette(vignette, "days are written as 2026-12-31")
    return Answer(**given)


#: Every vignette, theme by theme.
VIGNETTES: Final[tuple[Vignette, ...]] = _load()
