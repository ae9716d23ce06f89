"""What the pages of the comparison know, with or without script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from benchmarking.participation.queries import statements
from benchmarking.queries import own_facts
from benchmarking.snapshots import comparison_choices
from dashboards.boards import BOARDS, Board
from dashboards.card import Card
from dashboards.choice import ChoiceForm
from dashboards.one_choice import choices_alone
from dashboards.place import place_of
from dashboards.sheet import Sheet, heading_of_image, how_made
from dashboards.table_rows import rows_of
from dashboards.theme import LIGHT
from tenants.context import current_schema_name

#: As what a chart can be kept; a browser makes them.
IMAGES = ("PNG", "SVG")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLink:
    """A page in the list of pages."""

    label: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A card as the template shows it, with what follows from its sheet.

    `place` is where its chart is drawn, `height` how high that is in pixels: the page stands still
    when it comes. Both are empty where nothing is drawn.
    """

    card: Card
    caption: str
    made: tuple[tuple[str, str], ...]
    rows: SafeString
    heading: str
    place: str
    height: int


def shown_cards(sheet: Sheet, *, with_charts: bool) -> list[ShownCard]:
    """Return the cards of a sheet, with room for their charts or without."""
    return [_shown(sheet, card, is_drawn=with_charts) for card in sheet.cards]


def _shown(sheet: Sheet, card: Card, *, is_drawn: bool) -> ShownCard:
    height = card.draw(LIGHT)["layout"]["height"] if is_drawn and card.draw else 0
    return ShownCard(
        card=card,
        caption=sheet.caption(card),
        made=how_made(sheet, card),
        rows=rows_of(card),
        heading=heading_of_image(sheet, card),
        place=place_of(card) if height else "",
        height=height,
    )


def form_of(given: Mapping[str, str], board: Board) -> ChoiceForm:
    """Return the choices as the address gives them, for the organisation whose site this is."""
    return ChoiceForm(
        given,
        choices=comparison_choices(),
        own_tenant=current_schema_name(),
        fields=board.fields,
    )


def address_of(name: str, board: Board) -> str:
    """Return the address of a page as charts, as tables or as a file."""
    return reverse(f"dashboards:{name}", kwargs={"page": board.slug} if board.slug else None)


def page_context(request: HttpRequest, board: Board, *, face: str = "charts") -> dict[str, Any]:
    """Return the form, the pages, and what the benchmark holds of the own organisation.

    Args:
        request: with the choice in its address.
        board: the page.
        face: `charts` or `tables`: who goes to another page stays with it.
    """
    form = form_of(request.GET.dict(), board)
    form.is_valid()
    own = own_facts(tenant_schema=current_schema_name())
    return {
        "form": form,
        "board": board,
        "face": face,
        "images": IMAGES,
        "boards": [
            BoardLink(
                label=str(each.label), address=address_of(face, each), is_current=each is board
            )
            for each in BOARDS
        ],
        "action": address_of(face, board),
        "charts": address_of("charts", board),
        "tables": address_of("tables", board),
        "export": address_of("export", board),
        "own": own,
        "takes_part": bool(own.decisions) or _takes_part(),
        "address": form.address(),
        "alone": choices_alone(form),
    }


def _takes_part() -> bool:
    """Tell whether the organisation takes part today: of one that does not, nothing comes in."""
    today = timezone.localdate()
    return next((one.takes_part for one in statements() if one.from_day <= today), False)
