"""The forms of the list: a choice, a reason and a note for each value, and what a draft needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from policy_profiles.baselines.actions import NewAnswer
from policy_profiles.baselines.drafting import KeepingRule
from policy_profiles.baselines.queries import Answers, Pending
from policy_profiles.baselines.transition import ASKED, Choice, Stand
from policy_profiles.deviations.rule_form import RuleForm, rule_source
from policy_profiles.deviations.why import reason_choices

#: Where the organisation has something to choose; what a region or the law sets is not its own.
CHOOSABLE: Final = ASKED | {Stand.OWN}
_RULE: Final = ("regeling", "vastgesteld", "eigenaar", "herzien")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFields:
    """The three fields of one value."""

    choice: BoundField
    reason: BoundField
    note: BoundField


class AnswersForm(PlainForm):
    """A choice for each value, all of them optional until a draft is made: saving is resuming."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pending: Pending,
        answers: Answers,
        language: str,
    ) -> None:
        """Offer what can be chosen of each value, with what was answered before."""
        super().__init__(data)
        found = pending.transition
        self._names = [n for n in found.parameters if found.stand_of(n) in CHOOSABLE]
        for name in self._names:
            row = answers.rows.get(name)
            self.fields[_field("keuze", name)] = forms.ChoiceField(
                label=_("Wat doet u met deze waarde?"),
                choices=list(_choices(found.stand_of(name), can_keep=found.can_keep(name))),
                widget=forms.RadioSelect,
                required=False,
                initial=row.choice.value if row else None,
            )
            self.fields[_field("reden", name)] = forms.ChoiceField(
                label=_("Reden om te houden"),
                choices=reason_choices(language, none=gettext("Nog geen reden")),
                required=False,
                initial=row.reason if row else "",
            )
            self.fields[_field("notitie", name)] = forms.CharField(
                label=_("Notitie"),
                max_length=300,
                required=False,
                initial=row.note if row else "",
            )

    def clean(self) -> dict[str, Any]:
        """Say at each value what is the matter with it."""
        cleaned = super().clean() or self.cleaned_data
        for name in self._names:
            keys = [_field(part, name) for part in ("keuze", "reden", "notitie")]
            choice, reason, note = (cleaned.get(key, "") for key in keys)
            if "@" in note:
                self.add_error(keys[2], gettext("Noem geen personen en geen e-mailadressen."))
            if (reason or note) and not choice and keys[0] not in self.errors:
                self.add_error(keys[0], gettext("Kies ook wat u met deze waarde doet."))
        return cleaned

    def answers(self) -> dict[str, NewAnswer]:
        """Give what was chosen, by parameter; a reason only where a value is kept."""
        given = self.cleaned_data
        return {
            name: NewAnswer(
                choice=Choice(given[_field("keuze", name)]),
                reason=given[_field("reden", name)]
                if given[_field("keuze", name)] == Choice.KEEP.value
                else "",
                note=given[_field("notitie", name)],
            )
            for name in self._names
            if given[_field("keuze", name)]
        }

    def of(self, parameter: str) -> RowFields | None:
        """Give the fields of one value; None where there is nothing to choose."""
        if parameter not in self._names:
            return None
        return RowFields(
            choice=self[_field("keuze", parameter)],
            reason=self[_field("reden", parameter)],
            note=self[_field("notitie", parameter)],
        )


class BaselineDraftForm(RuleForm):
    """What the draft is called, and once for all that is kept the rule on which it rests."""

    naam = forms.CharField(label=_("Naam van de nieuwe versie"), max_length=40)
    regeling = forms.CharField(
        label=_("Naam van uw regeling"),
        max_length=150,
        required=False,
        help_text=_("Waar staat dat u deze waarden houdt, zoals “Beleidsregel jobcoaching 2026”."),
    )

    field_order = ("naam", *_RULE)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        starts_on: date | None = None,
    ) -> None:
        """Ask for a rule that is set by the day that the draft is planned for."""
        super().__init__(data, initial=dict(initial or {}))
        self.starts_on = starts_on

    def clean(self) -> dict[str, Any]:
        """A rule is whole or absent: without it each value can be explained in the draft."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in _RULE if cleaned.get(name) or name in self.errors]
        for name in _RULE:
            if given and name not in given:
                self.add_error(name, gettext("Vul dit ook in, of laat alle vier leeg."))
        return cleaned

    def rule(self) -> KeepingRule | None:
        """Give the rule, if one was named."""
        given = self.cleaned_data
        if not given["regeling"]:
            return None
        return KeepingRule(
            source=rule_source(given),
            legal_basis=given["regeling"],
            owner=given["eigenaar"],
            review_on=given["herzien"],
        )


def _field(part: str, parameter: str) -> str:
    return f"{part}-{parameter.replace('.', '-')}"


def _choices(stand: Stand, *, can_keep: bool) -> Iterator[tuple[str, str]]:
    if stand is Stand.OWN:
        yield Choice.ADOPT.value, gettext("Overnemen: onze eigen waarde vervalt")
        yield Choice.KEEP.value, gettext("Houden: onze eigen waarde blijft")
        yield Choice.DISCUSS.value, gettext("Bespreken")
        return
    yield (
        Choice.ADOPT.value,
        gettext("Overnemen, behalve wat wij zelf invulden")
        if stand is Stand.PARTLY
        else gettext("Overnemen"),
    )
    if can_keep:
        yield Choice.KEEP.value, gettext("Houden: de waarde van nu wordt onze eigen waarde")
    yield Choice.DISCUSS.value, gettext("Bespreken")
