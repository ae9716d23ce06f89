"""The card of where differences sit: between organisations or regions, or within them."""

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import Indicator
from benchmarking.disclosure import Protected
from benchmarking.released_indicators.values import ReleasedSpread
from dashboards import words
from dashboards.card import Card, Record
from dashboards.figures import BarRow, Figure, Mark, paired_bars
from dashboards.theme import Theme


def spread_card(asked: Indicator, spread: ReleasedSpread, *, cases: tuple[str, Protected]) -> Card:
    """Return how much of what differs lies between organisations, and of that between regions."""
    lines = (
        (_("Tussen of binnen uitvoerders"), spread.between_organisations),
        (_("Tussen of binnen regio's"), spread.between_regions),
    )
    is_told = not all(share.is_hidden for _label, share in lines)
    return Card(
        key="spreiding",
        section=_("Waarom"),
        title=_spread_title(spread),
        summary=_spread_summary(spread),
        caption=_("Waar de verschillen zitten"),
        corner=_("Waar"),
        records=tuple(
            Record(row=label, column=column, figure=figure, unit="percent")
            for label, share in lines
            for column, figure in ((_("tussen"), share), (_("binnen"), _rest(share)))
        ),
        indicators=(asked,),
        legend=(("own", _("tussen")), ("all", _("binnen"))),
        draw=(lambda theme: _spread_figure(lines, theme)) if is_told else None,
        cases=(cases,),
    )


def _spread_figure(lines: tuple[tuple[str, Protected], ...], theme: Theme) -> Figure:
    return paired_bars(
        [
            BarRow(
                label=label,
                own=_mark(share),
                reference=_mark(_rest(share)),
            )
            for label, share in lines
        ],
        names=(_("tussen"), _("binnen")),
        unit=" %",
        colour=theme.peers,
        theme=theme,
        language=language_now(),
    )


def _spread_title(spread: ReleasedSpread) -> str:
    if spread.between_organisations.value is None:
        return _("Er zijn te weinig uitvoerders om te zien waar de verschillen zitten")
    return _("%(share)s van het verschil zit tussen uitvoerders, de rest binnen hen") % {
        "share": words.percent(spread.between_organisations.value)
    }


def _spread_summary(spread: ReleasedSpread) -> str:
    text = _(
        "Wat binnen een uitvoerder verschilt, komt door de mensen en banen daar. Wat tussen "
        "uitvoerders of regio's verschilt, kan door beleid, uitvoering of plaats komen."
    )
    if spread.between_regions.is_hidden:
        text += " " + _(
            "Tussen regio's is het nog niet te zeggen: daarvoor moeten meer uitvoerders in "
            "dezelfde regio een cijfer hebben."
        )
    return text


def _rest(share: Protected) -> Protected:
    return share if share.value is None else Protected(value=100 - share.value)


def _mark(share: Protected) -> Mark:
    return Mark(value=share.value, words=words.bare(share, "percent"))
