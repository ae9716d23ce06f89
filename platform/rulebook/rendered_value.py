"""Policy values in words: what a reason rests on, with layer, certainty, source and note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rulebook.profile import Profile, ResolvedValue
from rulebook.source import certainty_label
from rulebook.wording import cell_value, code_label, parameter_value


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedValue:
    """A policy value that a reason rests on: in words, with layer, certainty, source and note."""

    parameter: str
    label: str
    value: str
    layer: str
    certainty: str
    certainty_code: str
    source: str
    note: str


def rendered_value(
    name: str, resolved: ResolvedValue, language: str, cell: tuple[str, str] | None = None
) -> RenderedValue:
    """A policy value in words, with where it came from; `cell` picks one cell of a table."""
    origin = resolved.cells.get(cell, resolved.origin) if cell else resolved.origin
    certainty = origin.certainty if cell else resolved.certainty
    return RenderedValue(
        parameter=name,
        label=resolved.parameter.label.in_language(language),
        value=_value_in_words(resolved, cell, language),
        layer=code_label(origin.layer, language) if origin.layer else "",
        certainty=certainty_label(certainty, language),
        certainty_code=certainty,
        source=origin.source.citation(language),
        note=origin.note.in_language(language) if origin.note else "",
    )


@lru_cache(maxsize=16_384)
def value_of(
    profile: Profile, name: str, language: str, cell: tuple[str, str] | None = None
) -> RenderedValue:
    """A value of one profile in words, made once: most findings rest on the same values."""
    return rendered_value(name, profile[name], language, cell)


def _value_in_words(resolved: ResolvedValue, cell: tuple[str, str] | None, language: str) -> str:
    value: Any = resolved.value
    if cell and isinstance(value, Mapping):
        value = value[cell[0]] if not cell[1] else value[cell[0]][cell[1]]
        return cell_value(resolved.parameter, value, language)
    return parameter_value(resolved.parameter, value, language)
