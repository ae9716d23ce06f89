"""The form of an outcome, and what a refused observation says in words beside its field."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from assessments.fields import TypedField
from outcomes import observations
from outcomes.codes import (
    SIDE_OF,
    SITUATIONS_OF,
    EndReason,
    EndSide,
    OutcomeKind,
    ServiceProvider,
)
from outcomes.observations import Observation, ObservationRefused
from rulebook.wording import date_long

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_EXAMPLE = gettext_lazy("Bijvoorbeeld 31-12-2025.")


class OutcomeForm(PlainForm):
    """What became of the job: still in it, another job, or ended; and since when and why."""

    supersedes = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het met deze baan?"),
        choices=OutcomeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het met deze baan staat.")},
    )
    observed_on = TypedField(
        kind="date",
        label=gettext_lazy("Op welke dag weet u dit?"),
        help_text=gettext_lazy("De dag van het gesprek of bericht. Bijvoorbeeld 31-12-2025."),
    )
    ended_on = TypedField(
        kind="date", label=gettext_lazy("Laatste dag van deze baan"), help_text=_EXAMPLE
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom is de baan gestopt?"),
        help_text=gettext_lazy("De belangrijkste reden. Dit wordt nergens anders geregistreerd."),
        required=False,
    )
    next_job_started_on = TypedField(
        kind="date", label=gettext_lazy("Eerste dag van de volgende baan"), help_text=_EXAMPLE
    )
    situation = forms.ChoiceField(label=gettext_lazy("Hoe is het nu?"), required=False)
    service_started_on = TypedField(
        kind="date",
        label=gettext_lazy("Eerste dag van een vervolgdienst"),
        help_text=gettext_lazy(
            "Hulp die wordt ingekocht om weer aan werk te komen. Leeg als die er niet is."
        ),
    )
    service_provider = forms.ChoiceField(
        label=gettext_lazy("Wie geeft de vervolgdienst?"),
        choices=[("", gettext_lazy("Niet gezegd")), *ServiceProvider.choices],
        help_text=gettext_lazy(
            "Is een vervolgdienst per ongeluk vastgelegd? Kies dan dat er geen vervolgdienst is."
        ),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        started_on: date | None,
        supersedes: UUID | None,
    ) -> None:
        self.started_on = started_on
        initial = {"supersedes": supersedes, "observed_on": timezone.localdate()}
        super().__init__(data, initial=initial, auto_id="id_uitkomst_%s")
        self._choose("reason", [("", _("Kies een reden")), *reasons_by_side()])
        self._choose("situation", [("", _("Niet gezegd")), *_situations()])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Hold the answers against each other; what a lasting job does not have is left out."""
        given = super().clean() or {}
        if not given.get("observed_on") and "observed_on" not in self.errors:
            self.add_error("observed_on", _("Geef de dag waarop u dit weet."))
        if not self.errors:
            for refused in observations.refusals(
                self.observation(), started_on=self.started_on, today=timezone.localdate()
            ):
                self.refuse(refused)
        return given

    def observation(self) -> Observation:
        """Give what was seen; fields that do not belong to the outcome are left out."""
        given = self.cleaned_data
        lasts = given["kind"] == OutcomeKind.IN_JOB
        return Observation(
            kind=given["kind"],
            observed_on=given["observed_on"],
            situation=given["situation"],
            ended_on=None if lasts else given["ended_on"],
            reason="" if lasts else given["reason"],
            next_job_started_on=None if lasts else given["next_job_started_on"],
            service_started_on=given["service_started_on"],
            service_provider=given["service_provider"],
        )

    def refuse(self, refused: ObservationRefused) -> None:
        """Say at its field why an observation cannot be."""
        self.add_error(refused.field, words_of(refused))


def words_of(refused: ObservationRefused) -> str:
    """Say in the active language what to do about an observation that was refused."""
    if isinstance(refused, observations.EndBeforeStart):
        return _("De baan begon op %(day)s. Geef die dag of een latere.") % {
            "day": date_long(refused.started_on, language_now())
        }
    return str(_WORDS[type(refused)])


_WORDS: "Mapping[type[ObservationRefused], str | _StrPromise]" = {
    observations.KindUnknown: gettext_lazy("Kies hoe het met deze baan staat."),
    observations.SituationDoesNotFit: gettext_lazy(
        "Dit past niet bij de gekozen uitkomst. Kies iets anders, of ‘niet gezegd’."
    ),
    observations.SeenInTheFuture: gettext_lazy("Geef vandaag of een eerdere dag."),
    observations.EndMissing: gettext_lazy("Geef de laatste dag van deze baan."),
    observations.EndAfterObservation: gettext_lazy(
        "Geef een laatste dag die niet ligt na de dag waarop u dit weet."
    ),
    observations.EndReasonMissing: gettext_lazy("Kies waarom de baan is gestopt."),
    observations.NextJobMissing: gettext_lazy("Geef de eerste dag van de andere baan."),
    observations.NextJobOutOfOrder: gettext_lazy(
        "Geef een dag na het begin van de eerste baan, en niet na de dag waarop u dit weet."
    ),
    observations.ServiceIncomplete: gettext_lazy(
        "Geef de eerste dag van de vervolgdienst, en wie die geeft. Zonder vervolgdienst is er "
        "geen eerste dag."
    ),
    observations.ServiceOutOfOrder: gettext_lazy(
        "Geef een dag na het begin van de baan, en niet na de dag waarop u dit weet."
    ),
    observations.LastingJobHasNoEnd: gettext_lazy(
        "Laat dit leeg zolang de baan duurt, of kies een andere uitkomst."
    ),
}


def reasons_by_side() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the reasons of an end, by the side that they came from."""
    return [
        (
            str(side.label),
            [(code.value, str(code.label)) for code in EndReason if SIDE_OF[code] is side],
        )
        for side in EndSide
    ]


def _situations() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(kind.label), [(code.value, str(code.label)) for code in codes])
        for kind, codes in SITUATIONS_OF.items()
    ]
