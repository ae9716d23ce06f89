"""All cards of a comparison, in the order in which they are read, and the numbers on top."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from benchmarking.comparison import ProtectedComparison
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.group_figures import GroupFigures
from benchmarking.shown import days_of
from dashboards import words
from dashboards.card import Card, Headline
from dashboards.hours_cards import hours_card, split_card
from dashboards.refusal_card import refusal_card
from dashboards.time_cards import next_job_card, retention_card


def all_cards(comparison: ProtectedComparison) -> tuple[Card, ...]:
    """Return what stands out, why, where, and over time."""
    return (
        hours_card(comparison),
        split_card(comparison),
        refusal_card(comparison),
        retention_card(comparison),
        next_job_card(comparison),
    )


def headlines(comparison: ProtectedComparison) -> tuple[Headline, ...]:
    """Return the few numbers on top, each with the other side's beside it."""
    own, other = comparison.tenant, comparison.reference
    lines = (
        (_("Toegekend per besluit"), own.awarded, other.awarded, "minutes", "uren"),
        (_("Afgewezen"), own.refused, other.refused, "percent", "afwijzingen"),
        (
            _("Na 12 maanden in dezelfde baan"),
            _kept_a_year(own),
            _kept_a_year(other),
            "percent",
            "baanbehoud",
        ),
    )
    name = words.short_name_of_reference(comparison.against)
    return tuple(
        Headline(
            label=label,
            own=_bare(a, unit),
            own_is_hidden=a.is_hidden,
            reference=f"{name}: {_bare(b, unit)}",
            anchor=anchor,
        )
        for label, a, b, unit, anchor in lines
    )


def registration(comparison: ProtectedComparison) -> tuple[str, ...]:
    """Return how complete the figures are: shown beside them and never hidden in them."""
    sides = (
        (comparison.tenant.name, comparison.tenant),
        (words.label_of_reference(comparison.against), comparison.reference),
    )
    newest = comparison.release.number if comparison.release else 0
    return tuple(
        line
        for name, side in sides
        for line in (*_registered(name, side), *_unchanged(name, side, newest))
    )


def _registered(name: str, side: GroupFigures) -> list[str]:
    lines = []
    if side.complete_share.value is not None:
        lines.append(
            _(
                "%(name)s: van %(share)s van de besluiten zijn beide adviezen bekend. De overige "
                "tellen niet mee in de uren."
            )
            % {"name": name, "share": words.percent(side.complete_share.value)}
        )
    if side.members > 1:
        lines.append(
            _("%(name)s: %(counted)s van de %(members)s organisaties tellen mee in deze keuze.")
            % {"name": name, "counted": side.members_counted, "members": side.members}
        )
    return lines


def _unchanged(name: str, side: GroupFigures, newest: int) -> Iterator[str]:
    """Say which figures are of an earlier release: too few cases came in to change them."""
    labels = {
        "decided": _("besluiten"),
        "hours": _("uren"),
        "refused": _("afwijzingen"),
        "followed": _("gevolgde banen"),
        "ended_early": _("banen korter dan een half jaar"),
    }
    for number in sorted({one for one in side.as_of.values() if one < newest}):
        told = ", ".join(labels[key] for key, one in side.as_of.items() if one == number)
        yield _(
            "%(name)s: sinds publicatie %(number)s niet veranderd: %(told)s. Er kwamen te weinig "
            "gevallen bij."
        ) % {"name": name, "number": number, "told": told}


def _kept_a_year(side: GroupFigures) -> Protected:
    point = side.retention.at(days_of(12))
    if point is not None:
        return point.survival
    if side.retention.cases.reason is not None:
        return side.retention.cases
    return Protected(reason=HiddenReason.SMALL_NUMBERS)


def _bare(figure: Protected, unit: str) -> str:
    return words.figure(Protected(value=figure.value, reason=figure.reason), unit)
