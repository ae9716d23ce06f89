"""The look of figures in the light and the dark scheme: the tokens of the house for plotly."""

from dataclasses import dataclass
from typing import Any

FONT = "'Source Sans 3', 'Segoe UI', system-ui, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by role; the values are those of `tokens.css` (a test compares)."""

    paper: str
    ink: str
    ink_soft: str
    rule: str
    own: str
    own_wash: str
    uwv: str
    peers: str
    grid: str


LIGHT = Theme(
    paper="#faf9f6",
    ink="#1c2126",
    ink_soft="#4b525a",
    rule="#86827a",
    own="#1d4e68",
    own_wash="#e6eef1",
    uwv="#2b3036",
    peers="#767c83",
    grid="#e6e2d9",
)
DARK = Theme(
    paper="#15181b",
    ink="#e9e6df",
    ink_soft="#bcbfc1",
    rule="#858c93",
    own="#8fc3dc",
    own_wash="#1c2e38",
    uwv="#e9e6df",
    peers="#969ca2",
    grid="#2a2f34",
)

#: The modes of a chart: no button bar, and above all no way to send the data to a cloud.
CONFIG: Any = {  # as dash names its own type
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "showLink": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def theme_of(scheme: str | None) -> Theme:
    """Return the theme of a scheme as the browser names it: light or dark."""
    return DARK if scheme == "dark" else LIGHT


def reference_colour(theme: Theme, against: str) -> str:
    """Return the colour of the other side: UWV dark neutral, groups mid neutral."""
    return theme.uwv if against == "uwv" else theme.peers


def layout(theme: Theme, *, language: str, height: int) -> dict[str, Any]:
    """Return what every figure shares: type, quiet axes, marks of numbers, no legend, no drag."""
    axis = {
        "showgrid": True,
        "gridcolor": theme.grid,
        "zeroline": False,
        "linecolor": theme.rule,
        "tickfont": {"color": theme.ink_soft, "size": 14},
        "fixedrange": True,
        "automargin": False,
    }
    return {
        "autosize": True,
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 8, "b": 40},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 15, "color": theme.ink},
        "separators": ".," if language.startswith("en") else ",.",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.paper,
            "bordercolor": theme.rule,
            "font": {"family": FONT, "size": 15, "color": theme.ink},
            "align": "left",
        },
        "xaxis": axis,
        "yaxis": axis | {"showgrid": False},
        "transition": {"duration": 0},
    }
