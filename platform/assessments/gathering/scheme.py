"""The ICF scheme as groups of fields: components and items as in the Leidraad Jobcoach."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from assessments.gathering.fields import Group, factor

ILLNESS_AND_FUNCTIONS: Final[tuple[Group, ...]] = (
    factor(
        "illness",
        _("Ziekte of aandoening"),
        _(
            "Alleen wat u weet, en alleen wat het voor het werk betekent. De werkgever ziet dit "
            "nooit."
        ),
    ),
    factor(
        "functions",
        _("Stoornissen die het werk raken"),
        _("Zoals aandacht, geheugen, energie, bewegen."),
    ),
)
ACTIVITIES: Final[tuple[Group, ...]] = (
    factor(
        "activities",
        _("Wat iemand kan, en wat niet"),
        _("Zoals tempo houden, zelfstandig werken, omgaan met anderen."),
    ),
    factor(
        "participation",
        _("Waar het knelt in het werk"),
        _("Wat merken de persoon, de collega's en de leidinggevende ervan?"),
    ),
)
WORK: Final[tuple[Group, ...]] = (
    factor("work_content", _("Arbeidsinhoud"), _("Taken, tempo, afwisseling, zelf beslissen.")),
    factor(
        "work_conditions", _("Arbeidsomstandigheden"), _("Geluid, drukte, houding, gereedschap.")
    ),
    factor(
        "work_relations",
        _("Arbeidsverhoudingen"),
        _("De leidinggevende, de collega's, wie uitleg geeft."),
    ),
    factor("work_terms", _("Arbeidsvoorwaarden"), _("Werktijden, contract, loon.")),
)
SURROUNDINGS: Final[tuple[Group, ...]] = (
    factor(
        "medication",
        _("Medicijnen of middelen"),
        _("Alleen voor zover het werk er iets van merkt."),
    ),
    factor("treatment", _("Behandeling"), _("Ook de wachttijd, en of er een plek is.")),
    factor("mobility", _("Vervoer en mobiliteit")),
    factor("family", _("Gezin, mantelzorg en kinderopvang")),
    factor("network", _("Sociaal netwerk")),
    factor("income", _("Inkomen, uitkering en schulden")),
    factor("housing", _("Wonen")),
    factor("justice", _("Justitie"), _("Alleen voor zover het werk er iets van merkt.")),
)
PERSONAL: Final[tuple[Group, ...]] = (
    factor(
        "general",
        _("Leeftijd en geslacht"),
        _("Alleen als het voor dit werk iets uitmaakt."),
    ),
    factor(
        "health_experience",
        _("Hoe de persoon de gezondheid beleeft"),
        _("Ermee omgaan, het aanvaarden."),
    ),
    factor("lifestyle", _("Leefstijl")),
    factor("personality", _("Persoonlijkheid")),
    factor("learning", _("Leervermogen")),
    factor("work_motivation", _("Motivatie om te werken")),
    factor("future", _("Kijk op de toekomst")),
    factor("self_reliance", _("Zelfredzaamheid en eigen regie")),
    factor("self_confidence", _("Zelfvertrouwen")),
    factor("values", _("Wat werk en ziekte voor de persoon betekenen")),
)
CAREER: Final[tuple[Group, ...]] = (
    factor("education", _("Opleiding")),
    factor("experience", _("Ervaring, stages en loopbaan")),
    factor("communication", _("Communiceren")),
    factor("knowledge", _("Kennis, interesses en competenties")),
    factor("employee_skills", _("Werknemersvaardigheden")),
    factor(
        "recovery",
        _("Motivatie om terug te keren"),
        _("Behoefte aan herstel, en wat gebeurtenissen voor de persoon betekenen."),
    ),
    factor("behaviour", _("Gedrag"), _("Bereid om iets toe te geven, wensen die kunnen uitkomen.")),
    factor("circumstances", _("Sociale omstandigheden")),
    factor("upbringing", _("Opvoeding en achtergrond")),
)
