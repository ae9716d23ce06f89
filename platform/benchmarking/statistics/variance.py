"""Variance within and between regions: how much of a difference sits where."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarking.statistics.means import Sums


class TooFewToSplit(ValueError):
    """Too few groups, or too few cases in them, to tell variance within from between."""

    def __init__(self) -> None:
        super().__init__(
            "Splitting variance takes two groups or more, one of which has two members or more."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Variance of cases within groups and of groups around each other, in squared minutes.

    Exact. `between` is nought where the groups differ no more than their cases make them.
    `ratio` is the variance ratio F with its two degrees of freedom; None where no case differs.
    """

    within: Fraction
    between: Fraction
    ratio: Fraction | None
    degrees: tuple[int, int]

    @property
    def share_between(self) -> Fraction | None:
        """The share of the whole variance that sits between the groups (intraclass correlation)."""
        whole = self.within + self.between
        return self.between / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedComponents:
    """Variance of cases within municipalities, of these within regions, and of regions; exact.

    In squared minutes; a component that would come out below nought is nought.
    """

    cases: Fraction
    municipalities: Fraction
    regions: Fraction

    @property
    def share_between_regions(self) -> Fraction | None:
        """The share of what municipalities differ that sits between regions, None without any."""
        whole = self.municipalities + self.regions
        return self.regions / whole if whole else None


def variance_components(groups: Sequence[Sums]) -> Components:
    """Split the variance of minutes over groups, of which only the sums are needed.

    One-way analysis of variance with random groups of unequal size.
    Source: Searle, Casella and McCulloch, Variance Components (1992), 3.6.

    Raises:
        TooFewToSplit: below two groups with cases, or when none has two cases.
    """
    used = [sums for sums in groups if sums.cases]
    cases = sum(sums.cases for sums in used)
    degrees = (len(used) - 1, cases - len(used))
    if min(degrees) < 1:
        raise TooFewToSplit
    of_groups = _squares_of_totals(used)
    between = (of_groups - _squares_of_totals([_together(used)])) / degrees[0]
    within = (sum(sums.squares for sums in used) - of_groups) / degrees[1]
    typical_size = Fraction(cases**2 - sum(s.cases**2 for s in used), cases * degrees[0])
    return Components(
        within=within,
        between=max(Fraction(0), (between - within) / typical_size),
        ratio=between / within if within else None,
        degrees=degrees,
    )


def nested_components(regions: Sequence[Sequence[Sums]]) -> NestedComponents:
    """Split the variance of minutes over cases, municipalities and regions.

    Source: Searle, Casella and McCulloch, Variance Components (1992), 5.3 (Henderson's method I
    for nested groups of unequal size).

    Args:
        regions: for each region the sums of its municipalities.

    Raises:
        TooFewToSplit: below two regions, when none has two municipalities, or none of these two
            cases.
    """
    used = [[sums for sums in region if sums.cases] for region in regions]
    used = [region for region in used if region]
    municipalities = [sums for region in used for sums in region]
    totals = [_together(region) for region in used]
    cases = sum(sums.cases for sums in municipalities)
    below = (
        len(used) - 1,
        len(municipalities) - len(used),
        cases - len(municipalities),
    )
    if min(below) < 1:
        raise TooFewToSplit
    of_municipalities, of_regions = _squares_of_totals(municipalities), _squares_of_totals(totals)
    within = (sum(s.squares for s in municipalities) - of_municipalities) / below[2]
    middle = (of_municipalities - of_regions) / below[1]
    outer = (of_regions - _squares_of_totals([_together(totals)])) / below[0]
    in_regions = sum(
        (Fraction(sum(s.cases**2 for s in region), total.cases)
         for region, total in zip(used, totals, strict=True)), Fraction(0),
    )  # fmt: skip
    in_all = Fraction(sum(s.cases**2 for s in municipalities), cases)
    of_middle = max(Fraction(0), (middle - within) * below[1] / (cases - in_regions))
    weight = (in_regions - in_all) / below[0]
    size = (cases - Fraction(sum(t.cases**2 for t in totals), cases)) / below[0]
    of_outer = max(Fraction(0), (outer - within - weight * of_middle) / size)
    return NestedComponents(cases=within, municipalities=of_middle, regions=of_outer)


def _together(groups: Sequence[Sums]) -> Sums:
    return Sums(
        cases=sum(sums.cases for sums in groups),
        total=sum(sums.total for sums in groups),
        squares=sum(sums.squares for sums in groups),
    )


def _squares_of_totals(groups: Sequence[Sums]) -> Fraction:
    return sum((Fraction(sums.total**2, sums.cases) for sums in groups), Fraction(0))
