"""Pages that say what each indicator counts, and how a figure of it is made; open to everyone."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.language import language_now
from benchmarking.definitions import (
    TOPICS,
    Indicator,
    IndicatorUnknown,
    indicator,
    indicators,
    series_of,
)
from benchmarking.disclosure import DEFAULT_RULES
from benchmarking.measures.asking import is_computed
from benchmarking.measures.written import written
from benchmarking.method import words


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicList:
    """The indicators of one topic."""

    code: str
    label: object
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line of a list of terms."""

    name: str
    value: object
    hint: str = ""


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List every indicator by topic, with how figures are made and protected."""
    known = indicators().values()
    topics = [
        TopicList(
            code=topic,
            label=words.TOPICS[topic],
            indicators=tuple(one for one in known if one.topic == topic),
        )
        for topic in TOPICS
    ]
    context = {"topics": topics, "total": len(known), "rules": DEFAULT_RULES}
    return render(request, "benchmarking/method.html", context)


@require_safe
def one_indicator(request: HttpRequest, name: str) -> HttpResponse:
    """Show what one indicator means, what it counts over what, and what it cannot say."""
    try:
        one = indicator(name)
    except IndicatorUnknown as absent:
        raise Http404(str(absent)) from absent
    context = {
        "one": one,
        "terms": _terms(one),
        "for_programs": _for_programs(one),
        "is_computed": is_computed(one),
        "series": series_of(one.name),
    }
    return render(request, "benchmarking/method_indicator.html", context)


def _terms(one: Indicator) -> list[Term]:
    language = language_now()
    return [
        Term(name=_("Teller"), value=one.numerator.in_language(language)),
        Term(name=_("Noemer"), value=one.denominator.in_language(language)),
        Term(name=_("Termijn"), value=one.window.in_language(language)),
        Term(name=_("Manier van rekenen"), value=words.METHODS[one.method]),
        Term(name=_("Eenheid"), value=words.UNITS[one.unit]),
        Term(name=_("Goede kant"), value=words.POLARITIES[one.polarity]),
        Term(name=_("Minste aantal gevallen"), value=max(one.minimum_n, DEFAULT_RULES.threshold)),
        Term(name=_("Bron"), value=one.source.in_language(language)),
        Term(name=_("Gaat over"), value=words.TOPICS[one.topic]),
    ]


def _for_programs(one: Indicator) -> list[Term]:
    address = f"/api/v1/indicators/{one.name}"
    terms = [
        Term(name=_("Code"), value=one.code),
        Term(name=_("In kolommen van de benchmark"), value=written(one.method, one.measure)),
        Term(name=_("Adres van de definitie"), value=address),
    ]
    if is_computed(one):
        hint = _("Voor wie uitvoerders mag vergelijken.")
        figures = Term(name=_("Adres van de cijfers"), value=f"{address}/figures", hint=hint)
        return [*terms, figures]
    return terms
