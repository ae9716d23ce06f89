"""How the figures of a card were made, as Dash components: what is counted, and by which method."""

from typing import Any

from dash import html
from django.urls import reverse
from django.utils.translation import gettext as _

from benchmarking.definitions import Indicator
from dashboards import words
from dashboards.card import Card
from dashboards.sheet import Sheet, how_made


def method_details(sheet: Sheet, card: Card) -> Any:  # noqa: ANN401 - a Dash component
    """Return the folded panel "how was this computed" of a card."""
    parts = [part for indicator in card.indicators for part in _defined(indicator)]
    if card.notes:
        parts.append(html.Ul([html.Li(note) for note in card.notes]))
    parts.append(html.H3(_("Deze cijfers")))
    parts.append(_terms(how_made(sheet, card)))
    return html.Details(
        [html.Summary(_("Hoe is dit berekend")), html.Div(parts, className="ml-reading")],
        id=f"methode-{card.key}",
        className="ml-details",
    )


def _defined(indicator: Indicator) -> list[Any]:
    label = html.A(
        words.said(indicator.label), href=reverse("method:indicator", args=[indicator.name])
    )
    terms = (
        (_("Teller"), indicator.numerator),
        (_("Noemer"), indicator.denominator),
        (_("Termijn"), indicator.window),
        (_("Bron"), indicator.source),
    )
    return [
        html.H3([label, f" ({indicator.code})"]),
        html.P(words.said(indicator.definition)),
        _terms(tuple((name, words.said(text)) for name, text in terms)),
        html.Ul([html.Li(words.said(caveat)) for caveat in indicator.caveats]),
    ]


def _terms(terms: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 - a Dash component
    return html.Dl([item for name, text in terms for item in (html.Dt(name), html.Dd(text))])
