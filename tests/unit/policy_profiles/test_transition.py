"""A new baseline: adopting gives the new value, keeping the old, and own values stay."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_profiles.baselines.transition import Choice, Stand, Transition
from policy_profiles.mapping import layer_from_json, layer_to_data
from rulebook.layer import Layer
from rulebook.parameter import NOT_STATED, PARAMETERS
from rulebook.profile import resolve
from rulebook.profiles import BASELINE, SETTLED_ON, layers_below
from tests.unit.rulebook.random_layers import entries, layers

LAW, SHIPPED = layers_below(BASELINE)
_FREE = [name for name, parameter in PARAMETERS.items() if parameter.freedom != "fixed"]
MONTHS, TABLE = "contract.minimum_months", "intensity.table_long"


@st.composite
def baselines(draw: st.DrawFn) -> Layer:
    """The baseline with some values changed, some of them dated."""
    data = layer_to_data(SHIPPED)
    names = draw(st.lists(st.sampled_from(_FREE), unique=True, max_size=8))
    for name in names:
        first = draw(entries(name, is_partial=False))
        if draw(st.booleans()):
            data["values"][name] = [first]
            continue
        later = draw(entries(name, is_partial=False))
        data["values"][name] = [{**first, "to": "2026-07-01"}, {**later, "from": "2026-07-01"}]
    return layer_from_json({**data, "version": "toets"})


def _policy(old: Layer, own: Mapping[str, Any], region: Layer | None = None) -> Any:
    between = (region,) if region else ()
    return resolve((LAW, old, *between, layer_from_json(own)), on=SETTLED_ON)


@settings(max_examples=20, deadline=None)
@given(old=baselines(), new=baselines(), own=layers(), data=st.data())
def test_a_draft_comes_to_what_was_chosen(
    old: Layer, new: Layer, own: dict[str, Any], data: st.DataObject
) -> None:
    """On the day and on every later day on which a value turns."""
    policy = _policy(old, own)
    transition = Transition(policy=policy, below=(LAW, new))
    choices = {
        name: data.draw(st.sampled_from(Choice), label=name)
        for name in transition.parameters
        if data.draw(st.booleans())
    }
    top = layer_from_json({**own, "values": transition.chosen(choices)})
    for place, day in enumerate(transition.days):
        found = resolve((LAW, new, top), on=day)
        for name in PARAMETERS:
            before = transition.old[place][name].value
            after = transition.new_below[place][name].value
            stand = transition.stand_of(name) if name in transition.parameters else None
            choice = choices.get(name)
            is_kept = choice in (Choice.KEEP, Choice.DISCUSS) and transition.can_keep(name)
            if stand is Stand.OWN and choice is Choice.ADOPT:
                assert found[name].value == after
            elif stand in (None, Stand.OWN, Stand.REGION) or is_kept:
                assert found[name].value == before
            elif stand is Stand.INHERITED and name not in own["values"]:
                assert found[name].value == after


@settings(max_examples=10, deadline=None)
@given(old=baselines(), new=baselines(), own=layers(), region=layers("region"))
def test_what_a_region_sets_is_not_touched_by_a_new_baseline(
    old: Layer, new: Layer, own: dict[str, Any], region: dict[str, Any]
) -> None:
    """It lies between, on the new one as on the old."""
    middle = layer_from_json(region)
    policy = _policy(old, own, middle)
    transition = Transition(policy=policy, below=(LAW, new, middle))
    result = transition.resolved(transition.chosen({}))
    for name in transition.parameters:
        if transition.stand_of(name) is Stand.REGION:
            assert result[name].value == policy[name].value


def _baseline(**changed: Any) -> Layer:
    data = layer_to_data(SHIPPED)
    evidence = {"certainty": "published", "source": {"id": "PJ2014"}}
    values = {name.replace("__", "."): [{"value": v, **evidence}] for name, v in changed.items()}
    return layer_from_json({**data, "version": "toets", "values": {**data["values"], **values}})


def _own(values: dict[str, Any]) -> dict[str, Any]:
    told = {"nl": "a", "en": "a"}
    return {
        "name": "eikenberg", "layer": "municipality", "above": BASELINE, "version": "1",
        "title": told, "description": told, "values": values,
    }  # fmt: skip


def test_one_cell_of_a_table_is_kept_as_one_cell() -> None:
    """The rest of the table goes on inheriting, and an own cell beside it stays."""
    table = {
        row: dict(cells)
        for row, cells in resolve((LAW, SHIPPED), on=SETTLED_ON)[TABLE].value.items()
    }
    old = table["light"]["year_2"]
    table["light"]["year_1"], table["light"]["year_2"] = 1, 2
    mine = {
        "cells": {"light": {"year_1": 900}},
        "certainty": "published",
        "source": {"id": "UTRECHT"},
    }
    policy = _policy(SHIPPED, _own({TABLE: mine}))
    transition = Transition(policy=policy, below=(LAW, _baseline(intensity__table_long=table)))
    assert transition.stand_of(TABLE) is Stand.PARTLY
    kept = transition.chosen({TABLE: Choice.KEEP})
    assert kept[TABLE][0]["cells"] == {"light": {"year_1": 900, "year_2": old}}
    adopted = transition.resolved(transition.chosen({TABLE: Choice.ADOPT}))[TABLE].value
    assert (adopted["light"]["year_1"], adopted["light"]["year_2"]) == (900, 2)


def test_a_table_that_the_new_baseline_leaves_out_does_not_fit_own_cells() -> None:
    """Said before anything is asked; a policy without such cells fits."""
    table = "supervision.wage_value"  # of which the baseline that ships says nothing
    old = _baseline(supervision__wage_value={"least": 2, "most": 4})
    mine = {"cells": {"least": 3}, "certainty": "published", "source": {"id": "UTRECHT"}}
    below = (LAW, SHIPPED)
    assert Transition(policy=_policy(old, _own({table: mine})), below=below).unfit == (table,)
    assert Transition(policy=_policy(old, _own({})), below=below).unfit == ()


def test_what_nobody_stated_cannot_be_kept() -> None:
    """A layer cannot take a value back to "not stated", and the law is nobody's to keep."""
    silent = next(
        name
        for name in _FREE
        if resolve((LAW, SHIPPED), on=SETTLED_ON)[name].value is NOT_STATED
        and PARAMETERS[name].type == "yes_no"
    )
    new = _baseline(**{silent.replace(".", "__"): True})
    transition = Transition(policy=_policy(SHIPPED, _own({})), below=(LAW, new))
    assert transition.parameters == (silent,)
    assert not transition.can_keep(silent)
    assert silent not in transition.chosen({silent: Choice.DISCUSS})
