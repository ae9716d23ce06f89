"""The pages of the comparison: what each is called, which choices it asks, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.choice import OF_COMPARISON, ChoiceForm
from dashboards.sheet import Sheet
from dashboards.sheets import (
    comparison,
    criteria,
    harmonisation,
    methods,
    one_indicator,
    outliers,
    quality,
    regions,
    why,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One page, by the last part of its address; the first one has none."""

    slug: str
    label: Promise
    title: Promise
    lead: Promise
    sheet: Callable[[ChoiceForm], Sheet]
    fields: tuple[str, ...] = OF_COMPARISON


BOARDS = (
    Board(
        slug="",
        label=_("Naast elkaar"),
        title=_("Vergelijken"),
        lead=_(
            "Waar een organisatie anders besluit dan een andere, en waardoor: eigen beleid, eigen "
            "uitvoering of andere mensen."
        ),
        sheet=comparison.sheet,
    ),
    Board(
        slug=outliers.SLUG,
        label=_("Wat opvalt"),
        title=_("Wat opvalt"),
        lead=_(
            "De cijfers waarin een organisatie meer verschilt dan toeval geeft, het verste eerst."
        ),
        sheet=outliers.sheet,
        fields=outliers.FIELDS,
    ),
    Board(
        slug=why.SLUG,
        label=_("Waardoor"),
        title=_("Waar het verschil in uren vandaan komt"),
        lead=_(
            "Van het hele verschil naar elke groep: eigen beleid, eigen uitvoering, andere mensen "
            "en banen, of de andere kant."
        ),
        sheet=why.sheet,
    ),
    Board(
        slug=methods.SLUG,
        label=_("Methoden en uren"),
        title=_("Methoden en uren"),
        lead=_("Hoeveel uren worden gevraagd en toegekend, en hoe het beleid ze bepaalt."),
        sheet=methods.sheet,
        fields=methods.FIELDS,
    ),
    Board(
        slug=criteria.SLUG,
        label=_("Criteria en afwijzingen"),
        title=_("Criteria en afwijzingen"),
        lead=_(
            "Waarop wordt afgewezen, volgens de eigen regels en volgens UWV, wie onder ander "
            "beleid zou voldoen, en waarom van het advies wordt afgeweken."
        ),
        sheet=criteria.sheet,
        fields=criteria.FIELDS,
    ),
    Board(
        slug=one_indicator.SLUG,
        label=_("Eén indicator"),
        title=_("Eén indicator van dichtbij"),
        lead=_(
            "Een cijfer van een organisatie naast dat van anderen, met intervallen, en hoe het per "
            "jaar was."
        ),
        sheet=one_indicator.sheet,
        fields=one_indicator.FIELDS,
    ),
    Board(
        slug=regions.SLUG,
        label=_("Regio's"),
        title=_("Regio's"),
        lead=_(
            "Een cijfer per arbeidsmarktregio, op een kaart, en hoeveel van het verschil tussen "
            "regio's zit."
        ),
        sheet=regions.sheet,
        fields=regions.FIELDS,
    ),
    Board(
        slug=harmonisation.SLUG,
        label=_("Harmonisatie"),
        title=_("Harmonisatie: afstand tot de UWV-basis"),
        lead=_(
            "Hoe ver het gepubliceerde beleid van elke uitvoerder van de UWV-basis af ligt, per "
            "onderwerp, sinds wanneer, en hoe dat per kwartaal was."
        ),
        sheet=harmonisation.sheet,
        fields=harmonisation.FIELDS,
    ),
    Board(
        slug=quality.SLUG,
        label=_("Gegevenskwaliteit"),
        title=_("Gegevenskwaliteit"),
        lead=_(
            "Hoe volledig en hoe snel er wordt vastgelegd. Een verschil met anderen kan ook "
            "hierdoor komen."
        ),
        sheet=quality.sheet,
        fields=quality.FIELDS,
    ),
)
BY_SLUG = {board.slug: board for board in BOARDS}
