"""Between an impact and plain JSON, so that a scenario can be kept and shown again as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from policy_profiles.simulation.values import (
    Against,
    Assumptions,
    ClassShift,
    Figures,
    Impact,
    Influence,
    Interval,
    Practice,
    Shift,
    Touch,
)

ImpactData = dict[str, Any]


def impact_to_data(impact: Impact) -> ImpactData:
    """Write an impact as plain JSON: aggregates only, as it holds nothing else."""
    return asdict(impact)


def impact_from_data(data: Mapping[str, Any]) -> Impact:
    """Read an impact back."""
    return Impact(
        **{
            **data,
            "practice": Practice(**data["practice"]),
            **{name: _figures(data[name]) for name in ("before", "after", "baseline")},
            **{name: _against(data[name]) for name in ("against_before", "against_baseline")},
            "influences": tuple(_influence(entry) for entry in data["influences"]),
            "assumptions": Assumptions(**data["assumptions"]),
        }
    )


def _intervals(data: Mapping[str, Any]) -> dict[str, Interval]:
    return {name: Interval(**limits) for name, limits in data.items()}


def _figures(data: Mapping[str, Any]) -> Figures:
    return Figures(**{**data, "intervals": _intervals(data["intervals"])})


def _shift(data: Mapping[str, Any]) -> Shift:
    return Shift(**{**data, "intervals": _intervals(data["intervals"])})


def _against(data: Mapping[str, Any]) -> Against:
    classes = [
        ClassShift(dimension=entry["dimension"], code=entry["code"], shift=_shift(entry["shift"]))
        for entry in data["classes"]
    ]
    return Against(**{**data, "whole": _shift(data["whole"]), "classes": tuple(classes)})


def _influence(data: Mapping[str, Any]) -> Influence:
    return Influence(
        parameter=data["parameter"], alone=Touch(**data["alone"]), last=Touch(**data["last"])
    )
