"""The form that says what the columns of a file are: one choice a column, and its own values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from assessments.fields import OpenText
from assessments.intake_files.guessing import own_values
from assessments.intake_files.mapping import (
    FRACTION,
    MINUTES,
    ColumnChoice,
    ColumnMapping,
    column_keys,
)
from assessments.intake_files.targets import Target
from rulebook.case_format.cells import folded
from rulebook.case_format.table import Table

#: Stands for "read only rows with these values" in the choice of a column.
ONLY: Final = "="
_UNITS: Final[Mapping[str, tuple[tuple[str, Any], ...]]] = {
    "basis_points": (
        ("", gettext_lazy("Procent: 40 is 40 %")),
        (FRACTION, gettext_lazy("Deel van 1: 0,4 is 40 %")),
    ),
    "minutes": (
        ("", gettext_lazy("Uren: 24 of 24:30")),
        (MINUTES, gettext_lazy("Minuten: 1440 is 24 uur")),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFields:
    """The fields of one column, as the page shows them together."""

    target: BoundField
    shown: BoundField
    unit: BoundField | None
    values: tuple[BoundField, ...]


class MappingForm(PlainForm):
    """What every column of a file is, made from a mapping: the proposal, or what was sent."""

    def __init__(
        self,
        table: Table,
        targets: Mapping[str, Target],
        mapping: ColumnMapping,
        data: Mapping[str, Any] | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(data, initial={"naam": name})
        self._table, self._targets, self._mapping = table, targets, mapping
        self._language = language_now()
        for place, (header, key) in enumerate(
            zip(table.header, column_keys(table.header), strict=True)
        ):
            if header:
                self._add_column(place, header, mapping.columns.get(key, ColumnChoice()))
        self._add_fixed()
        self.fields["naam"] = OpenText(
            label=_("Bewaren onder de naam"),
            help_text=_("Dan wordt een volgend bestand met dezelfde kolommen zo gelezen."),
            required=False,
            max_length=80,
        )

    @property
    def columns(self) -> list[ColumnFields]:
        """The fields by column, in the order of the file."""
        return [
            ColumnFields(
                target=self[f"kolom_{place}"],
                shown=self[f"getoond_{place}"],
                unit=self[f"eenheid_{place}"] if f"eenheid_{place}" in self.fields else None,
                values=tuple(
                    self[name] for name in self.fields if name.startswith(f"waarde_{place}_")
                ),
            )
            for place in range(len(self._table.header))
            if f"kolom_{place}" in self.fields
        ]

    @property
    def fixed(self) -> list[BoundField]:
        """The fields of what no column tells."""
        return [self[name] for name in self.fields if name.startswith("vast_")]

    def clean(self) -> dict[str, Any]:
        """Refuse a column chosen twice, and a file without what it cannot do without."""
        given = super().clean() or {}
        chosen: dict[str, str] = {}
        for place in range(len(self._table.header)):
            target = given.get(f"kolom_{place}", "")
            if target in self._targets and target in chosen:
                self.add_error(
                    f"kolom_{place}",
                    _("“%(label)s” is al een andere kolom. Kies bij een van de twee iets anders.")
                    % {"label": self._label(target)},
                )
            chosen[target] = target
        for target in self._lacking():
            if not self._targets[target].may_be_absent:
                self.add_error(
                    None,
                    _("Kies welke kolom “%(label)s” is: daarzonder is het bestand niet te lezen.")
                    % {"label": self._label(target)},
                )
        return given

    def _add_column(self, place: int, header: str, choice: ColumnChoice) -> None:
        chosen = ONLY if choice.only else choice.target
        self.fields[f"kolom_{place}"] = forms.ChoiceField(
            label=header, choices=self._choices(choice), required=False, initial=chosen
        )
        self.fields[f"getoond_{place}"] = forms.CharField(
            required=False, initial=chosen, widget=forms.HiddenInput
        )
        target = self._targets.get(choice.target)
        if target is None:
            return
        if target.kind in _UNITS:
            self.fields[f"eenheid_{place}"] = forms.ChoiceField(
                label=_("“%(column)s” staat in") % {"column": header},
                choices=_UNITS[target.kind],
                required=False,
                initial=choice.unit,
            )
        for number, text in enumerate(own_values(self._table, place, target)):
            self.fields[f"waarde_{place}_{number}"] = forms.ChoiceField(
                label=_("“%(value)s” betekent") % {"value": text},
                choices=self._meanings(target),
                required=False,
                initial=choice.values.get(folded(text), ""),
            )

    def _add_fixed(self) -> None:
        for name in self._lacking():
            target = self._targets[name]
            if target.may_be_absent:
                self.fields[f"vast_{name}"] = forms.ChoiceField(
                    label=target.label.in_language(self._language),
                    choices=self._meanings(target),
                    required=False,
                    initial=self._mapping.fixed.get(name, ""),
                )

    def _lacking(self) -> list[str]:
        told = {each.target for each in self._mapping.columns.values()}
        required = (each for each in self._targets.values() if each.is_required)
        return [each.name for each in required if each.name not in told]

    def _choices(self, choice: ColumnChoice) -> list[tuple[Any, Any]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for target in self._targets.values():
            group = groups.setdefault(target.group.in_language(self._language), [])
            group.append((target.name, target.label.in_language(self._language)))
        only = []
        if choice.only:
            rows = _("Alleen rijen met: %(values)s") % {"values": ", ".join(choice.only)}
            only = [(ONLY, rows)]
        return [("", _("Niet inlezen")), *only, *groups.items()]

    def _meanings(self, target: Target) -> list[tuple[str, str]]:
        every = target.choices.items()
        return [
            ("", _("Niet bekend")),
            *((code, label.in_language(self._language)) for code, label in every),
        ]

    def _label(self, target: str) -> str:
        return self._targets[target].label.in_language(self._language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What was sent: the mapping, and whether everything that it asks was on the page."""

    mapping: ColumnMapping
    is_complete: bool


