"""From the baseline that a policy stands on to a new one: what differs, and what choices come to.

Pure: profiles and layers come in, values of an own layer come out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from policy_profiles.beginning import taken_apart
from policy_profiles.mapping import breaks_of, layer_from_json
from rulebook.layer import BadLayer, Layer
from rulebook.own_rule import source_as_data
from rulebook.parameter import NOT_STATED, PARAMETERS, ParameterValue
from rulebook.profile import Origin, Profile, ValueMissing, plain, resolve

Place = tuple[str, str]
Entry = dict[str, Any]


class Choice(StrEnum):
    """What an organisation does with one value of a new baseline."""

    ADOPT = "adopt"
    KEEP = "keep"
    DISCUSS = "discuss"


class Stand(StrEnum):
    """How an organisation stands to a value that the new baseline changes."""

    INHERITED = "inherited"  # it has the baseline's value, and would get the new one
    PARTLY = "partly"  # of a table it sets some cells itself, and would get the others
    OWN = "own"  # it sets the value itself: only what it deviates from changes
    REGION = "region"  # the regional agreement sets it: nothing changes here
    LAW = "law"  # the law sets it, for everyone


#: The stands in which the new baseline would change something here, so that a choice is asked.
ASKED = frozenset({Stand.INHERITED, Stand.PARTLY})


@dataclass(frozen=True, kw_only=True, eq=False)
class Transition:
    """A policy as it holds on a day, and the layers that would lie below it instead.

    Attributes:
        policy: resolved on the day.
        below: the law, the new baseline, and the regional agreement if the policy lies on one.
    """

    policy: Profile
    below: tuple[Layer, ...]

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day itself, and the later ones on which a value of either chain turns."""
        turns = {*breaks_of(self.policy.layers), *breaks_of(self.below)}
        return (self.policy.on, *sorted(day for day in turns if day > self.policy.on))

    @cached_property
    def old(self) -> Sequence[Profile]:
        """The policy on each of the days."""
        return [resolve(self.policy.layers, on=day) for day in self.days]

    @cached_property
    def old_below(self) -> Sequence[Profile]:
        """What lies below the own layer now, on each of the days."""
        below, _values = taken_apart(self.policy.layers)
        return [resolve(below, on=day) for day in self.days]

    @cached_property
    def new_below(self) -> Sequence[Profile]:
        """What would lie below the own layer, on each of the days."""
        return [resolve(self.below, on=day) for day in self.days]

    @cached_property
    def old_baseline(self) -> Sequence[Profile]:
        """The baseline that the policy stands on, on each of the days."""
        return [resolve(_baseline(self.policy.layers), on=day) for day in self.days]

    @cached_property
    def new_baseline(self) -> Sequence[Profile]:
        """The new baseline on each of the days."""
        return [resolve(_baseline(self.below), on=day) for day in self.days]

    @cached_property
    def values(self) -> dict[str, Any]:
        """The values of the own layer, as its JSON holds them."""
        return taken_apart(self.policy.layers)[1]

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """What the new baseline says otherwise on any of the days, in the order of the sheet."""
        pairs = list(zip(self.old_baseline, self.new_baseline, strict=True))
        return tuple(
            name for name in PARAMETERS if any(a[name].value != b[name].value for a, b in pairs)
        )

    @cached_property
    def unfit(self) -> tuple[str, ...]:
        """What the new baseline no longer says, and the region or the own layer sets cells of.

        Nothing else can be asked of the transition then: there is no policy to come to.
        """
        own = layer_from_json(_own(self.values))
        try:
            for day in self.days:
                resolve((*self.below, own), on=day)
        except ValueMissing as missing:
            return missing.parameters
        return ()

    def stand_of(self, parameter: str) -> Stand:
        """Say how the organisation stands to a value that differs."""
        if PARAMETERS[parameter].freedom == "fixed":
            return Stand.LAW
        own = any(self._is_own(parameter, place) for place in self._moved(parameter))
        inherits = any(not self._is_own(parameter, place) for place in self._moved_below(parameter))
        if own:
            return Stand.PARTLY if inherits else Stand.OWN
        return Stand.INHERITED if inherits else Stand.REGION

    def can_keep(self, parameter: str) -> bool:
        """Whether the value of now can be stated in a layer of one's own.

        "Not stated" cannot, nor can what the bounds of a deviation do not allow.
        """
        if self.stand_of(parameter) in (Stand.OWN, Stand.REGION):
            return True
        if any(profile[parameter].value is NOT_STATED for profile in self.old):
            return False
        try:
            layer_from_json(_own({parameter: self._kept(parameter)}))
        except BadLayer:
            return False
        return True

    def adopted(self, parameters: Sequence[str]) -> Sequence[Profile]:
        """The policy on the new baseline, with these own values let go of, on each of the days."""
        values = {name: entry for name, entry in self.values.items() if name not in parameters}
        return [self.resolved(values, on=day) for day in self.days]

    def resolved(self, values: Mapping[str, Any], *, on: date | None = None) -> Profile:
        """Resolve values of an own layer on what would lie below it, if not said on the day."""
        own = layer_from_json(_own(values))
        return resolve((*self.below, own), on=on or self.policy.on)

    def chosen(self, choices: Mapping[str, Choice]) -> dict[str, Any]:
        """Give the values of the own layer that choices come to.

        Adopting inherits: an own value is let go of, of a table partly one's own only the rest is
        taken over. Keeping and discussing state the value of now, where it was inherited. What
        has no choice stays as the own layer has it.
        """
        values = dict(self.values)
        for name, choice in choices.items():
            stand = self.stand_of(name)
            if choice is Choice.ADOPT and stand is Stand.OWN:
                values.pop(name, None)
            elif choice is not Choice.ADOPT and stand in ASKED and self.can_keep(name):
                values[name] = self._kept(name)
        return values

    def _moved(self, parameter: str) -> set[Place]:
        """The places of a value that are another in the new baseline, on any of the days."""
        return _differing(self.old_baseline, self.new_baseline, parameter)

    def _moved_below(self, parameter: str) -> set[Place]:
        return _differing(self.old_below, self.new_below, parameter)

    def _is_own(self, parameter: str, place: Place) -> bool:
        """Whether the own layer sets a place on every day."""
        return all(
            found[parameter].cells.get(place, found[parameter].origin).layer == "municipality"
            for found in self.old
        )

    def _kept(self, parameter: str) -> list[Entry]:
        """State the value as it is now, in as few words as the own layer can."""
        listed = self.values.get(parameter, [])
        own = listed if isinstance(listed, list) else [listed]
        moved = self._moved_below(parameter)
        stays = all(old[parameter].value == self.policy[parameter].value for old in self.old)
        is_undated = all("from" not in entry and "to" not in entry for entry in own)
        if stays and is_undated and ("", "") not in moved:
            return [self._kept_cells(parameter, own[0] if own else {}, moved)]
        return list(self._kept_over_time(parameter))

    def _kept_cells(self, parameter: str, own: Entry, moved: set[Place]) -> Entry:
        found = self.policy[parameter]
        if "value" in own:  # the whole table is one's own already
            return own
        cells = {
            row: dict(c) if isinstance(c, dict) else c for row, c in own.get("cells", {}).items()
        }
        order = [place for place in _places(parameter) if place in moved]
        for row, column in order:
            if found.cells.get((row, column), found.origin).layer == "municipality":
                continue
            if column:
                cells.setdefault(row, {})[column] = plain(_at(found.value, (row, column)))
            else:
                cells[row] = plain(_at(found.value, (row, column)))
        origin = found.cells.get(order[0], found.origin)
        return {**(_evidence(origin) | own), "cells": cells}

    def _kept_over_time(self, parameter: str) -> Iterator[Entry]:
        """State the value of each stretch of days in which it is the same."""
        turns = [0]
        for place in range(1, len(self.old)):
            if self.old[place][parameter].value != self.old[turns[-1]][parameter].value:
                turns.append(place)
        for number, place in enumerate(turns):
            found = self.old[place][parameter]
            entry = {"value": plain(found.value), **_evidence(found.origin)}
            if number:
                entry["from"] = self.days[place].isoformat()
            if number + 1 < len(turns):
                entry["to"] = self.days[turns[number + 1]].isoformat()
            yield entry


