"""What changes from one profile to another, value by value, old beside new."""

from dataclasses import dataclass

from policy_profiles.cells import ComparedCell, compared, words_of
from rulebook import wording
from rulebook.parameter import PARAMETERS, SECTIONS, Parameter
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """One value that changes; `label` names the cell of a table and is empty for anything else."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One parameter that changes."""

    parameter: str
    section: str
    label: str
    cells: tuple[ChangedCell, ...]


def changes_between(*, before: Profile, after: Profile, language: str) -> tuple[Change, ...]:
    """Give what changes, in the order of the policy sheet; empty where nothing does."""
    changes = []
    for name, parameter in PARAMETERS.items():
        pairs = [pair for pair in compared(after[name], before[name]) if pair.differs]
        if pairs:
            changes.append(
                Change(
                    parameter=name,
                    section=SECTIONS[parameter.section].in_language(language),
                    label=parameter.label.in_language(language),
                    cells=tuple(_cell(parameter, pair, language) for pair in pairs),
                )
            )
    return tuple(changes)


def _cell(parameter: Parameter, pair: ComparedCell, language: str) -> ChangedCell:
    names = [
        wording.code_of(parameter, c, language) for c in (pair.cell.row, pair.cell.column) if c
    ]
    return ChangedCell(
        label=", ".join(names),
        old=words_of(parameter, pair.baseline.value, language),
        new=words_of(parameter, pair.cell.value, language),
    )
