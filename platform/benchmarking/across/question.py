"""A question across organisations: which policy, with which values changed, of which year."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from policy_profiles.differences.candidate_key import CandidateKind
from rulebook.parameter import PARAMETERS, Parameter, ParameterValue
from rulebook.profile import NOWHERE, Profile, ResolvedValue, plain

#: Every organisation's own rules in force, to change values in.
OWN_RULES = CandidateKind.NOW.value
#: More values than these at once are a profile: publish it as one, or choose one that is published.
MOST_VALUES = 5

#: A value, or cells of a table, as the forms of the policy sheet give them.
Given = Mapping[str, Any]


class NothingAsked(ValueError):
    """Everybody's own rules without a changed value are what is worked with already."""

    def __init__(self) -> None:
        super().__init__("Choose another policy, or change a value in the rules in force.")


class NoSuchValue(LookupError):
    """There is no parameter of that name."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(f"There is no parameter {', '.join(sorted(names))}: choose from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every organisation.

    Attributes:
        base: `OWN_RULES`, or the key of a published profile with its day.
        values: what is changed in it, by parameter: {"value": …} or {"cells": …}.
        group: code of a group of organisations.
        year: the calendar year of the decisions.
        published: the profile of `base`, unless that is everybody's own.
    """

    base: str
    group: str
    year: int
    values: Mapping[str, Given] = field(default_factory=dict)
    published: Profile | None = None

    def __post_init__(self) -> None:
        if unknown := self.values.keys() - PARAMETERS.keys():
            raise NoSuchValue(unknown)
        if self.base == OWN_RULES and not self.values:
            raise NothingAsked

    @property
    def data(self) -> dict[str, Any]:
        """The policy that is asked as plain JSON: without group and year."""
        return {"base": self.base, "values": {name: self.values[name] for name in self.names}}

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters of which a value is changed, in the order of the policy sheet."""
        return tuple(name for name in PARAMETERS if name in self.values)

    @property
    def hash(self) -> str:
        """SHA-256 of the policy that is asked."""
        text = json.dumps(self.data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def profile_in(self, in_force: Profile) -> Profile:
        """Give the policy that is asked as it would be in an organisation with these rules."""
        base = in_force if self.published is None else self.published
        return changed(base, {name: self.values[name] for name in self.names})


def changed(base: Profile, values: Mapping[str, Given]) -> Profile:
    """Give a policy with some values changed: nobody's, with a hash of its own.

    Cells of a table that the policy does not state have nothing to lie on and change nothing.
    """
    if not values:
        return base
    found = dict(base.values)
    for name, given in values.items():
        found[name] = _with(PARAMETERS[name], base[name], given)
    told = {name: plain(found[name].value) for name in values if found[name].is_stated}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    mark = f"{base.content_hash}+{hashlib.sha256(text.encode()).hexdigest()}"
    return replace(base, values=MappingProxyType(found), content_hash=mark)


def _with(parameter: Parameter, resolved: ResolvedValue, given: Given) -> ResolvedValue:
    if "cells" not in given:
        value = parameter.checked(given["value"])
    elif not resolved.is_stated or not isinstance(resolved.value, Mapping):
        return resolved
    else:
        value = parameter.checked(_laid_over(resolved.value, given["cells"]))
    return ResolvedValue(parameter=parameter, value=value, origin=NOWHERE)


def _laid_over(table: Mapping[str, Any], cells: Mapping[str, Any]) -> ParameterValue:
    return {
        row: {**row_value, **cells.get(row, {})}
        if isinstance(row_value, Mapping)
        else cells.get(row, row_value)
        for row, row_value in table.items()
    }


def year_of_decisions(year: int) -> tuple[date, date]:
    """Give the first day of a year, and the first one after it."""
    return date(year, 1, 1), date(year + 1, 1, 1)
