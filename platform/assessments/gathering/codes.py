"""The codes of gathering and weighing."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Bearing(TextChoices):
    """How something bears on the work."""

    HINDERING = "hindering", _("belemmert")
    HELPING = "helping", _("bevordert")
    NEITHER = "neither", _("speelt geen rol")


class Basis(TextChoices):
    """What a statement rests on; both count."""

    FACT = "fact", _("feit")
    EXPERIENCE = "experience", _("eigen ervaring")
    BOTH = "both", _("feit en ervaring")


class Hinders(TextChoices):
    """What a bottleneck stands in the way of."""

    PLACEMENT = "placement", _("de plaatsing")
    DURABILITY = "durability", _("dat de persoon het werk houdt")
    BOTH = "both", _("allebei")
    NEITHER = "neither", _("geen van beide")


class YesNo(TextChoices):
    """A plain answer."""

    YES = "yes", _("ja")
    NO = "no", _("nee")


class SolutionOutcome(TextChoices):
    """What came of weighing another solution."""

    NOT_RELEVANT = "not_relevant", _("niet aan de orde")
    INSTEAD = "instead", _("lost het op, zonder jobcoaching")
    BESIDE = "beside", _("helpt, naast jobcoaching")
    TRIED = "tried", _("geprobeerd, en niet genoeg")
    NOT_ENOUGH = "not_enough", _("lost het knelpunt niet op")
    NOT_AVAILABLE = "not_available", _("is er niet")


class SourceKind(TextChoices):
    """Where information comes from; the first eleven are those that a policy may require."""

    APPLICATION_FORM = "application_form", _("aanvraag")
    MATCHING_FORM = "matching_form", _("matchingsformulier")
    LIMITATION_JUDGEMENT = "limitation_judgement", _("oordeel over de beperking")
    LABOUR_EXPERT_REPORT = "labour_expert_report", _("rapport van de arbeidsdeskundige")
    REGISTER_ENTRY = "register_entry", _("doelgroepregister")
    WAGE_VALUE = "wage_value_measurement", _("loonwaardemeting")
    WORK_HISTORY = "work_history", _("werkervaring")
    EARLIER_INSTRUMENTS = "earlier_instruments", _("eerder ingezette hulp")
    BEHAVIOUR = "behaviour_at_work", _("gedrag en behoeften op het werk")
    TALK = "talk", _("gesprek")
    THREE_WAY_TALK = "three_way_talk", _("driegesprek")
    FUNCTIONAL_LIST = "functional_list", _("functionelemogelijkhedenlijst (FML)")
    WORKPLACE_VISIT = "workplace_visit", _("bezoek aan de werkplek")
    PERSONAL_HISTORY = "personal_history", _("persoonlijke geschiedenis")


class AbsentReason(TextChoices):
    """Why a source was not used."""

    NOT_NEEDED = "not_needed", _("wat er al is, is genoeg")
    RECENT = "recent", _("een vorige beoordeling is nog recent")
    NOT_THERE = "not_there", _("die informatie bestaat niet")
    NOT_IN_TIME = "not_in_time", _("gevraagd, maar niet op tijd gekregen")
    REFUSED = "refused", _("de persoon gaf geen toestemming")


class LifeDomain(TextChoices):
    """Domains of life, as far as they affect the work; the codes of `assessment.life_domains`."""

    WORK = "work_domain", _("werk")
    CARE = "care", _("zorg")
    HOUSING = "housing", _("wonen")
    JUSTICE = "justice", _("justitie")
    EDUCATION = "education", _("onderwijs")
    FINANCES = "finances", _("financiën")


#: Which part of the ICF scheme tells about which domain: nothing is asked twice.
DOMAIN_OF_ITEM: Final[Mapping[str, LifeDomain]] = {
    "participation": LifeDomain.WORK,
    "work_content": LifeDomain.WORK,
    "treatment": LifeDomain.CARE,
    "family": LifeDomain.CARE,
    "housing": LifeDomain.HOUSING,
    "justice": LifeDomain.JUSTICE,
    "education": LifeDomain.EDUCATION,
    "income": LifeDomain.FINANCES,
}
