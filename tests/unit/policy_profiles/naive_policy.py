"""A second, plain way from the YAML files to what differs: no layers, no profiles, no engine."""

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

Cell = tuple[str, str, str]  # parameter, row, column

_FOLDER = resources.files("rulebook").joinpath("layers")


@cache
def document(name: str) -> dict[str, Any]:
    """The YAML file of a layer, as it was written, with the values in the folder of its name."""
    found = yaml.safe_load(_FOLDER.joinpath(f"{name}.yaml").read_text("utf-8"))
    folder = _FOLDER.joinpath(name)
    for file in folder.iterdir() if folder.is_dir() else ():
        found["values"] |= yaml.safe_load(file.read_text("utf-8"))
    return found


def values_on(name: str, day: date) -> dict[Cell, Any]:
    """Every cell of a profile on a day: what lies below, with what the layer says put over it."""
    layer = document(name)
    found = values_on(layer["above"], day) if layer.get("above") else {}
    for parameter, entries in (layer.get("values") or {}).items():
        for entry in entries if isinstance(entries, list) else [entries]:
            if entry.get("from", date.min) <= day < entry.get("to", date.max):
                found.update(_cells(parameter, entry.get("cells", entry.get("value"))))
    return found


def differences(name: str, day: date, *, baseline: str = "uwv-baseline") -> set[Cell]:
    """The cells in which a profile says something other than the baseline, or says it alone."""
    own, below = values_on(name, day), values_on(baseline, day)
    return {c for c in own | below if own.get(c, "not stated") != below.get(c, "not stated")}


def _cells(parameter: str, value: Any) -> dict[Cell, Any]:
    if not isinstance(value, dict) or parameter.startswith("words."):
        return {(parameter, "", ""): value}
    cells: dict[Cell, Any] = {}
    for row, content in value.items():
        if isinstance(content, dict):
            cells.update({(parameter, row, column): v for column, v in content.items()})
        else:
            cells[(parameter, row, "")] = content
    return cells
