"""The Dash app of the comparison: it draws charts into pages that the server made."""

from pathlib import Path
from urllib.parse import parse_qsl

import dash
from dash import ClientsideFunction, Input, Output, dcc, html
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from dashboards.boards import BOARDS, BY_SLUG, Board
from dashboards.mounted import answering
from dashboards.pages import form_of
from dashboards.place import Place, chart_list
from dashboards.sheet import NothingToShow
from dashboards.theme import theme_of

PREFIX = "/vergelijken/"


class ComparisonApp(dash.Dash):
    """A Dash app whose page is a page of the site like any other."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]  # by name only
        """Return the site's own page with Dash's scripts and its place in it."""
        now = answering()
        given = {name: mark_safe(text) for name, text in parts.items()}  # noqa: S308 - Dash's own
        context = {**now.page, "dash": given}
        return render_to_string("dashboards/charts.html", context, request=now.request)


def make_app() -> ComparisonApp:
    """Make the app; it holds nothing of any tenant or user."""
    app = ComparisonApp(
        __name__,
        requests_pathname_prefix=PREFIX,
        routes_pathname_prefix=PREFIX,
        assets_folder=str(Path(__file__).parent / "assets"),
        serve_locally=True,
        use_async=False,  # Django's database calls fail otherwise
        csrf_token_name="csrftoken",  # noqa: S106 - the name of a cookie
        csrf_header_name="X-CSRFToken",
        update_title=None,  # type: ignore[arg-type]  # dash: none, the title stays
        include_pages_meta=False,
        title="Meetlat",
    )
    app.layout = _layout
    app.clientside_callback(
        ClientsideFunction(namespace="meetlat", function_name="scheme"),
        Output("scheme", "data"),
        Input("address", "pathname"),
    )
    app.callback(
        Output("charts", "children"),
        Input("address", "pathname"),
        Input("address", "search"),
        Input("scheme", "data"),
    )(show_charts)
    return app


def _board_at(path: str | None) -> Board:
    """Return the page at an address; whatever is none of them is the first."""
    return BY_SLUG.get((path or "").removeprefix(PREFIX).strip("/"), BOARDS[0])


def _layout() -> html.Div:
    """Return what Dash itself adds to a page: nothing to see, until it draws."""
    return html.Div(
        [dcc.Location(id="address", refresh=False), dcc.Store(id="scheme"), html.Div(id="charts")]
    )


def show_charts(path: str | None, search: str | None, scheme: str | None) -> list[Place]:
    """Return the charts for the choice in the address, in the colours of the reader's scheme.

    Where there is nothing to draw, the page itself says why.
    """
    board = _board_at(path)
    form = form_of(dict(parse_qsl((search or "").removeprefix("?"))), board)
    if not form.is_valid():
        return []
    try:
        sheet = board.sheet(form)
    except NothingToShow:
        return []
    return chart_list(sheet.cards, theme_of(scheme))
