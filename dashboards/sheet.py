"""A sheet: everything that one page of the comparison shows, for charts, tables and file alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.comparison import METHOD_VERSION, OfRelease
from benchmarking.disclosure.rules import DisclosureRules
from dashboards import words
from dashboards.card import Card, Headline
from dashboards.for_programs import Call
from rulebook import wording


class NothingToShow(ValueError):
    """There is nothing to show of a choice; `why` says so in words, with the way onward."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cards of a page, and of what they are made.

    `sides` names the marks of all figures by their look, `registration` says how complete the
    figures are, `filters` is the choice in words, and `api` the call that gives the same
    figures to a program. `code` is of whom it is, for the name of a file. `protection` says what is
    hidden where that is not by the rules for cases.
    """

    cards: tuple[Card, ...]
    filters: str
    api: Call
    code: str
    snapshot_id: str
    rules: DisclosureRules
    release: OfRelease | None
    holds_synthetic: bool
    headlines: tuple[Headline, ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    registration: tuple[str, ...] = ()
    protection: str = ""

    def caption(self, card: Card) -> str:
        """Return the caption of a card with the choice that it is of."""
        return f"{card.caption} ({card.filters or self.filters})"

    def of_release(self) -> str:
        """Return of which release the figures are, in words; empty before the first one."""
        if self.release is None:
            return ""
        return _("Publicatie %(number)s, stand van %(day)s") % {
            "number": self.release.number,
            "day": wording.date_long(self.release.facts_as_of, language_now()),
        }


def how_made(sheet: Sheet, card: Card) -> tuple[tuple[str, str], ...]:
    """Return (what, answer) of how the figures of a card were made."""
    return tuple((name, text) for name, text in _made(sheet, card) if text)


def _made(sheet: Sheet, card: Card) -> Sequence[tuple[str, str]]:
    hidden, call = sum(record.figure.is_hidden for record in card.records), card.api or sheet.api
    shown = _("%(shown)s cijfers getoond, %(hidden)s verborgen") % {
        "shown": words.count(len(card.records) - hidden),
        "hidden": words.count(hidden),
    }
    protection = _(
        "Cijfers over minder dan %(threshold)s gevallen zijn verborgen, en ook cijfers waaruit die "
        "te berekenen zijn. Aantallen zijn afgerond op %(base)s."
    ) % {"threshold": sheet.rules.threshold, "base": sheet.rules.rounding_base}
    return (
        (_("Gevallen die meetellen"), "; ".join(_cases(card))),
        (_("Wat u ziet"), shown),
        (_("Bescherming"), sheet.protection or protection),
        (_("Keuze"), card.filters or sheet.filters),
        (_("Werkwijze"), _("versie %(version)s") % {"version": METHOD_VERSION}),
        (_("Publicatie"), sheet.of_release()),
        (_("Momentopname"), sheet.snapshot_id),
        (call.label, call.in_words),
    )


def _cases(card: Card) -> list[str]:
    return [f"{name}: {words.figure(figure, 'count')}" for name, figure in card.cases]


def heading_of_image(sheet: Sheet, card: Card) -> str:
    """Return what stands above a figure that is kept as an image: it travels without its page."""
    parts = (card.title, card.filters or sheet.filters, sheet.of_release(), sheet.snapshot_id)
    return "\n".join(part for part in parts if part)
