"""What was decided, the own rules, the policy that is asked and the baseline, as they may be told.

What is the same under every question is held against one another in one order; the policy that is
asked is held against all of those, so that no question shows what another hides.
"""

from collections.abc import Sequence
from typing import Final

from benchmarking.across.classes import HIDDEN, Data, with_interval
from benchmarking.across.told import OWN, Prefix, Told, together
from benchmarking.disclosure import Protected
from benchmarking.disclosure.organisations import hidden_in_row
from policy_profiles.simulation.tally import SIDES, VERDICTS

#: In the order in which they are held against those before them; what is asked comes last.
_FIXED: Final = ("before", "baseline", "practice")
_ASKED: Final = "after"
#: Money is told in whole euros five by five, per application.
_CENTS: Final = 500
_MEASURES: Final = ("told", "mean", "days", "cents")
_GAPS: Final = ("minutes", "days", "cents")


def protected_sides(told: Told, whole: Protected, hours: Prefix | None) -> Data:
    """Give each side as it may be told.

    Args:
        whole: how many cases there are, as shown.
        hours: whose hours are told of the policy that is asked; None for nobody's.
    """
    found: dict[str, Data] = {}
    for place, side in enumerate(_FIXED):
        others = _FIXED[:place]
        verdicts = all(_is_far(told, side, one, "verdict") for one in others)
        exact = all(_is_far(told, side, one, "exact") for one in others)
        found[side] = (
            _verdicts(told, side, whole, may_tell=verdicts)
            | _measures(told, side, OWN, _may_show(told, side, others) if exact else ())
            | _obligations(told, side, may_tell=verdicts)
        )
    found[_ASKED] = (
        _verdicts(told, _ASKED, whole, may_tell=True)
        | _measures_asked(told, found, hours)
        | _obligations(told, _ASKED, may_tell=True)
    )
    for name in (*VERDICTS, "obligations"):
        fixed = _fixed_near(told, name)
        if fixed is not None:
            found[_ASKED][name] = found[fixed].get(name, HIDDEN.as_data())
    return {side: found[side] for side in SIDES}


def _fixed_near(told: Told, name: str) -> str | None:
    """The fixed side that what is asked differs from in nobody's verdict, or in too few."""
    source = _source(told, _ASKED, "obligated" if name == "obligations" else name)
    near = (side for side in _FIXED if _is_near(told, side, "verdict", source))
    return next(near, None)


def _measures_asked(told: Told, found: dict[str, Data], hours: Prefix | None) -> Data:
    if hours is None:
        return _hidden_measures()
    for side in _FIXED:
        if _is_near(told, side, "exact", hours):
            return {name: found[side][name] for name in _MEASURES}
    shown = _may_show(told, _ASKED, _FIXED, hours)
    if hours == OWN:
        shown = tuple(gap for gap in shown if gap == "minutes" or told.near.measure(gap))
    return _measures(told, _ASKED, hours, shown)


def _verdicts(told: Told, side: str, whole: Protected, *, may_tell: bool) -> Data:
    """Granted, refused and not known come to all cases, so what is hidden of them is several's."""
    cases = told.parts("cases")
    row = VERDICTS[:2] if side == "practice" else VERDICTS[:3]
    sources = {verdict: _source(told, side, verdict) for verdict in VERDICTS}
    parts = {v: told.parts(*sources[v], "verdict", side, v) for v in VERDICTS}
    granted = (*sources["granted"], "nested", side, "granted")
    nested = told.counted.may_be_nested(told.parts(*granted))

    def may_stand(cells: Sequence[int]) -> bool:
        if list(cells) == [0] and not nested:
            return False
        left = together([parts[row[cell]] for cell in cells])
        return told.counted.may_be_left(left, is_exact=True)

    in_row = [parts[verdict] for verdict in row]
    hidden_ones = hidden_in_row(told.counted, in_row, [cases] * len(row), may_stand=may_stand)
    shown = dict(zip(row, [not is_hidden for is_hidden in hidden_ones], strict=True))
    if side != "practice":
        shown["obligated"] = nested and told.counted.may_tell_part(parts["obligated"], cases)
    data: Data = {}
    for verdict, is_shown in shown.items():
        number = told.counted.total(parts[verdict])
        data[verdict] = with_interval(told.count(number, may_tell=may_tell and is_shown), whole)
        if may_tell:
            data[verdict] = told.below(parts[verdict], data[verdict])
    return data


