"""Differences lead exactly from one profile to the other, and layers lie as they are listed."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.difference import (
    DoesNotApply,
    applied,
    differences,
    other_evidence,
    values_of,
)
from rulebook.layer import layer_from_data
from rulebook.own_words import NOT_STATED
from rulebook.parameter import PARAMETERS
from rulebook.profile import NOWHERE, Profile, ResolvedValue, plain, resolve
from rulebook.profiles import layers_below, load_shipped, shipped_profile_names
from tests.unit.rulebook.random_layers import layers

TODAY = date(2026, 6, 1)
BELOW = layers_below("uwv-baseline")
SOME = settings(max_examples=40, deadline=None)


def _profile(*own: dict[str, Any]) -> Profile:
    return resolve((*BELOW, *(layer_from_data(data) for data in own)), on=TODAY)


def _cells(name: str, value: Any) -> dict[tuple[str, str, str], Any]:
    if not PARAMETERS[name].rows:
        return {(name, "", ""): value}
    return {
        (name, row, column): cell
        for row, content in value.items()
        for column, cell in (content.items() if PARAMETERS[name].columns else [("", content)])
    }


def _naive(*own: dict[str, Any]) -> dict[tuple[str, str, str], Any]:
    """What the baseline has, with what each layer says simply put over it, cell by cell."""
    baseline = resolve(BELOW, on=TODAY)
    found = {}
    for name, resolved in baseline.values.items():
        if resolved.is_stated:
            found.update(_cells(name, plain(resolved.value)))
    for data in own:
        for name, entry in data["values"].items():
            found.update(_cells(name, entry.get("cells", entry.get("value"))))
    return found


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _stated(profile: Profile) -> dict[tuple[str, str, str], Any]:
    found = {}
    for name, resolved in profile.values.items():
        if resolved.is_stated:
            found.update(_cells(name, plain(resolved.value)))
    return {place: _sorted(value) for place, value in found.items()}


def _shuffled(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same layer with its parameters, rows and columns listed in another order."""

    def mixed(mapping: dict[str, Any]) -> dict[str, Any]:
        listed = list(mapping.items())
        random.Random(seed).shuffle(listed)
        return {key: mixed(value) if isinstance(value, dict) else value for key, value in listed}

    return {**data, "values": mixed(data["values"])}


@SOME
@given(layers(), layers())
def test_the_differences_put_into_the_first_give_the_second(one, other):
    a, b = _profile(one), _profile(other)
    assert applied(values_of(a), differences(a, b)) == values_of(b)
    assert (differences(a, b) == ()) == (a.content_hash == b.content_hash)


@SOME
@given(layers())
def test_a_profile_does_not_differ_from_itself(one):
    profile = _profile(one)
    assert differences(profile, profile) == ()
    assert other_evidence(profile, profile) == ()


@SOME
@given(layers(), layers())
def test_differences_the_other_way_round_are_the_same_ones_turned(one, other):
    a, b = _profile(one), _profile(other)
    there = {(d.parameter, d.row, d.column): (d.old, d.new) for d in differences(a, b)}
    back = {(d.parameter, d.row, d.column): (d.new, d.old) for d in differences(b, a)}
    assert there == back


@SOME
@given(layers("region"), layers("municipality"), st.integers(0, 10_000))
def test_the_upper_layer_wins_cell_by_cell_in_whatever_order_it_is_written(below, above, seed):
    expected = {place: _sorted(value) for place, value in _naive(below, above).items()}
    plain_order = _profile(below, above)
    other_order = _profile(_shuffled(below, seed), _shuffled(above, seed))
    assert _stated(plain_order) == expected
    assert _stated(other_order) == expected
    assert plain_order.content_hash == other_order.content_hash


@SOME
@given(layers("region"), layers("municipality"))
def test_every_parameter_has_a_value_or_is_said_to_have_none(below, above):
    profile = _profile(below, above)
    assert list(profile.values) == list(PARAMETERS)
    said = {*below["values"], *above["values"]}
    for name in said:
        assert profile[name].is_stated
    for name, resolved in profile.values.items():
        assert resolved.is_stated or PARAMETERS[name].may_be_unstated


@pytest.mark.parametrize("name", shipped_profile_names())
def test_every_shipped_profile_is_reached_from_the_baseline(name):
    baseline, profile = load_shipped("uwv-baseline"), load_shipped(name)
    found = differences(baseline, profile)
    assert applied(values_of(baseline), found) == values_of(profile)
    assert {d.parameter for d in found} == set(profile.differences_from(baseline))


def test_a_difference_names_the_cell_and_both_origins():
    found = differences(load_shipped("uwv-baseline"), load_shipped("g4-2015"))
    cells = [d for d in found if d.row]
    assert {d.old_origin.layer for d in found if d.old is not NOT_STATED} <= {"law", "baseline"}
    assert {d.new_origin.layer for d in found} == {"region"}
    assert all((d.row in PARAMETERS[d.parameter].rows) for d in cells)


@pytest.mark.parametrize("name", [n for n, p in PARAMETERS.items() if p.rows])
def test_a_table_that_only_one_states_is_one_difference(name):
    """There are no cells to lay beside each other."""
    a = load_shipped("uwv-baseline")
    silent = ResolvedValue(parameter=PARAMETERS[name], value=NOT_STATED, origin=NOWHERE)
    b = replace(a, values={**a.values, name: silent})
    if a[name].is_stated:
        (found,) = differences(a, b)
        assert (found.row, found.column, found.new) == ("", "", NOT_STATED)
        assert applied(values_of(a), [found]) == values_of(b)
    else:
        assert differences(a, b) == ()


def test_a_difference_does_not_apply_to_something_else():
    baseline, g4 = load_shipped("uwv-baseline"), load_shipped("g4-2015")
    found = differences(baseline, g4)
    with pytest.raises(DoesNotApply) as refused:
        applied(values_of(g4), found)
    assert found[0].parameter in str(refused.value)


def test_the_same_value_with_another_source_is_no_difference_but_is_told():
    own = {
        "name": "a", "layer": "municipality", "above": "uwv-baseline", "version": "1",
        "title": {"nl": "A", "en": "A"}, "description": {"nl": "A", "en": "A"},
        "values": {"contract.minimum_months": {
            "value": 6, "certainty": "published", "source": {"id": "UTRECHT"}}},
    }  # fmt: skip
    assert differences(_profile(), _profile(own)) == ()
    assert other_evidence(_profile(), _profile(own)) == ("contract.minimum_months",)
