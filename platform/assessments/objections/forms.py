"""Forms of objection and appeal."""

from typing import Any, Final, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField, PlainForm
from assessments.fields import OpenText
from assessments.letters.codes import Reader
from assessments.letters.forms import typed_in
from assessments.objections.actions import Step
from assessments.objections.clock import TIME_TO_MEND
from assessments.objections.codes import (
    REASONS,
    Correction,
    Kind,
    LateReason,
    LodgedBy,
    NotHeard,
    Outcome,
    OutcomeReason,
    WorkReason,
)
from assessments.objections.lodging import Lodged
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.objections.sent_days import SentDays
from assessments.objections.status import CHANGES, Change

LONGEST_REASONS: Final = 6000
_CHOOSE = ("", _("Kies een reden"))
_WORDS = {
    Refusal.FUTURE: _("Deze dag moet nog komen. Kies vandaag of eerder."),
    Refusal.BEFORE_RECEIPT: _("Kies een dag op of na de dag van ontvangst."),
    Refusal.BEFORE_DECISION: _("Kies een dag op of na de dag van het besluit."),
    Refusal.BEFORE_HEARING: _("Kies een dag op of na de dag van het horen."),
    Refusal.POSTED_AFTER_RECEIPT: _("Kies een dag op of voor de dag van ontvangst."),
    Refusal.LATE_REASON: _(
        "Kies dit alleen, en altijd, als het na de laatste dag binnenkwam en niet op tijd op de "
        "post ging."
    ),
    Refusal.RUNNING: _("Van deze indiener loopt er al een. Ga daarmee verder."),
    Refusal.NO_OBJECTION: _("Beroep kan pas als er op een bezwaar is beslist."),
    Refusal.APPEAL_ONLY: _(
        "Dit besluit is na een bezwaar of beroep genomen. Hiertegen kan alleen beroep (Awb 7:1)."
    ),
    Refusal.TERM_IS_OVER: _("Verdagen kan één keer, en voordat de termijn voorbij is."),
    Refusal.REASON: _("Kies de reden die erbij past."),
    Refusal.MEND_BY: _("Kies een dag na de dag waarop de brief wegging."),
    Refusal.NOT_ASKED: _("Er is niet gevraagd om aan te vullen, of het is al aangevuld."),
    Refusal.TIME_TO_MEND: _(
        "Vraag eerst om het bezwaar aan te vullen. Alleen als die tijd voorbij is en er niets "
        "kwam, kan het hierom niet-ontvankelijk zijn (Awb 6:6)."
    ),
    Refusal.NOT_CHANGED: _("Kies wat er aan het besluit verandert."),
    Refusal.NEW_DECISION: _("Neem eerst het nieuwe besluit: het staat in dezelfde brief."),
    Refusal.BEFORE_OUTCOME: _("Kies een dag op of na de dag waarop hierover is beslist."),
    Refusal.BEFORE_NEW_DECISION: _("Kies een dag op of na de dag van het nieuwe besluit."),
    Refusal.SENT_BEFORE: _("Er is al vastgelegd op welke dag de beslissing wegging."),
    Refusal.NOTHING_TO_CORRECT: _("Er is nog geen dag vastgelegd om te verbeteren."),
    Refusal.SAME_DAY: _("Deze dag staat er al. Kies de dag waarop de brief echt wegging."),
}


