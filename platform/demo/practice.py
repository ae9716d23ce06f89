"""What consultants decide: mostly as the rules advise, now and then otherwise, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from demo.draws import Draws
from demo.tenant_list import Practice
from rulebook.ternary import NOT_KNOWN, NOT_MET

GRANT: Final = "grant"
GRANT_OTHERWISE: Final = "grant_otherwise"
REFUSE: Final = "refuse"
_HALF_HOUR: Final = 30  # minutes: people decide in half hours

_WHY_MORE: Final = {
    "person": 34,
    "workplace": 24,
    "continuity": 15,
    "agreed_with_employer": 15,
    "hardship": 12,
}
_WHY_LESS: Final = {"colleagues_take_over": 30, "asked_for_less": 26, "agreed_with_employer": 20,
                    "capacity": 15, "other_support": 9}  # fmt: skip
_WHY_REFUSE: Final = {"other_support": 60, "colleagues_take_over": 40}
_WHY_GRANT: Final = {"hardship": 38, "person": 32, "continuity": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One decision: grant, grant_otherwise or refuse; minutes granted; and why otherwise."""

    outcome: str
    minutes: int
    reason: str = ""


def decide(
    practice: Practice, *, verdict: int, minutes: int, support_minutes: int, draws: Draws
) -> Choice | None:
    """What a consultant decides where the rules say this; None: facts are missing to decide.

    Args:
        practice: how often this tenant decides otherwise.
        verdict: the outcome of the rulebook (see `rulebook.ternary`).
        minutes: the advice; 0 where the rules refuse, below 0 where not known.
        support_minutes: what goes with the support asked for, whatever the verdict; likewise.
        draws: where chance comes from.
    """
    if verdict == NOT_MET:
        if support_minutes <= 0 or not draws.whether(practice.grant_anyway):
            return Choice(outcome=REFUSE, minutes=0)
        return _otherwise(support_minutes, 100, _WHY_GRANT, draws)
    if verdict == NOT_KNOWN or minutes < 0:
        return None
    ways = {
        "more": practice.more,
        "less": practice.less,
        "refuse": practice.refuse_anyway,
    }
    way = draws.pick({**ways, "as advised": 100 - sum(ways.values())})
    if way == "more":
        return _otherwise(minutes, draws.whole(*practice.more_factor), _WHY_MORE, draws, up=True)
    if way == "less":
        return _otherwise(minutes, draws.whole(*practice.less_factor), _WHY_LESS, draws)
    if way == "refuse":
        return Choice(outcome=REFUSE, minutes=0, reason=draws.pick(_WHY_REFUSE))
    return Choice(outcome=GRANT, minutes=minutes)


def _otherwise(
    minutes: int, percent: int, reasons: Mapping[str, float], draws: Draws, *, up: bool = False
) -> Choice:
    """A grant of another size, in whole half hours, never the size that was advised."""
    rounded = max(1, (minutes * percent + 50 * _HALF_HOUR) // (100 * _HALF_HOUR)) * _HALF_HOUR
    if rounded == minutes and percent != 100:
        rounded += _HALF_HOUR if up or rounded == _HALF_HOUR else -_HALF_HOUR
    return Choice(outcome=GRANT_OTHERWISE, minutes=rounded, reason=draws.pick(reasons))
