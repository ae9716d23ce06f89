"""From the totals of organisations to what may be told of them together: one door, plain values.

Every count is rounded by a keyed chance that turns on the organisations, the year, the class and
the count alone. So the same count is shown the same under every question, and asking more often
teaches nothing. Means are in tenths of an hour, and only where enough cases of enough organisations
differ in hours.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from benchmarking.across.classes import HIDDEN, NESTED, Data, protected_classes, with_interval
from benchmarking.across.told import Told
from benchmarking.disclosure import Protected
from benchmarking.disclosure.organisations import Parts, hidden_in_row
from benchmarking.statistics.means import Sums
from policy_profiles.simulation.tally import EFFECTS, SIDES, VERDICTS
from rulebook.case_classes import DIMENSIONS

#: Sides in the order in which they are told; one that differs from an earlier by the cases of one
#: or two organisations is hidden.
_ORDER: Final = ("before", "after", "baseline", "practice")
_BESIDES: Final = ("longer", "shorter", "provider", "unclear")
#: Money is told in whole euros five by five, per application.
_CENTS: Final = 500


def protected_answer(told: Told, *, hides_exact: bool) -> Data:
    """Give all that may be told, as plain JSON.

    Args:
        told: the totals.
        hides_exact: whether hours and money would tell of few cases beside an earlier answer.
    """
    shows_hours = not hides_exact and told.counted.may_tell(_exact(told), is_exact=True)
    shows_hours &= told.counted.may_tell_sum(told.amounts("shift", "", ""))
    cases = told.parts("cases")
    whole = told.count(told.counted.total(cases), may_tell=told.counted.may_tell(cases))
    return {
        "cases": whole.as_data(),
        "sides": _sides(told, whole, hides_exact),
        "change": _change(told, whole, shows_hours),
        "classes": {d.code: list(protected_classes(told, d, shows_hours)) for d in DIMENSIONS},
        "values": list(_values(told)),
    }


def _exact(told: Told) -> Parts:
    return told.parts("apart", "before", "after", "exact")


def _below(told: Told, part: Parts, data: Data) -> Data:
    """Say of a hidden count over all that it is below the threshold, where it is: never nought."""
    if data["value"] is None and told.counted.total(part) < told.rules.threshold:
        return {**data, "below": told.rules.threshold}
    return data


def _sides(told: Told, whole: Protected, hides_exact: bool) -> Data:
    found = {}
    for place, side in enumerate(_ORDER):
        before = _ORDER[:place]
        verdicts = all(_may_stand_beside(told, side, one, "verdict") for one in before)
        exact = all(_may_stand_beside(told, side, one, "exact") for one in before)
        exact &= not (hides_exact and side == "after")
        found[side] = (
            _verdicts(told, side, whole, verdicts)
            | _measures(told, side, exact)
            | _obligations(told, side, verdicts)
        )
    return {side: found[side] for side in SIDES}


def _verdicts(told: Told, side: str, whole: Protected, may_tell: bool) -> Data:
    """Granted, refused and not known come to all cases, so what is hidden of them is several's."""
    cases = told.parts("cases")
    row = VERDICTS[:2] if side == "practice" else VERDICTS[:3]
    parts = [told.parts("verdict", side, verdict) for verdict in row]
    nested = told.counted.may_be_nested(told.parts("nested", side, "granted"))

    def may_stand(cells: Sequence[int]) -> bool:
        if cells == [0] and not nested:
            return False
        left: Parts = np.sum([parts[cell] for cell in cells], axis=0, dtype=np.int64)
        return told.counted.may_be_left(left, is_exact=True)

    hidden_ones = hidden_in_row(told.counted, parts, [cases] * len(row), may_stand=may_stand)
    shown = dict(zip(row, [not is_hidden for is_hidden in hidden_ones], strict=True))
    if side != "practice":
        shown["obligated"] = nested and told.counted.may_tell_part(
            told.parts("verdict", side, "obligated"), cases
        )
    data: Data = {}
    for verdict, is_shown in shown.items():
        part = told.parts("verdict", side, verdict)
        number = told.count(told.counted.total(part), may_tell=may_tell and is_shown)
        data[verdict] = with_interval(number, whole)
        if may_tell:
            data[verdict] = _below(told, part, data[verdict])
    return data


