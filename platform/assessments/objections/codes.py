"""The codes of objection and appeal: who, why late, why nobody was heard, how it ended and why."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What somebody does against a decision."""

    OBJECTION = "objection", _("Bezwaar")
    APPEAL = "appeal", _("Beroep bij de rechter")


class LodgedBy(TextChoices):
    """Who objects or appeals."""

    PERSON = "person", _("de aanvrager")
    EMPLOYER = "employer", _("de werkgever")
    OTHER = "other", _("iemand anders die het besluit raakt")


class LateReason(TextChoices):
    """What is thought of an objection that came after its term (Awb 6:11)."""

    EXCUSED = "excused", _("Te laat, maar dat is de indiener niet te verwijten")
    NOT_EXCUSED = "not_excused", _("Te laat, zonder goede reden")


class NotHeard(TextChoices):
    """Why nobody had to be heard (Awb 7:3)."""

    INADMISSIBLE = "inadmissible", _("Het bezwaar is duidelijk niet-ontvankelijk")
    UNFOUNDED = "unfounded", _("Het bezwaar is duidelijk ongegrond")
    NOT_WANTED = "not_wanted", _("De indiener wil niet gehoord worden")
    NOT_ANSWERED = "not_answered", _("De indiener antwoordde niet op tijd")
    MET = "met", _("De indiener krijgt helemaal gelijk")


class Outcome(TextChoices):
    """How it ended."""

    UPHELD = "upheld", _("Gegrond")
    PARTLY = "partly", _("Deels gegrond")
    REJECTED = "rejected", _("Ongegrond")
    INADMISSIBLE = "inadmissible", _("Niet-ontvankelijk")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class OutcomeReason(TextChoices):
    """Why it ended so, for whoever learns from it."""

    OTHER_FACTS = "other_facts", _("Er zijn andere of nieuwe gegevens")
    RULES_APPLIED = "rules_applied", _("De regels waren niet goed toegepast")
    WEIGHED = "weighed", _("De situatie weegt zwaarder dan de regel")
    MOTIVATION = "motivation", _("De uitleg schoot tekort")
    PROCEDURE = "procedure", _("De procedure was niet goed gevolgd")
    STANDS = "stands", _("Het besluit en de uitleg waren goed")
    STANDS_EXPLAINED = "stands_explained", _("Het besluit was goed, de uitleg is aangevuld")
    TOO_LATE = "too_late", _("Te laat, zonder goede reden")
    NO_INTEREST = "no_interest", _("Het besluit raakt de indiener niet rechtstreeks")
    NO_GROUNDS = "no_grounds", _("Er staat niet in waarom, ook niet na een brief")
    EXPLAINED = "explained", _("Na uitleg was het bezwaar niet meer nodig")
    SETTLED = "settled", _("In overleg anders opgelost")
    UNKNOWN = "unknown", _("De indiener zei niet waarom")


class Correction(TextChoices):
    """Why the day on which a decision went outside Meetlat was put on record wrongly."""

    MISTYPED = "mistyped", _("De dag was verkeerd ingevuld")
    OTHER_LETTER = "other_letter", _("Het was de dag van een andere brief")
    SENT_LATER = "sent_later", _("De brief ging later weg dan gedacht")


class WorkReason(TextChoices):
    """What an employer, or another than the person, may read as a reason (Awb 7:12, 1).

    Each is about the job, the support or the procedure. No other words get into their letter, so
    none about health can.
    """

    JOB_RULES_HELD = "job_rules_held", _("Werk, contract of uren voldoen niet aan onze regels.")
    HOURS_FOLLOW = "hours_follow", _("De toegekende uren volgen uit onze regels.")
    NO_NEW_FACTS = "no_new_facts", _("In het bezwaar staat niets nieuws over het werk.")
    OWN_INTEREST = "own_interest", _("Het eigen belang van het bedrijf kan hierbij niet meetellen.")
    COACH_FALLS_SHORT = "coach_falls_short", _("De begeleider voldoet niet aan onze eisen.")
    PROCEDURE_HELD = "procedure_held", _("Wij hebben de procedure goed gevolgd.")
    NEW_FACTS = "new_facts", _("Er zijn andere of nieuwe gegevens over werk, contract of uren.")
    JOB_RULES_MISSED = "job_rules_missed", _("Wij pasten onze regels over het werk niet goed toe.")
    WORK_ASKS_MORE = "work_asks_more", _("Het werk vraagt andere begeleiding dan wij dachten.")
    COACH_MEETS = "coach_meets", _("De begeleider voldoet aan onze eisen.")
    POORLY_TOLD = "poorly_told", _("Wij hadden ons besluit niet goed uitgelegd.")
    PROCEDURE_MISSED = "procedure_missed", _("Wij hadden de procedure niet goed gevolgd.")
    # Not by which facts: that those of the person decided is theirs to tell.
    NEED_WEIGHED = "need_weighed", _("Wij beoordeelden opnieuw hoeveel begeleiding nodig is.")


#: Which of these go with which outcome; of what was not judged, days and law say why.
WORK_REASONS: Mapping[Outcome, tuple[WorkReason, ...]] = {
    Outcome.REJECTED: (
        WorkReason.JOB_RULES_HELD,
        WorkReason.HOURS_FOLLOW,
        WorkReason.NO_NEW_FACTS,
        WorkReason.OWN_INTEREST,
        WorkReason.COACH_FALLS_SHORT,
        WorkReason.PROCEDURE_HELD,
        WorkReason.NEED_WEIGHED,
    ),
    Outcome.UPHELD: (
        WorkReason.NEW_FACTS,
        WorkReason.JOB_RULES_MISSED,
        WorkReason.WORK_ASKS_MORE,
        WorkReason.COACH_MEETS,
        WorkReason.POORLY_TOLD,
        WorkReason.PROCEDURE_MISSED,
        WorkReason.NEED_WEIGHED,
    ),
    Outcome.PARTLY: tuple(WorkReason),
}
#: Which reasons go with which outcome; the database holds it as well.
REASONS: Mapping[Outcome, tuple[OutcomeReason, ...]] = {
    Outcome.UPHELD: (
        OutcomeReason.OTHER_FACTS,
        OutcomeReason.RULES_APPLIED,
        OutcomeReason.WEIGHED,
        OutcomeReason.MOTIVATION,
        OutcomeReason.PROCEDURE,
    ),
    Outcome.PARTLY: (
        OutcomeReason.OTHER_FACTS,
        OutcomeReason.RULES_APPLIED,
        OutcomeReason.WEIGHED,
        OutcomeReason.MOTIVATION,
        OutcomeReason.PROCEDURE,
    ),
    Outcome.REJECTED: (OutcomeReason.STANDS, OutcomeReason.STANDS_EXPLAINED),
    Outcome.INADMISSIBLE: (
        OutcomeReason.TOO_LATE,
        OutcomeReason.NO_INTEREST,
        OutcomeReason.NO_GROUNDS,
    ),
    Outcome.WITHDRAWN: (
        OutcomeReason.EXPLAINED,
        OutcomeReason.SETTLED,
        OutcomeReason.UNKNOWN,
    ),
}
#: After these the decision does not stand as it was.
CHANGES_THE_DECISION = (Outcome.UPHELD, Outcome.PARTLY)
