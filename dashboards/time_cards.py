"""The cards over time: keeping the job, and finding the next one, with published lines beside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import language_now
from benchmarking.comparison import ProtectedComparison
from benchmarking.definitions import ReferenceSeries, indicators, series_of
from benchmarking.disclosure import Protected, ProtectedCurve
from benchmarking.group_figures import GroupFigures
from benchmarking.shown import DAYS_A_MONTH, DIRECTLY_DAYS, days_of
from dashboards import words
from dashboards.card import Card, Record
from dashboards.curve_figures import Curve, Point, curves
from dashboards.figures import Figure
from dashboards.hours_cards import why_hidden
from dashboards.theme import Theme, reference_colour

_YEAR, _HALF_YEAR = days_of(12), days_of(6)
#: Published series drawn beside a figure; the others stand in its table. Of a next job it is that
#: which counts as I-05 does: a trial placement is a start.
_DRAWN = {
    "next_job": ("next_job_or_trial_external_coach",),
    "job_retention": ("ended_job_duration",),
}


def retention_card(comparison: ProtectedComparison) -> Card:
    """Return how many keep the same job, of both sides, with numbers still followed."""
    own = _percent_at(comparison.tenant.retention, _YEAR)
    other = _percent_at(comparison.reference.retention, _YEAR)
    names = {"own": comparison.tenant.name, "other": words.name_of_reference(comparison.against)}
    title = _("Hoe lang mensen van %(own)s in dezelfde baan blijven") % names
    if own is not None and other is not None:
        names |= {"a": words.percent(own), "b": words.percent(other)}
        title = _("Na 12 maanden werkt %(a)s nog in dezelfde baan; bij %(other)s %(b)s") % names
    elif own is not None:
        title = _("Na 12 maanden werkt %(a)s nog in dezelfde baan") % {"a": words.percent(own)}
    kind = _Kind(
        key="baanbehoud",
        indicator="job_retention",
        of_side=lambda side: side.retention,
        percent_of=lambda survival: survival,
        months_label=_("maanden sinds de start van de baan"),
    )
    summary = _("Deel dat nog in dezelfde baan werkt, naar maanden sinds de eerste werkdag.")
    return _curve_card(comparison, kind, title=title, summary=summary)


def next_job_card(comparison: ProtectedComparison) -> Card:
    """Return how soon a next job begins after the end of one, of both sides."""
    own = _percent_at(comparison.tenant.next_job, _HALF_YEAR)
    title = _("Hoe snel een volgende baan begint na het einde van een baan")
    if own is not None:
        title = _("Binnen een half jaar begint %(share)s aan een volgende baan") % {
            "share": words.percent(100 - own)
        }
    kind = _Kind(
        key="volgende-baan",
        indicator="next_job",
        of_side=lambda side: side.next_job,
        percent_of=lambda survival: 100 - survival,
        months_label=_("maanden sinds het einde van de baan"),
    )
    summary = _("Deel dat aan een volgende baan is begonnen, naar maanden sinds het einde.")
    return _curve_card(comparison, kind, title=title, summary=summary)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What tells the two cards apart: which curve, and what of it is shown."""

    key: str
    indicator: str
    of_side: Callable[[GroupFigures], ProtectedCurve]
    percent_of: Callable[[int], int]
    months_label: str


def _curve_card(comparison: ProtectedComparison, kind: _Kind, *, title: str, summary: str) -> Card:
    sides = (comparison.tenant, comparison.reference)
    names = (comparison.tenant.name, words.label_of_reference(comparison.against))
    published = list(series_of(kind.indicator))
    drawn = [series for series in published if series.id in _DRAWN[kind.indicator]]
    own_curve = kind.of_side(sides[0])
    if own_curve.cases.is_hidden:
        summary = why_hidden(sides[0].name, own_curve.cases, comparison.selection)
    elif own_curve.hidden_after is not None:
        summary += " " + _too_few_after(sides[0].name, own_curve.hidden_after)
    anything = any(kind.of_side(side).points for side in sides)
    return Card(
        key=kind.key,
        section=_("In de tijd"),
        title=title,
        summary=summary,
        caption=words.said(indicators()[kind.indicator].label),
        corner=_("Moment"),
        records=_records(sides, names, kind, published),
        indicators=(indicators()[kind.indicator],),
        notes=_notes(published),
        legend=(
            ("own-line", _named_or_hidden(names[0], own_curve)),
            (f"{comparison.against}-line", _named_or_hidden(names[1], kind.of_side(sides[1]))),
            *(("published-line", words.said(series.label)) for series in drawn),
        ),
        draw=(lambda theme: _figure(comparison, kind, drawn, theme)) if anything else None,
        cases=tuple(
            (name, kind.of_side(side).cases) for name, side in zip(names, sides, strict=True)
        ),
    )


