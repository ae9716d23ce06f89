"""The distance between policies in what they state: per topic, the mean over its parameters.

Of one parameter the distance is a number from 0 (the same) to 1:

- a set of codes: 1 − |A ∩ B| / |A ∪ B|, which is Jaccard's distance;
- a number: |a − b| / (highest − lowest), by the bounds of the parameter; "no limit" is 1 from every
  number;
- a table: the mean over its cells, so that its cells together weigh as one parameter;
- anything else, and stated against not stated: 1.

Each of these is a metric. Of a topic it is the mean over the parameters that somebody in the whole
comparison states and that the law leaves open: the same parameters for every pair, so the mean is
a metric too. It is nought for policies that state the same, whatever their sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from rulebook.headings import TOPICS
from rulebook.parameter import NOT_STATED, PARAMETERS, Parameter
from rulebook.profile import Profile

ByTopic = Mapping[str, Fraction]
_NOUGHT, _ONE = Fraction(0), Fraction(1)
_NUMBERS: Final = ("quantity", "table")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedMeasure:
    """Which parameters take part, by topic; a topic of which nobody states anything has none."""

    parameters: Mapping[str, tuple[str, ...]]

    def between(self, a: Profile, b: Profile) -> ByTopic:
        """Give the distance of two of the profiles for every topic that takes part."""
        return {
            topic: sum((value_distance(PARAMETERS[n], a[n].value, b[n].value) for n in names),
                       _NOUGHT) / len(names)
            for topic, names in self.parameters.items()
        }  # fmt: skip

    def differing(self, topic: str, profiles: Sequence[Profile], from_: Profile) -> int:
        """Count the parameters of a topic in which one of the profiles at least differs."""
        return sum(
            any(profile[name].value != from_[name].value for profile in profiles)
            for name in self.parameters.get(topic, ())
        )


def stated_measure(profiles: Sequence[Profile]) -> StatedMeasure:
    """Make the measure for a comparison of all these profiles, the baseline among them or not."""
    counted: dict[str, list[str]] = {topic: [] for topic in TOPICS}
    for name, parameter in PARAMETERS.items():
        is_open = parameter.freedom != "fixed"
        if is_open and any(profile[name].is_stated for profile in profiles):
            counted[parameter.topic].append(name)
    return StatedMeasure(parameters={t: tuple(names) for t, names in counted.items() if names})


def value_distance(parameter: Parameter, a: object, b: object) -> Fraction:
    """Give the distance between two values of one parameter, from 0 to 1."""
    if a == b:
        return _NOUGHT
    if a is NOT_STATED or b is NOT_STATED:
        return _ONE
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return _of_tables(parameter, a, b)
    return _of_cells(parameter, a, b)


def weighted(distances: ByTopic, weights: Mapping[str, int]) -> Fraction | None:
    """Give the weighted mean over the topics that take part; None where none of them weighs.

    It is Σ weight × distance / Σ weight: from 0 to 1, and nought only if each topic that weighs is.
    """
    whole = sum(weights[topic] for topic in distances)
    if not whole:
        return None
    return sum((weights[t] * distance for t, distance in distances.items()), _NOUGHT) / whole


def _of_tables(parameter: Parameter, a: Mapping[str, Any], b: Mapping[str, Any]) -> Fraction:
    columns = parameter.columns
    cells = [
        (a[row][column], b[row][column]) if column else (a[row], b[row])
        for row in parameter.rows
        for column in columns or ("",)
    ]
    total = sum((_of_cells(parameter, x, y) for x, y in cells if x != y), _NOUGHT)
    return total / len(cells)


def _of_cells(parameter: Parameter, a: object, b: object) -> Fraction:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return 1 - Fraction(len({*a} & {*b}), len({*a} | {*b}))
    is_scaled = parameter.type in _NUMBERS and parameter.bounds is not None
    if is_scaled and isinstance(a, int) and isinstance(b, int):
        low, high = parameter.bounds or (0, 1)
        return Fraction(abs(a - b), high - low)
    return _ONE
