"""Case facts as they are stored: JSON types, by the names of the rulebook, known facts only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rulebook.facts import FACT_BY_NAME, FACTS, FactValue
from rulebook.frame import UnknownFact

Facts = Mapping[str, FactValue | None]


def facts_as_data(facts: Facts) -> dict[str, bool | str | int]:
    """Give the known facts as JSON holds them, in the order of the rulebook, dates as ISO text.

    Raises:
        UnknownFact: a name that the rulebook does not have.
        NotAFactValue: a value that does not fit its fact.
    """
    for name, value in facts.items():
        if name not in FACT_BY_NAME:
            raise UnknownFact(name)
        FACT_BY_NAME[name].encode(value)
    known = ((fact.name, facts.get(fact.name)) for fact in FACTS)
    return {name: _plain(value) for name, value in known if value is not None}


def plain_facts(facts: Mapping[str, FactValue]) -> dict[str, bool | str | int]:
    """Give facts that a reader has checked as JSON holds them."""
    return {name: _plain(value) for name, value in facts.items()}


def facts_from_data(data: Mapping[str, Any]) -> dict[str, FactValue]:
    """Give stored facts as plain values, in the order of the rulebook."""
    facts = {name: value for name in FACT_BY_NAME if (value := data.get(name)) is not None}
    for name in _DAYS:
        if name in facts:
            facts[name] = date.fromisoformat(facts[name])
    return facts


_DAYS = tuple(fact.name for fact in FACTS if fact.kind == "date")


def _plain(value: FactValue) -> bool | str | int:
    return value.isoformat() if isinstance(value, date) else value
