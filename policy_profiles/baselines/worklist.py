"""The list of a new baseline as its page shows it: one row for every value that differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from policy_profiles.anchors import anchor_of
from policy_profiles.baselines.effects import Effects
from policy_profiles.baselines.queries import AnswerRow, Answers, Pending
from policy_profiles.baselines.regional import RegionalRow
from policy_profiles.baselines.transition import ASKED, Choice, Stand, Transition
from policy_profiles.cells import cells_of, compared, words_of
from policy_profiles.deviations.unexplained import own_value
from policy_profiles.what_if.page import ParameterRow, Titles, WhatIfPage, what_if_page
from rulebook import wording
from rulebook.parameter import PARAMETERS, SECTIONS
from rulebook.profile import ResolvedValue
from rulebook.vignettes import Vignette


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCell:
    """One value that differs; `label` names the cell of a table and is empty for anything else."""

    label: str
    old: str
    new: str
    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What an organisation in the region proposes for this value."""

    organisation: str
    choice: Choice
    choice_words: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One value that the new baseline changes, what that is here, and what is answered so far.

    `effect` is None where there are too few cases, or where the value is not one that would change.
    `differs_from` is the day from which the two differ, where that is later than the first;
    `works_from` the day as of which the effect was worked through, where that is. `asks_why` is
    whether there is a value to keep that does not say why already.
    """

    parameter: str
    anchor: str
    label: str
    cells: tuple[MovedCell, ...]
    differs_from: date | None
    source: str
    certainty: str
    note: str
    stand: Stand
    is_asked: bool
    can_keep: bool
    asks_why: bool
    works_from: date | None
    answer: AnswerRow | None
    by: str
    effect: ParameterRow | None
    vignettes: tuple[Vignette, ...]
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSection:
    """The rows of one section of the policy."""

    code: str
    label: str
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """The whole list; `page` says what adopting all does, None where too few cases were decided."""

    sections: tuple[WorkSection, ...]
    asked: int
    answered: int
    page: WhatIfPage | None


def worklist(
    pending: Pending,
    *,
    answers: Answers,
    names: Mapping[UUID, str],
    effects: Effects,
    proposals: Sequence[RegionalRow],
    language: str,
) -> Worklist:
    """Lay out the list.

    Args:
        pending: the new baseline.
        answers: those that count.
        names: of who answered, by identifier.
        effects: of adopting.
        proposals: from the region.
        language: "nl" or "en".
    """
    page = None
    if effects.impact is not None:
        titles = Titles(after=_("de nieuwe basis"), before=_("wat nu geldt"))
        page = what_if_page(effects.impact, titles=titles)
    found = {row.parameter: row for row in page.parameter_rows} if page else {}
    rows = {
        name: _row(pending, name, answers, names, effects, proposals, found.get(name), language)
        for name in pending.transition.parameters
    }
    sections = tuple(
        WorkSection(code=code, label=label.in_language(language), rows=of_section)
        for code, label in SECTIONS.items()
        if (
            of_section := tuple(
                row for name, row in rows.items() if PARAMETERS[name].section == code
            )
        )
    )
    asked = pending.asked
    return Worklist(
        sections=sections,
        asked=len(asked),
        answered=len(asked) - len(answers.missing(pending)),
        page=page,
    )


def choice_words(choice: Choice) -> str:
    """Say a choice."""
    return {
        Choice.ADOPT: _("overnemen"),
        Choice.KEEP: _("houden"),
        Choice.DISCUSS: _("bespreken"),
    }[choice]


def _row(
    pending: Pending,
    name: str,
    answers: Answers,
    names: Mapping[UUID, str],
    effects: Effects,
    proposals: Sequence[RegionalRow],
    effect: ParameterRow | None,
    language: str,
) -> WorkRow:
    transition, parameter = pending.transition, PARAMETERS[name]
    stand, answer = transition.stand_of(name), answers.rows.get(name)
    pairs = zip(transition.old_baseline, transition.new_baseline, strict=True)
    place = [a[name].value != b[name].value for a, b in pairs].index(True)
    new = transition.new_baseline[place][name]
    return WorkRow(
        parameter=name,
        anchor=anchor_of(name),
        label=parameter.label.in_language(language),
        cells=_cells(
            transition.old_baseline[place][name],
            new,
            transition.old[place][name],
            language,
        ),
        differs_from=transition.days[place] if place else None,
        source=new.origin.source.citation(language),
        certainty=new.certainty,
        note=new.origin.note.in_language(language) if new.origin.note else "",
        stand=stand,
        is_asked=stand in ASKED,
        can_keep=transition.can_keep(name),
        asks_why=transition.can_keep(name) and stand in ASKED and not _says_why(transition, name),
        works_from=effects.later.get(name),
        answer=answer,
        by=names.get(answer.answered_by, "") if answer else "",
        effect=effect,
        vignettes=effects.vignettes[name],
        proposed=tuple(
            Proposed(
                organisation=row.organisation,
                choice=row.answers[name].choice,
                choice_words=choice_words(row.answers[name].choice),
                note=row.answers[name].note,
            )
            for row in proposals
            if name in row.answers and not row.is_own
        ),
    )


def _says_why(transition: Transition, name: str) -> bool:
    """Whether the own cells of a table give a reason, which then holds for those kept as well."""
    entry = own_value(transition.policy, name)
    return entry is not None and entry.deviation is not None


def _cells(
    old: ResolvedValue, new: ResolvedValue, own: ResolvedValue, language: str
) -> tuple[MovedCell, ...]:
    parameter = old.parameter
    here = {(cell.row, cell.column): cell for cell in cells_of(own)}
    return tuple(
        MovedCell(
            label=", ".join(
                wording.code_of(parameter, code, language)
                for code in (pair.cell.row, pair.cell.column)
                if code
            ),
            old=words_of(parameter, pair.baseline.value, language),
            new=words_of(parameter, pair.cell.value, language),
            own=words_of(parameter, here[pair.cell.row, pair.cell.column].value, language),
        )
        for pair in compared(new, old)
        if pair.differs
    )