def _may_stand_beside(told: Told, side: str, other: str, kind: str) -> bool:
    """Say whether two sides may both be told: what they differ by is of nobody or of several."""
    pair = sorted((side, other), key=SIDES.index)
    if not told.counted.may_be_left(told.parts("apart", *pair, kind), is_exact=kind == "exact"):
        return False
    gaps = [told.amounts("apart", *pair, gap) for gap in ("minutes", "days", "cents")]
    return kind != "exact" or all(told.counted.may_tell_sum(gap) for gap in gaps)


def _measures(told: Told, side: str, may_tell: bool) -> Data:
    """Hours, months and euros of one side; nobody's hours are a figure of their own."""
    cases = told.parts("minutes", side, "told")
    if not (may_tell and told.counted.may_tell(cases, is_exact=True)) or not _may_tell_sum(
        told, "minutes", side
    ):
        return {"mean": HIDDEN.as_data(), "days": HIDDEN.as_data(), "cents": HIDDEN.as_data()}
    sums = told.sums("minutes", side)
    return {
        "told": _counted(told, cases).as_data(),
        "mean": told.mean(sums).as_data(),
        "days": _days(told, side).as_data(),
        "cents": _cents(told, side, sums).as_data(),
    }


def _may_tell_sum(told: Told, *name: str) -> bool:
    return told.counted.may_tell_sum(told.amounts(*name))


def _counted(told: Told, part: Parts) -> Protected:
    """How many cases have hours; not where who has none would be one or two organisations'."""
    may_tell = told.counted.may_be_nested(told.parts("cases") - part)
    return told.count(told.counted.total(part), may_tell=may_tell)


def _days(told: Told, side: str) -> Protected:
    granted = told.parts("period", side, "cases")
    if not (told.counted.may_tell(granted, is_exact=True) and _may_tell_sum(told, "period", side)):
        return HIDDEN
    days = told.total("period", side, "days")
    return Protected(value=3 * round(days / told.counted.total(granted) / 3))


def _cents(told: Told, side: str, sums: Sums) -> Protected:
    if not (told.all_have("cents", side, "total") and _may_tell_sum(told, "cents", side)):
        return HIDDEN  # also where somebody has no tariff
    return Protected(value=_CENTS * round(told.total("cents", side, "total") / sums.cases / _CENTS))


def _change(told: Told, whole: Protected, shows_hours: bool) -> Data:
    cases = told.parts("cases")
    data: Data = {}
    for name in (*EFFECTS, *_BESIDES):
        part = told.parts("effect", "", "", name)
        if name in NESTED and not _is_nested_enough(told, name):
            data[name] = HIDDEN.as_data()
            continue
        number = with_interval(told.part(part, cases), whole)
        data[name] = _below(told, part, number)
    sums = told.sums("shift", "", "")
    data["told"] = _counted(told, told.parts("shift", "", "", "told")).as_data()
    if data["told"]["value"] is None:
        data["unclear"] = HIDDEN.as_data()
    data["mean"] = (told.mean(sums) if shows_hours else HIDDEN).as_data()
    return data


def _is_nested_enough(told: Told, name: str) -> bool:
    return told.counted.may_be_nested(told.parts("effect", "", "", NESTED[name]))


def _values(told: Told) -> Iterator[Data]:
    """How many cases each differing value touches; of few, or nobody, only that: no sum at all."""
    cases = told.parts("cases")
    for parameter in dict.fromkeys(name[1] for name in told.names("value")):
        touched = told.parts("value", parameter, "cases")
        yield {
            "parameter": parameter,
            "touches_few": not told.counted.may_tell(touched),
            "cases": told.part(touched, cases).as_data(),
        }


def _obligations(told: Told, side: str, may_tell: bool) -> Data:
    """How many obligations each criterion leaves on one side."""
    cases = told.parts("cases")
    codes = dict.fromkeys(name[2] for name in told.names("obligation"))
    parts = {code: told.parts("obligation", side, code) for code in codes if side != "practice"}
    shown = {code: told.part(p, cases) if may_tell else HIDDEN for code, p in parts.items()}
    return {"obligations": {c: _below(told, parts[c], p.as_data()) for c, p in shown.items()}}
