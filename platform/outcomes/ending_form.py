"""The form of the end of a job: the last day, why, and the hours spent until then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import DayField, PlainForm
from assessments.changes.codes import SettledBy
from assessments.changes.queries import Support
from assessments.changes.reckoning.history import Change, Kind, Settlement
from assessments.fields import TypedField
from outcomes import observations
from outcomes.codes import OutcomeKind
from outcomes.forms import reasons_by_side, words_of
from outcomes.jobs import job_start
from outcomes.observations import Observation

_DAY = timedelta(days=1)


class EndingForm(PlainForm):
    """How a job ended. The reason is asked every time: it is registered nowhere else."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    supersedes = forms.UUIDField(widget=forms.HiddenInput, required=False)
    ended_on = DayField(label=gettext_lazy("Laatste dag van deze baan"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom is de baan gestopt?"),
        help_text=gettext_lazy("De belangrijkste reden. Dit wordt nergens anders geregistreerd."),
        error_messages={"required": gettext_lazy("Kies waarom de baan is gestopt.")},
    )
    spent = TypedField(
        kind="minutes",
        label=gettext_lazy("Uren begeleiding die tot dan zijn gemaakt"),
        help_text=gettext_lazy("Uit het verslag van de jobcoach. Leeg als u dat nog niet weet."),
    )
    next_job_started_on = DayField(
        label=gettext_lazy("Eerste dag van de volgende baan"),
        help_text=gettext_lazy("Leeg als er nog geen is."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        support: Support | None,
        initial: Mapping[str, Any],
    ) -> None:
        self.support = support
        super().__init__(data, initial=dict(initial))
        reason = self.fields["reason"]
        if isinstance(reason, forms.ChoiceField):
            reason.choices = [("", _("Kies een reden")), *reasons_by_side()]
        if support is None:
            del self.fields["spent"]
        elif not support.profile["early_end.settlement"].is_stated:
            self.fields["settlement"] = forms.ChoiceField(
                label=_("Hoe rekent u de uren af?"),
                help_text=_("Uw beleid zegt het niet. U ziet straks wat beide manieren geven."),
                choices=SettledBy.choices,
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict[str, Any]:
        """Hold the answers against what is known of the job."""
        given = super().clean() or {}
        if not self.errors and self.support is not None:
            for refused in observations.refusals(
                self.observation(),
                started_on=job_start(self.support.facts),
                today=timezone.localdate(),
            ):
                field = refused.field if refused.field in self.fields else "ended_on"
                text = words_of(refused)
                if isinstance(refused, observations.EndAfterObservation):
                    text = _("Geef vandaag of een eerdere dag.")
                self.add_error(field, text)
        return given

    def observation(self) -> Observation:
        """Give what became of the work, as it is put on record."""
        given = self.cleaned_data
        next_job = given.get("next_job_started_on")
        return Observation(
            kind=OutcomeKind.OTHER_JOB if next_job else OutcomeKind.ENDED,
            observed_on=timezone.localdate(),
            ended_on=given["ended_on"],
            reason=given["reason"],
            next_job_started_on=next_job,
        )

    def change(self) -> Change:
        """Give the end as a change of the support."""
        given = self.cleaned_data
        settlement = given.get("settlement")
        return Change(
            kind=Kind.ENDED,
            day=given["ended_on"] + _DAY,
            minutes=given.get("spent"),
            settlement=Settlement(settlement) if settlement else None,
        )
