"""The two ends of an interval as plotly takes them: how far each lies from the value."""

from typing import Final

#: Where there is no interval. Plotly takes null for nought, and draws an interval of no length.
NONE: Final = "none"


def beyond(far: float | None, near: float | None) -> float | str:
    """Return how far an end lies from its value, or that there is no interval to draw."""
    return NONE if far is None or near is None else max(far - near, 0.0)