def posted_mapping(
    sent: Mapping[str, Any], table: Table, targets: Mapping[str, Target], before: ColumnMapping
) -> Posted:
    """Make the mapping of what was sent; `before` is the one that the page was made from."""
    columns: dict[str, ColumnChoice] = {}
    is_complete = True
    for place, key in enumerate(column_keys(table.header)):
        choice = before.columns.get(key, ColumnChoice())
        name = str(sent.get(f"kolom_{place}", ""))
        was_shown = sent.get(f"getoond_{place}", "") == name
        target = targets.get(name)
        if target is None:
            columns[key] = ColumnChoice(only=choice.only if name == ONLY else ())
            continue
        own = own_values(table, place, target)
        if not was_shown:
            is_complete = is_complete and not own and target.kind not in _UNITS
            columns[key] = ColumnChoice(target=name)
            continue
        values = {
            folded(text): _one_of(sent.get(f"waarde_{place}_{number}", ""), target.choices)
            for number, text in enumerate(own)
        }
        units = dict(_UNITS.get(target.kind, ()))
        unit = _one_of(sent.get(f"eenheid_{place}", ""), units)
        columns[key] = ColumnChoice(target=name, unit=unit, values=values)
    told = {each.target for each in columns.values()}
    fixed = {}
    for target in targets.values():
        if target.may_be_absent and target.name not in told:
            is_complete = is_complete and f"vast_{target.name}" in sent
            fixed[target.name] = _one_of(sent.get(f"vast_{target.name}", ""), target.choices)
    return Posted(mapping=ColumnMapping(columns=columns, fixed=fixed), is_complete=is_complete)


def _one_of(sent: object, allowed: Mapping[str, Any]) -> str:
    return str(sent) if sent in allowed else ""
