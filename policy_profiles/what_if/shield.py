"""What a what-if may show: no figure that could be about one or two people.

Small classes are put together, counts below the limit are hidden, and with each of them a second
one in its row and column, so that no total gives it away. Decision note 0042.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from policy_profiles.simulation.values import Against, Impact, Shift
from policy_profiles.what_if.suppression import CountTable, companions, is_small, nearly_alike

#: Counts below this are not shown to the organisation's own people.
OWN_LIMIT: Final = 3
#: And below this not in a file, which may leave the organisation.
FILE_LIMIT: Final = 10
#: Fewer cases than this are not worked through at all.
FEWEST_CASES: Final = 10

_EFFECTS: Final = ("fewer", "same", "more", "unclear")
RIGHTS: Final = ("gained", "lost")
#: Who gains the right gets more hours, and who loses it fewer.
_HOURS_OF: Final = {"gained": "more", "lost": "fewer"}
_VERDICTS: Final = ("granted", "refused", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShieldedClass:
    """One class, or several small ones together, and the names of the figures that stay hidden.

    `hidden` names fields of the shift: counts, and "mean" for everything measured in hours.
    """

    codes: tuple[str, ...]
    shift: Shift
    hidden: frozenset[str]


def affected(shift: Shift) -> int:
    """How many cases get other hours."""
    return shift.more + shift.fewer


def hides_hours(impact: Impact, limit: int) -> bool:
    """Say whether so few get other hours that the totals would be about them alone."""
    return any(
        is_small(affected(against.whole), limit)
        for against in (impact.against_before, impact.against_baseline)
    )


def hidden_totals(whole: Shift, limit: int) -> frozenset[str]:
    """Name the counts of all cases together that stay hidden: small ones, and those beside them."""
    effects = {name: getattr(whole, name) for name in _EFFECTS}
    small = {name for name in (*_EFFECTS, *RIGHTS) if is_small(getattr(whole, name), limit)}
    hidden = companions(effects, limit, first=("same",)) | small | _nearly_all(whole, limit)
    return hidden | {right for right in _beside(hidden) if getattr(whole, right)}


def hidden_in_words(whole: Shift, limit: int) -> frozenset[str]:
    """Name the counts of all cases that no sentence tells, not even that one of them is nought."""
    hidden = hidden_totals(whole, limit)
    return hidden | _beside(hidden)


def _beside(hidden: Collection[str]) -> frozenset[str]:
    """The rights beside hours that are hidden: they would say which of two those can be."""
    return frozenset(right for right, hours in _HOURS_OF.items() if hours in hidden)


def _nearly_all(shift: Shift, limit: int) -> frozenset[str]:
    """Name the rights that all but one or two of those with more or fewer hours gain or lose."""
    return frozenset(
        right
        for right, hours in _HOURS_OF.items()
        if not is_small(getattr(shift, hours), limit)
        and is_small(getattr(shift, hours) - getattr(shift, right), limit)
    )


def hidden_verdicts(impact: Impact, limit: int) -> Mapping[str, frozenset[str]]:
    """Name the verdicts that stay hidden of "before", "after" and "baseline".

    Those of both sides where they differ by so few that subtracting would show them.
    """
    sides = {name: getattr(impact, name) for name in ("before", "after", "baseline")}
    counts = {side: {n: getattr(sides[side], n) for n in _VERDICTS} for side in sides}
    hidden = {
        side: set(companions(found, limit)) | {n for n in found if is_small(found[n], limit)}
        for side, found in counts.items()
    }
    shifts = {"before": impact.against_before.whole, "baseline": impact.against_baseline.whole}
    for one, other in combinations(sides, 2):
        told = [abs(counts[one][name] - counts[other][name]) for name in _VERDICTS]
        if "after" in (one, other):
            shift = shifts[one if other == "after" else other]
            told += [shift.gained, shift.lost]
        if any(is_small(number, limit) for number in told):
            hidden[one] |= set(_VERDICTS)
            hidden[other] |= set(_VERDICTS)
        if is_small(abs(sides[one].obligated - sides[other].obligated), limit):
            hidden[one].add("obligated")
            hidden[other].add("obligated")
    for side, found in sides.items():
        hidden[side] |= {"obligated"} if is_small(found.obligated, limit) else set()
    return {side: frozenset(names) for side, names in hidden.items()}


def alike_totals(impacts: Sequence[Impact], limit: int) -> tuple[frozenset[str], ...]:
    """Name of each of several what-ifs on the same cases the counts nearly alike in another one.

    Where there is any, the hours and money of both would be about those few as well: hide them too.
    """
    found = nearly_alike([_told_of_all(impact) for impact in impacts], limit)
    return tuple(names | _beside(names) for names in found)


def alike_dimensions(impacts: Sequence[Impact], limit: int) -> tuple[frozenset[str], ...]:
    """Name of each of several what-ifs the dimensions in which a class is nearly alike."""
    dimensions = {c.dimension for i in impacts for c in i.against_before.classes}
    alike = {
        dimension: nearly_alike([_told_of_classes(i, dimension) for i in impacts], limit)
        for dimension in dimensions
    }
    return tuple(
        frozenset(dimension for dimension, names in alike.items() if names[place])
        for place in range(len(impacts))
    )


def _told_of_all(impact: Impact) -> dict[str, int]:
    against = impact.against_before
    shift = {name: getattr(against.whole, name) for name in (*_EFFECTS, *RIGHTS) if name != "same"}
    besides = {name: getattr(against, name) for name in ("longer", "shorter", "provider")}
    return shift | besides | {name: getattr(impact.after, name) for name in _VERDICTS}


def _told_of_classes(impact: Impact, dimension: str) -> dict[str, int]:
    return {
        f"{each.code} {name}": getattr(each.shift, name)
        for each in impact.against_before.classes
        for name in _HOURS_OF.values()
        if each.dimension == dimension
    }


def hidden_practice(impact: Impact, limit: int) -> frozenset[str]:
    """Name the counts of what was really decided that stay hidden: small, or near a policy's."""
    decided = {name: getattr(impact.practice, name) for name in ("granted", "refused")}
    sides = (impact.before, impact.after, impact.baseline)
    told = [*decided.values()]
    told += [abs(decided[name] - getattr(side, name)) for name in decided for side in sides]
    return frozenset(decided) if any(is_small(number, limit) for number in told) else frozenset()


