"""Questions: the facts still to be asked for before a criterion or the hours can be told."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.engine import Working
from rulebook.facts import FactValue
from rulebook.intensity import FACTS_OF_METHOD
from rulebook.plan import Plan
from rulebook.ternary import NOT_KNOWN

Facts = Mapping[str, FactValue | None]


def questions_of(facts: Facts, plan: Plan, working: Working) -> dict[str, tuple[str, ...]]:
    """For each criterion that is not known, and for "hours", the facts to ask for, in order."""
    asked = {
        code: _asks(code, facts, plan)
        for code, outcome in working.criteria.items()
        if outcome[0] == NOT_KNOWN
    }
    if working.support_minutes[0] < 0:
        asked["hours"] = _missing(facts, *_asks_of_hours(facts, plan))
    return asked


def _missing(facts: Facts, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if facts.get(name) is None)


def _asks(code: str, facts: Facts, plan: Plan) -> tuple[str, ...]:
    if code == "target_group":
        return _missing(facts, *plan.grounds)
    if code == "contract_duration":
        if facts.get("work_situation") == "trial_placement":
            return ("intended_months",)
        return _missing(facts, "contract_form", "contract_start", "contract_end")
    if code == "weekly_hours":
        given = facts.get("weekly_hours") is not None or facts.get("yearly_hours") is not None
        return ("growth_expected",) if given else ("weekly_hours",)
    if code == "wage_value":
        return _first_missing(facts, "wage_value", "growth_expected")
    if code == "illness":
        return _first_missing(facts, "illness_weeks", "illness_support_approved")
    if code == "duration":
        first_day = ("coaching_start",) if facts.get("request_kind") == "continuation" else ()
        return _first_missing(facts, "support_start", *first_day, "extension_justified")
    if code == "provider_recognition":
        return _first_missing(facts, "support_form", "provider_recognition")
    return _OWN_FACT.get(code, ())


def _first_missing(facts: Facts, *names: str) -> tuple[str, ...]:
    return _missing(facts, *names)[:1]


def _asks_of_hours(facts: Facts, plan: Plan) -> tuple[str, ...]:
    trial = facts.get("work_situation") == "trial_placement"
    job = () if trial else ("contract_form", "employment_start", *_contract_end(facts))
    hours = tuple(
        name
        for name in FACTS_OF_METHOD[plan.method]
        if name in ("weekly_hours", "goal_hours", "need")
        and not (name == "weekly_hours" and facts.get("yearly_hours") is not None)
    )
    return ("received_on", "support_start", *job, *hours, *_late(facts, plan))


def _contract_end(facts: Facts) -> tuple[str, ...]:
    return () if facts.get("contract_form") == "permanent" else ("contract_end",)


def _late(facts: Facts, plan: Plan) -> tuple[str, ...]:
    received, start = facts.get("received_on"), facts.get("support_start")
    if (
        received is None
        or start is None
        or isinstance(received, (str, int))
        or isinstance(start, (str, int))
    ):
        return ()
    late = (received - start).days > plan.limit("application.deadline_days")
    return ("late_with_reason",) if late else ()


_OWN_FACT: Mapping[str, tuple[str, ...]] = {
    "work_situation": ("work_situation",),
    "contract_form": ("contract_form",),
    "concurrency": ("concurrent_support",),
    "need": ("need",),
    "punch_card": ("previous_support_end",),
    "provider_form": ("support_form",),
    "coach_level": ("coach_level",),
    "coach_training": ("coach_trained",),
    "coach_independence": ("coach_direct_colleague",),
}
