"""An indicator of one organisation, read from a table of a release as it may be shown."""

from dataclasses import dataclass, replace

from benchmarking.cube import cell_name
from benchmarking.definitions import Indicator
from benchmarking.disclosure import HiddenReason, Protected, Rounding, release_share
from benchmarking.disclosure.values import hidden
from benchmarking.measures.figures import IN_ONE, rate_shown
from benchmarking.measures.tables import FAMILIES
from benchmarking.released_indicators.compared import FromTables, moments_of
from benchmarking.released_indicators.counted import counts_recording
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.points import MOMENTS, curve_from
from benchmarking.released_indicators.tables import IndicatorTable
from benchmarking.shown import Shown, mean_shown
from benchmarking.statistics.means import Sums
from benchmarking.statistics.proportions import wilson_interval
from benchmarking.statistics.ratios import RatioSums


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One organisation at one place of the table of an indicator."""

    one: Indicator
    table: IndicatorTable
    places: Places
    rounding: Rounding
    at: tuple[int, int]

    @property
    def name(self) -> str:
        """The name under which its counts are rounded."""
        member, place = self.at
        label = self.places.axes.members[member]
        return cell_name(label, self.places.names[place], FAMILIES[self.one.measure.fact])

    @property
    def count(self) -> int:
        """The cases, as kept."""
        return int(self.table.whole.counts[self.at])

    @property
    def as_of(self) -> int:
        """The release in which anything of it last changed."""
        parts = self.table.parts.as_of[(slice(None), *self.at)]
        return max(int(self.table.whole.as_of[self.at]), *map(int, parts), 1)

    def column(self, name: str) -> int:
        """Return what goes with the cases."""
        return int(self.table.column(name)[self.at])


def nothing_by_two() -> FromTables:
    """Return what is told where two things are chosen at once: tables run along one."""
    reason = hidden(HiddenReason.NOT_TOGETHER)
    return FromTables(cases=reason, members_counted=0, as_of=1, value=reason)


def figure_from(cell: Cell) -> FromTables:
    """Return what may be shown of an indicator of one organisation."""
    cases = _cases(cell)
    method = cell.one.method
    plain = FromTables(cases=cases, members_counted=0 if cases.is_hidden else 1, as_of=cell.as_of)
    if method == "count":
        return replace(plain, value=cases)
    if method in MOMENTS:
        return _curve(cell, plain)
    if method in ("mean", "rate"):
        return replace(plain, value=_mean(cell, cases) if method == "mean" else _rate(cell, cases))
    parts = {code: _share(cell, number, cases) for number, code in enumerate(cell.table.codes)}
    if method == "share":
        return replace(plain, value=parts[""])
    return replace(plain, parts=parts)


def _cases(cell: Cell) -> Protected:
    rules = cell.rounding.rules
    if cell.table.whole.hidden[cell.at] or 0 < cell.count < rules.threshold:
        return hidden(HiddenReason.SMALL_NUMBERS)
    if not cell.count:
        return hidden(HiddenReason.NO_CASES)
    shown = cell.rounding.rounded(cell.count, cell=cell.name)
    rows = int(cell.table.rows.counts[cell.at])
    if rows >= rules.threshold:  # never more than all rows, so that the rest is not told by less
        shown = min(shown, cell.rounding.rounded(rows, cell=cell.name))
    return Protected(value=shown)


def _reason(cell: Cell, cases: Protected) -> HiddenReason | None:
    if cases.reason is None and (cases.value or 0) < cell.one.minimum_n:
        return HiddenReason.SMALL_NUMBERS
    return cases.reason


def _share(cell: Cell, number: int, cases: Protected) -> Protected:
    at, kept = (number, *cell.at), cell.table.parts
    reason = _reason(cell, cases)
    if reason is None and kept.hidden[at]:
        reason = HiddenReason.SMALL_NUMBERS
    part, whole = int(kept.counts[at]), int(kept.base[at]) if kept.base is not None else 0
    if counts_recording(cell.one):
        return _share_of_recording(cell, part, whole, reason)
    return release_share(
        part, whole, part_cell=cell.name, whole_cell=cell.name, rounding=cell.rounding,
        reason=reason,
    )  # fmt: skip


def _share_of_recording(
    cell: Cell, part: int, whole: int, reason: HiddenReason | None
) -> Protected:
    """Give a share that tells of nobody: also where hardly anything was not recorded."""
    if reason is None and part < cell.rounding.rules.threshold:
        reason = HiddenReason.SMALL_NUMBERS
    if reason is not None:
        return hidden(reason)
    of = cell.rounding.rounded(whole, cell=cell.name)
    shown = min(cell.rounding.rounded(part, cell=cell.name), of)
    interval = wilson_interval(shown, of)
    if interval is None:
        return hidden(HiddenReason.NO_CASES)
    return Protected(
        value=round(100 * shown / of),
        low=round(100 * interval.low),
        high=round(100 * interval.high),
    )


def _mean(cell: Cell, cases: Protected) -> Protected:
    number = cell.column("cases")
    times, rounding = IN_ONE.get(cell.one.unit), cell.rounding
    if times is not None:
        rounding = replace(rounding, rules=replace(rounding.rules, minutes_step=1))
    sums = _sums(cell, times or 1)
    found = Shown(members=(cell.at[0],), reason=_reason_of_sums(cell, cases))
    return mean_shown(sums if number else None, found, rounding)


def _rate(cell: Cell, cases: Protected) -> Protected:
    sums = RatioSums(
        cases=cell.column("cases"),
        above=cell.column("total"),
        below=cell.column("per"),
        above_squares=cell.column("squares"),
        below_squares=cell.column("per_squares"),
        products=cell.column("products"),
    )
    reason = _reason_of_sums(cell, cases)
    return rate_shown(sums, measure=cell.one.measure, reason=reason)


def _sums(cell: Cell, times: int) -> Sums:
    return Sums(
        cases=cell.column("cases"),
        total=cell.column("total") * times,
        squares=cell.column("squares") * times**2,
    )


def _reason_of_sums(cell: Cell, cases: Protected) -> HiddenReason | None:
    """Tell why a sum is hidden: with one reason, for "one has half" tells how much that one has."""
    reason = _reason(cell, cases)
    if reason is None and cell.table.sums_hidden[cell.at]:
        reason = HiddenReason.SMALL_NUMBERS
    return reason


def _curve(cell: Cell, plain: FromTables) -> FromTables:
    moments = MOMENTS[cell.one.method]
    curve = curve_from(cell.table.points[cell.at], moments=moments, cases=plain.cases)
    return replace(plain, curve=curve, parts=moments_of(curve, cell.one))
