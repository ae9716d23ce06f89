"""Random cases and random policies: any fact may be missing, any term may be odd."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from rulebook.facts import FACTS, FactField
from rulebook.layer import Layer, layer_from_data
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profile import Profile, resolve
from rulebook.profiles import layers_below

FIRST = date(2013, 6, 1)
#: Days on which month arithmetic goes wrong: leap days, month ends, and their neighbours.
AWKWARD = (
    *(date(year, 2, 29) for year in (2016, 2020, 2024)),
    *(
        date(year, month, day)
        for year in (2015, 2016, 2019, 2020, 2023, 2024, 2025)
        for month, day in ((1, 31), (2, 28), (3, 1), (8, 31), (12, 31))
    ),
)
TYPICAL: Mapping[str, tuple[int, ...]] = {
    "weekly_hours": (0, 479, 480, 719, 720, 721, 1200, 1439, 1440, 2280),
    "yearly_hours": (24_960, 30_000, 37_440, 37_439, 74_880, 112_320),
    "wage_value": (0, 1_999, 2_000, 3_499, 3_500, 5_000, 10_000),
    "illness_weeks": (0, 1, 4, 5, 52),
    "intended_months": (0, 5, 6, 7, 12, 24),
    "goal_hours": (0, 1, 600, 3_000, 12_000),
    "unused_hours": (0, 30, 539, 540, 541, 5_000),
}


#: What most cases have in common: otherwise few would be granted, and few hours compared.
ORDINARY: Mapping[str, tuple[Any, ...]] = {
    "structural_limitation": (True,),
    "work_situation": ("employment", "employment", "employment", "trial_placement"),
    "contract_form": ("permanent", "fixed_term", "fixed_term", "min_max"),
    "weekly_hours": (720, 1_200, 1_440, 1_920),
    "yearly_hours": (None, None, None, 74_880),
    "wage_value": (3_500, 5_000),
    "illness_weeks": (0, 1),
    "concurrent_support": (False,),
    "need": ("very_light", "light", "medium", "intensive"),
    "request_kind": ("first", "continuation"),
    "intended_months": (6, 12),
}


def random_facts(rng: Random, *, missing: float = 0.05) -> dict[str, Any]:
    """One case. Dates mostly lie in an order that a real case could have, and sometimes do not."""
    facts: dict[str, Any] = {}
    for fact in FACTS:
        if fact.kind != "date":
            facts[fact.name] = _value(fact, rng)
    facts.update(_dates(rng))
    if rng.random() < 0.8:
        facts |= {name: rng.choice(usual) for name, usual in ORDINARY.items()}
    if facts["contract_form"] == "permanent" and rng.random() < 0.9:
        facts["contract_end"] = None
    return {name: None if rng.random() < missing else facts[name] for name in facts}


def _value(fact: FactField, rng: Random) -> Any:
    if fact.kind == "yes_no":
        return rng.random() < 0.5
    if fact.kind == "code":
        return rng.choice(fact.codes)
    return rng.choice((*TYPICAL[fact.name], rng.randint(0, max(TYPICAL[fact.name]))))


def _dates(rng: Random) -> dict[str, date | None]:
    employment = rng.choice((rng.choice(AWKWARD), FIRST + timedelta(rng.randint(0, 4_000))))
    contract = _after(employment, rng, (0, 0, 0, 243, 366, 731))
    support = _after(contract, rng, (0, 0, 0, 31, 181, 365, 366, 730, 1_095, 1_096, 1_461))
    lengths = (0, 59, 180, 181, 183, 184, 242, 363, 364, 365, 366, 395, 396, 730)
    previous = support - timedelta(rng.choice((1, 1, 1, 28, 29, 30, 90)))
    dates: dict[str, date | None] = {
        "employment_start": employment,
        "contract_start": contract,
        "contract_end": _maybe(_after(contract, rng, lengths), rng),
        "support_start": support,
        "support_end": _maybe(_after(support, rng, (0, 30, 59, 90, 180, 183, 365)), rng),
        "received_on": _after(support, rng, (-30, 0, 0, 14, 27, 28, 29, 30, 60, 200)),
        "coaching_start": _maybe(rng.choice((employment, contract, support)), rng),
        "previous_support_end": _maybe(previous, rng),
    }
    if rng.random() < 0.05:  # a case that contradicts itself is still worked through the same way
        dates[rng.choice(tuple(dates))] = rng.choice(AWKWARD)
    return dates


def _after(day: date, rng: Random, usual: tuple[int, ...]) -> date:
    days = rng.choice((rng.choice(usual), rng.choice(usual), rng.randint(0, 900)))
    return day + timedelta(days=days)


def _maybe(day: date, rng: Random) -> date | None:
    return day if rng.random() < 0.6 else None


def random_profile(rng: Random) -> Profile:
    """The baseline on some day with a random municipal layer on top."""
    on = rng.choice((date(2014, 7, 1), date(2016, 6, 1), date(2019, 9, 30), date(2026, 1, 1)))
    return resolve((*layers_below("uwv-baseline"), _random_layer(rng)), on=on)


def _random_layer(rng: Random) -> Layer:
    values = {}
    for parameter in PARAMETERS.values():
        often = parameter.id in ("intensity.method", "tariff.hourly", "intensity.need_map")
        if parameter.freedom != "fixed" and rng.random() < (0.7 if often else 0.25):
            values[parameter.id] = {
                "value": _policy_value(parameter, rng),
                "certainty": "fictitious",
                "source": {"id": "TENANT"},
            }
    text = {"nl": "Verzonnen", "en": "Fictitious"}
    return layer_from_data(
        {
            "name": "random", "layer": "municipality", "version": "1", "title": text,
            "description": text, "fictitious": True, "values": values,
        }
    )  # fmt: skip


def _policy_value(parameter: Parameter, rng: Random) -> Any:
    if parameter.type != "table":
        return _scalar(parameter, rng)
    if not parameter.columns:
        return {row: _scalar(parameter, rng) for row in parameter.rows}
    return {row: {c: _scalar(parameter, rng) for c in parameter.columns} for row in parameter.rows}


def _scalar(parameter: Parameter, rng: Random) -> Any:
    if parameter.nullable and rng.random() < 0.3:
        return None
    if parameter.type == "codes":
        return [code for code in parameter.codes if rng.random() < 0.6]
    if parameter.codes:
        return rng.choice(parameter.codes)
    if parameter.type == "yes_no":
        return rng.random() < 0.5
    if parameter.type == "text_pair":
        return {"nl": "eigen woord"}
    low, high = parameter.bounds or (0, 1_000)
    return rng.choice((low, high, rng.randint(low, high), rng.randint(low, min(high, low + 40))))
