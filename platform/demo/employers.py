"""The employer of an invented job: sector and size, which go with how long the job lasts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from demo.careers import Job
from demo.draws import Draws
from demo.tenant_list import content_of
from demo.window import DAYS_A_MONTH

_NOT_TOLD: Final = "not_told"


def employer_of(job: Job, *, schema_name: str) -> dict[str, str]:
    """Give the facts of the employer that are known, the same in every application of the job."""
    draws = Draws(schema_name, "employer", str(job.number))
    months = job.days / DAYS_A_MONTH
    drawn = {f"employer_{part}": draws.pick(_weights(part, months)) for part in ("sector", "size")}
    return {name: code for name, code in drawn.items() if code != _NOT_TOLD}


def _weights(part: str, months: float) -> Mapping[str, float]:
    by_length: Mapping[int, Mapping[str, float]] = _shares()[part]
    return next(weights for under, weights in by_length.items() if months < under)


@cache
def _shares() -> Mapping[str, Any]:
    shares: Mapping[str, Any] = content_of("employers.yaml")
    return shares
