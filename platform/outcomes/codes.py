"""The codes of an outcome: what became of the work, how the person is now, and why a job ended."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OutcomeKind(TextChoices):
    """What became of the supported job."""

    IN_JOB = "in_job", _("Werkt nog in deze baan")
    OTHER_JOB = "other_job", _("Werkt in een andere baan")
    ENDED = "ended", _("De baan is gestopt")


class Situation(TextChoices):
    """How things stand now (list C-7 of the reading notes on UWV's study of 2023)."""

    HOURS_SAME = "hours_same", _("Evenveel uren")
    HOURS_MORE = "hours_more", _("Meer uren")
    HOURS_FEWER = "hours_fewer", _("Minder uren")
    INDEPENDENT = "independent", _("Werkt zelfstandig, zonder jobcoach")
    EMPLOYER_TAKES_OVER = "employer_takes_over", _("De werkgever neemt de begeleiding over")
    WITH_COACH = "with_coach", _("Met jobcoach in de nieuwe baan")
    WITHOUT_COACH = "without_coach", _("Zonder jobcoach in de nieuwe baan")
    TRIAL_PLACEMENT = "trial_placement", _("Op proefplaatsing")
    BENEFIT = "benefit", _("Terug in de uitkering")
    SEEKING = "seeking", _("Zoekt ander werk")


#: Which situations go with which kind.
SITUATIONS_OF: Mapping[OutcomeKind, tuple[Situation, ...]] = {
    OutcomeKind.IN_JOB: (
        Situation.HOURS_SAME,
        Situation.HOURS_MORE,
        Situation.HOURS_FEWER,
        Situation.INDEPENDENT,
        Situation.EMPLOYER_TAKES_OVER,
    ),
    OutcomeKind.OTHER_JOB: (
        Situation.WITH_COACH,
        Situation.WITHOUT_COACH,
        Situation.TRIAL_PLACEMENT,
    ),
    OutcomeKind.ENDED: (Situation.BENEFIT, Situation.SEEKING),
}


class EndReason(TextChoices):
    """Why the job ended (list C-5), and the endings that do not count as one (I-02, I-13)."""

    NOT_RENEWED = "not_renewed", _("Contract niet verlengd")
    NO_PERMANENT_CONTRACT = "no_permanent_contract", _("Geen vast contract gekregen")
    BANKRUPTCY = "bankruptcy", _("Faillissement of reorganisatie")
    URGENT_REASON = "urgent_reason", _("Ontslag om een dringende reden")
    MOVED_UP = "moved_up", _("Doorgegroeid naar ander werk")
    OTHER_WISHES = "other_wishes", _("Wil meer of ander werk")
    BETTER_PAY = "better_pay", _("Kan elders meer verdienen")
    RESIGNED = "resigned", _("Zelf ontslag genomen")
    ILLNESS = "illness", _("Ziekte of terugval door de beperking")
    LONG_ABSENCE = "long_absence", _("Langdurig verzuim")
    PRIVATE = "private", _("Privé: schulden, wonen of gezin")
    DISTURBED_RELATION = "disturbed_relation", _("Verstoorde arbeidsrelatie")
    CONDUCT = "conduct", _("Gedrag op het werk")
    NO_MATCH = "no_match", _("Werk en persoon pasten niet bij elkaar")
    NO_CAPACITY = "no_capacity", _("Geen arbeidsvermogen meer vastgesteld")
    PENSION = "pension", _("Pensioen")
    DEATH = "death", _("Overlijden")
    NOT_FOUND_OUT = "not_found_out", _("Reden niet achterhaald")


class ServiceProvider(TextChoices):
    """Who gives the service that was bought after the job (I-07).

    That there is none is said as well: it takes back one that was recorded by mistake.
    """

    SAME = "same", _("De organisatie die ook begeleidde")
    OTHER = "other", _("Een andere organisatie")
    UNKNOWN = "unknown", _("Niet bekend")
    NONE = "none", _("Er is geen vervolgdienst")


#: Who can give a service that there is.
GIVERS: Final = (ServiceProvider.SAME, ServiceProvider.OTHER, ServiceProvider.UNKNOWN)


class EndSide(TextChoices):
    """From whose side the end came."""

    EMPLOYER = "employer", _("Kant van de werkgever")
    EMPLOYEE = "employee", _("Kant van de werknemer")
    MATCH = "match", _("Tussen werkgever en werknemer")
    NONE = "none", _("Anders")


SIDE_OF: Mapping[EndReason, EndSide] = {
    EndReason.NOT_RENEWED: EndSide.EMPLOYER,
    EndReason.NO_PERMANENT_CONTRACT: EndSide.EMPLOYER,
    EndReason.BANKRUPTCY: EndSide.EMPLOYER,
    EndReason.URGENT_REASON: EndSide.EMPLOYER,
    EndReason.MOVED_UP: EndSide.EMPLOYEE,
    EndReason.OTHER_WISHES: EndSide.EMPLOYEE,
    EndReason.BETTER_PAY: EndSide.EMPLOYEE,
    EndReason.RESIGNED: EndSide.EMPLOYEE,
    EndReason.ILLNESS: EndSide.EMPLOYEE,
    EndReason.LONG_ABSENCE: EndSide.EMPLOYEE,
    EndReason.PRIVATE: EndSide.EMPLOYEE,
    EndReason.DISTURBED_RELATION: EndSide.MATCH,
    EndReason.CONDUCT: EndSide.MATCH,
    EndReason.NO_MATCH: EndSide.MATCH,
    EndReason.NO_CAPACITY: EndSide.NONE,
    EndReason.PENSION: EndSide.NONE,
    EndReason.DEATH: EndSide.NONE,
    EndReason.NOT_FOUND_OUT: EndSide.NONE,
}

#: Endings that indicator I-02 leaves out of "baaneinde".
NOT_A_JOB_END: frozenset[EndReason] = frozenset({EndReason.PENSION, EndReason.DEATH})
