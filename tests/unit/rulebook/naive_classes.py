"""The classes of one case in plain words of its facts: the twin of `rulebook.case_classes`."""

from collections.abc import Mapping
from datetime import date

from rulebook.case_classes import GROUNDS, NOT_KNOWN
from rulebook.facts import FactValue

Facts = Mapping[str, FactValue | None]


def target_group_of(facts: Facts) -> str:
    """Return the coarse target group: the first ground that is met.

    "Other" when every ground is answered and none is met; "not known" when one is open.
    """
    for fact, code in GROUNDS:
        if facts.get(fact) is True:
            return code
    answered = all(facts.get(fact) is False for fact, _ in GROUNDS[:3])
    return "other" if answered else NOT_KNOWN


def contract_class_of(facts: Facts) -> str:
    """Return the class of the contract; fixed terms are told apart at twelve months."""
    if facts.get("work_situation") == "trial_placement":
        return "trial"
    form = facts.get("contract_form")
    if form == "permanent":
        return "permanent"
    start, end = facts.get("contract_start"), facts.get("contract_end")
    if isinstance(start, date) and isinstance(end, date):
        return "fixed_12_or_more" if end >= _a_year_after(start) else "fixed_under_12"
    return "other"


def hours_class_of(facts: Facts) -> str:
    """Return the class of contract hours a week; hours a year count over 52 weeks."""
    weekly, yearly = facts.get("weekly_hours"), facts.get("yearly_hours")
    minutes = weekly if yearly is None else yearly
    if not isinstance(minutes, int):
        return NOT_KNOWN
    hours = minutes / 60 if yearly is None else minutes / 60 / 52
    limits = ((12, "under_12"), (24, "12_to_23"), (32, "24_to_31"))
    return next((code for limit, code in limits if hours < limit), "32_or_more")


def need_of(facts: Facts) -> str:
    """Return the judged need on the shared scale."""
    need = facts.get("need")
    return need if isinstance(need, str) else NOT_KNOWN


def age_of(facts: Facts) -> str:
    """Return the band of ages."""
    band = facts.get("age_band")
    return band if isinstance(band, str) else NOT_KNOWN


def _a_year_after(start: date) -> date:
    """Return the last day of a contract of exactly twelve months that starts on `start`."""
    leap_day = start.month == 2 and start.day == 29
    anniversary = start.replace(year=start.year + 1, day=28 if leap_day else start.day)
    return date.fromordinal(anniversary.toordinal() - (0 if leap_day else 1))
