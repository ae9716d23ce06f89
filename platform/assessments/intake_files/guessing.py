"""Guesses which of our columns and codes a file's own ones are; a person confirms them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from itertools import product
from types import MappingProxyType
from typing import Any, Final

import yaml

from assessments.intake_files.mapping import (
    FRACTION,
    ColumnChoice,
    ColumnMapping,
    column_keys,
)
from assessments.intake_files.targets import Target
from rulebook.case_format.cells import folded
from rulebook.case_format.table import Table

#: More different values than this are no codes: they are left to the reader, row by row.
MOST_VALUES: Final = 60
_CLOSE: Final = 0.84
_Find = Callable[[str], ColumnChoice | None]
_SIGNS: Final = re.compile(r"[^\w]+")
_NUMBER: Final = re.compile(r"nr\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A guessed mapping; `is_certain` where every column and value is known by its own name."""

    mapping: ColumnMapping
    is_certain: bool


def guess(
    table: Table, targets: Mapping[str, Target], earlier: Iterable[ColumnMapping] = ()
) -> Guess:
    """Guess the mapping of a file: by its names, by earlier mappings, by names that come close."""
    keys = column_keys(table.header)
    chosen = _chosen(keys, targets, [mapping.columns for mapping in earlier])
    taken = {choice.target for choice in chosen.values()}
    named = all(not key or key in targets_by_name(targets) for key in keys)
    columns = {key: chosen.get(key, ColumnChoice()) for key in keys}
    mapping = with_values(ColumnMapping(columns=columns), table, targets)
    lacking = [each for each in targets.values() if each.is_required and each.name not in taken]
    understood = not any(each.values or each.unit for each in mapping.columns.values())
    return Guess(mapping=mapping, is_certain=named and understood and not lacking)


def _chosen(
    keys: Sequence[str],
    targets: Mapping[str, Target],
    known: Sequence[Mapping[str, ColumnChoice]],
) -> dict[str, ColumnChoice]:
    """Choose for each column the surest of what it may be; none of our columns twice."""

    def before(key: str) -> ColumnChoice | None:
        return _earlier(key, known)

    def new(find: Callable[[str, Mapping[str, Target]], str]) -> _Find:
        return lambda key: ColumnChoice(target=find(key, targets))

    chosen: dict[str, ColumnChoice] = {}
    taken = {""}
    ways = (new(_by_name), before, new(_by_synonym), new(_near))
    for find, key in product(ways, keys):
        choice = find(key) if key and key not in chosen else None
        if choice and choice.target in targets and choice.target not in taken:
            chosen[key] = choice
            taken.add(choice.target)
    return chosen


def with_values(
    mapping: ColumnMapping, table: Table, targets: Mapping[str, Target]
) -> ColumnMapping:
    """Add to every coded column what its own values probably stand for, where nobody said so."""
    columns = {}
    for place, key in enumerate(column_keys(table.header)):
        choice = mapping.columns.get(key, ColumnChoice())
        target = targets.get(choice.target)
        if target is not None:
            choice = _with_values(choice, target, own_values(table, place, target))
            if target.kind == "basis_points" and not choice.unit and _are_parts(table, place):
                choice = ColumnChoice(target=choice.target, unit=FRACTION)
        columns[key] = choice
    return ColumnMapping(columns=columns, fixed=mapping.fixed)


def own_values(table: Table, place: int, target: Target) -> tuple[str, ...]:
    """Give the different values of a coded column that need a translation, in their order.

    None where there are so many that they are no codes.
    """
    if not target.choices:
        return ()
    texts = {cells[place] for _number, cells in table.rows if place < len(cells)}
    own = sorted({text for text in texts if not target.understands(text)}, key=folded)
    return tuple(own) if len(own) <= MOST_VALUES else ()


def targets_by_name(targets: Mapping[str, Target]) -> Mapping[str, str]:
    """Every name, folded, under which one of our columns is known without asking."""
    return {
        name: each.name for each in reversed(tuple(targets.values())) for name in each.folded_names
    }


def _by_name(key: str, targets: Mapping[str, Target]) -> str:
    return targets_by_name(targets).get(key, "")


def _by_synonym(key: str, targets: Mapping[str, Target]) -> str:
    return next((name for name in _synonyms().get(_plain(key), ()) if name in targets), "")


def _near(key: str, targets: Mapping[str, Target]) -> str:
    names = {_plain(name): target for name, target in targets_by_name(targets).items()}
    for synonym, meant in _synonyms().items():
        for target in meant:
            if target in targets:
                names.setdefault(synonym, target)
    close = get_close_matches(_plain(key), names, n=1, cutoff=_CLOSE)
    return names[close[0]] if close else ""


def _earlier(key: str, known: Sequence[Mapping[str, ColumnChoice]]) -> ColumnChoice | None:
    found = (columns[key] for columns in known if key in columns and columns[key].target)
    return next(found, None)


def _with_values(choice: ColumnChoice, target: Target, own: Sequence[str]) -> ColumnChoice:
    values = {folded(text): choice.values.get(folded(text), _meant(text, target)) for text in own}
    return ColumnChoice(target=choice.target, unit=choice.unit, values=values, only=choice.only)


def _meant(text: str, target: Target) -> str:
    """The choice that a value comes close to; "not known" where none is near."""
    words = {word: code for word, code in target.words.items() if word}
    key = folded(text)
    for code, synonyms in data_of("synonyms.yaml")["values"].get(target.name, {}).items():
        if key in synonyms and code in target.choices:
            return str(code)
    close = get_close_matches(key, words, n=1, cutoff=0.75)
    if close:
        return words[close[0]]
    starts = {code for word, code in words.items() if code and word.startswith(key[:4])}
    return starts.pop() if len(starts) == 1 and len(key) > 3 else ""


def _are_parts(table: Table, place: int) -> bool:
    """Whether every percentage of a column is written as a part of one."""
    texts = {cells[place] for _number, cells in table.rows if place < len(cells)} - {""}
    parts = all(re.fullmatch(r"0[.,]\d+|[01]", text) for text in texts)
    return parts and not texts <= {"0", "1"}  # nothing, or whole percents


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    """Every synonym, without signs, and the targets that go by it."""
    found: dict[str, tuple[str, ...]] = {}
    for target, names in data_of("synonyms.yaml")["columns"].items():
        for name in names:
            found[_plain(name)] = (*found.get(_plain(name), ()), target)
    return MappingProxyType(found)


def _plain(name: str) -> str:
    """Give a name without signs, with "nr" written out: "Klantnr." is the number of a client."""
    return _NUMBER.sub("nummer", " ".join(_SIGNS.sub(" ", folded(name)).split()))


@cache
def data_of(name: str) -> dict[str, Any]:
    """Give a data file of this room."""
    text = resources.files("assessments.intake_files").joinpath(name).read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
