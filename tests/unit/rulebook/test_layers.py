"""Layers: a bad one lists everything that is wrong with it, a good one says only what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rulebook.layer import BadLayer, Layer, layer_from_data, layer_from_yaml
from rulebook.parameter import PARAMETERS
from rulebook.profile import ValueMissing, WrongOrder, resolve
from rulebook.profiles import layers_below, shipped_layers

ON = date(2026, 1, 1)
TEXT = {"nl": "Voorbeeld", "en": "Example"}
SOURCED = {"certainty": "fictitious", "source": {"id": "TENANT"}}


def layer(values: dict[str, Any], kind: str = "municipality") -> Layer:
    return layer_from_data(
        {
            "name": "own", "layer": kind, "version": "1", "title": TEXT, "description": TEXT,
            "values": values,
        }
    )  # fmt: skip


def value(given: Any, **more: Any) -> dict[str, Any]:
    return {"value": given, **SOURCED, **more}


def test_every_shipped_layer_loads() -> None:
    assert len(shipped_layers()) >= 13


def test_every_problem_is_listed_at_once() -> None:
    with pytest.raises(BadLayer) as raised:
        layer(
            {
                "no.such_parameter": value(1),
                "decision.term_days": value(42),
                "contract.minimum_months": value(25),
                "hours.minimum_weekly": value("twelve"),
                "intensity.method": value("by_feeling"),
                "intensity.table_long": value({"light": {"year_1": 600}}),
                "contract.excluded_forms": value(["zero_hours", "zero_hours"]),
                "wage_value.minimum": {"value": 3500, "source": {"id": "TENANT"}},
                "illness.maximum_weeks": value(4, certainty="hearsay"),
                "concurrency.excluded": value("ja"),
                "tariff.hourly": {
                    "value": 7500,
                    "certainty": "verified",
                    "source": {"id": "GUESS"},
                },
                "award.period_months": value(None),
            },
            kind="municipal",
        )
    problems = raised.value.problems
    assert len(problems) == 13
    assert str(raised.value).count("\n- ") == 13
    for name in ("no.such_parameter", "decision.term_days", "contract.minimum_months", "GUESS"):
        assert any(name in problem for problem in problems)


@pytest.mark.parametrize("kind", ["baseline", "region", "municipality"])
def test_what_the_law_fixes_stays_fixed(kind: str) -> None:
    with pytest.raises(BadLayer, match="the law fixes this value"):
        layer({"decision.term_days": value(42)}, kind)


def test_two_values_on_one_day_are_a_tie_and_no_silent_pick() -> None:
    with pytest.raises(BadLayer, match="hold at one time"):
        layer(
            {
                "award.period_months": [
                    value(6, to=date(2025, 1, 2)),
                    value(12, **{"from": date(2025, 1, 1)}),
                ]
            }
        )


def test_a_period_is_half_open_so_that_one_value_follows_the_other() -> None:
    turn = date(2025, 1, 1)
    own = layer({"award.period_months": [value(6, to=turn), value(12, **{"from": turn})]})
    below = layers_below("uwv-baseline")
    assert resolve((*below, own), on=date(2024, 12, 31))["award.period_months"].value == 6
    assert resolve((*below, own), on=turn)["award.period_months"].value == 12


def test_a_cell_changes_one_cell_and_keeps_where_the_others_came_from() -> None:
    cells = {"medium": {"year_1": 800}}
    own = layer({"intensity.table_long": {"cells": cells, **SOURCED}})
    below = resolve(layers_below("uwv-baseline"), on=ON)["intensity.table_long"]
    above = resolve((*layers_below("uwv-baseline"), own), on=ON)["intensity.table_long"]
    assert above.value["medium"] == {"year_1": 800, "year_2": 500, "year_3": 300}
    assert above.value["light"] == below.value["light"]
    assert above.origin == below.origin
    assert {cell: origin.layer_name for cell, origin in above.cells.items()} == {
        ("medium", "year_1"): "own"
    }
    assert above.certainty == "fictitious"


def test_a_cell_of_a_table_of_one_column() -> None:
    own = layer({"intensity.need_map": {"cells": {"intensive": "medium"}, **SOURCED}})
    table = resolve((*layers_below("uwv-baseline"), own), on=ON)["intensity.need_map"]
    assert table.value["intensive"] == "medium"
    assert table.value["light"] == "light"
    assert list(table.cells) == [("intensive", "")]


@pytest.mark.parametrize(
    "cells", [{"heavy": {"year_1": 1}}, {"light": {"year_9": 1}}, {"light": {"year_1": 10_001}}]
)
def test_a_cell_that_does_not_fit(cells: dict[str, Any]) -> None:
    with pytest.raises(BadLayer, match=r"intensity\.table_long"):
        layer({"intensity.table_long": {"cells": cells, **SOURCED}})


def test_a_cell_needs_a_table_below_it() -> None:
    """Where nobody states a table, a layer gives it whole."""
    own = layer({"supervision.wage_value": {"cells": {"most": 6000}, **SOURCED}})
    with pytest.raises(ValueMissing, match=r"supervision\.wage_value"):
        resolve((*layers_below("uwv-baseline"), own), on=ON)


def test_no_layer_takes_a_value_back_to_not_stated() -> None:
    with pytest.raises(BadLayer, match=r"log\.detail"):
        layer({"log.detail": value(None)})


def test_layers_lie_in_the_order_of_the_law() -> None:
    law, baseline = layers_below("uwv-baseline")
    with pytest.raises(WrongOrder):
        resolve((baseline, law), on=ON)
    with pytest.raises(WrongOrder):
        resolve((law, baseline, layer({}), layer({})), on=ON)


def test_a_profile_without_a_value_for_everything_does_not_exist() -> None:
    with pytest.raises(ValueMissing, match=r"contract\.minimum_months"):
        resolve(layers_below("uwv-baseline")[:1], on=ON)


@pytest.mark.parametrize("text", ["", "- one\n- two", "name", "name: x\nlayer: y\nvalues: [1]"])
def test_a_layer_file_that_is_no_layer(text: str) -> None:
    with pytest.raises(BadLayer):
        layer_from_yaml(text)


def test_a_layer_without_a_heading_is_told_what_it_lacks() -> None:
    with pytest.raises(BadLayer) as raised:
        layer_from_data({"layer": "municipality", "title": {"nl": "Alleen Nederlands"}})
    lacking = [problem.split(":")[0] for problem in raised.value.problems]
    assert lacking == ["name", "version", "title", "description"]


@pytest.mark.parametrize(
    "entry, problem",
    [
        (6, "give a mapping"),
        ({"value": 6}, "certainty and source missing"),
        (SOURCED, "value missing"),
        (value(6, source="TENANT"), "source and cells are mappings"),
        (value(6, note={"nl": "Alleen Nederlands"}), "in English"),
        (value(6, **{"from": "2025-01-01"}), "are dates"),
        (value(6, **{"from": date(2025, 1, 1), "to": date(2025, 1, 1)}), "lies after"),
    ],
)
def test_a_value_that_is_not_complete(entry: Any, problem: str) -> None:
    with pytest.raises(BadLayer, match=problem):
        layer({"award.period_months": entry})


def test_a_value_outside_its_band_is_refused_to_municipalities_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "award.period_months"
    banded = replace(PARAMETERS[name], freedom="band", band=(6, 12))
    monkeypatch.setattr("rulebook.layer.PARAMETERS", {**PARAMETERS, name: banded})
    assert layer({name: value(12)}).values[name][0].value == 12
    assert layer({name: value(13)}, "baseline").values[name][0].value == 13
    with pytest.raises(BadLayer, match="6 to 12"):
        layer({name: value(13)})
    with pytest.raises(BadLayer, match="6 to 12"):
        layer({name: value(5)}, "region")
