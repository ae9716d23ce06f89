"""The profiles that ship with the rulebook: their layer files, found by name."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from rulebook.data_file import parsed
from rulebook.layer import BadLayer, Layer, layer_from_data
from rulebook.profile import Profile, resolve

BASELINE: Final = "uwv-baseline"
#: The day for which a profile is resolved unless asked otherwise: when the text was settled.
SETTLED_ON: Final = date(2026, 1, 1)


class NoSuchProfile(LookupError):
    """A profile name that does not ship with the rulebook."""

    def __init__(self, name: str) -> None:
        names = ", ".join(shipped_profile_names())
        super().__init__(f"There is no profile {name!r}. Choose one of: {names}.")
        self.name = name


@cache
def shipped_layers() -> dict[str, Layer]:
    """Every layer file that ships, by name."""
    files = list(resources.files("rulebook").joinpath("layers").iterdir())
    sections = {file.name: file for file in files if file.is_dir()}
    layers = [
        _layer(file, sections.get(file.name.removesuffix(".yaml")))
        for file in files
        if file.name.endswith(".yaml")
    ]
    return {layer.name: layer for layer in sorted(layers, key=lambda layer: layer.name)}


def _layer(file: Traversable, sections: Traversable | None) -> Layer:
    """A layer file, with the values in the folder of its name: a long layer is cut by section."""
    data = parsed(file.read_text("utf-8"))
    for section in sorted(sections.iterdir(), key=lambda f: f.name) if sections else ():
        more = parsed(section.read_text("utf-8"))
        if twice := sorted(set(more) & set(data["values"])):
            problem = f"{section.name}: {', '.join(twice)} has a value in another file"
            raise BadLayer(file.name, (problem,))
        data["values"].update(more)
    return layer_from_data(data)


@cache
def shipped_profile_names() -> tuple[str, ...]:
    """The names that `load_shipped` knows: the baseline first, then in alphabetical order."""
    names = [name for name, layer in shipped_layers().items() if layer.kind != "law"]
    return tuple(sorted(names, key=lambda name: (name != BASELINE, name)))


@lru_cache(maxsize=256)
def load_shipped(name: str, on: date | None = None) -> Profile:
    """The shipped profile `name` as it holds on a day (default: `SETTLED_ON`).

    Raises:
        NoSuchProfile: no layer file of that name ships, or it names the law itself.
    """
    if name not in shipped_profile_names():
        raise NoSuchProfile(name)
    return resolve(layers_below(name), on=on or SETTLED_ON)


def layers_below(name: str) -> tuple[Layer, ...]:
    """The chain of shipped layers that ends in `name`, bottom first."""
    chain: list[Layer] = []
    step: str | None = name
    while step is not None:
        layer = shipped_layers()[step]
        chain.insert(0, layer)
        step = layer.above
    return tuple(chain)
