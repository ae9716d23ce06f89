"""The fields that fit a parameter, and the value that the answers in them come to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext

from policy_profiles.cells import Cell, cells_of, words_of
from policy_profiles.drafts.typed import NotReadable, read, unit_of, written
from rulebook import wording
from rulebook.layer import DatedValue
from rulebook.own_words import NOT_STATED, OwnWords
from rulebook.parameter import NotAParameterValue, Parameter, Scalar
from rulebook.profile import ResolvedValue

VALUE: Final = "waarde"
NO_LIMIT: Final = "geen"
ENGLISH: Final = "waarde_engels"
_YES, _NO = "ja", "nee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the fields come to: `value` or `cells` in `given`; None for nothing of one's own."""

    given: dict[str, Any] | None
    problem: str = ""
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellField:
    """The field of one cell of a table."""

    bound: BoundField
    row: str
    column: str


class QuantityField(forms.CharField):
    """A quantity as people type it; its clean value is in the unit that it is kept in."""

    def __init__(self, *, parameter: Parameter, language: str, required: bool, label: str) -> None:
        super().__init__(label=label, required=required, max_length=40)
        self.parameter, self.language = parameter, language
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.error_messages["required"] = gettext("Vul een waarde in.")

    def clean(self, value: str | None) -> int | None:
        """Read what was typed, or None for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read(self.parameter, text, self.language)
        except NotReadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable


def fields_of(parameter: Parameter, below: ResolvedValue, language: str) -> dict[str, forms.Field]:
    """Give the fields for a value of this parameter, by name.

    The cells of a table are named “cel__row__column”; empty stands for what lies below.
    """
    if parameter.rows:
        return {name_of(cell): _cell_field(parameter, cell, language) for cell in cells_of(below)}
    return _SCALAR_FIELDS[parameter.type](parameter, language)


def name_of(cell: Cell) -> str:
    """Give the name of the field of a cell."""
    return f"cel__{cell.row}__{cell.column}"


def initial_of(
    parameter: Parameter, own: DatedValue | None, resolved: ResolvedValue, language: str
) -> dict[str, Any]:
    """Give what the fields hold at first: the value that holds; of a table the own cells only."""
    if parameter.rows:
        return {
            name_of(cell): _typed(parameter, cell.value, language)
            for cell in cells_of(resolved)
            if own is not None and (own.cells is None or (cell.row, cell.column) in own.cells)
        }
    value = resolved.value
    if value is NOT_STATED or isinstance(value, Mapping):
        return {}
    if isinstance(value, OwnWords):
        return {VALUE: value.nl, ENGLISH: value.en}
    if value is None:
        return {NO_LIMIT: True}
    return {VALUE: _typed(parameter, value, language)}


def answer_of(parameter: Parameter, below: ResolvedValue, cleaned: Mapping[str, Any]) -> Answer:
    """Put the answers together to a value that fits the parameter."""
    answer = _of_table(below, cleaned) if parameter.rows else _of_one(parameter, cleaned)
    if answer.given is None or "cells" in answer.given:
        return answer
    try:
        parameter.checked(answer.given["value"])
    except NotAParameterValue:
        return Answer(given=None, problem=gettext("Deze waarde past hier niet."), at=VALUE)
    return answer


def _of_one(parameter: Parameter, cleaned: Mapping[str, Any]) -> Answer:
    value, no_limit = cleaned.get(VALUE), cleaned.get(NO_LIMIT)
    if no_limit and value not in (None, ""):
        problem = gettext("Vul een waarde in of kies dat er geen grens is, niet allebei.")
        return Answer(given=None, problem=problem, at=VALUE)
    if no_limit:
        return Answer(given={"value": None})
    if parameter.type == "text_pair":
        words = {"nl": value, "en": cleaned.get(ENGLISH) or ""}
        return Answer(given={"value": {key: text for key, text in words.items() if text}})
    if parameter.type == "yes_no":
        return Answer(given={"value": value == _YES})
    if value is None:
        return Answer(given=None, problem=gettext("Vul een waarde in."), at=VALUE)
    return Answer(given={"value": value})


def _of_table(below: ResolvedValue, cleaned: Mapping[str, Any]) -> Answer:
    cells = {cell: cleaned.get(name_of(cell)) for cell in cells_of(below)}
    given = {cell: value for cell, value in cells.items() if value not in (None, "")}
    if not given:
        return Answer(given=None)
    if len(given) < len(cells) and not below.is_stated:
        empty = next(cell for cell in cells if cell not in given)
        problem = gettext("Vul alle vakken in: hieronder ligt niets om over te nemen.")
        return Answer(given=None, problem=problem, at=name_of(empty))
    table: dict[str, Any] = {}
    for cell, value in given.items():
        if cell.column:
            table.setdefault(cell.row, {})[cell.column] = value
        else:
            table[cell.row] = value
    return Answer(given={"cells": table} if below.is_stated else {"value": table})


def _cell_field(parameter: Parameter, cell: Cell, language: str) -> forms.Field:
    names = [wording.code_of(parameter, code, language) for code in (cell.row, cell.column) if code]
    label = ", ".join(names)
    if not parameter.codes:
        return QuantityField(parameter=parameter, language=language, required=False, label=label)
    inherited = words_of(parameter, cell.value, language)
    empty = gettext("neemt over: %(words)s") % {"words": inherited}
    if cell.value is NOT_STATED:
        empty = gettext("Kies")
    choices = [("", empty), *_codes(parameter, language)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _quantity_fields(parameter: Parameter, language: str) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        VALUE: QuantityField(
            parameter=parameter,
            language=language,
            required=not parameter.nullable,
            label=parameter.label.in_language(language),
        )
    }
    found[VALUE].help_text = _limits(parameter, language)
    if parameter.nullable:
        found[NO_LIMIT] = forms.BooleanField(label=gettext("Geen grens of bedrag"), required=False)
    return found


def _limits(parameter: Parameter, language: str) -> str:
    limits = parameter.band or parameter.bounds
    if limits is None:
        return ""
    low, high = (written(parameter, limit, language) for limit in limits)
    told = {"low": low, "high": high, "unit": unit_of(parameter)}
    return (gettext("Van %(low)s tot en met %(high)s %(unit)s.") % told).replace(" .", ".")


def _yes_no_fields(parameter: Parameter, language: str) -> dict[str, forms.Field]:
    choices = [(_YES, wording.YES), (_NO, wording.NO)]
    spelled = [(code, text.in_language(language).capitalize()) for code, text in choices]
    return {VALUE: _choice(parameter, language, spelled)}


def _code_fields(parameter: Parameter, language: str) -> dict[str, forms.Field]:
    return {VALUE: _choice(parameter, language, list(_codes(parameter, language)))}


def _choice(
    parameter: Parameter, language: str, choices: list[tuple[str, str]]
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=parameter.label.in_language(language),
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext("Kies een antwoord.")},
    )


def _codes_fields(parameter: Parameter, language: str) -> dict[str, forms.Field]:
    field = forms.MultipleChoiceField(
        label=parameter.label.in_language(language),
        choices=list(_codes(parameter, language)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext("Niets aangevinkt: geen van deze."),
    )
    return {VALUE: field}


def _text_fields(parameter: Parameter, language: str) -> dict[str, forms.Field]:
    longest = (parameter.bounds or (1, 80))[1]
    label = parameter.label.in_language(language)
    return {
        VALUE: forms.CharField(label=label, max_length=longest),
        ENGLISH: forms.CharField(
            label=gettext("Het Engelse woord"), max_length=longest, required=False
        ),
    }


_SCALAR_FIELDS: Final[Mapping[str, Callable[[Parameter, str], dict[str, forms.Field]]]] = {
    "quantity": _quantity_fields,
    "yes_no": _yes_no_fields,
    "code": _code_fields,
    "codes": _codes_fields,
    "text_pair": _text_fields,
}


def _codes(parameter: Parameter, language: str) -> Iterator[tuple[str, str]]:
    for code in parameter.codes:
        yield code, wording.code_of(parameter, code, language)


def _typed(parameter: Parameter, value: Scalar, language: str) -> Any:  # noqa: ANN401 - by type
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, int):
        return written(parameter, value, language)
    return "" if value is NOT_STATED or value is None else value
