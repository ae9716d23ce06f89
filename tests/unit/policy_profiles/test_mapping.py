"""Layers survive the way into the database and back; a chain knows on which days it changes."""

import json
from datetime import date, timedelta

import pytest
import yaml

from policy_profiles import mapping
from rulebook.layer import BadLayer
from rulebook.parameter import PARAMETERS
from rulebook.profile import resolve
from rulebook.profiles import (
    BASELINE,
    layers_below,
    load_shipped,
    shipped_layers,
    shipped_profile_names,
)

ONE_DAY = timedelta(days=1)


def _stored(name: str) -> list[mapping.LayerData]:
    data = [mapping.layer_to_data(layer) for layer in layers_below(name)]
    return json.loads(json.dumps(data))


@pytest.mark.parametrize("name", shipped_layers())
def test_a_layer_comes_back_as_it_was(name):
    """Dates, cells, sources, notes and certainty included."""
    layer = shipped_layers()[name]
    data = json.loads(json.dumps(mapping.layer_to_data(layer)))
    assert mapping.layer_from_json(data) == layer


def test_a_layer_may_also_be_written_as_in_yaml():
    """One value without a list, and days as days: the short form of the files."""
    text = """
    {name: x, layer: municipality, version: "1", above: uwv-baseline,
     title: {nl: X, en: X}, description: {nl: X, en: X}, values: {contract.minimum_months:
       {value: 3, certainty: published, source: {id: UTRECHT}, from: 2024-01-01}}}
    """
    (value,) = mapping.layer_from_json(yaml.safe_load(text)).values["contract.minimum_months"]
    assert (value.value, value.valid_from) == (3, date(2024, 1, 1))


@pytest.mark.parametrize("values", [{"no.such": {"value": 1}}, {"contract.minimum_months": 7}])
def test_a_layer_that_cannot_be_used_is_refused_with_its_problems(values):
    data = {**_stored("utrecht")[-1], "values": values}
    with pytest.raises(BadLayer) as refused:
        mapping.layer_from_json(data)
    assert next(iter(values)) in str(refused.value)


@pytest.mark.parametrize("name", shipped_profile_names())
def test_the_states_of_a_chain_are_its_contents_on_every_day(name):
    """On the day before, of and after each break the states name what the rulebook resolves."""
    chain = layers_below(name)
    states = mapping.states_of(chain)
    assert date(2019, 10, 1) in states.breaks
    days = [day + step * ONE_DAY for day in states.breaks for step in (-1, 0, 1)]
    for day in days:
        assert states.hash_on(day) == resolve(chain, on=day).content_hash


def test_a_hash_leads_back_to_a_day_on_which_it_holds():
    states = mapping.states_of(layers_below(BASELINE))
    for content_hash in states.content_hashes:
        day = states.day_of(content_hash)
        assert load_shipped(BASELINE, day).content_hash == content_hash


def test_the_hash_of_all_values_is_that_of_the_rulebook():
    profile = load_shipped("utrecht")
    assert mapping.values_hash(profile, PARAMETERS) == profile.content_hash


def test_the_hash_of_a_chain_covers_sources_and_not_only_values():
    """Two profiles with the same values are still two documents."""
    amsterdam, rotterdam = _stored("amsterdam"), _stored("rotterdam")
    assert load_shipped("amsterdam").content_hash == load_shipped("rotterdam").content_hash
    assert mapping.chain_hash(amsterdam) != mapping.chain_hash(rotterdam)
    assert mapping.chain_hash(amsterdam) == mapping.chain_hash(_stored("amsterdam"))


def _state(layers: list[mapping.LayerData], name: str) -> object:
    states = mapping.states_of(layers_below(name))
    return mapping.profile_of_state(
        name=name,
        layers=layers,
        breaks=states.breaks,
        content_hashes=states.content_hashes,
        place=len(states.breaks),
    )


def test_a_content_that_was_tampered_with_is_not_used():
    layers = _stored("utrecht")
    layers[-1]["values"]["contract.minimum_months"][0]["value"] = 3
    with pytest.raises(mapping.ContentChanged) as refused:
        _state(layers, "utrecht")
    assert "utrecht" in str(refused.value)


def test_a_parameter_newer_than_the_version_has_the_value_of_the_baseline():
    """A release that adds a parameter does not stop the work under what was published before."""
    older = [dict(layer) for layer in _stored("utrecht")]
    for layer in older:
        layer["values"] = {n: v for n, v in layer["values"].items() if n != "punch_card.minutes"}
    today = load_shipped("utrecht")
    known = set(PARAMETERS) - {"punch_card.minutes"}
    states = mapping.states_of(layers_below("utrecht"))
    hashes = [mapping.values_hash(today, known)] * len(states.content_hashes)
    found = mapping.profile_of_state(
        name="utrecht",
        layers=older,
        breaks=states.breaks,
        content_hashes=hashes,
        place=len(states.breaks),
    )
    assert found.content_hash == today.content_hash
