"""Which figures of an answer are those of an earlier question, in words and by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from accounts.language import language_now
from benchmarking.across.kept import Whose
from rulebook.case_classes import DIMENSION_BY_CODE
from rulebook.explanation import criterion_label


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """An earlier question, and the figures that are its own."""

    whose: Whose
    title: str
    figures: tuple[str, ...]


def near_lines(earlier: Sequence[tuple[str, Whose]]) -> list[NearLine]:
    """Give the earlier questions whose figures stand in an answer, each with those figures."""
    by_id: dict[UUID, list[str]] = {}
    for figure, whose in earlier:
        by_id.setdefault(whose.id, []).append(_label(figure))
    found = {whose.id: whose for _figure, whose in earlier}
    return [
        NearLine(
            whose=found[key],
            title=found[key].title.in_language(language_now()),
            figures=tuple(labels),
        )
        for key, labels in by_id.items()
    ]


def _label(figure: str) -> str:
    where, _slash, name = figure.rpartition("/")
    if where.startswith("after/obligation"):
        criterion = criterion_label(name, language_now())
        return gettext("verplichting: %(name)s") % {"name": criterion}
    what = _words().get(name, name)
    if "/" not in where:
        return what
    dimension, codes = where.split("/", 1)
    known = DIMENSION_BY_CODE[dimension]
    classes = " + ".join(known.classes[c].in_language(language_now()) for c in codes.split("+"))
    label = known.label.in_language(language_now())
    return f"{label}, {classes}: {what}"


def _words() -> Mapping[str, str]:
    return {
        "hours": gettext("uren, duur en kosten"),
        "fewer": gettext("minder uren"),
        "more": gettext("meer uren"),
        "lost": gettext("vallen af"),
        "gained": gettext("komen erbij"),
        "longer": gettext("een langere periode"),
        "shorter": gettext("een kortere periode"),
        "provider": gettext("de toets van de aanbieder"),
        "unclear": gettext("uren niet te vergelijken"),
        "granted": gettext("voldoet"),
        "refused": gettext("voldoet niet"),
        "unknown": gettext("nog niet te zeggen"),
        "obligated": gettext("voldoet met een verplichting"),
    }
