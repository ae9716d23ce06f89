"""Rings as the text of a path, as SVG takes it."""

from collections.abc import Sequence

from benchmarking.boundaries.simplify import Ring


def path_of(rings: Sequence[Ring], *, height: int) -> str:
    """Return rings as one path, with its first line on top as in SVG: `height` is the drawing's."""
    return "".join(_closed(ring, height) for ring in rings)


def _closed(ring: Ring, height: int) -> str:
    points = " ".join(f"{x},{height - y}" for x, y in ring)
    return f"M{points}Z"
