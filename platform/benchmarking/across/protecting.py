"""From the totals of organisations to what may be told of them together: one door, plain values.

Every count is rounded by a keyed chance that turns on the organisations, the year, the class and
the count alone. So the same count is shown the same under every question, and asking more often
teaches nothing. Sums of hours, days and money are of cases that each have a fixed deviation.
"""

from collections.abc import Iterator
from typing import Final

from benchmarking.across.classes import HIDDEN, NESTED, Data, protected_classes, with_interval
from benchmarking.across.sides import protected_sides
from benchmarking.across.told import Prefix, Told
from benchmarking.disclosure import Protected
from policy_profiles.simulation.tally import BESIDES, EFFECTS
from rulebook.case_classes import DIMENSIONS

_WHOLE: Final = ("", "")
HOURS: Final = "hours"


def protected_answer(told: Told) -> Data:
    """Give all that may be told, as plain JSON.

    `near` says of each figure that stands for that of an earlier question whose it is, by hash.
    """
    hours = told.near.hours(HOURS)
    shows_hours = hours is not None and _may_tell_change(told, hours)
    cases = told.parts("cases")
    whole = told.count(told.counted.total(cases), may_tell=told.counted.may_tell(cases))
    answer = {
        "cases": whole.as_data(),
        "sides": protected_sides(told, whole, hours),
        "change": _change(told, whole, hours if shows_hours else None),
        "classes": {d.code: list(protected_classes(told, d, shows_hours)) for d in DIMENSIONS},
        "values": list(_values(told)),
    }
    near = {figure: told.before.hashes[place] for figure, place in told.near.stands.items()}
    return {**answer, "near": near}


def _may_tell_change(told: Told, hours: Prefix) -> bool:
    exact = told.parts(*hours, "apart", "before", "after", "exact")
    shift = told.amounts(*hours, "shift", *_WHOLE)
    return told.counted.may_tell(exact, is_exact=True) and told.counted.may_tell_sum(shift)


def _change(told: Told, whole: Protected, hours: Prefix | None) -> Data:
    cases = told.parts("cases")
    data: Data = {}
    for name in (*EFFECTS, *BESIDES):
        source = told.near.count(f"change/{name}", [("effect", *_WHOLE, name)])
        part = told.parts(*source, "effect", *_WHOLE, name)
        if name in NESTED and not _is_nested_enough(told, source, name):
            data[name] = HIDDEN.as_data()
            continue
        data[name] = told.below(part, with_interval(told.part(part, cases), whole))
    shift = (*(hours or ()), "shift", *_WHOLE)
    data["told"] = told.having(told.parts(*shift, "told")).as_data()
    if data["told"]["value"] is None:
        data["unclear"] = HIDDEN.as_data()
    data["mean"] = (HIDDEN if hours is None else told.mean(told.sums([shift]))).as_data()
    return data


def _is_nested_enough(told: Told, source: Prefix, name: str) -> bool:
    return told.counted.may_be_nested(told.parts(*source, "effect", *_WHOLE, NESTED[name]))


def _values(told: Told) -> Iterator[Data]:
    """Which differing values touch few cases or nobody, and which more: no number at all."""
    for parameter in dict.fromkeys(name[1] for name in told.names("value")):
        touched = told.parts("value", parameter, "cases")
        yield {"parameter": parameter, "touches_few": not told.counted.may_tell(touched)}
