"""The parts of a finding as plain data: JSON types only, order fixed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rulebook.counterfactual import Change
from rulebook.facts import FactValue
from rulebook.profile import Origin, ResolvedValue, plain
from rulebook.steps import HoursStep

if TYPE_CHECKING:
    from rulebook.finding import CriterionFinding


def plain_fact(value: FactValue | None) -> bool | str | int | None:
    """The value of a fact as JSON holds it: a day as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def criterion_data(criterion: CriterionFinding) -> dict[str, Any]:
    """A criterion as plain data."""
    return {
        "code": criterion.code,
        "group": criterion.group,
        "outcome": criterion.outcome,
        "facts": {name: plain_fact(value) for name, value in criterion.facts.items()},
        "parameters": list(criterion.parameters),
        "questions": list(criterion.questions),
    }


def step_data(step: HoursStep) -> dict[str, Any]:
    """A step of the hours as plain data; exact minutes as a fraction in text."""
    arguments = {
        name: str(value) if isinstance(value, Fraction) else plain_fact(value)
        for name, value in step.arguments.items()
    }
    cell = list(step.cell) if step.cell else None
    return {"code": step.code, "arguments": arguments, "parameter": step.parameter, "cell": cell}


def change_data(change: Change) -> dict[str, Any]:
    """A change that matters as plain data."""
    return {
        "fact": change.fact,
        "current": plain_fact(change.current),
        "changed": plain_fact(change.changed),
        "solves": list(change.solves),
        "verdict": change.verdict,
        "minutes": None if change.minutes < 0 else change.minutes,
    }


@lru_cache(maxsize=8192)
def _origin_data(origin: Origin) -> Mapping[str, Any]:
    source = origin.source
    return MappingProxyType(
        {
            "layer": origin.layer,
            "layerName": origin.layer_name,
            "version": origin.version,
            "certainty": origin.certainty,
            "source": source.citation(),
        }
    )


def value_data(resolved: ResolvedValue) -> dict[str, Any]:
    """A policy value as plain data, with where it came from: cell by cell where that differs."""
    data = {"value": plain(resolved.value), **_origin_data(resolved.origin)}
    if resolved.cells:
        data["cells"] = [
            {"row": row, "column": column, **_origin_data(origin)}
            for (row, column), origin in resolved.cells.items()
        ]
    return data
