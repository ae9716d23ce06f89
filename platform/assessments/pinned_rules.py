"""Profiles as one canonical text, so that a decision can be worked through again later.

The text holds every layer with its values, sources and notes as they held on the day. Nothing is
looked up again when it is read: not the tenant's versions, nor the files that ship with Meetlat.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from rulebook.canonical import canonical
from rulebook.layer import DatedValue, Layer
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile, plain, resolve
from rulebook.source import Source
from rulebook.text import Text

FORMAT = "meetlat-rules/1"


def sha256(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=512)
def text_of(profile: Profile) -> str:
    """Give a profile as canonical text: the same text for every day on which the same values hold.

    `on` is the first of those days, so that it too is the same; without one it is the first day
    that there is.
    """
    layers = [_layer_data(layer, profile.on) for layer in profile.layers]
    first = max((day for layer in profile.layers for day in _starts(layer, profile.on)), default="")
    return canonical({"format": FORMAT, "on": first or date.min.isoformat(), "layers": layers})


def _starts(layer: Layer, on: date) -> list[str]:
    return [
        entry.valid_from.isoformat()
        for dated in layer.values.values()
        for entry in dated
        if entry.holds_on(on) and entry.valid_from
    ]


@lru_cache(maxsize=64)
def profile_of(text: str) -> Profile:
    """Give the profile that a text of `text_of` holds."""
    data = json.loads(text)
    layers = [_layer(entry) for entry in data["layers"]]
    return resolve(layers, on=date.fromisoformat(data["on"]))


def _layer_data(layer: Layer, on: date) -> dict[str, Any]:
    return {
        "name": layer.name,
        "kind": layer.kind,
        "version": layer.version,
        "title": _text_data(layer.title),
        "description": _text_data(layer.description),
        "above": layer.above,
        "fictitious": layer.is_fictitious,
        "values": {
            parameter: [_value_data(entry) for entry in dated if entry.holds_on(on)]
            for parameter, dated in layer.values.items()
        },
    }


def _value_data(entry: DatedValue) -> dict[str, Any]:
    source = entry.source
    return {
        "value": plain(entry.value),
        "cells": None
        if entry.cells is None
        else [[row, column, value] for (row, column), value in entry.cells.items()],
        "from": entry.valid_from.isoformat() if entry.valid_from else None,
        "to": entry.valid_to.isoformat() if entry.valid_to else None,
        "certainty": entry.certainty,
        "note": _text_data(entry.note) if entry.note else None,
        "source": {name: getattr(source, name) for name in Source.__slots__},
    }


def _text_data(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _layer(data: Mapping[str, Any]) -> Layer:
    values = {
        parameter: tuple(_value(parameter, entry) for entry in data["values"][parameter])
        for parameter in data["values"]
    }
    return Layer(
        name=data["name"],
        kind=data["kind"],
        version=data["version"],
        title=Text.from_data(data["title"]),
        description=Text.from_data(data["description"]),
        above=data["above"],
        is_fictitious=data["fictitious"],
        values=MappingProxyType(values),
    )


def _value(parameter: str, data: Mapping[str, Any]) -> DatedValue:
    definition = PARAMETERS[parameter]
    cells = None
    if data["cells"] is not None:
        cells = MappingProxyType(
            {
                (row, column): definition.checked_cell(row, column or None, value)
                for row, column, value in data["cells"]
            }
        )
    return DatedValue(
        parameter=parameter,
        value=None if cells is not None else definition.checked(data["value"]),
        cells=cells,
        valid_from=date.fromisoformat(data["from"]) if data["from"] else None,
        valid_to=date.fromisoformat(data["to"]) if data["to"] else None,
        source=Source(**data["source"]),
        certainty=data["certainty"],
        note=Text.from_data(data["note"]) if data["note"] else None,
    )
