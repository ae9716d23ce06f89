"""Two profiles laid beside each other: what differs, in words, section by section."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from policy_profiles.cells import Cell, ComparedCell, Part, parts_of, words_of
from policy_profiles.differences.candidates import Candidate
from rulebook import wording
from rulebook.difference import Difference, differences, other_evidence
from rulebook.parameter import PARAMETERS, SECTIONS, Parameter
from rulebook.profile import NOWHERE, Origin, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """What one of the two says: in words, with layer, certainty, source and note.

    Of a set of codes `parts` says code by code what the second has more and less. Where nobody
    states the value, `layer` is empty and there is no source.
    """

    words: str
    parts: tuple[Part, ...]
    layer: str
    certainty: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value that differs; `label` names the cell of a table."""

    difference: Difference
    label: str
    old: SideView
    new: SideView


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One parameter with what differs in it."""

    id: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingSection:
    """The parameters of one section of the policy that differ."""

    code: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All differences between two candidates.

    `other_evidence` names what has one value in both and another source, certainty or note.
    """

    old: Candidate
    new: Candidate
    sections: tuple[DifferingSection, ...]
    other_evidence: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every parameter that differs, in the order of the policy sheet."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def count(self) -> int:
        """In how many parameters the two differ; a table counts as one."""
        return len(self.entries)


def differences_between(old: Candidate, new: Candidate, *, language: str) -> Differences:
    """Lay two candidates beside each other; `language` is "nl" or "en"."""
    entries = tuple(difference_entries(old.profile, new.profile, language=language))
    sections = tuple(
        DifferingSection(code=code, label=label.in_language(language), entries=of_section)
        for code, label in SECTIONS.items()
        if (of_section := tuple(e for e in entries if PARAMETERS[e.id].section == code))
    )
    evidence = other_evidence(old.profile, new.profile)
    return Differences(
        old=old,
        new=new,
        sections=sections,
        other_evidence=tuple(PARAMETERS[name].label.in_language(language) for name in evidence),
    )


def difference_entries(old: Profile, new: Profile, *, language: str) -> Iterable[Entry]:
    """Give what differs between two profiles, parameter by parameter."""
    titles = {layer.name: layer.title.in_language(language) for layer in (*old.layers, *new.layers)}
    for name, found in groupby(differences(old, new), key=lambda d: d.parameter):
        parameter = PARAMETERS[name]
        yield Entry(
            id=name,
            label=parameter.label.in_language(language),
            lines=tuple(_line(parameter, difference, titles, language) for difference in found),
        )


def _line(
    parameter: Parameter, difference: Difference, titles: dict[str, str], language: str
) -> Line:
    places = [place for place in (difference.row, difference.column) if place]
    parts, words = _words(parameter, difference, language)
    return Line(
        difference=difference,
        label=", ".join(wording.code_of(parameter, place, language) for place in places),
        old=_side(words[0], (), difference.old_origin, titles, language),
        new=_side(words[1], parts, difference.new_origin, titles, language),
    )


def _words(
    parameter: Parameter, difference: Difference, language: str
) -> tuple[tuple[Part, ...], Sequence[str]]:
    """Say both values; of a set of codes also what the second has more and less."""
    old, new = difference.old, difference.new
    if not difference.row and parameter.rows:
        return (), [wording.parameter_value(parameter, value, language) for value in (old, new)]
    pair = ComparedCell(
        cell=_cell(difference, new, difference.new_origin),
        baseline=_cell(difference, old, difference.old_origin),
    )
    parts = parts_of(parameter, pair, language)
    words = [words_of(parameter, cell.value, language) for cell in (pair.baseline, pair.cell)]
    return parts if len(parts) > 1 else (), words


def _cell(difference: Difference, value: object, origin: Origin) -> Cell:
    return Cell(row=difference.row, column=difference.column, value=value, origin=origin)  # type: ignore[arg-type]


def _side(
    words: str, parts: tuple[Part, ...], origin: Origin, titles: dict[str, str], language: str
) -> SideView:
    return SideView(
        words=words,
        parts=parts,
        layer="" if origin is NOWHERE else titles[origin.layer_name],
        certainty=origin.certainty,
        source=origin.source.citation(language),
        note=origin.note.in_language(language) if origin.note else "",
    )
