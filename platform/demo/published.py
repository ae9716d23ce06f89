"""The published figures that the example data are held against."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from demo.spans import Spans
from demo.tenant_list import content_of
from demo.window import DAYS_A_MONTH

#: The published tables count "within a week"; the file writes that as a quarter of a month.
WEEK: Final = 7 / DAYS_A_MONTH
_QUARTER: Final = 0.25


@cache
def published() -> Mapping[str, Any]:
    """What stands in published.yaml."""
    content: Mapping[str, Any] = content_of("published.yaml")
    return content


def next_job_points(form: str) -> dict[float, float]:
    """Percent that started in a next job by so many months, after an external or internal coach."""
    points = published()["next_job"][form]
    return {WEEK if months == _QUARTER else months: percent for months, percent in points.items()}


@cache
def next_job_spans(form: str, odds: float = 1.0) -> Spans:
    """When the next job begins, by the published points; even in between, which is our choice."""
    points = next_job_points(form)
    spans = Spans((0.0, *points), (0.0, *(percent / 100 for percent in points.values())))
    return spans if odds == 1 else spans.with_odds(odds)
