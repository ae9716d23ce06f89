"""Plans: a profile turned once into the look-up tables that the engine computes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.facts import FACT_BY_NAME
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile
from rulebook.ternary import MET, NOT_KNOWN, NOT_MET

#: Percentages, and minutes or cents, by the code of the judged need.
Percentages = NDArray[np.int32]
Rates = NDArray[np.int64]

#: Regimes, and the years of the tables, in the order in which plans number them.
REGIMES: Final = ("very_light", "light", "medium", "intensive")
YEARS: Final = ("year_1", "year_2", "year_3")
NEED: Final = FACT_BY_NAME["need"]
TRIAL: Final = FACT_BY_NAME["work_situation"].encodings["trial_placement"]
INTERNAL: Final = FACT_BY_NAME["support_form"].encodings["internal"]
INTENSIVE: Final = NEED.encodings["intensive"]


class WrongKindOfValue(TypeError):
    """A rule asks a parameter for a kind of value that it does not hold."""

    def __init__(self, parameter: str) -> None:
        super().__init__(f"The rule and the definition of {parameter!r} disagree about its type.")


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One profile, ready to compute with. `limits` holds quantities (None: no limit).

    `internal_needs` tells per judged need whether its regime is open to internal support, and
    `classed_needs` whether it has a class with yearly hours; no need asks for neither.
    """

    method: str
    codes: Mapping[str, str]
    limits: Mapping[str, int | None]
    answers: Mapping[str, bool]
    accepted: Mapping[str, NDArray[np.int8]]
    grounds: tuple[str, ...]
    statutory_grounds: tuple[str, ...]
    long_rates: Percentages
    short_rates: Percentages
    trial_rates: Percentages
    percentage_caps: Percentages
    yearly_caps: Rates
    carry_forward: Rates
    amounts: Mapping[str, int]
    internal_needs: NDArray[np.bool_]
    classed_needs: NDArray[np.bool_]

    def limit(self, parameter: str) -> int:
        """A quantity that always has a value."""
        value = self.limits[parameter]
        if value is None:
            raise WrongKindOfValue(parameter)
        return value

    def requires(self, parameter: str) -> bool:
        """Whether the policy states a requirement; what it does not state it does not ask."""
        return self.answers.get(parameter, False)


def plan_of(profile: Profile) -> Plan:
    """The plan of `profile`, made once per content."""
    return _plan(_Held(profile))


class _Held:
    """A profile held by its content, so that equal profiles share one plan."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    def __hash__(self) -> int:
        return hash(self.profile.content_hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.profile.content_hash == other.profile.content_hash


@lru_cache(maxsize=512)
def _plan(held: _Held) -> Plan:
    profile = held.profile
    values = {name: resolved.value for name, resolved in profile.values.items()}
    quantities: dict[str, int | None] = {}
    for name, parameter in PARAMETERS.items():
        value = values[name]
        if parameter.type == "quantity" and (value is None or isinstance(value, int)):
            quantities[name] = value
    return Plan(
        method=_code(profile, "intensity.method"),
        codes={name: value for name, value in values.items() if isinstance(value, str)},
        limits=quantities,
        answers={n: v for n, v in values.items() if isinstance(v, bool)},
        accepted={
            "work_situation": _accepting(
                "work_situation", _codes(profile, "work.accepted_situations")
            ),
            "contract_form": _accepting("contract_form", _contract_forms(profile)),
            "provider_recognition": _accepting(
                "provider_recognition", _codes(profile, "provider.accepted_recognitions")
            ),
        },
        grounds=tuple(
            dict.fromkeys(
                _codes(profile, "target_group.accepted_grounds")
                + _codes(profile, "target_group.statutory_grounds")
            )
        ),
        statutory_grounds=_codes(profile, "target_group.statutory_grounds"),
        long_rates=_by_need(profile, "intensity.table_long").astype(np.int32),
        short_rates=_by_need(profile, "intensity.table_short").astype(np.int32),
        trial_rates=_by_need(profile, "intensity.trial_table")[0].astype(np.int32),
        percentage_caps=_percentage_caps(profile),
        yearly_caps=_by_need(profile, "intensity.yearly_caps"),
        carry_forward=_by_need(profile, "intensity.carry_forward")[0],
        amounts={row: int(cell) for row, cell in _table(profile, "intensity.amounts").items()},
        internal_needs=_needs_within(profile, _codes(profile, "intensity.internal_regimes")),
        classed_needs=_needs_within(profile, PARAMETERS["intensity.yearly_caps"].rows),
    )


def _code(profile: Profile, parameter: str) -> str:
    value = profile[parameter].value
    if not isinstance(value, str):
        raise WrongKindOfValue(parameter)
    return value


def _codes(profile: Profile, parameter: str) -> tuple[str, ...]:
    value = profile[parameter].value
    if not isinstance(value, tuple):
        raise WrongKindOfValue(parameter)
    return value


def _table(profile: Profile, parameter: str) -> Mapping[str, int]:
    value = profile[parameter].value
    if not isinstance(value, Mapping):
        raise WrongKindOfValue(parameter)
    return value


def _contract_forms(profile: Profile) -> tuple[str, ...]:
    excluded = _codes(profile, "contract.excluded_forms")
    return tuple(form for form in FACT_BY_NAME["contract_form"].codes if form not in excluded)


def _accepting(fact: str, accepted: tuple[str, ...]) -> NDArray[np.int8]:
    """Outcome per code of a coded fact: not known, then met or not met."""
    codes = FACT_BY_NAME[fact].codes
    outcomes = [NOT_KNOWN, *(MET if code in accepted else NOT_MET for code in codes)]
    return np.array(outcomes, dtype=np.int8)


def regime_of(profile: Profile, need: str) -> str | None:
    """The regime that a judged need leads to; None where there is no need or no such regime."""
    regime = _table(profile, "intensity.need_map").get(need)
    return str(regime) if regime is not None else None


def _needs_within(profile: Profile, regimes: tuple[str, ...]) -> NDArray[np.bool_]:
    """Per code of the judged need, whether the regime that it leads to is one of `regimes`."""
    within = [need == "none" or regime_of(profile, need) in regimes for need in NEED.codes]
    return np.array([True, *within])


def _by_need(profile: Profile, parameter: str) -> Rates:
    """A table's values per year (rows), by the code of the judged need (columns).

    "Not known" and "none" give nought: such cases are settled before the hours are.
    """
    table = profile[parameter].value
    if not isinstance(table, Mapping):
        raise WrongKindOfValue(parameter)
    rates = np.zeros((len(YEARS), len(NEED.codes) + 1), dtype=np.int64)
    for need in REGIMES:
        cells = table.get(regime_of(profile, need) or "")
        if cells is not None:
            values = [cells[year] for year in YEARS] if isinstance(cells, Mapping) else [cells] * 3
            rates[:, NEED.encodings[need]] = values
    return rates


def _percentage_caps(profile: Profile) -> Percentages:
    table = profile["intensity.percentage_caps"].value
    if not isinstance(table, Mapping):
        raise WrongKindOfValue("intensity.percentage_caps")
    rates = np.zeros((len(YEARS), len(NEED.codes) + 1), dtype=np.int32)
    for need in REGIMES:
        row = "exceptional" if need == "intensive" else "ordinary"
        rates[:, NEED.encodings[need]] = [table[row][year] for year in YEARS]
    return rates
