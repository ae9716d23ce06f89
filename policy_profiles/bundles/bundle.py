"""Bundles: a profile as one readable YAML file, to keep, to check and to read in again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import yaml

from policy_profiles.bundles.plain_yaml import UnreadableYaml, read_yaml
from policy_profiles.bundles.problems import BundleProblem, heading_problems, value_problems
from policy_profiles.mapping import LayerData, chain_hash, layer_from_json, layer_to_data, states_of
from rulebook import wording
from rulebook.data_file import SAFE_DUMPER
from rulebook.layer import BadLayer, Layer
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profile import Profile, ValueMissing, WrongOrder, resolve
from rulebook.profiles import layers_below, shipped_layers
from rulebook.text import Text

FORMAT: Final = "profile-bundle/1"
_KEYS: Final = ("meetlat", "resolved_on", "content_hash", "below", "layer")
_DAYS: Final = ("from", "to")
#: What stands first is what people look for first.
_ORDER: Final = ("value", "cells", "from", "to", "certainty", "source", "note", "deviation")


class BadBundle(ValueError):
    """A bundle cannot be used; `problems` has everything that is the matter with it."""

    def __init__(self, problems: Sequence[BundleProblem]) -> None:
        listed = "\n".join(f"- {p.where}: {p.text.en}" for p in problems)
        super().__init__(f"This bundle cannot be used:\n{listed}")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle that was read: the own layer, and the profile it comes to on top of what ships here.

    `stated_hash` is what the file says of itself; `other_below` are the layers below that are
    another version here than where the file was made.
    """

    layer: LayerData
    profile: Profile
    stated_hash: str
    other_below: tuple[Text, ...]

    @property
    def is_as_it_was_made(self) -> bool:
        """Whether the values are exactly those of the profile that the file was made of."""
        return self.profile.content_hash == self.stated_hash


def bundle_text(profile: Profile, *, language: str) -> str:
    """Write a profile as a bundle: its top layer in full, the layers below by name and hash.

    The remarks are in `language`. Read in again, it comes to the same content hash.
    """
    *below, own = profile.layers
    head = {
        "meetlat": FORMAT,
        "resolved_on": profile.on,
        "content_hash": profile.content_hash,
        "below": [
            {"name": layer.name, "version": layer.version, "hash": layer_hash(layer)}
            for layer in below
        ],
    }
    data = layer_to_data(own)
    values = data.pop("values")
    lines = [
        *_remarks(profile, language),
        _dumped(head),
        _dumped({"layer": data}),
        *_values(values, language),
    ]
    return "".join(lines)


def layer_hash(layer: Layer) -> str:
    """Give the hash of one layer with all its sources."""
    return chain_hash([layer_to_data(layer)])


#: What to do about a value that is nowhere, by whether it is missing in a baseline.
_MISSING: Final = {
    False: Text(
        "Hieronder ligt geen tabel. Geef de hele tabel als value.",
        "There is no table below. Give the whole table as value.",
    ),
    True: Text(
        "Deze waarde ontbreekt. De basis noemt elke beleidsregel, en elke tabel in haar geheel.",
        "This value is missing. The baseline states every policy rule, and every table in full.",
    ),
}
#: Gives the chain of layers that ends in a name.
Below = Callable[[str], tuple[Layer, ...]]


def read_bundle(content: bytes, *, below: Below = layers_below) -> Bundle:
    """Read a bundle that anybody may have written or changed.

    Args:
        content: the file.
        below: gives what a layer lies on; without it that is what ships.

    Raises:
        BadBundle: with everything that is the matter, in both languages.
    """
    try:
        data = read_yaml(content)
    except UnreadableYaml as unreadable:
        raise BadBundle([BundleProblem(where="YAML", text=unreadable.reason)]) from unreadable
    problems = list(_frame_problems(data))
    if problems:
        raise BadBundle(problems)
    given: dict[str, Any] = data["layer"]
    problems = [*heading_problems(given), *value_problems(given), *_below_problems(given)]
    if problems:
        raise BadBundle(problems)
    profile = _resolved(given, data["resolved_on"], below)
    return Bundle(
        layer=layer_to_data(profile.layers[-1]),
        profile=profile,
        stated_hash=str(data["content_hash"]),
        other_below=_other_below(profile, data["below"]),
    )


