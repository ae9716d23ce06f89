"""The CSV of a page: every shown figure, with what it means and why others are hidden."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from dashboards import words
from dashboards.card import Card, Record
from dashboards.sheet import Sheet
from rulebook import wording

#: What a spreadsheet takes for the start of a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\N{MINUS SIGN}")
#: Of these units a file has one decimal: minutes are hours in it, and tenths are whole ones.
_PARTS_OF_ONE = {"minutes": 60, "difference": 60, "tenths_of_week": 10, "tenths_of_month": 10}
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def as_csv(sheet: Sheet, cards: Sequence[Card], *, choice: str, made_on: date) -> bytes:
    """Return the file as Dutch Excel opens it: semicolons, UTF-8 with its mark; English commas.

    `choice` is the choice in words, `made_on` the day of the file. Text that could be taken for a
    formula gets an apostrophe in front; numbers stay numbers.
    """
    is_english = language_now() == "en"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="," if is_english else ";", lineterminator="\r\n")
    writer.writerow(_headings())
    for card in cards:
        writer.writerows(_line(sheet, card, record) for record in card.records)
    writer.writerow([])
    writer.writerows(_legend(sheet, cards, choice=choice, made_on=made_on))
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _headings() -> list[str]:
    return [
        _("momentopname"),
        _("onderdeel"),
        _("regel"),
        _("kolom"),
        _("waarde"),
        _("ondergrens 95 %"),
        _("bovengrens 95 %"),
        _("eenheid"),
        _("verborgen omdat"),
    ]


def _line(sheet: Sheet, card: Card, record: Record) -> list[str]:
    figure, unit = record.figure, record.unit
    return [
        safe_cell(sheet.snapshot_id),
        safe_cell(card.caption),
        safe_cell(record.row),
        safe_cell(record.column),
        *(_number(value, unit) for value in (figure.value, figure.low, figure.high)),
        _unit(unit),
        words.hidden(figure) if figure.is_hidden else "",
    ]


def _number(value: int | None, unit: str) -> str:
    """Return a bare number with the language's decimal mark: hours with one decimal."""
    if value is None:
        return ""
    if unit == "day":
        return words.day(value)
    if unit not in _PARTS_OF_ONE:
        return str(value)
    tenths = f"{value / _PARTS_OF_ONE[unit]:.1f}"
    return tenths if language_now() == "en" else tenths.replace(".", ",")


def _unit(unit: str) -> str:
    return {
        "minutes": _("uren"),
        "difference": _("uren"),
        "percent": _("procent"),
        "count": _("aantal"),
        "people": _("aantal"),
        "tenths_of_week": _("weken"),
        "tenths_of_month": _("maanden"),
        "day": _("datum"),
    }[unit]


def _legend(
    sheet: Sheet, cards: Sequence[Card], *, choice: str, made_on: date
) -> Iterable[list[str]]:
    rules = sheet.rules
    yield [_("toelichting"), _("keuze"), safe_cell(choice)]
    yield [_("toelichting"), _("gemaakt op"), wording.date_short(made_on, language_now())]
    yield [_("toelichting"), _("momentopname"), safe_cell(sheet.snapshot_id)]
    if sheet.release:
        yield [_("toelichting"), _("gegevens"), safe_cell(sheet.of_release())]
    if sheet.holds_synthetic:
        yield [_("toelichting"), _("let op"), _("Deze cijfers zijn gemaakt van voorbeeldgegevens.")]
    yield [
        _("toelichting"),
        _("verborgen"),
        safe_cell(sheet.protection)
        or _(
            "Cijfers over minder dan %(threshold)s gevallen zijn verborgen, en ook cijfers waaruit "
            "die te berekenen zijn. Aantallen zijn afgerond op %(base)s, uren op 6 minuten."
        )
        % {"threshold": rules.threshold, "base": rules.rounding_base},
    ]
    shown = dict.fromkeys(indicator for card in cards for indicator in card.indicators)
    for indicator in shown:
        yield [
            _("toelichting"),
            safe_cell(f"{indicator.code} {words.said(indicator.label)}"),
            safe_cell(words.said(indicator.definition)),
        ]