class LodgeForm(PlainForm):
    """Who objects or appeals, when it came in, and when the decision was sent."""

    kind = forms.ChoiceField(label=_("Wat is het?"), choices=Kind, widget=forms.RadioSelect)
    lodged_by = forms.ChoiceField(
        label=_("Wie dient het in?"), choices=LodgedBy, widget=forms.RadioSelect
    )
    sent_on = DayField(
        label=_("Op welke dag is het besluit verzonden?"),
        help_text=_("Bij beroep: de dag waarop de beslissing op het bezwaar is verzonden."),
        required=False,
    )
    received_on = DayField(label=_("Op welke dag kwam het binnen?"))
    posted_on = DayField(
        label=_("Op welke dag ging het op de post?"),
        help_text=_(
            "Kijk naar het poststempel. Ging het op tijd op de post, en kwam het binnen een week "
            "na de laatste dag binnen, dan is het op tijd."
        ),
        required=False,
    )
    late_reason = forms.ChoiceField(
        label=_("Kwam het te laat?"),
        help_text=_("De termijn is zes weken na de dag van verzending."),
        choices=[("", _("Nee, op tijd")), *LateReason.choices],
        required=False,
    )
    with_committee = forms.BooleanField(
        label=_("Een adviescommissie hoort de indiener. De termijn is dan twaalf weken."),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        days: SentDays,
        kind: Kind = Kind.OBJECTION,
    ) -> None:
        initial = {"sent_on": days.only, "received_on": timezone.localdate(), "kind": kind}
        super().__init__(data, initial=initial)
        self._days = days
        if days.depends:
            self.fields["sent_on"].help_text = _(
                "Laat leeg voor de dag van onze brief aan wie het indient. Bij beroep is dat de "
                "brief met de beslissing op het bezwaar."
            )

    def clean(self) -> dict[str, Any]:
        """Take the day of the letter to who lodges it, where none is typed."""
        given = super().clean() or self.cleaned_data
        chosen = [given.get(name) for name in ("kind", "lodged_by")]
        if given.get("sent_on") or "sent_on" in self.errors:
            return given
        if not all(chosen):
            if not self._days.days:  # no letter went, so whoever lodges it: the day is typed
                self.add_error("sent_on", self.fields["sent_on"].error_messages["required"])
            return given
        kind, by = Kind(given["kind"]), LodgedBy(given["lodged_by"])
        day = self._days.of(kind=kind, lodged_by=by)
        if day is None:
            self.add_error("sent_on", self.fields["sent_on"].error_messages["required"])
            return given
        return {**given, "sent_on": day}

    def lodged(self) -> Lodged:
        """Give what was filled in."""
        given = self.cleaned_data
        kind = Kind(given["kind"])
        return Lodged(
            kind=kind,
            lodged_by=LodgedBy(given["lodged_by"]),
            received_on=given["received_on"],
            sent_on=given["sent_on"],
            posted_on=given["posted_on"],
            late_reason=LateReason(given["late_reason"]) if given["late_reason"] else None,
            with_committee=given["with_committee"] and kind is Kind.OBJECTION,
        )

    def refuse(self, refused: ObjectionRefused) -> None:
        """Say at its field what to do about it."""
        self.add_error(refused.field, str(_WORDS[refused.refusal]))


