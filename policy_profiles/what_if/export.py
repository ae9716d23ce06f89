"""A kept what-if as CSV: protected as for whatever may leave the organisation."""

from collections.abc import Iterator
from typing import Any

from policy_profiles.reading.export import csv_content, for_a_spreadsheet
from policy_profiles.simulation.values import Against, Figures, Impact, Interval
from policy_profiles.what_if.queries import KeptScenario
from policy_profiles.what_if.shield import (
    FILE_LIMIT,
    hidden_totals,
    hidden_verdicts,
    hides_hours,
    shielded_classes,
)
from policy_profiles.what_if.suppression import is_small
from rulebook.case_classes import DIMENSIONS

FIELDS = ("section", "dimension", "class", "figure", "value", "unit", "low", "high", "hidden")

Line = dict[str, Any]
_VERDICTS = ("granted", "refused", "unknown", "obligated")
_EFFECTS = ("more", "fewer", "same", "unclear", "gained", "lost")


def scenario_csv(kept: KeptScenario, *, language: str) -> bytes:
    """Write every figure on a line of its own; hours in minutes, a hidden figure is empty."""
    rows = (dict.fromkeys(FIELDS, "") | line for line in _lines(kept.impact))
    safe = ({name: _cell(value) for name, value in row.items()} for row in rows)
    return csv_content(FIELDS, safe, language=language)


def _cell(value: Any) -> Any:  # noqa: ANN401 - numbers stay numbers, also below nought
    return for_a_spreadsheet(value) if isinstance(value, str) else value


def _lines(impact: Impact) -> Iterator[Line]:
    yield {"section": "cases", "figure": "cases", "value": impact.cases, "unit": "count"}
    hides = hides_hours(impact, FILE_LIMIT)
    for section in ("before", "after", "baseline"):
        hidden = hidden_verdicts(impact, FILE_LIMIT)[section]
        yield from _of_figures(section, getattr(impact, section), hides, hidden)
    for section in ("against_before", "against_baseline"):
        yield from _of_shift(section, getattr(impact, section), hides)
    for found in impact.influences:
        for way in ("alone", "last"):
            touch = getattr(found, way)
            line = {"section": f"parameter_{way}", "class": found.parameter, "figure": "cases"}
            yield line | _count(touch.cases, None)


def _of_figures(
    section: str, figures: Figures, hides_hours: bool, hidden: frozenset[str]
) -> Iterator[Line]:
    for name in _VERDICTS:
        number = _count(getattr(figures, name), figures.intervals.get(name))
        found = _hidden("count") if name in hidden else number
        yield {"section": section, "figure": name} | found
    minutes = _minutes(figures.minutes, figures.intervals.get("minutes"))
    yield {"section": section, "figure": "minutes"} | (_hidden("min") if hides_hours else minutes)


def _of_shift(section: str, against: Against, hides_hours: bool) -> Iterator[Line]:
    whole = against.whole
    hidden = hidden_totals(whole, FILE_LIMIT)
    for name in _EFFECTS:
        line = {"section": section, "figure": name}
        number = _count(getattr(whole, name), whole.intervals.get(name))
        yield line | (_hidden("count") if name in hidden else number)
    minutes = _minutes(whole.minutes, whole.intervals.get("minutes"))
    yield {"section": section, "figure": "minutes"} | (_hidden("min") if hides_hours else minutes)
    for dimension in DIMENSIONS:
        for each in shielded_classes(against, dimension.code, FILE_LIMIT):
            line = {"section": section, "dimension": dimension.code, "class": "+".join(each.codes)}
            shift = each.shift
            yield line | {"figure": "cases"} | _count(shift.cases, None)
            for name in _EFFECTS:
                number = _count(getattr(shift, name), shift.intervals.get(name))
                yield (
                    line | {"figure": name} | (_hidden("count") if name in each.hidden else number)
                )
            if shift.mean is not None:
                mean = _minutes(round(float(shift.mean), 1), shift.intervals.get("mean"))
                is_hidden = "mean" in each.hidden
                yield line | {"figure": "mean_minutes"} | (_hidden("min") if is_hidden else mean)


def _count(number: int, interval: Interval | None) -> Line:
    if is_small(number, FILE_LIMIT):
        return _hidden("count")
    return {"value": number, "unit": "count"} | _limits(interval)


def _minutes(number: float, interval: Interval | None) -> Line:
    return {"value": number, "unit": "min"} | _limits(interval)


def _limits(interval: Interval | None) -> Line:
    return {"low": round(interval.low, 1), "high": round(interval.high, 1)} if interval else {}


def _hidden(unit: str) -> Line:
    return {"unit": unit, "hidden": "yes"}  # not why: that would tell small ones from the others
