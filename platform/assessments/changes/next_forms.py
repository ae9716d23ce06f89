"""The one form of the next application: what may be different now, filled in with what is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from assessments.changes.next_facts import ASKED, Next
from assessments.fields import UNITS, TypedField, field_of
from rulebook.contradictions import contradictions
from rulebook.facts import FACT_BY_NAME, FactValue

#: Asked only where the rules do, or where something is known.
_IF_OF_USE = ("unused_hours", "extension_justified", "yearly_hours")
_ALWAYS = ("received_on", "support_start", "employment_start")


class NextForm(PlainForm):
    """What may have changed since the last decision; everything else goes along as it was."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        kind: Next,
        known: Mapping[str, FactValue],
        asked: tuple[str, ...],
    ) -> None:
        self.kind, self.known = kind, known
        super().__init__(data, initial=dict(known))
        by_year = "yearly_hours" in known
        for name in ASKED[kind]:
            if name in _IF_OF_USE and name not in asked and name not in known:
                continue
            if name == "weekly_hours" and by_year:
                continue
            self.fields[name] = field_of(FACT_BY_NAME[name])
            self.fields[name].required = name in _ALWAYS
        self.fields["requested_minutes"] = TypedField(
            kind="minutes",
            label=_("Gevraagde uren in deze periode"),
            help_text=_("Alleen als er een aantal is genoemd."),
        )

    def shown(self) -> list[tuple[forms.BoundField, Any]]:
        """Give the fields with their units, in order."""
        return [(self[name], self._unit(name)) for name in self.fields]

    def _unit(self, name: str) -> Any:  # noqa: ANN401 - a lazy text or none
        kind = "minutes" if name == "requested_minutes" else FACT_BY_NAME[name].kind
        return UNITS.get(kind, "")

    def clean(self) -> dict[str, Any]:
        """Hold the answers against what is known, so that nothing is opened that cannot be."""
        given = super().clean() or {}
        if not self.errors:
            for each in contradictions(self.facts()):
                name = next((name for name in each.facts if name in self.fields), None)
                self.add_error(name, each.reason.in_language(language_now()))
        return given

    def facts(self) -> dict[str, FactValue]:
        """Give the facts of the new application: what is known, with the answers laid over it."""
        given = {name: value for name, value in self.cleaned_data.items() if name in FACT_BY_NAME}
        whole = {**self.known, **given}
        begins = given.get("employment_start")
        if self.kind is Next.NEXT_JOB and isinstance(begins, date):
            whole |= {"contract_start": begins, "support_start": begins}
        return {name: value for name, value in whole.items() if value not in (None, "")}
