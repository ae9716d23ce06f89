"""The form in which one value of a draft is given: the value, where it stands, why it differs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField
from policy_profiles.deviations.rule_form import SET_ON, RuleForm, rule_source
from policy_profiles.deviations.unexplained import differs
from policy_profiles.deviations.why import reason_choices
from policy_profiles.drafts.proposed import is_proposed
from policy_profiles.drafts.value_fields import CellField, answer_of, fields_of, initial_of
from rulebook.deviation import NO_MAIL_ADDRESS, names_an_address
from rulebook.layer import DatedValue, Layer
from rulebook.own_rule import OWN_RULE
from rulebook.parameter import Parameter
from rulebook.profile import ResolvedValue

#: What is published as it is typed, beside the rule and its owner.
_PUBLIC: Final = ("artikel", "toelichting")
_DEVIATION: Final = ("reden", "eigenaar", "herzien")


class ValueForm(RuleForm):
    """One value of one's own. All problems are told at once, each at its field.

    `entry` is what the draft keeps of it; None where every cell of a table was left empty, so that
    all is inherited.
    """

    regeling = forms.CharField(
        label=_("Naam van uw regeling"),
        max_length=150,
        error_messages={"required": _("Geef de naam van de regeling waarin deze waarde staat.")},
        help_text=_("Waar deze waarde staat, zoals “Beleidsregel jobcoaching 2026”."),
    )
    artikel = forms.CharField(label=_("Artikel of paragraaf"), max_length=60, required=False)
    vastgesteld = DayField(
        label=_("Vastgesteld op"),
        error_messages={"required": _("Vul in op welke dag deze regeling is vastgesteld.")},
    )
    toelichting = forms.CharField(label=_("Toelichting"), max_length=300, required=False)
    reden = forms.ChoiceField(label=_("Reden"), required=False)

    field_order = (
        "regeling", "artikel", "vastgesteld", "toelichting", "reden", "eigenaar", "herzien",
    )  # fmt: skip

    entry: dict[str, Any] | None
    differs_from_baseline: bool

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        parameter: Parameter,
        below: ResolvedValue,
        baseline: ResolvedValue,
        language: str,
        initial: Mapping[str, Any] | None = None,
        starts_on: date | None = None,
    ) -> None:
        """Offer the fields that fit the parameter.

        Args:
            below: what holds without a value here.
            starts_on: the day that the draft is planned for.
        """
        super().__init__(data, initial=dict(initial or {}))
        self.parameter, self.below, self.baseline = parameter, below, baseline
        self.language, self.starts_on = language, starts_on
        self.entry, self.differs_from_baseline = None, False
        self.value_names = []
        for name, field in fields_of(parameter, below, language).items():
            self.fields[name] = field
            self.value_names.append(name)
        self.fields["reden"].choices = reason_choices(language, none=gettext("Kies een reden"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put the value together, and ask for the rest of a reason that was begun."""
        cleaned = super().clean() or self.cleaned_data
        for name in _PUBLIC:
            if names_an_address(cleaned.get(name, "")):
                self.add_error(name, NO_MAIL_ADDRESS.in_language(self.language))
        if any(name in self.errors for name in self.value_names):
            return cleaned
        answer = answer_of(self.parameter, self.below, cleaned)
        if answer.problem:
            self.add_error(answer.at, answer.problem)
        elif answer.given is not None:
            self.differs_from_baseline = self._differs(answer.given)
            self._ask_for_the_rest(cleaned)
            self.entry = {**answer.given, **self._where(cleaned), **self._why(cleaned)}
        return cleaned

    def _differs(self, given: Mapping[str, Any]) -> bool:
        checked: dict[tuple[str, str], Any] | None = None
        if "cells" in given:
            checked = {
                (row, column): self.parameter.checked_cell(row, column or None, value)
                for row, cells in given["cells"].items()
                for column, value in (
                    cells.items()
                    if isinstance(cells, Mapping) and self.parameter.columns
                    else [("", cells)]
                )
            }
        value = DatedValue(
            parameter=self.parameter.id,
            value=None if checked is not None else self.parameter.checked(given["value"]),
            cells=checked,
            valid_from=None,
            valid_to=None,
            source=self.below.origin.source,
            certainty="published",
        )
        return differs(value, self.baseline)

    def _ask_for_the_rest(self, cleaned: Mapping[str, Any]) -> None:
        """A reason is whole or absent: without one the draft is kept and cannot be offered."""
        given = [name for name in _DEVIATION if cleaned.get(name) or name in self.errors]
        if not self.differs_from_baseline or not given:
            return
        messages = {
            "reden": gettext("Kies een reden."),
            "eigenaar": gettext("Vul in wie deze afwijking beheert."),
            "herzien": gettext("Kies de dag waarvoor u dit opnieuw bekijkt."),
        }
        for name in _DEVIATION:
            if name not in given:
                self.add_error(name, messages[name])

    def _where(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        told = cleaned.get("toelichting", "").strip()
        note = {"note": {"nl": told, "en": told}} if told else {}
        return {"source": rule_source(cleaned), **note}

    def _why(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        if not self.differs_from_baseline or not all(cleaned.get(name) for name in _DEVIATION):
            return {}
        article = cleaned.get("artikel", "")
        basis = f"{cleaned.get('regeling', '')}{', ' + article if article else ''}"
        why = {
            "reason": cleaned["reden"],
            "legal_basis": basis,
            "owner": cleaned["eigenaar"],
            "review_on": cleaned["herzien"].isoformat(),
        }
        return {"deviation": why}

    @property
    def cells(self) -> list[CellField]:
        """The fields of a table, row by row, for a template that draws them in one."""
        return [
            CellField(bound=self[name], row=row, column=column)
            for name in self.value_names
            for row, column in [name.split("__")[1:3]]
        ]


def initial_values(
    *,
    parameter: Parameter,
    own: DatedValue | None,
    resolved: ResolvedValue,
    layer: Layer | None,
    language: str,
) -> dict[str, Any]:
    """Fill the form with what the draft says, else with what holds and the rule used last.

    Of a value that a proposal to harmonise brought, the rule and the reason stay open: nobody set
    them yet.

    Args:
        parameter: what the form is for.
        own: what the own layer says of it, if anything.
        resolved: what it comes to in the draft.
        layer: the own layer, for the rule that another value of it rests on.
        language: of the numbers.
    """
    values = initial_of(parameter, own, resolved, language)
    if own is not None and is_proposed(own):
        return values
    latest = own or _last_under_a_rule(layer)
    if latest is not None and latest.source.id == OWN_RULE:
        values |= _rule(latest, article=own is not None)
    if own is not None and own.note:
        values["toelichting"] = own.note.nl
    if own is not None and own.deviation:
        why = own.deviation
        values |= {"reden": why.reason, "eigenaar": why.owner, "herzien": why.review_on}
    return values


def _rule(value: DatedValue, *, article: bool) -> dict[str, Any]:
    source = value.source
    found = {"regeling": source.title, "artikel": source.article if article else ""}
    try:
        day = datetime.strptime(source.register, SET_ON).date()
    except ValueError:
        return found
    return {**found, "vastgesteld": day}


def _last_under_a_rule(layer: Layer | None) -> DatedValue | None:
    dated = [entry for values in layer.values.values() for entry in values] if layer else []
    named = (one for one in reversed(dated) if one.source.id == OWN_RULE and not is_proposed(one))
    return next(named, None)
