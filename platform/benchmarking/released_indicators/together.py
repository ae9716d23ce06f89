"""A figure of several organisations, made of what is shown of each and of nothing else.

So it says nothing beyond those figures, and everybody less one gives what is shown of that one.
Whoever is hidden is left out; how many count is said. An interval is made as that of one
organisation is: Wilson's of a share, Peto's of a curve and of its moments, and of means and rates
the one that those of the members come to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from benchmarking.definitions import Indicator
from benchmarking.disclosure import (
    DEFAULT_RULES,
    HiddenReason,
    Protected,
    is_dominated,
)
from benchmarking.disclosure.values import hidden
from benchmarking.group_means import Weighed, mean_of_shown
from benchmarking.mean_curves import main_reason, mean_curve
from benchmarking.released_indicators.compared import moments_of
from benchmarking.released_indicators.values import ReleasedFigure, Whom
from benchmarking.statistics.proportions import wilson_interval


def taken_together(
    whom: Whom, figures: Sequence[ReleasedFigure], *, asked: Indicator
) -> ReleasedFigure:
    """Return the figure of several, of the figures of each under one choice.

    Args:
        whom: who they are.
        figures: one or more, of one selection; that of one alone is its own.
        asked: the indicator: people are added, all else is weighed by cases.
    """
    first = figures[0]
    counted = [one for one in figures if _is_shown(one)]
    if len(figures) == 1:
        return replace(first, whom=whom, members_counted=len(counted))
    value, curve = first.value, first.curve
    if value is not None:
        value = _value([_of_value(one) for one in figures], asked)
    if curve is not None:
        curve = mean_curve([one.curve for one in figures if one.curve])
    return ReleasedFigure(
        indicator=first.indicator,
        whom=whom,
        selection=first.selection,
        release=first.release,
        as_of=max(one.as_of for one in counted or figures),
        members=len(figures),
        members_counted=len(counted),
        holds_synthetic=any(one.holds_synthetic for one in figures),
        cases=_added([one.cases for one in counted] or [one.cases for one in figures]),
        value=value,
        parts=_parts(figures, asked) if curve is None else moments_of(curve, asked),
        curve=curve,
    )


def _parts(figures: Sequence[ReleasedFigure], asked: Indicator) -> Mapping[str, Protected]:
    codes = dict.fromkeys(code for one in figures for code in one.parts)
    return {code: _value([_of_part(one, code) for one in figures], asked) for code in codes}


def _is_shown(one: ReleasedFigure) -> bool:
    told = [one.value, *one.parts.values()]
    return not one.cases.is_hidden and any(part is not None and not part.is_hidden for part in told)


def _of_value(one: ReleasedFigure) -> Weighed:
    return one.value or hidden(HiddenReason.NO_CASES), one.cases.value or 0


def _of_part(one: ReleasedFigure, code: str) -> Weighed:
    return one.parts.get(code, hidden(HiddenReason.NO_CASES)), one.cases.value or 0


def _added(counts: Sequence[Protected]) -> Protected:
    shown = [one.value for one in counts if one.value is not None]
    return Protected(value=sum(shown)) if shown else hidden(main_reason(counts))


def _value(figures: Sequence[Weighed], asked: Indicator) -> Protected:
    told = [(one, cases) for one, cases in figures if one.value is not None and cases]
    if not told:
        return hidden(main_reason([one for one, _ in figures]))
    if asked.unit == "people":
        return _added([one for one, _ in told])
    cases = [number for _, number in told]
    if is_dominated(cases, largest_share=DEFAULT_RULES.largest_share):
        return hidden(HiddenReason.DOMINATED)
    mean = sum((one.value or 0) * number for one, number in told) / sum(cases)
    if asked.unit == "percent" and asked.method != "rate":
        return _share(mean, sum(cases))
    return mean_of_shown(told)


def _share(mean: float, cases: int) -> Protected:
    interval = wilson_interval(round(mean * cases / 100), cases) if 0 <= mean <= 100 else None
    if interval is None:
        return Protected(value=round(mean))
    return Protected(
        value=round(mean), low=round(100 * interval.low), high=round(100 * interval.high)
    )