def _frame_problems(data: object) -> list[BundleProblem]:
    if not isinstance(data, Mapping) or data.get("meetlat") != FORMAT:
        return [
            _problem(
                "meetlat",
                f"Dit is geen beleidsprofiel van Meetlat. Bovenaan hoort: meetlat: {FORMAT}",
                f"This is no policy profile of Meetlat. It begins with: meetlat: {FORMAT}",
            )
        ]
    problems = [
        _problem(str(key)[:40], "Dit onderdeel kennen we niet.", "There is no such part.")
        for key in data
        if key not in _KEYS
    ]
    if type(data.get("resolved_on")) is not date:
        problems.append(
            _problem("resolved_on", "Geef een dag als 2026-01-31.", "Give a day as 2026-01-31.")
        )
    if not isinstance(data.get("layer"), Mapping):
        problems.append(
            _problem("layer", "De eigen laag ontbreekt.", "The layer itself is missing.")
        )
    below = data.get("below")
    if not isinstance(below, list) or not all(isinstance(entry, Mapping) for entry in below):
        problems.append(
            _problem(
                "below",
                "Hier horen de lagen eronder, met name, version en hash.",
                "The layers below belong here, with name, version and hash.",
            )
        )
    return problems


def _below_problems(layer: Mapping[str, Any]) -> list[BundleProblem]:
    above, shipped = layer.get("above"), shipped_layers()
    if isinstance(above, str) and above in shipped:
        return []
    names = ", ".join(name for name, found in shipped.items() if found.kind != "municipality")
    return [
        _problem(
            "layer.above",
            f"Noem de laag waar deze op ligt. Hier zijn: {names}.",
            f"Name the layer that this one lies on. There are: {names}.",
        )
    ]


def _resolved(layer: Mapping[str, Any], on: date, below: Below) -> Profile:
    try:
        chain = (*below(layer["above"]), layer_from_json(layer))
        states_of(chain)
        return resolve(chain, on=on)
    except BadLayer as refused:
        texts = [Text("Dit kan zo niet worden gelezen.", text) for text in refused.problems]
        raise BadBundle([BundleProblem(where="layer", text=text) for text in texts]) from refused
    except WrongOrder as wrong:
        raise BadBundle(
            [
                _problem(
                    "layer.layer",
                    "Een laag ligt op een laag van een andere soort: law, baseline, region, "
                    "municipality.",
                    "A layer lies on one of another kind: law, baseline, region, municipality.",
                )
            ]
        ) from wrong
    except ValueMissing as missing:
        raise BadBundle(
            [
                BundleProblem(where=name, text=_MISSING[layer.get("layer") == "baseline"])
                for name in missing.parameters
            ]
        ) from missing


def _other_below(profile: Profile, stated: Sequence[Mapping[str, Any]]) -> tuple[Text, ...]:
    hashes = {str(entry.get("name")): str(entry.get("hash")) for entry in stated}
    return tuple(
        layer.title for layer in profile.layers[:-1] if hashes.get(layer.name) != layer_hash(layer)
    )


def _problem(where: str, nl: str, en: str) -> BundleProblem:
    return BundleProblem(where=where, text=Text(nl, en))


def _remarks(profile: Profile, language: str) -> list[str]:
    own = profile.layers[-1]
    title, version = (" ".join(t.split()) for t in (own.title.in_language(language), own.version))
    day = wording.date_long(profile.on, language)
    told = Text(
        f"# Beleidsprofiel {title}, versie {version}, zoals het geldt op {day}.\n"
        "# Wat hier niet staat, komt uit de lagen eronder. Pas onder values aan wat u wilt\n"
        "# en lees dit bestand in Meetlat in: het wordt een concept, en geldt pas na publicatie.\n",
        f"# Policy profile {title}, version {version}, as it holds on {day}.\n"
        "# What is not here comes from the layers below. Change what you want under values and\n"
        "# read this file into Meetlat: it becomes a draft, and holds only once it is published.\n",
    )
    return [told.in_language(language)]


def _values(values: Mapping[str, Any], language: str) -> list[str]:
    if not values:
        return ["  values: {}\n"]
    lines = ["  values:\n"]
    for name in (name for name in PARAMETERS if name in values):
        entries = [_with_days(entry) for entry in values[name]]
        body = _dumped({name: entries[0] if len(entries) == 1 else entries})
        remark = f"# {_about(PARAMETERS[name], language)}\n"
        lines += [f"    {line}\n" for line in (remark + body).splitlines()]
    return lines


def _about(parameter: Parameter, language: str) -> str:
    label = parameter.label.in_language(language)
    unit = f" ({parameter.unit})" if parameter.unit else ""
    return " ".join(f"{label}{unit}".split())


def _with_days(entry: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(entry[name]) for name in _DAYS if name in entry}
    dated = {**entry, **days}
    return {key: dated[key] for key in _ORDER if key in dated}


def _dumped(data: Mapping[str, Any]) -> str:
    return yaml.dump(
        dict(data),
        Dumper=SAFE_DUMPER,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )
