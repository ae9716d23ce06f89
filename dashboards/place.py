"""Charts as Dash draws them: each into its place on a page that the server made."""

from collections.abc import Sequence
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboards.card import Card
from dashboards.theme import CONFIG, Theme


class Place(Component):
    """A component that draws its children into an element of the page, by its id.

    Dash would otherwise make every heading, table and explanation of a page in the browser, and
    the reader would wait for that. The other half is `assets/place.js`.
    """

    _namespace = "meetlat"
    _type = "Place"
    _base_nodes = ["children"]
    _children_props: list[str] = []
    _prop_names = ["children", "at"]
    _valid_wildcard_attributes: list[str] = []
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(self, children: Any = None, *, at: str = "") -> None:  # noqa: ANN401 - as Dash's
        """Take what is drawn, and the id of the element in which."""
        super().__init__(children=children, at=at)


def place_of(card: Card) -> str:
    """Return the id of the element into which the chart of a card is drawn."""
    return f"plek-{card.key}"


def chart_list(cards: Sequence[Card], theme: Theme) -> list[Place]:
    """Return the charts of those cards that have one."""
    return [
        Place(
            dcc.Graph(
                id=f"figuur-{card.key}",
                figure=(figure := card.draw(theme)),
                config=CONFIG,
                responsive=True,
                style={"height": f"{figure['layout']['height']}px"},
            ),
            at=place_of(card),
        )
        for card in cards
        if card.draw is not None
    ]
