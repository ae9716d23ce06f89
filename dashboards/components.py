"""Cards as Dash components; the same cards as the table page, with their figures."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards.card import Card, Headline, Record, TableRow
from dashboards.choice import ChoiceForm
from dashboards.method_panel import method_details
from dashboards.sheet import NothingToShow, Sheet, heading_of_image
from dashboards.theme import CONFIG, Theme


def card_list(sheet: Sheet, theme: Theme, addresses: Mapping[str, str]) -> list[Any]:
    """Return everything below the filters; `addresses` are those of the file and the tables."""
    return [
        *([_headlines(sheet.headlines)] if sheet.headlines else []),
        *([_legend(sheet.sides)] if sheet.sides else []),
        *[_card(sheet, card, theme, addresses["export"]) for card in sheet.cards],
        _completeness(sheet, addresses),
    ]


def nothing_to_show(problem: NothingToShow) -> Any:  # noqa: ANN401 - a Dash component
    """Return why there is nothing to show, where the cards would stand."""
    return html.Div(html.P(problem.why), className="ml-problems")


def choice_problem(form: ChoiceForm) -> Any:  # noqa: ANN401 - a Dash component
    """Return what to put right where the address holds a choice that does not exist."""
    problems = [
        html.Li(
            (f"{form.fields[name].label}: " if name in form.fields else "")
            + " ".join(str(error) for error in errors)
        )
        for name, errors in form.errors.items()
    ]
    return html.Div(
        [html.H2(_("Deze keuze bestaat niet")), html.Ul(problems)], className="ml-problems"
    )


def _aria(name: str, text: str) -> dict[str, Any]:
    """Return an attribute whose name Python does not allow as an argument."""
    return {f"aria-{name}": text}


def _data(name: str, text: str) -> dict[str, Any]:
    return {f"data-{name}": text}


def _headlines(lines: tuple[Headline, ...]) -> Any:  # noqa: ANN401 - a Dash component
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(html.A(line.label, href=f"#{line.anchor}")),
                    html.Dd(
                        line.own,
                        className="ml-headline__hidden"
                        if line.own_is_hidden
                        else "ml-headline__own",
                    ),
                    html.Dd(line.reference, className="ml-headline__other"),
                ]
            )
            for line in lines
        ],
        className="ml-headlines",
    )


def _legend(entries: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 - a Dash component
    return html.Ul(
        [
            html.Li([html.Span(className=f"ml-swatch ml-swatch--{look}"), html.Span(name)])
            for look, name in entries
        ],
        className="ml-sides",
    )


def _card(sheet: Sheet, card: Card, theme: Theme, export: str) -> Any:  # noqa: ANN401 - a Dash component
    return html.Section(
        [
            html.P(card.section, className="ml-card__section"),
            html.H2(card.heading, className="ml-figure__title", id=f"titel-{card.key}"),
            html.P(card.summary, className="ml-figure__summary"),
            *_figure(sheet, card, theme),
            *([html.P(card.below, className="ml-reading")] if card.below else []),
            html.Div(
                [
                    *([_table_details(sheet, card)] if card.records else []),
                    method_details(sheet, card),
                    *([_files(card, export)] if card.records else []),
                ],
                className="ml-card__more",
            ),
        ],
        id=card.key,
        className="ml-card",
        **_aria("labelledby", f"titel-{card.key}"),
    )


def _figure(sheet: Sheet, card: Card, theme: Theme) -> list[Any]:
    if card.draw is None:
        return []
    figure = card.draw(theme)
    return [
        *([_legend(card.legend)] if card.legend else []),
        html.Div(
            dcc.Graph(
                id=f"figuur-{card.key}",
                figure=figure,
                config=CONFIG,
                responsive=True,
                style={"height": f"{figure['layout']['height']}px"},
            ),
            role="img",
            className="ml-chart",
            **_aria("label", f"{card.title}. {card.summary}"),
            **_data("heading", heading_of_image(sheet, card)),
            **_data("paper", theme.paper),
        ),
        html.P(sheet.caption(card), className="ml-chart__caption"),
    ]


def _table_details(sheet: Sheet, card: Card) -> Any:  # noqa: ANN401 - a Dash component
    return html.Details(
        [html.Summary(_("Toon als tabel")), _table(sheet, card)],
        id=f"tabel-{card.key}",
        className="ml-details",
    )


def _table(sheet: Sheet, card: Card) -> Any:  # noqa: ANN401 - a Dash component
    head = [html.Th(card.corner, scope="col")]
    head += [html.Th(column, scope="col", className="ml-number") for column in card.columns]
    return html.Div(
        html.Table(
            [
                html.Caption(sheet.caption(card)),
                html.Thead(html.Tr(head)),
                html.Tbody([_row(row, card.columns) for row in card.rows]),
            ],
            className="utrecht-table utrecht-table--html-table ml-table ml-table--stack",
        ),
        className="ml-table-region",
        role="region",
        tabIndex=0,
        **_aria("label", card.caption),
    )


def _row(row: TableRow, columns: tuple[str, ...]) -> Any:  # noqa: ANN401 - a Dash component
    return html.Tr(
        [
            html.Th(html.A(row.header, href=row.link) if row.link else row.header, scope="row"),
            *[
                html.Td(_cell(record), className="ml-number", **_data("label", column))
                for record, column in zip(row.cells, columns, strict=True)
            ],
        ]
    )


def _cell(record: Record | None) -> Any:  # noqa: ANN401 - a Dash component
    if record is None:
        return ""
    if record.figure.is_hidden:
        return html.Span(html.Span(record.text), className="ml-suppressed")
    return record.text


def _files(card: Card, export: str) -> Any:  # noqa: ANN401 - a Dash component
    """Return what of a card can be kept: its figures, and its chart as an image."""
    kept: list[Any] = [
        html.A(
            _("Download (CSV)"),
            href=f"{export}&figuur={card.key}",
            className="nl-link",
            **_aria("label", _("Download als CSV: %(caption)s") % {"caption": card.caption}),
        )
    ]
    if card.draw is not None:
        kept += [_image(card, kind) for kind in ("PNG", "SVG")]
    return html.Span(kept, className="ml-card__files")


def _image(card: Card, kind: str) -> Any:  # noqa: ANN401 - a Dash component
    label = _("Download als %(kind)s: %(caption)s") % {"kind": kind, "caption": card.caption}
    return html.Button(
        kind,
        type="button",
        className="ml-quiet-button",
        **_aria("label", label),
        **_data("image", kind.lower()),
        **_data("of", f"figuur-{card.key}"),
    )


def _completeness(sheet: Sheet, addresses: Mapping[str, str]) -> Any:  # noqa: ANN401 - a Dash component
    return html.Section(
        [
            html.H2(_("Hoe volledig dit is"), className="ml-figure__title"),
            html.Ul([html.Li(line) for line in sheet.registration]) if sheet.registration else None,
            html.P(sheet.of_release()) if sheet.release else None,
            html.P(
                [
                    _("Momentopname %(id)s.") % {"id": sheet.snapshot_id},
                    " ",
                    html.A(_("Alle cijfers als CSV"), href=addresses["export"]),
                    " · ",
                    html.A(_("Alles als tabellen, zonder script"), href=addresses["tables"]),
                ]
            ),
        ],
        className="ml-card ml-card--last",
    )
