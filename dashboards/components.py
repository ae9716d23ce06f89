"""Cards as Dash components; the same cards as the table page, with their figures."""

from typing import Any

from dash import dcc, html
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.card import Card, Headline, Record, TableRow
from dashboards.cards import all_cards, headlines, registration
from dashboards.choice import ChoiceForm
from dashboards.theme import CONFIG, Theme, theme_of


def card_list(form: ChoiceForm, scheme: str | None) -> list[Any]:
    """Return everything below the filters for a valid choice."""
    comparison = form.comparison()
    theme = theme_of(scheme)
    cards = all_cards(comparison)
    address = form.address()
    return [
        _headlines(headlines(comparison)),
        _legend_of_sides(comparison.tenant.name, comparison.against),
        *[_card(card, theme, address) for card in cards],
        _registration(registration(comparison), comparison.snapshot_id, address),
    ]


def choice_problem(form: ChoiceForm) -> Any:  # noqa: ANN401 - a Dash component
    """Return what to put right where the address holds a choice that does not exist."""
    problems = [
        html.Li(f"{form.fields[name].label}: {' '.join(str(error) for error in errors)}")
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


def _legend_of_sides(own: str, against: str) -> Any:  # noqa: ANN401 - a Dash component
    sides = (("own", own), (against, words.label_of_reference(against)))
    return _legend((*sides, ("interval", _("95 %-interval"))))


def _legend(entries: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 - a Dash component
    return html.Ul(
        [
            html.Li([html.Span(className=f"ml-swatch ml-swatch--{look}"), html.Span(name)])
            for look, name in entries
        ],
        className="ml-sides",
    )


def _card(card: Card, theme: Theme, address: str) -> Any:  # noqa: ANN401 - a Dash component
    return html.Section(
        [
            html.P(card.section, className="ml-card__section"),
            html.H2(card.title, className="ml-figure__title", id=f"titel-{card.key}"),
            html.P(card.summary, className="ml-figure__summary"),
            *_figure(card, theme),
            *([html.P(card.below, className="ml-reading")] if card.below else []),
            html.Div(
                [_table_details(card), _method_details(card), _download(card, address)],
                className="ml-card__more",
            ),
        ],
        id=card.key,
        className="ml-card",
        **_aria("labelledby", f"titel-{card.key}"),
    )


def _figure(card: Card, theme: Theme) -> list[Any]:
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
        ),
    ]


def _table_details(card: Card) -> Any:  # noqa: ANN401 - a Dash component
    return html.Details(
        [html.Summary(_("Toon als tabel")), _table(card)],
        id=f"tabel-{card.key}",
        className="ml-details",
    )


def _table(card: Card) -> Any:  # noqa: ANN401 - a Dash component
    head = [html.Th(card.corner, scope="col")]
    head += [html.Th(column, scope="col", className="ml-number") for column in card.columns]
    return html.Div(
        html.Table(
            [
                html.Caption(card.caption),
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
            html.Th(row.header, scope="row"),
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


def _method_details(card: Card) -> Any:  # noqa: ANN401 - a Dash component
    parts: list[Any] = []
    for indicator in card.indicators:
        label = html.A(
            words.said(indicator.label), href=reverse("method:indicator", args=[indicator.name])
        )
        parts.append(html.H3([label, f" ({indicator.code})"]))
        parts.append(html.P(words.said(indicator.definition)))
        parts.append(
            html.Dl(
                [
                    item
                    for name, text in (
                        (_("Teller"), indicator.numerator),
                        (_("Noemer"), indicator.denominator),
                        (_("Termijn"), indicator.window),
                        (_("Bron"), indicator.source),
                    )
                    for item in (html.Dt(name), html.Dd(words.said(text)))
                ]
            )
        )
        parts.append(html.Ul([html.Li(words.said(caveat)) for caveat in indicator.caveats]))
    if card.notes:
        parts.append(html.Ul([html.Li(note) for note in card.notes]))
    return html.Details(
        [html.Summary(_("Hoe is dit berekend")), html.Div(parts, className="ml-reading")],
        id=f"methode-{card.key}",
        className="ml-details",
    )


def _download(card: Card, address: str) -> Any:  # noqa: ANN401 - a Dash component
    return html.A(
        _("Download (CSV)"),
        href=f"{reverse('dashboards:export')}?{address}&figuur={card.key}",
        className="nl-link",
        **_aria("label", _("Download als CSV: %(caption)s") % {"caption": card.caption}),
    )


def _registration(lines: tuple[str, ...], snapshot: str, address: str) -> Any:  # noqa: ANN401 - a Dash component
    return html.Section(
        [
            html.H2(_("Hoe volledig dit is"), className="ml-figure__title"),
            html.Ul([html.Li(line) for line in lines]) if lines else None,
            html.P(
                [
                    _("Momentopname %(id)s.") % {"id": snapshot},
                    " ",
                    html.A(
                        _("Alle cijfers als CSV"), href=f"{reverse('dashboards:export')}?{address}"
                    ),
                    " · ",
                    html.A(
                        _("Alles als tabellen, zonder script"),
                        href=f"{reverse('dashboards:tables')}?{address}",
                    ),
                ]
            ),
        ],
        className="ml-card ml-card--last",
    )