def _source(told: Told, side: str, verdict: str) -> Prefix:
    if side != _ASKED:
        return OWN
    return told.near.count(f"after/{verdict}", [("verdict", _ASKED, verdict)])


def _pair(side: str, other: str) -> tuple[str, str]:
    one, two = sorted((side, other), key=SIDES.index)
    return one, two


def _is_near(told: Told, fixed: str, kind: str, source: Prefix) -> bool:
    """Say whether what is asked differs from a fixed side in none, or in too few to be told."""
    apart = told.parts(*source, "apart", *_pair(_ASKED, fixed), kind)
    return not told.counted.may_tell(apart, is_exact=True)


def _is_far(told: Told, side: str, other: str, kind: str) -> bool:
    """Say whether two fixed sides may both be told: they differ in nobody, or in several's."""
    apart = told.parts("apart", *_pair(side, other), kind)
    return told.counted.may_be_left(apart, is_exact=kind == "exact")


def _may_show(
    told: Told, side: str, others: Sequence[str], source: Prefix = OWN
) -> tuple[str, ...]:
    """Name the measures in which what a side differs by from each other one is nearly no one's."""
    return tuple(
        gap
        for gap in _GAPS
        if all(
            told.counted.may_tell_sum(told.amounts(*source, "apart", *_pair(side, other), gap))
            for other in others
        )
    )


def _measures(told: Told, side: str, source: Prefix, shown: Sequence[str]) -> Data:
    """Hours, months and euros of one side; nobody's hours are a figure of their own."""
    where = (*source, "minutes", side)
    cases = told.parts(*where, "told")
    data = _hidden_measures()
    if not told.counted.may_tell(cases, is_exact=True):
        return data
    sums = told.sums([where])
    if "minutes" in shown and told.counted.may_tell_sum(told.amounts(*where)):
        data |= {"told": told.having(cases).as_data(), "mean": told.mean(sums).as_data()}
    if "days" in shown:
        data["days"] = _days(told, (*source, "period", side)).as_data()
    if "cents" in shown and data["mean"]["value"] is not None:
        data["cents"] = _cents(told, (*source, "cents", side), sums.cases).as_data()
    return data


def _hidden_measures() -> Data:
    return {name: HIDDEN.as_data() for name in _MEASURES}


def _days(told: Told, period: Prefix) -> Protected:
    granted = told.parts(*period, "cases")
    is_spread = told.counted.may_tell_sum(told.amounts(*period))
    if not (told.counted.may_tell(granted, is_exact=True) and is_spread):
        return HIDDEN
    days = told.total(*period, "days")
    return Protected(value=3 * round(days / told.counted.total(granted) / 3))


def _cents(told: Told, cents: Prefix, cases: int) -> Protected:
    has_all = told.all_have(*cents, "total")  # hidden where somebody has no tariff
    if not (has_all and told.counted.may_tell_sum(told.amounts(*cents))):
        return HIDDEN
    return Protected(value=_CENTS * round(told.total(*cents, "total") / cases / _CENTS))


def _obligations(told: Told, side: str, *, may_tell: bool) -> Data:
    """How many obligations each criterion leaves on one side."""
    if side == "practice":
        return {"obligations": {}}
    cases = told.parts("cases")
    found = {}
    for code in _criteria(told):
        source = _source_of_obligation(told, side, code)
        part = told.parts(*source, "obligation", side, code)
        shown = told.part(part, cases) if may_tell else HIDDEN
        found[code] = told.below(part, shown.as_data())
    return {"obligations": found}


def _criteria(told: Told) -> list[str]:
    names = told.names("obligation")
    names += [name[2:] for name in told.names("earlier") if name[2] == "obligation"]
    return sorted({name[2] for name in names})


def _source_of_obligation(told: Told, side: str, code: str) -> Prefix:
    if side != _ASKED:
        return OWN
    return told.near.count(f"after/obligation/{code}", [("obligation", _ASKED, code)])
