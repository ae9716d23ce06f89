"""The codes of the register: what organisations and coaches are, have and can do."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalForm(TextChoices):
    """How an organisation stands in law."""

    PRIVATE_COMPANY = "private_company", _("besloten vennootschap (bv)")
    PUBLIC_COMPANY = "public_company", _("naamloze vennootschap (nv)")
    FOUNDATION = "foundation", _("stichting")
    ASSOCIATION = "association", _("vereniging")
    COOPERATIVE = "cooperative", _("coöperatie")
    PUBLIC_BODY = "public_body", _("overheidslichaam")
    SOLE_TRADER = "sole_trader", _("eenmanszaak")
    PARTNERSHIP = "partnership", _("vennootschap onder firma, maatschap of cv")


class Specialism(TextChoices):
    """What somebody knows more of than a coach in general."""

    MILD_INTELLECTUAL = "mild_intellectual", _("licht verstandelijke beperking")
    AUTISM = "autism", _("autisme")
    ADHD = "adhd", _("ADHD")
    PSYCHIATRIC = "psychiatric", _("psychische problematiek")
    ADDICTION = "addiction", _("verslaving")
    BRAIN_INJURY = "brain_injury", _("niet-aangeboren hersenletsel")
    PHYSICAL = "physical", _("lichamelijke beperking")
    CHRONIC = "chronic", _("chronische ziekte")
    HEARING = "hearing", _("doof of slechthorend")
    SIGHT = "sight", _("blind of slechtziend")
    YOUNG = "young", _("jongeren uit praktijkonderwijs of vso")
    OTHER_LANGUAGE = "other_language", _("mensen met een andere moedertaal")


class Outsourcing(TextChoices):
    """Whether an organisation has others give the support."""

    NO_OUTSOURCING = "no_outsourcing", _("besteedt niet uit")
    RECOGNISED_ONLY = "recognised_only", _("alleen aan erkende organisaties")
    OUTSOURCING_FREE = "outsourcing_free", _("vrij")


class Employment(TextChoices):
    """Who employs a coach."""

    ORGANISATION = "organisation", _("een jobcoachorganisatie")
    TENANT = "tenant", _("de uitvoerder zelf")
    EMPLOYER = "employer", _("de werkgever (interne jobcoach of HARRIE)")


class CoachLevel(TextChoices):
    """The level of a coach, by the codes of the case fact."""

    HBO = "hbo", _("hbo-niveau of hoger")
    BELOW_HBO = "below_hbo", _("onder hbo-niveau")


class ProofKind(TextChoices):
    """What an organisation or a coach can show, most of it for as long as it is valid."""

    UWV = "uwv", _("erkenning van UWV")
    QUALITY_MARK = "quality_mark", _("keurmerk")
    CRIMINAL_RECORD = "criminal_record", _("verklaring omtrent het gedrag")
    TAX = "tax", _("verklaring van de Belastingdienst")
    BANKRUPTCY = "bankruptcy", _("verklaring over faillissement")
    COACH_TRAINING = "coach_training", _("jobcoachopleiding")
    HARRIE = "harrie", _("HARRIE-training")
    WORKPLACE_TRAINER = "workplace_trainer", _("praktijkopleider plus")
    COMPARABLE = "comparable", _("vergelijkbare training")
    REFRESHER = "refresher", _("bijscholing")
    PROFESSIONAL_REGISTER = "professional_register", _("inschrijving in een beroepsregister")


RECOGNITIONS: Final = (ProofKind.UWV, ProofKind.QUALITY_MARK)
#: What an organisation can show of its integrity, by the codes of the policy.
STATEMENTS: Final = (ProofKind.CRIMINAL_RECORD, ProofKind.TAX, ProofKind.BANKRUPTCY)
PROOFS_OF_ORGANISATION: Final = (*RECOGNITIONS, *STATEMENTS)
PROOFS_OF_COACH: Final = tuple(kind for kind in ProofKind if kind not in PROOFS_OF_ORGANISATION)
#: The kinds of recognition that a list can be filtered by: by proof, or on the own list.
LISTED: Final = "municipal_list"