def _baseline(layers: Sequence[Layer]) -> list[Layer]:
    return [layer for layer in layers if layer.kind in ("law", "baseline")]


def _differing(old: Sequence[Profile], new: Sequence[Profile], parameter: str) -> set[Place]:
    return {
        place
        for a, b in zip(old, new, strict=True)
        for place in _places_of(parameter, a[parameter].value, b[parameter].value)
        if _at(a[parameter].value, place) != _at(b[parameter].value, place)
    }


def _places_of(parameter: str, *values: ParameterValue) -> list[Place]:
    """The cells of a table; of anything else, or where one side states none, the whole."""
    if all(isinstance(value, Mapping) for value in values):
        return _places(parameter)
    return [("", "")]


def _places(parameter: str) -> list[Place]:
    definition = PARAMETERS[parameter]
    return [(row, column) for row in definition.rows for column in definition.columns or ("",)]


def _at(value: Any, place: Place) -> Any:  # noqa: ANN401 - a value or a cell of a table
    row, column = place
    if not row:
        return value
    return value[row][column] if column else value[row]


def _evidence(origin: Origin) -> Entry:
    data: Entry = {"certainty": origin.certainty, "source": source_as_data(origin.source)}
    if origin.note:
        data["note"] = {"nl": origin.note.nl, "en": origin.note.en}
    return data


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    told = {"nl": "eigen", "en": "own"}
    return {
        "name": "own",
        "layer": "municipality",
        "above": "uwv-baseline",
        "version": "1",
        "title": told,
        "description": told,
        "values": dict(values),
    }
