"""Rounding on the way out: counts, shares and means as they may be shown."""

import hashlib
from dataclasses import dataclass
from fractions import Fraction

from benchmarking.disclosure.rules import DEFAULT_RULES, DisclosureRules
from benchmarking.disclosure.values import HiddenReason, Protected, hidden
from benchmarking.statistics.means import Interval
from benchmarking.statistics.proportions import wilson_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Rounds a count to a multiple of the base, up or down by a keyed chance that is unbiased.

    The same cell with the same count always gives the same answer, so asking again teaches
    nothing. Someone without the key knows a count only to within base - 1 on either side.
    """

    key: bytes
    rules: DisclosureRules = DEFAULT_RULES

    def rounded(self, count: int, *, cell: str) -> int:
        """Return `count` as a multiple of the base; `cell` names its place in the release."""
        base = self.rules.rounding_base
        down = count // base * base
        chance = hashlib.blake2b(f"{cell}={count}".encode(), key=self.key[:64], digest_size=8)
        goes_up = int.from_bytes(chance.digest()) * base < (count - down) * 2**64
        return down + base if goes_up else down


def release_count(
    count: int, *, cell: str, rounding: Rounding, reason: HiddenReason | None = None
) -> Protected:
    """Return a count of cases, rounded; hidden for `reason`, or because it is small."""
    reason = reason or _reason_of(count, rounding.rules)
    if reason is not None:
        return hidden(reason)
    return Protected(value=rounding.rounded(count, cell=cell))


def release_share(
    part: int,
    whole: int,
    *,
    part_cell: str,
    whole_cell: str,
    rounding: Rounding,
    reason: HiddenReason | None = None,
) -> Protected:
    """Return part / whole in whole percents with Wilson's interval.

    Both come from the rounded counts, each under the name that it always has, so that the share
    says no more than the counts do.
    """
    reason = reason or _reason_of(whole, rounding.rules)
    if reason is None and min(part, whole - part) < rounding.rules.threshold:
        reason = HiddenReason.SMALL_NUMBERS
    if reason is not None:
        return hidden(reason)
    return share_of_shown(
        rounding.rounded(part, cell=part_cell), rounding.rounded(whole, cell=whole_cell)
    )


def share_of_shown(shown: int, of: int) -> Protected:
    """Return one shown count of another in whole percents with Wilson's interval."""
    interval = wilson_interval(shown, of)
    if interval is None:
        return hidden(HiddenReason.NO_CASES)
    return Protected(
        value=round(100 * shown / of),
        low=round(100 * interval.low),
        high=round(100 * interval.high),
    )


def release_mean(
    mean: Fraction | None,
    interval: Interval | None,
    *,
    cases: int,
    rules: DisclosureRules = DEFAULT_RULES,
    reason: HiddenReason | None = None,
) -> Protected:
    """Return a mean in minutes, in steps of `minutes_step`, with its interval."""
    reason = reason or _reason_of(cases, rules)
    if reason is not None:
        return hidden(reason)
    if mean is None:
        return hidden(HiddenReason.NO_CASES)
    step = rules.minutes_step
    return Protected(
        value=round(mean / step) * step,
        low=None if interval is None else round(interval.low / step) * step,
        high=None if interval is None else round(interval.high / step) * step,
    )


def _reason_of(cases: int, rules: DisclosureRules) -> HiddenReason | None:
    if cases == 0:
        return HiddenReason.NO_CASES
    return HiddenReason.SMALL_NUMBERS if cases < rules.threshold else None
