"""What the pages of the comparison know, with or without script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from benchmarking.queries import own_facts
from benchmarking.snapshots import comparison_choices
from dashboards.boards import BOARDS, Board
from dashboards.choice import ChoiceForm
from tenants.context import current_schema_name


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLink:
    """A page in the list of pages."""

    label: str
    address: str
    is_current: bool


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
    return {
        "form": form,
        "board": board,
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
        "own": own_facts(tenant_schema=current_schema_name()),
        "address": form.address(),
    }
