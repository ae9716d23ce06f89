"""The form that asks which two to lay beside each other, and on which days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy_profiles.differences.candidate_key import NotAKey
from policy_profiles.differences.candidates import (
    Candidate,
    Candidates,
    NoSuchCandidate,
    NothingInForceThen,
)

_DAY_FORMATS = ("%Y-%m-%d", "%d-%m-%Y")


def _side(label: Any) -> forms.CharField:  # noqa: ANN401 - a lazy text
    return forms.CharField(label=label, max_length=80, widget=forms.Select)


def _day(label: Any) -> forms.DateField:  # noqa: ANN401 - a lazy text
    widget = forms.DateInput(attrs={"type": "date"}, format=_DAY_FORMATS[0])
    message = _("Kies een dag, bijvoorbeeld 2026-01-31.")
    return forms.DateField(
        label=label,
        required=False,
        input_formats=_DAY_FORMATS,
        widget=widget,
        error_messages={"invalid": message},
    )


class DifferencesForm(forms.Form):
    """Two sides, each with a day; afterwards `old` and `new` are the candidates.

    A key in an address may carry its day (`nu@2025-01-01`), and `op` is the day of both sides.
    """

    van = _side(_("Van"))
    van_op = _day(_("Op de dag"))
    naar = _side(_("Naar"))
    naar_op = _day(_("Op de dag"))

    def __init__(self, asked: QueryDict, *, candidates: Candidates, usual: tuple[str, str]) -> None:
        """Offer what may be chosen; `usual` are the two keys for who has not chosen yet."""
        self.candidates = candidates
        self.old: Candidate | None = None
        self.new: Candidate | None = None
        data = _apart(asked, usual)
        super().__init__(data)
        for name in ("van", "naar"):
            self.fields[name].widget.choices = _choices(candidates, data[name])

    def clean(self) -> dict[str, Any]:
        """Look both sides up, and say at each side what is the matter with it."""
        given = super().clean() or self.cleaned_data
        self.old = self._found("van", given)
        self.new = self._found("naar", given)
        return given

    def _found(self, side: str, given: Mapping[str, Any]) -> Candidate | None:
        if side not in given or f"{side}_op" not in given:
            return None
        try:
            return self.candidates.found(given[side], on=given[f"{side}_op"])
        except NothingInForceThen as nothing:
            self.add_error(f"{side}_op", _nothing_then(nothing.on))
        except (NotAKey, NoSuchCandidate):
            self.add_error(side, gettext("Dit is er niet of niet meer. Kies uit de lijst."))
        return None


def _nothing_then(on: date) -> str:
    text = gettext("Op %(day)s was hier niets van kracht. Kies een andere dag.")
    return text % {"day": f"{on:%d-%m-%Y}"}


def _apart(asked: QueryDict, usual: tuple[str, str]) -> dict[str, str]:
    """Give every field a text: the day of a key apart from the key, `op` where no day is named."""
    data: dict[str, str] = {}
    for side, key in zip(("van", "naar"), usual, strict=True):
        text, _at, day = str(asked.get(side) or key).partition("@")
        data[side] = text
        data[f"{side}_op"] = day or asked.get(f"{side}_op") or asked.get("op") or ""
    return data


def _choices(candidates: Candidates, chosen: str) -> list[Any]:
    """Give the lists to choose from, with what an address named and no list offers."""
    offered = candidates.offered()
    groups = [(name, [(c.key, c.label) for c in choices]) for name, choices in offered.items()]
    if all(chosen != choice.key for choices in offered.values() for choice in choices):
        return [(chosen, chosen[:60]), *groups]
    return groups
