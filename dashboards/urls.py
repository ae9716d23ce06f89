"""Addresses of the comparison."""

from django.urls import path, register_converter

from dashboards import views
from dashboards.boards import BOARDS
from dashboards.own_group import own_group


class DashAddress:
    """What Dash itself asks for: its callbacks, scripts and files. Anything else does not exist."""

    regex = r"(?:_dash-|_reload-hash|_favicon|assets/).*"

    def to_python(self, value: str) -> str:
        """Give the address as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Give the address as it is."""
        return value


class BoardAddress:
    """The name of a page of the comparison in its address."""

    regex = "|".join(board.slug for board in BOARDS if board.slug)

    def to_python(self, value: str) -> str:
        """Give the name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Give the name as it is."""
        return value


register_converter(DashAddress, "dash")
register_converter(BoardAddress, "board")

app_name = "dashboards"

urlpatterns = [
    path("vergelijken/", views.charts, name="charts"),
    path("vergelijken/tabel/", views.tables, name="tables"),
    path("vergelijken/export.csv", views.export, name="export"),
    path("vergelijken/<board:page>/", views.charts, name="charts"),
    path("vergelijken/<board:page>/tabel/", views.tables, name="tables"),
    path("vergelijken/<board:page>/eigen-groep/", own_group, name="own_group"),
    path("vergelijken/<board:page>/export.csv", views.export, name="export"),
    path("vergelijken/<dash:rest>", views.internals),
]