class StepForm(PlainForm):
    """The day of a step, and the code that belongs to it."""

    day = DayField(label=_("Op welke dag?"))

    def __init__(self, data: QueryDict | None = None, *, change: Change) -> None:
        super().__init__(data, initial={"day": timezone.localdate()})
        self.change = change
        self.fields["day"].label = str(CHANGES[change].day_label)
        if change is Change.SENT:
            self.fields["day"].help_text = _(
                "De dag van de brief aan de aanvrager en aan wie bezwaar maakte of in beroep ging. "
                "Waren het verschillende dagen, kies dan de laatste. Vanaf de dag erna loopt de "
                "termijn om in beroep te gaan."
            )
        if change is Change.CORRECT:
            self.fields["day"].help_text = _(
                "De dag die er stond, blijft te lezen. Vanaf de dag na de juiste loopt de termijn "
                "om in beroep te gaan. Liep er al een beroep, dan houdt dat de dag die er toen "
                "stond."
            )
            self.fields["correction"] = _choice(_("Waarom?"), Correction.choices)
        if change is Change.ASK:
            self.fields["until"] = DayField(
                label=_("Tot en met welke dag kan de indiener aanvullen?"),
                help_text=_("De termijn om te beslissen staat zolang stil."),
            )
            self.initial["until"] = timezone.localdate() + TIME_TO_MEND
        if change is Change.WAIVE:
            self.fields["not_heard"] = _choice(_("Waarom hoeft horen niet?"), NotHeard.choices)
        if change is Change.END:
            outcomes = [each for each in Outcome.choices if each[0] != Outcome.WITHDRAWN]
            self.fields["outcome"] = _choice(_("Wat is de uitkomst?"), outcomes)
            both = str(_("Gegrond of deels gegrond"))
            reasons = [
                (
                    both if outcome is Outcome.UPHELD else outcome.label,
                    [(reason.value, reason.label) for reason in fitting],
                )
                for outcome, fitting in REASONS.items()
                if outcome not in (Outcome.WITHDRAWN, Outcome.PARTLY)
            ]
            self.fields["outcome_reason"] = _list(_("Waarom?"), reasons)
        if change is Change.WITHDRAW:
            withdrawn = [(each.value, each.label) for each in REASONS[Outcome.WITHDRAWN]]
            self.fields["outcome_reason"] = _choice(_("Waarom?"), withdrawn)

    def step(self) -> Step:
        """Give what was filled in."""
        given = self.cleaned_data
        outcome = given.get("outcome", "")
        if self.change is Change.WITHDRAW:
            outcome = Outcome.WITHDRAWN.value
        reason, not_heard = given.get("outcome_reason", ""), given.get("not_heard", "")
        return Step(
            change=self.change,
            day=given["day"],
            not_heard=NotHeard(not_heard) if not_heard else None,
            outcome=Outcome(outcome) if outcome else None,
            outcome_reason=OutcomeReason(reason) if reason else None,
            until=given.get("until"),
            correction=Correction(given["correction"]) if given.get("correction") else None,
        )

    def refuse(self, refused: ObjectionRefused) -> None:
        """Say at its field what to do about it."""
        self.add_error(refused.field, str(_WORDS[refused.refusal]))


class OutcomeLetterForm(PlainForm):
    """The reasons of a decision on an objection, and on which day the letter goes.

    The person reads them as they were typed, others those that were chosen. `seen` marks what was
    shown, `once` that it was shown once.
    """

    motivation = OpenText(
        label=_("Waarom beslist u dit?"),
        help_text=_(
            "In uw eigen woorden. Alleen de aanvrager leest dit. Wie anders bezwaar maakte, leest "
            "de redenen die u kiest in de brief aan hem."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_REASONS,
        error_messages={"required": _("Geef de redenen van de beslissing (Awb 7:12).")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("Waarom beslist u dit?"),
        help_text=_("Kies alles wat meetelde. Over gezondheid kan deze lezer niets lezen."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één reden (Awb 7:12).")},
    )
    sent_on = DayField(
        label=_("Op welke dag gaat de brief weg?"),
        help_text=_("Vanaf de dag erna loopt de termijn om in beroep te gaan."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        reader: Reader,
        choices: tuple[WorkReason, ...],
        typed: QueryDict | None = None,
    ) -> None:
        initial = {"sent_on": timezone.localdate(), "once": uuid4(), **typed_in(self, typed)}
        super().__init__(data, initial=initial)
        is_client = reader is Reader.CLIENT
        if not is_client:
            del self.fields["motivation"]
        if is_client or not choices:
            del self.fields["reasons"]
        else:
            words = [(each.value, each.label) for each in choices]
            cast(forms.MultipleChoiceField, self.fields["reasons"]).choices = words

    @property
    def asks_why(self) -> bool:
        """Whether anything has to be given before there is a letter."""
        return bool({"motivation", "reasons"} & set(self.fields))

    def chosen(self) -> tuple[WorkReason, ...]:
        """Give the reasons that were chosen; none where none are asked for."""
        return tuple(WorkReason(each) for each in self.cleaned_data.get("reasons", ()))


def _choice(label: Any, choices: Any) -> forms.ChoiceField:  # noqa: ANN401 - words and codes
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def _list(label: Any, choices: Any) -> forms.ChoiceField:  # noqa: ANN401 - words and codes
    return forms.ChoiceField(label=label, choices=[_CHOOSE, *choices])
