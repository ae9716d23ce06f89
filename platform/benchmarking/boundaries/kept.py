"""A drawing as it is kept in its row, and back."""

from collections.abc import Mapping
from typing import Any

from benchmarking.boundaries.drawing import Drawing, Shape


def as_kept(drawing: Drawing) -> dict[str, dict[str, Any]]:
    """Return the shapes of a drawing as plain data: the points of a ring are one flat list."""
    return {
        code: {
            "name": shape.name,
            "rings": [[number for point in ring for number in point] for ring in shape.rings],
            "label": list(shape.label_at),
        }
        for code, shape in sorted(drawing.shapes.items())
    }


def from_kept(width: int, height: int, shapes: Mapping[str, Mapping[str, Any]]) -> Drawing:
    """Return the drawing that `as_kept` wrote."""
    return Drawing(
        width=width,
        height=height,
        shapes={
            code: Shape(
                name=kept["name"],
                rings=tuple(
                    tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in kept["rings"]
                ),
                label_at=(kept["label"][0], kept["label"][1]),
            )
            for code, kept in shapes.items()
        },
    )
