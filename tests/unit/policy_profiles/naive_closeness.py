"""Distances and the search for sets once more, the plain way: one client, one policy at a time."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import Any

from rulebook.attribution import replaced
from rulebook.finding import find
from rulebook.parameter import NOT_STATED, PARAMETERS
from rulebook.profile import Profile
from rulebook.vignettes import VIGNETTES

Chosen = tuple[tuple[str, Any], ...]


def stated_distance(a: Profile, b: Profile, topic: str, everybody: Sequence[Profile]) -> Fraction:
    """The mean over the parameters of a topic, each from 0 to 1."""
    counted = [
        name
        for name, parameter in PARAMETERS.items()
        if parameter.topic == topic
        and parameter.freedom != "fixed"
        and not all(profile[name].value is NOT_STATED for profile in everybody)
    ]
    return Fraction(sum(_of(name, a[name].value, b[name].value) for name in counted), len(counted))


def _of(name: str, a: Any, b: Any) -> Fraction:
    if a is NOT_STATED or b is NOT_STATED:
        return Fraction(a is not b)
    if isinstance(a, Mapping):
        flat = [list(_flat(table)) for table in (a, b)]
        return Fraction(sum(_cell(name, x, y) for x, y in zip(*flat, strict=True)), len(flat[0]))
    return _cell(name, a, b)


def _flat(table: Mapping[str, Any]):
    for cells in table.values():
        yield from cells.values() if isinstance(cells, Mapping) else [cells]


def _cell(name: str, a: Any, b: Any) -> Fraction:
    if isinstance(a, tuple):
        everything = {*a, *b}
        return Fraction(sum((x in a) != (x in b) for x in everything), len(everything) or 1)
    parameter = PARAMETERS[name]
    numbers = [value for value in (a, b) if type(value) is int]
    if parameter.bounds and parameter.type in ("quantity", "table") and len(numbers) == 2:
        return abs(Fraction(a - b, parameter.bounds[1] - parameter.bounds[0]))
    return Fraction(a != b)


def answered_distance(a: Profile, b: Profile) -> Fraction:
    """The mean over the clients, from their explained findings."""
    total = Fraction(0)
    for one in VIGNETTES:
        left, right = find(one.facts, a), find(one.facts, b)
        total += max(_verdicts(left, right), _hours(left.minutes, right.minutes))
    return total / len(VIGNETTES)


def _verdicts(left: Any, right: Any) -> Fraction:
    classes = [{"met_with_obligation": "met"}.get(f.verdict, f.verdict) for f in (left, right)]
    if classes[0] != classes[1]:
        return Fraction(1)
    is_same = (left.verdict, left.provider) == (right.verdict, right.provider)
    return Fraction(0 if is_same else Fraction(1, 2))


def _hours(a: int | None, b: int | None) -> Fraction:
    if a == b:
        return Fraction(0)
    if a is None or b is None:
        return Fraction(1)
    return 1 - Fraction(min(a, b), max(a, b))


def spread(group: Sequence[Profile], clients: Sequence[int]) -> Fraction:
    """How far the hours lie from the middle one, summed."""
    total = Fraction(0)
    for place in clients:
        minutes = [find(VIGNETTES[place].facts, profile).minutes or 0 for profile in group]
        middle = median(Fraction(each) for each in minutes)
        total += sum(abs(each - middle) for each in minutes)
    return total


def known_by_all(group: Sequence[Profile]) -> list[int]:
    """The places of the clients of whom every policy can tell the hours."""
    return [
        place
        for place, one in enumerate(VIGNETTES)
        if all(find(one.facts, profile).minutes is not None for profile in group)
    ]


def with_values(profile: Profile, changes: Sequence[tuple[str, Profile]]) -> Profile:
    """A policy with some values of others."""
    for name, holder in changes:
        profile = replaced(profile, holder, (name,))
    return profile


def least_left(
    group: Sequence[Profile], candidates: Sequence[tuple[str, Profile]], size: int
) -> Fraction:
    """The least spread that any set of so many changes leaves, every set worked through whole."""
    clients = known_by_all(group)
    sets = [
        changes
        for changes in combinations(candidates, size)
        if len({name for name, _holder in changes}) == size
    ]
    return min(
        spread([with_values(profile, changes) for profile in group], clients) for changes in sets
    )
