"""The codes of a decision: what was decided, and why otherwise than the rules advise."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DecisionOutcome(TextChoices):
    """What was decided."""

    GRANT = "grant", _("Toegekend zoals geadviseerd")
    GRANT_OTHERWISE = "grant_otherwise", _("Anders toegekend dan geadviseerd")
    REFUSE = "refuse", _("Afgewezen")
    INCOMPLETE = "incomplete", _("Buiten behandeling gelaten")


#: Decisions that grant nothing.
GRANTS_NOTHING = (DecisionOutcome.REFUSE, DecisionOutcome.INCOMPLETE)


class DeviationReason(TextChoices):
    """Why a decision does not follow an advice, on record.

    Most are reasons to go another way than the rules: tailoring (maatwerk). Those in
    `WITHOUT_ADVICE` say why somebody decided although the rules gave no answer to deviate from.
    """

    PERSON = "person", _("De persoon heeft meer of iets anders nodig dan de regels zien")
    WORKPLACE = "workplace", _("Het werk of de werkplek vraagt iets anders")
    COLLEAGUES_TAKE_OVER = "colleagues_take_over", _("Collega's of de werkgever nemen over")
    OTHER_SUPPORT = "other_support", _("Andere hulp past beter of loopt al")
    ASKED_FOR_LESS = "asked_for_less", _("Er is minder gevraagd dan de regels geven")
    CONTINUITY = "continuity", _("Overgang: een eerder besluit loopt door")
    AGREED_WITH_EMPLOYER = "agreed_with_employer", _("Zo afgesproken met werkgever en werknemer")
    CAPACITY = "capacity", _("Er is geen jobcoach beschikbaar voor meer")
    FACTS_NOT_TO_BE_HAD = "facts_not_to_be_had", _("Gegevens zijn niet te krijgen")
    HARDSHIP = "hardship", _("Hardheidsclausule: de regels pakken te zwaar uit")
    NOT_DECISIVE = "not_decisive", _("De ontbrekende gegevens maken voor dit besluit niet uit")
    CANNOT_WAIT = "cannot_wait", _("Het besluit kan niet wachten op de gegevens")
    POLICY_SILENT = "policy_silent", _("Het beleid geeft hiervoor geen antwoord")


#: Reasons to decide without an advice while facts are missing.
FACTS_MISSING = (
    DeviationReason.FACTS_NOT_TO_BE_HAD,
    DeviationReason.NOT_DECISIVE,
    DeviationReason.CANNOT_WAIT,
)
#: Every reason to decide without an advice; none of them is tailoring.
WITHOUT_ADVICE = (*FACTS_MISSING, DeviationReason.POLICY_SILENT)
#: Reasons to decide otherwise than advised.
TAILORING = tuple(reason for reason in DeviationReason if reason not in WITHOUT_ADVICE)


def had_advice(*, outcome: str, verdict: str, minutes: int | None) -> bool:
    """Answer whether the rules advised something that a decision can be held against.

    Args:
        outcome: value of `DecisionOutcome`. Where the rules grant without naming hours, granting
            some deviates from nothing and refusing does.
        verdict: what the tenant's own rules said.
        minutes: the hours that they advised; None where they could not say.
    """
    if verdict == "not_known" or outcome == DecisionOutcome.INCOMPLETE:
        return False
    return outcome == DecisionOutcome.REFUSE or verdict == "not_met" or minutes is not None
