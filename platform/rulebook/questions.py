"""Questions: the facts still to be asked for before a criterion or the hours can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from rulebook.criteria import CRITERIA
from rulebook.engine import Working
from rulebook.facts import FactValue
from rulebook.intensity import FACTS_OF_METHOD
from rulebook.plan import Plan
from rulebook.provider import REQUIREMENTS
from rulebook.ternary import NOT_KNOWN

Facts = Mapping[str, FactValue | None]
Names = tuple[str, ...]

_CASE_CRITERIA: Final = frozenset(criterion.code for criterion in CRITERIA)
#: The methods that count the years of the job.
_BY_YEAR: Final = ("percentage_by_regime", "capped_percentage", "yearly_caps")


def questions_of(facts: Facts, plan: Plan, working: Working) -> dict[str, Names]:
    """For each criterion that is not known, and for "hours", the facts to ask for, in order."""
    asked = {
        code: asks_of_criterion(code, facts, plan)
        for code, outcome in working.criteria.items()
        if outcome[0] == NOT_KNOWN
    }
    if working.support_minutes[0] < 0:
        has_term = bool(working.award.known[0])
        asked["hours"] = asks_of_hours(facts, plan, has_term=has_term)
    return asked


def _missing(facts: Facts, *names: str) -> Names:
    return tuple(name for name in names if facts.get(name) is None)


def _first_missing(facts: Facts, *names: str) -> Names:
    return _missing(facts, *names)[:1]


def asks_of_criterion(code: str, facts: Facts, plan: Plan) -> Names:
    """The facts that a criterion which is not known asks for.

    Those of the criterion itself; else what may set the criterion aside altogether.
    """
    asks = _ASKS.get(code)
    own = asks(facts, plan) if asks else _missing(facts, *_OWN_FACT[code])
    if own or code not in _CASE_CRITERIA:
        return own
    return _first_missing(facts, "request_kind", "work_situation")


def _target_group(facts: Facts, plan: Plan) -> Names:
    return _missing(facts, *plan.grounds)


def _contract_duration(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    if facts.get("work_situation") is None:
        return ("work_situation",)
    if facts.get("work_situation") == "trial_placement":
        return _missing(facts, "intended_months")
    dates = _missing(facts, "contract_start", "contract_end")
    return _missing(facts, "contract_form", "contract_start", "contract_end") if dates else ()


def _weekly_hours(facts: Facts, plan: Plan) -> Names:
    given = facts.get("weekly_hours") is not None or facts.get("yearly_hours") is not None
    return _growth(facts, plan) if given else ("weekly_hours",)


def _wage_value(facts: Facts, plan: Plan) -> Names:
    return _missing(facts, "wage_value") or _growth(facts, plan)


def _growth(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    if facts.get("growth_expected") is False:
        return ()
    return _first_missing(facts, "growth_expected", "contract_form")


def _illness(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    return _first_missing(facts, "illness_weeks", "illness_support_approved")


def _duration(facts: Facts, plan: Plan) -> Names:
    extension = () if plan.limits["duration.extension_months"] is None else ("extension_justified",)
    names = ["support_start", *_term(facts), *extension]
    if facts.get("request_kind") == "continuation":
        names.append("previous_support_end")
    return _first_missing(facts, *names)


def _term(facts: Facts) -> Names:
    """What tells when the ordinary duration began: for a first application, this one."""
    kind = facts.get("request_kind")
    if facts.get("coaching_start") is not None or kind in ("first", "punch_card"):
        return ()
    return ("request_kind",) if kind is None else ("coaching_start",)


def _punch_card(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    return _first_missing(facts, "request_kind", "previous_support_end")


def _coach_level(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    return _first_missing(facts, "coach_level", "support_form")


def _coach_training(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    return _first_missing(facts, "support_form", "coach_trained")


def _recognition(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    return _first_missing(facts, "support_form", "provider_recognition")


def _organisation(facts: Facts, plan: Plan) -> Names:
    """Where form and recognition do not settle it: what the policy requires and nobody told."""
    required = (fact for parameter, fact in REQUIREMENTS.items() if plan.requires(parameter))
    return _first_missing(facts, "support_form", "provider_recognition") or _missing(
        facts, *required
    )


def _registration(facts: Facts, plan: Plan) -> Names:  # noqa: ARG001 - one signature
    return _first_missing(facts, "support_form", "coach_registered")


def _register_gate(facts: Facts, plan: Plan) -> Names:
    return _missing(facts, "target_register", *plan.statutory_grounds)


def asks_of_hours(facts: Facts, plan: Plan, *, has_term: bool) -> Names:
    """The facts that hours which are not known ask for; `has_term` where the days are known."""
    if not has_term:
        return _asks_of_period(facts) or _missing(facts, "support_form", "late_with_reason")[:1]
    return _asks_of_method(facts, plan)


def _asks_of_period(facts: Facts) -> Names:
    names: list[str] = ["request_kind", "work_situation", "support_start", "received_on"]
    if facts.get("work_situation") != "trial_placement":
        names.extend(_term(facts))
        if facts.get("contract_form") != "permanent":
            dates = _missing(facts, "contract_start", "contract_end")
            names.extend(("contract_form", *dates) if dates else ())
    return tuple(dict.fromkeys(_missing(facts, *names)))


def _asks_of_method(facts: Facts, plan: Plan) -> Names:
    names: list[str] = []
    if plan.method in _BY_YEAR and facts.get("work_situation") != "trial_placement":
        from_employment = plan.codes["bands.count_from"] == "employment"
        names.append("employment_start" if from_employment else "coaching_start")
    for name in FACTS_OF_METHOD[plan.method]:
        by_year = name == "weekly_hours" and facts.get("yearly_hours") is not None
        if name not in ("yearly_hours", "unused_hours") and not by_year:
            names.append(name)
    if plan.method == "yearly_caps" and facts.get("request_kind") == "continuation":
        names.append("unused_hours")
    return _missing(facts, *names)


_ASKS: Final[Mapping[str, Callable[[Facts, Plan], Names]]] = MappingProxyType(
    {
        "target_group": _target_group,
        "contract_duration": _contract_duration,
        "weekly_hours": _weekly_hours,
        "wage_value": _wage_value,
        "illness": _illness,
        "duration": _duration,
        "punch_card": _punch_card,
        "coach_level": _coach_level,
        "coach_training": _coach_training,
        "provider_recognition": _recognition,
        "provider_organisation": _organisation,
        "coach_registration": _registration,
        "register_gate": _register_gate,
    }
)
_OWN_FACT: Final[Mapping[str, Names]] = MappingProxyType(
    {
        "work_situation": ("work_situation",),
        "contract_form": ("contract_form",),
        "concurrency": ("concurrent_support",),
        "need": ("need",),
        "permanent_supervision": ("permanent_supervision",),
        "other_solution": ("other_solution",),
        "provider_form": ("support_form",),
        "coach_independence": ("coach_direct_colleague",),
    }
)
