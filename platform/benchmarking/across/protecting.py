"""From the totals of organisations to what may be told of them together: one door, plain values.

Every count is rounded by a keyed chance that turns on the organisations, the year, the class and
the count alone. So the same count is shown the same under every question, and asking more often
teaches nothing. Means are in tenths of an hour, and only where enough cases of enough organisations
differ in hours.
"""

from collections.abc import Iterator
from typing import Final

from benchmarking.across.classes import HIDDEN, Data, protected_classes, with_interval
from benchmarking.across.told import Told
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.organisations import Parts
from benchmarking.disclosure.values import hidden
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
    cases = told.parts("cases")
    whole = told.count(told.counted.total(cases), may_tell=told.counted.may_tell(cases))
    return {
        "cases": whole.as_data(),
        "sides": _sides(told, whole, hides_exact),
        "change": _change(told, whole, shows_hours),
        "classes": {d.code: list(protected_classes(told, d, shows_hours)) for d in DIMENSIONS},
        "values": list(_values(told, shows_hours)),
    }


def _exact(told: Told) -> Parts:
    return told.parts("apart", "before", "after", "exact")


def _below(told: Told, part: Parts, data: Data) -> Data:
    """Say of a hidden count over all that it is below the threshold, where it is: never nought."""
    if data["value"] is None and told.counted.total(part) < told.rules.threshold:
        return {**data, "below": told.rules.threshold}
    return data


def _sides(told: Told, whole: Protected, hides_exact: bool) -> Data:
    cases, found = told.parts("cases"), {}
    for place, side in enumerate(_ORDER):
        before = _ORDER[:place]
        verdicts = all(_may_stand_beside(told, side, one, "verdict") for one in before)
        exact = all(_may_stand_beside(told, side, one, "exact") for one in before)
        exact &= not (hides_exact and side == "after")
        data: Data = {}
        for verdict in VERDICTS:
            part = told.parts("verdict", side, verdict)
            if side == "practice" and verdict in ("unknown", "obligated"):
                continue
            number = told.part(part, cases) if verdicts else HIDDEN
            data[verdict] = _below(told, part, with_interval(number, whole))
        found[side] = data | _measures(told, side, exact) | _obligations(told, side, verdicts)
    return {side: found[side] for side in SIDES}


def _may_stand_beside(told: Told, side: str, other: str, kind: str) -> bool:
    """Say whether two sides may both be told: what they differ by is of nobody or of several."""
    pair = sorted((side, other), key=SIDES.index)
    return told.counted.may_be_left(told.parts("apart", *pair, kind), is_exact=kind == "exact")


def _measures(told: Told, side: str, may_tell: bool) -> Data:
    """Hours, months and euros of one side; nobody's hours are a figure of their own."""
    cases = told.parts("minutes", side, "told")
    if not (may_tell and told.counted.may_tell(cases, is_exact=True)):
        return {"mean": HIDDEN.as_data(), "days": HIDDEN.as_data(), "cents": HIDDEN.as_data()}
    sums = told.sums("minutes", side)
    return {
        "told": told.count(sums.cases, may_tell=True).as_data(),
        "mean": told.mean(sums).as_data(),
        "days": _days(told, side).as_data(),
        "cents": _cents(told, side, sums).as_data(),
    }


def _days(told: Told, side: str) -> Protected:
    granted = told.parts("period", side, "cases")
    if not told.counted.may_tell(granted, is_exact=True):
        return HIDDEN
    days = told.total("period", side, "days")
    return Protected(value=3 * round(days / told.counted.total(granted) / 3))


def _cents(told: Told, side: str, sums: Sums) -> Protected:
    if not told.all_have("cents", side, "total"):
        return hidden(HiddenReason.NO_CASES)  # somebody has no tariff
    return Protected(value=_CENTS * round(told.total("cents", side, "total") / sums.cases / _CENTS))


def _change(told: Told, whole: Protected, shows_hours: bool) -> Data:
    cases, data = told.parts("cases"), {}
    for name in (*EFFECTS, *_BESIDES):
        part = told.parts("effect", "", "", name)
        number = with_interval(told.part(part, cases), whole)
        data[name] = _below(told, part, number)
    sums = told.sums("shift", "", "")
    data["told"] = told.count(sums.cases, may_tell=sums.cases > 0).as_data()
    data["mean"] = (told.mean(sums) if shows_hours else HIDDEN).as_data()
    return data


def _values(told: Told, shows_hours: bool) -> Iterator[Data]:
    """What each changed value does by itself; one that touches too few, or nobody, says so."""
    cases = told.parts("cases")
    found = list(dict.fromkeys(name[1] for name in told.names("value")))
    for parameter in found:
        touched = {way: told.parts("value", parameter, way, "cases") for way in ("alone", "last")}
        shown = {way: told.part(part, cases) for way, part in touched.items()}
        yield {
            "parameter": parameter,
            "touches_few": all(not told.counted.may_tell(part) for part in touched.values()),
            **{way: number.as_data() for way, number in shown.items()},
            **{
                f"{way}_mean": _mean_of_value(told, parameter, way)
                if shows_hours
                else HIDDEN.as_data()
                for way in shown
            },
        }


def _mean_of_value(told: Told, parameter: str, way: str) -> Data:
    """Minutes per application that one value brings, where enough cases have others."""
    parts = [told.parts("value", parameter, way, name) for name in ("more", "fewer")]
    if not told.counted.may_tell(parts[0] + parts[1], is_exact=True):
        return HIDDEN.as_data()
    minutes, cases = told.total("value", parameter, way, "minutes"), told.total("cases")
    step = told.rules.minutes_step
    return Protected(value=step * round(minutes / cases / step)).as_data()


def _obligations(told: Told, side: str, may_tell: bool) -> Data:
    """How many obligations each criterion leaves on one side."""
    cases = told.parts("cases")
    codes = dict.fromkeys(name[2] for name in told.names("obligation"))
    parts = {code: told.parts("obligation", side, code) for code in codes if side != "practice"}
    shown = {code: told.part(p, cases) if may_tell else HIDDEN for code, p in parts.items()}
    return {"obligations": {c: _below(told, parts[c], p.as_data()) for c, p in shown.items()}}