def hides_practice_hours(impact: Impact, limit: int) -> bool:
    """Say whether what was granted differs from a policy's hours in too few cases to be shown.

    What was worked through before this was counted does not tell, and is not shown.
    """
    sides = ("before", "after", "baseline")
    differing = [impact.practice.differing.get(side) for side in sides]
    return any(number is None or is_small(number, limit) for number in differing)


def hidden_obligations(impact: Impact, limit: int) -> Mapping[str, bool]:
    """Say of "before", "after" and "baseline" whether the obligations by criterion stay hidden.

    All of a side, where one is small or nearly the same on another side: a case can leave two, so
    what the others come to would say too much of it.
    """
    sides = {name: getattr(impact, name).obligations for name in ("before", "after", "baseline")}
    hidden = {
        name: any(is_small(number, limit) for number in found.values())
        for name, found in sides.items()
    }
    for one, other in combinations(sides, 2):
        codes = {*sides[one], *sides[other]}
        apart = [abs(sides[one].get(code, 0) - sides[other].get(code, 0)) for code in codes]
        if any(is_small(number, limit) for number in apart):
            hidden[one] = hidden[other] = True
    return hidden


def shielded_classes(against: Against, dimension: str, limit: int) -> tuple[ShieldedClass, ...]:
    """Give the classes of a dimension as they may be shown; none where it has none."""
    found = [((c.code,), c.shift) for c in against.classes if c.dimension == dimension]
    if not found:
        return ()
    merged = _merged(found, limit)
    shifts = [shift for _codes, shift in merged]
    whole = against.whole
    hidden = [
        _hidden_names(shifts, _EFFECTS, limit, whole),
        _hidden_names(shifts, RIGHTS, limit, whole),
        _hidden_means(shifts, limit, whole),
    ]
    return tuple(
        ShieldedClass(codes=codes, shift=shift, hidden=frozenset().union(*(h[row] for h in hidden)))
        for row, (codes, shift) in enumerate(merged)
    )


_Named = tuple[tuple[str, ...], Shift]


def _merged(found: Sequence[_Named], limit: int) -> list[_Named]:
    """Put the classes of fewer cases than the limit together, with the next smallest if need be."""
    kept = [each for each in found if each[1].cases >= limit]
    small = [each for each in found if each[1].cases < limit]
    while small and kept and sum(shift.cases for _c, shift in small) < limit:
        least = min(kept, key=lambda each: each[1].cases)
        kept.remove(least)
        small.append(least)
    if not small:
        return kept
    codes = tuple(code for names, _shift in small for code in names)
    return [*kept, (codes, _sum([shift for _codes, shift in small]))]


def _sum(shifts: Sequence[Shift]) -> Shift:
    """Several classes as one; there is no interval for what was not resampled together."""
    if len(shifts) == 1:
        return shifts[0]
    names = ("cases", *_EFFECTS, *RIGHTS, "minutes_before", "minutes_after")
    totals = {name: sum(getattr(shift, name) for shift in shifts) for name in names}
    return Shift(**totals, intervals={})


def _hidden_names(
    shifts: Sequence[Shift], names: Sequence[str], limit: int, whole: Shift
) -> list[set[str]]:
    """Hide the small counts, and then more until nothing that is shown gives one away."""
    totals = hidden_totals(whole, limit)
    if len(shifts) == 1:  # the same cases as the whole, so the same is hidden
        return [{name for name in names if name in totals}]
    counts = [[getattr(shift, name) for name in names] for shift in (*shifts, whole)]
    near = [_nearly_all(shift, limit) for shift in shifts]
    hidden = [
        [is_small(count, limit) or name in beside for name, count in zip(names, row, strict=True)]
        for row, beside in zip(counts[:-1], near, strict=True)
    ]
    table = CountTable(
        counts=counts,
        cases=[shift.cases for shift in (*shifts, whole)],
        adds_up=names == _EFFECTS,  # gained and lost do not come to all cases
        hidden=[*hidden, [name in totals for name in names]],
        limit=limit,
    )
    table.close()
    return [
        {name for name, is_hidden in zip(names, row, strict=True) if is_hidden} for row in hidden
    ]


def _hidden_means(shifts: Sequence[Shift], limit: int, whole: Shift) -> list[set[str]]:
    """Hide hours that would be about one or two people, and those of a second class with them."""
    few = [is_small(affected(shift), limit) for shift in shifts]
    if is_small(affected(whole), limit):
        return [{"mean"} for _shift in shifts]
    others = [row for row, is_few in enumerate(few) if not is_few]
    if sum(few) == 1 and others:
        row = min(others, key=lambda r: (affected(shifts[r]) == 0, affected(shifts[r])))
        few[row] = True
    return [{"mean"} if is_few else set() for is_few in few]