def _named_or_hidden(name: str, curve: ProtectedCurve) -> str:
    """Return a side's name, with the reason where its curve is not shown."""
    return f"{name}: {words.hidden(curve.cases)}" if curve.cases.is_hidden else name


def _figure(
    comparison: ProtectedComparison, kind: _Kind, drawn: list[ReferenceSeries], theme: Theme
) -> Figure:
    own, other = kind.of_side(comparison.tenant), kind.of_side(comparison.reference)
    other_name = words.short_name_of_reference(comparison.against)
    return curves(
        own=_curve(comparison.tenant.name, own, kind.percent_of),
        reference=_curve(other_name, other, kind.percent_of),
        published=[_published_curve(series) for series in drawn],
        colour=reference_colour(theme, comparison.against),
        at_risk_label=_("%(name)s, nog gevolgd:"),
        months_label=kind.months_label,
        theme=theme,
        language=language_now(),
    )


def _curve(name: str, curve: ProtectedCurve, percent_of: Callable[[int], int]) -> Curve:
    return Curve(
        name=name,
        points=tuple(
            Point(
                months=point.day / DAYS_A_MONTH,
                percent=percent_of(point.survival.value),
                low=_turned(point.survival, percent_of)[0],
                high=_turned(point.survival, percent_of)[1],
                at_risk="" if point.at_risk.value is None else words.count(point.at_risk.value),
            )
            for point in curve.points
            if point.survival.value is not None
        ),
    )


def _turned(survival: Protected, percent_of: Callable[[int], int]) -> tuple[int | None, int | None]:
    if survival.low is None or survival.high is None:
        return None, None
    ends = sorted((percent_of(survival.low), percent_of(survival.high)))
    return ends[0], ends[1]


def _published_curve(series: ReferenceSeries) -> Curve:
    return Curve(
        name=words.said(series.short),
        points=tuple(Point(months=months, percent=share) for months, share in series.points),
        is_stepped=False,
    )


def _records(
    sides: tuple[GroupFigures, GroupFigures],
    names: tuple[str, str],
    kind: _Kind,
    published: list[ReferenceSeries],
) -> tuple[Record, ...]:
    """Return all figures, and published ones beside them, in the order of time."""
    dated = [
        *(
            one
            for side, name in zip(sides, names, strict=True)
            for one in _of_side(side, name, kind)
        ),
        *_published_records(published),
    ]
    return tuple(record for _day, record in sorted(dated, key=lambda one: one[0]))


def _of_side(side: GroupFigures, name: str, kind: _Kind) -> Iterator[tuple[int, Record]]:
    curve, followed = kind.of_side(side), _("%(name)s, nog gevolgd") % {"name": name}
    if curve.cases.is_hidden:
        yield 0, Record(row=moment_in_words(0), column=name, figure=curve.cases, unit="percent")
    for point in curve.points:
        if point.survival.value is None:
            continue
        low, high = _turned(point.survival, kind.percent_of)
        share = Protected(value=kind.percent_of(point.survival.value), low=low, high=high)
        row = moment_in_words(point.day)
        yield point.day, Record(row=row, column=name, figure=share, unit="percent")
        yield point.day, Record(row=row, column=followed, figure=point.at_risk, unit="count")


def _published_records(published: list[ReferenceSeries]) -> Iterator[tuple[int, Record]]:
    for series in published:
        for months, share in series.points:
            day = DIRECTLY_DAYS if 0 < months < 1 else days_of(round(months))
            yield (
                day,
                Record(
                    row=moment_in_words(day),
                    column=words.said(series.label),
                    figure=Protected(value=share),
                    unit="percent",
                ),
            )


def moment_in_words(day: int) -> str:
    """Return a day on a curve as a moment: "start", "within a week", "6 months"."""
    if day == 0:
        return _("start")
    if day == DIRECTLY_DAYS:
        return _("binnen een week")
    months = round(day / DAYS_A_MONTH)
    return ngettext("%(months)s mnd", "%(months)s mnd", months) % {"months": months}


def _notes(published: list[ReferenceSeries]) -> tuple[str, ...]:
    notes = []
    for series in published:
        place = f"{words.said(series.document)}, {series.section}"
        notes.append(f"{words.said(series.label)}: {place}. {words.said(series.caveats[0])}")
    shared = dict.fromkeys(
        words.said(caveat) for series in published for caveat in series.caveats[-2:]
    )
    return (*notes, *shared)


def _too_few_after(name: str, day: int) -> str:
    months = round(day / DAYS_A_MONTH)
    text = ngettext(
        "Na %(months)s maand zijn er voor %(name)s te weinig mensen om te tonen.",
        "Na %(months)s maanden zijn er voor %(name)s te weinig mensen om te tonen.",
        months,
    )
    return text % {"months": months, "name": name}


def _percent_at(curve: ProtectedCurve, day: int) -> int | None:
    point = curve.at(day)
    return None if point is None else point.survival.value
