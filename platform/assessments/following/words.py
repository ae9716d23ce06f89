"""Signals in words: what asks for attention, how soon, and where something can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.language import language_now
from assessments.following.signalling import FollowSignal, SignalKind, Urgency
from rulebook.wording import date_long

#: Each kind with its name, in the order of the filter.
KIND_NAMES: Mapping[SignalKind, Promise] = {
    SignalKind.TERM: gettext_lazy("Termijn van het besluit"),
    SignalKind.SECOND: gettext_lazy("Tweede persoon"),
    SignalKind.OBLIGATION: gettext_lazy("Verplichting"),
    SignalKind.CONTRACT: gettext_lazy("Contract"),
    SignalKind.HOURS: gettext_lazy("Uren"),
    SignalKind.PHASE: gettext_lazy("Onderzoeksfase"),
    SignalKind.EVALUATION: gettext_lazy("Evaluatie"),
    SignalKind.REPORT: gettext_lazy("Verslag"),
    SignalKind.CONTACT: gettext_lazy("Contact"),
    SignalKind.CHECK_LOG: gettext_lazy("Logboek nakijken"),
    SignalKind.AGREEMENT: gettext_lazy("Afspraak"),
    SignalKind.EXPIRES: gettext_lazy("Erkenning of certificaat"),
    SignalKind.JOB_END: gettext_lazy("Einde van de baan"),
    SignalKind.STILL_IN_JOB: gettext_lazy("Nog in de baan"),
}
URGENCY_NAMES: Mapping[Urgency, Promise] = {
    Urgency.LATE: gettext_lazy("te laat"),
    Urgency.NOW: gettext_lazy("deze week"),
    Urgency.SOON: gettext_lazy("komt eraan"),
    Urgency.OPEN: gettext_lazy("staat open"),
}
_AHEAD: Mapping[SignalKind, Promise] = {
    SignalKind.TERM: gettext_lazy("Besluit uiterlijk %(day)s."),
    SignalKind.OBLIGATION: gettext_lazy("De verplichting om te groeien loopt tot en met %(day)s."),
    SignalKind.CONTRACT: gettext_lazy("Het contract eindigt op %(day)s."),
    SignalKind.HOURS: gettext_lazy("In dit tempo zijn de uren op %(day)s op."),
    SignalKind.PHASE: gettext_lazy("De onderzoeksfase eindigt op %(day)s."),
    SignalKind.EVALUATION: gettext_lazy("Evalueer uiterlijk %(day)s."),
    SignalKind.REPORT: gettext_lazy("De jobcoach brengt uiterlijk %(day)s verslag uit."),
    SignalKind.CONTACT: gettext_lazy("Neem uiterlijk %(day)s contact op."),
    SignalKind.CHECK_LOG: gettext_lazy("Kijk het logboek tot en met %(day)s na."),
    SignalKind.EXPIRES: gettext_lazy(
        "Een erkenning of certificaat van wie begeleidt, verloopt op %(day)s."
    ),
    SignalKind.SECOND: gettext_lazy("Het besluit wacht sinds %(day)s op een tweede persoon."),
    SignalKind.JOB_END: gettext_lazy(
        "Het contract eindigde op %(day)s. Leg vast wat er van de baan werd."
    ),
    SignalKind.STILL_IN_JOB: gettext_lazy(
        "Is de baan er nog? Leg vast wat u zag op %(day)s of later."
    ),
}
_PASSED: Mapping[SignalKind, Promise] = {
    SignalKind.TERM: gettext_lazy("De termijn om te besluiten eindigde op %(day)s."),
    SignalKind.OBLIGATION: gettext_lazy("De verplichting om te groeien liep tot en met %(day)s."),
    SignalKind.PHASE: gettext_lazy("De onderzoeksfase eindigde op %(day)s."),
    SignalKind.EVALUATION: gettext_lazy("De evaluatie van %(day)s is nog niet gehouden."),
    SignalKind.REPORT: gettext_lazy("Het verslag van %(day)s is er nog niet."),
    SignalKind.CONTACT: gettext_lazy("Er had uiterlijk %(day)s contact moeten zijn."),
    SignalKind.AGREEMENT: gettext_lazy("Een afspraak van %(day)s is nog niet gedaan."),
    SignalKind.EXPIRES: gettext_lazy(
        "Een erkenning of certificaat van wie begeleidt, verliep op %(day)s."
    ),
}
#: Where something can be done about a kind; the page of the case where nothing is named.
_PLACES: Mapping[SignalKind, str] = {
    SignalKind.HOURS: "assessments:follow_log",
    SignalKind.PHASE: "assessments:investigate",
    SignalKind.EVALUATION: "assessments:follow_evaluation",
    SignalKind.REPORT: "assessments:follow_report",
    SignalKind.CONTACT: "assessments:follow_contact",
    SignalKind.CHECK_LOG: "assessments:follow_check_log",
    SignalKind.AGREEMENT: "assessments:talks",
    SignalKind.EXPIRES: "assessments:follow_coach",
    SignalKind.OBLIGATION: "assessments:following",
    SignalKind.CONTRACT: "assessments:following",
    SignalKind.JOB_END: "assessments:decision",
    SignalKind.STILL_IN_JOB: "assessments:decision",
}
#: On a long page, where.
_ANCHORS: Mapping[SignalKind, str] = dict.fromkeys(
    (SignalKind.JOB_END, SignalKind.STILL_IN_JOB), "#uitkomst"
)


class Mine(TextChoices):
    """Whose cases a list holds, beside those of a colleague."""

    MINE = "mij", gettext_lazy("Van mij")
    EVERYBODY = "alle", gettext_lazy("Van iedereen")
    NOBODY = "niemand", gettext_lazy("Van niemand")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSignal:
    """A signal in the language of the reader."""

    text: str
    distance: str
    urgency: str
    urgency_name: str
    url: str


def said(signal: FollowSignal, *, number: str, today: date) -> SaidSignal:
    """Give a signal in words with its place to act, for the case with this number."""
    has_passed = signal.day < today and signal.kind in _PASSED
    texts = _PASSED if has_passed else _AHEAD
    is_spent = signal.kind is SignalKind.HOURS and signal.day <= today
    text = _("De uren zijn op, of bijna.") if is_spent else str(texts[signal.kind])
    place = _PLACES.get(signal.kind, "assessments:case")
    return SaidSignal(
        text=text % {"day": date_long(signal.day, language_now())},
        distance="" if is_spent else distance(signal.day, today),
        urgency=signal.urgency.name.lower(),
        urgency_name=str(URGENCY_NAMES[signal.urgency]),
        url=reverse(place, args=[number]) + _ANCHORS.get(signal.kind, ""),
    )


def distance(day: date, today: date) -> str:
    """Say how far a day is from today."""
    days = (day - today).days
    if days == 0:
        return _("vandaag")
    if days > 0:
        return ngettext("over %(count)s dag", "over %(count)s dagen", days) % {"count": days}
    return ngettext("%(count)s dag geleden", "%(count)s dagen geleden", -days) % {"count": -days}
