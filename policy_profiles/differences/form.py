"""The form that asks which two to lay beside each other, and on which days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from policy_profiles.differences.candidate_key import NotAKey
from policy_profiles.differences.candidates import (
    Candidate,
    Candidates,
    NoSuchCandidate,
    NothingInForceThen,
)
from rulebook import wording

_SIDES = ("van", "naar")
_DAYS = ("van_op", "naar_op", "op")


def _side(label: Any) -> forms.CharField:  # noqa: ANN401 - a lazy text
    return forms.CharField(label=label, max_length=80, widget=forms.Select)


class DifferencesForm(PlainForm):
    """Two sides, each with a day; afterwards `old` and `new` are the candidates.

    A key in an address may carry its day (`nu@2025-01-01`), and `op` is the day of both sides.
    """

    van = _side(_("Van"))
    van_op = DayField(label=_("Van, op de dag"), required=False)
    naar = _side(_("Naar"))
    naar_op = DayField(label=_("Naar, op de dag"), required=False)

    def __init__(self, asked: QueryDict, *, candidates: Candidates, usual: tuple[str, str]) -> None:
        """Offer what may be chosen; `usual` are the two keys for who has not chosen yet."""
        self.candidates = candidates
        self.old: Candidate | None = None
        self.new: Candidate | None = None
        data = _apart(asked, usual)
        super().__init__(data)
        for name in _SIDES:
            self.fields[name].widget.choices = _choices(candidates, data[name])

    def clean(self) -> dict[str, Any]:
        """Look both sides up, and say at each side what is the matter with it."""
        given = super().clean() or self.cleaned_data
        self.old = self._found("van", given)
        self.new = self._found("naar", given)
        self._say_once()
        return given

    def _say_once(self) -> None:
        """Make of one problem with the day of both sides one problem, which names both."""
        told = [list(self.errors.get(f"{side}_op", ())) for side in _SIDES]
        days = {self.data[f"{side}_op"] for side in _SIDES}
        if not told[0] or told[0] != told[1] or len(days) > 1:
            return
        text = gettext("Van en Naar: %(problem)s") % {"problem": told[0][0]}
        for side in _SIDES:
            del self.errors[f"{side}_op"]
            self.add_error(f"{side}_op", ValidationError(text, code="contradiction"))

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
    return text % {"day": wording.date_long(on, language_now())}


def is_typed(asked: QueryDict) -> bool:
    """Whether an address holds a day as people type it, as a form without script sends it."""
    given = [str(asked[name]) for name in _DAYS if name in asked]
    return any(_as_address(text) != text for text in given)


def with_days_as_in_addresses(asked: QueryDict) -> str:
    """Give the same question with its days as addresses have them."""
    told = asked.copy()
    for name in _DAYS:
        if name in told:
            told[name] = _as_address(str(told[name]))
    return told.urlencode()


def _as_address(text: str) -> str:
    """Write a day in ISO; what is no day stays as it is, for the form to tell."""
    try:
        return DayField(label="", required=False).clean(text).isoformat() if text else text
    except ValidationError:
        return text


def _apart(asked: QueryDict, usual: tuple[str, str]) -> dict[str, str]:
    """Give every field a text: the day of a key apart from the key, `op` where no day is named."""
    data: dict[str, str] = {}
    for side, key in zip(_SIDES, usual, strict=True):
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
