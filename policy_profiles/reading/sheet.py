"""The policy sheet: a profile as a document, section by section, beside the UWV baseline."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from policy_profiles.anchors import anchor_of
from policy_profiles.cells import ComparedCell, Part, compared, parts_of, words_of
from policy_profiles.deviations.unexplained import own_value
from policy_profiles.deviations.why import Why, why_of
from rulebook import wording
from rulebook.parameter import PARAMETERS, TOPICS, Parameter
from rulebook.profile import NOWHERE, Origin, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Where a value comes from, in words: layer, source, certainty and note."""

    layer: str
    layer_title: str
    certainty: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A value in words; `old` is the baseline's where that is another.

    Of a set that differs, `parts` says code by code what is the same, more and less.
    """

    words: str
    old: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of a table of values."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One parameter on the sheet: `value`, or `columns` and `rows` where it is a table.

    `origins` are the places its cells come from, `baseline_origins` those of what UWV has instead,
    `why` the reason to differ, as it stands on the profile's day, where one was given.
    """

    id: str
    anchor: str
    label: str
    help: str
    is_fixed: bool
    deviates: bool
    value: CellView | None
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    origins: tuple[OriginView, ...]
    baseline_origins: tuple[OriginView, ...]
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The entries of one harmonisation topic that are shown, and how many deviate in all."""

    code: str
    label: str
    entries: tuple[Entry, ...]
    total: int
    deviating: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerCount:
    """How many parameters have their value, or part of it, from one layer."""

    layer: str
    title: str
    description: str
    parameters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole profile, or the part of it that was asked for."""

    sections: tuple[Section, ...]
    layers: tuple[LayerCount, ...]
    total: int
    deviating: int
    shown: int


def policy_sheet(
    *,
    profile: Profile,
    baseline: Profile,
    language: str,
    only_deviations: bool = False,
    search: str = "",
) -> Sheet:
    """Lay out a profile beside the baseline.

    Args:
        profile: the profile to read.
        baseline: the UWV baseline on the same day.
        language: "nl" or "en".
        only_deviations: leave out what is as in the baseline.
        search: leave out what does not have all these words, in whatever form of capitals and
            accents, in its label, help, value, source or note.
    """
    entries = {name: _entry(profile, baseline, name, language) for name in PARAMETERS}
    asked = _plain(search).split()
    shown = {
        name
        for name, entry in entries.items()
        if (entry.deviates or not only_deviations) and _has(entry, asked)
    }
    sections = []
    for code, label in TOPICS.items():
        listed = [entries[name] for name in PARAMETERS if PARAMETERS[name].topic == code]
        kept = tuple(entry for entry in listed if entry.id in shown)
        if kept:
            sections.append(
                Section(
                    code=code,
                    label=label.in_language(language),
                    entries=kept,
                    total=len(listed),
                    deviating=sum(entry.deviates for entry in listed),
                )
            )
    return Sheet(
        sections=tuple(sections),
        layers=_layers(profile, language),
        total=len(entries),
        deviating=sum(entry.deviates for entry in entries.values()),
        shown=len(shown),
    )


def _entry(profile: Profile, baseline: Profile, name: str, language: str) -> Entry:
    parameter = PARAMETERS[name]
    cells = compared(profile[name], baseline[name])
    is_table = bool(parameter.rows) and any(cell.is_stated for cell in cells)
    titles = {layer.name: layer.title.in_language(language) for layer in profile.layers}
    titles |= {layer.name: layer.title.in_language(language) for layer in baseline.layers}
    differing = [cell for cell in cells if cell.differs]
    return Entry(
        id=name,
        anchor=anchor_of(name),
        label=parameter.label.in_language(language),
        help=parameter.help.in_language(language),
        is_fixed=parameter.freedom == "fixed",
        deviates=bool(differing),
        value=None if is_table else _cell_view(parameter, cells[0], language),
        columns=tuple(wording.code_of(parameter, c, language) for c in parameter.columns),
        rows=_rows(parameter, cells, language) if is_table else (),
        origins=_origins((c.cell.origin for c in cells), titles, language),
        baseline_origins=_origins((c.baseline.origin for c in differing), titles, language),
        why=_why(profile, name, language) if differing else None,
    )


def _why(profile: Profile, name: str, language: str) -> Why | None:
    own = own_value(profile, name)
    if own is None or own.deviation is None:
        return None
    return why_of(own.deviation, today=profile.on, language=language)


def _cell_view(parameter: Parameter, compared_cell: ComparedCell, language: str) -> CellView:
    words = words_of(parameter, compared_cell.cell.value, language)
    if not compared_cell.differs:
        return CellView(words=words, old="")
    parts = parts_of(parameter, compared_cell, language)
    return CellView(
        words=words,
        old=words_of(parameter, compared_cell.baseline.value, language),
        parts=parts if len(parts) > 1 else (),
    )


def _rows(
    parameter: Parameter, cells: Sequence[ComparedCell], language: str
) -> tuple[RowView, ...]:
    return tuple(
        RowView(
            label=wording.code_of(parameter, row, language),
            cells=tuple(_cell_view(parameter, cell, language) for cell in of_row),
        )
        for row, of_row in groupby(cells, key=lambda cell: cell.cell.row)
    )


def _origins(
    origins: Iterable[Origin], titles: dict[str, str], language: str
) -> tuple[OriginView, ...]:
    views = [
        OriginView(
            layer=origin.layer,
            layer_title=titles[origin.layer_name],
            certainty=origin.certainty,
            source=origin.source.citation(language),
            note=origin.note.in_language(language) if origin.note else "",
        )
        for origin in origins
        if origin is not NOWHERE
    ]
    return tuple(dict.fromkeys(views))


def _layers(profile: Profile, language: str) -> tuple[LayerCount, ...]:
    counts: Counter[str] = Counter()
    for resolved in profile.values.values():
        names = {origin.layer_name for origin in resolved.cells.values()}
        whole = len(resolved.cells) == len(resolved.parameter.rows) * max(
            len(resolved.parameter.columns), 1
        )
        counts.update(names if names and whole else names | {resolved.origin.layer_name})
    return tuple(
        LayerCount(
            layer=layer.kind,
            title=layer.title.in_language(language),
            description=layer.description.in_language(language),
            parameters=counts[layer.name],
        )
        for layer in reversed(profile.layers)
    )


def _has(entry: Entry, asked: Sequence[str]) -> bool:
    if not asked:
        return True
    cells = [entry.value] if entry.value else [cell for row in entry.rows for cell in row.cells]
    texts = [entry.id, entry.label, entry.help, *entry.columns]
    texts += [text for cell in cells for text in (cell.words, cell.old)]
    texts += [row.label for row in entry.rows]
    texts += [f"{o.layer_title} {o.source} {o.note}" for o in entry.origins]
    whole = _plain(" ".join(texts))
    return all(word in whole for word in asked)


def _plain(text: str) -> str:
    """Take capitals and accents away, so that "Coordinatie" finds "coördinatie"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
