"""Deviations: a coded reason with what it rests on, kept with the value and out of its hash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policy_profiles.mapping import chain_hash, layer_from_json, layer_to_data, states_of
from rulebook.deviation import CHOICE, INVENTED_BASIS, OBJECTIVE, REASONS
from rulebook.layer import BadLayer, Layer, layer_from_data
from rulebook.profiles import BASELINE, layers_below, shipped_layers

TEXT = {"nl": "Voorbeeld", "en": "Example"}
WHY = {
    "reason": "labour_market",
    "legal_basis": "Beleidsregel jobcoaching, artikel 4",
    "owner": "afdeling Beleid",
    "review_on": date(2027, 1, 1),
}
OWN_RULE = {"id": "OWN", "title": "Beleidsregel jobcoaching", "register": "vastgesteld 01-01-2026"}


def _layer(kind: str = "municipality", **given: Any) -> Layer:
    value = {"value": 9, "certainty": "published", "source": {"id": "UTRECHT"}, **given}
    return layer_from_data(
        {
            "name": "own",
            "layer": kind,
            "version": "1",
            "title": TEXT,
            "description": TEXT,
            "values": {"contract.minimum_months": value},
        }
    )


def test_a_deviation_is_kept_with_its_value_through_json() -> None:
    layer = _layer(deviation=WHY)
    again = layer_from_json(layer_to_data(layer))
    (kept,) = again.values["contract.minimum_months"]
    assert kept.deviation is not None
    assert kept.deviation.as_data() == {**WHY, "review_on": "2027-01-01"}
    assert kept.deviation.ground == OBJECTIVE
    assert again == layer


def test_a_deviation_changes_no_value_and_so_no_hash_of_values() -> None:
    below = layers_below(BASELINE)
    plain, explained = (states_of((*below, layer)) for layer in (_layer(), _layer(deviation=WHY)))
    assert plain.content_hashes == explained.content_hashes


def test_a_chain_without_deviations_is_written_as_before() -> None:
    data = layer_to_data(_layer())
    assert set(data["values"]["contract.minimum_months"][0]) == {"value", "certainty", "source"}
    assert chain_hash([data]) == chain_hash([layer_to_data(layer_from_json(data))])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": "because"}, "reason is one of"),
        ({"legal_basis": " "}, "legal_basis"),
        ({"owner": "x" * 301}, "owner"),
        ({"review_on": "soon"}, "review_on is a day"),
        ({"extra": 1}, "give exactly"),
    ],
)
def test_a_deviation_without_its_parts_is_refused(change: dict[str, Any], told: str) -> None:
    with pytest.raises(BadLayer) as refused:
        _layer(deviation={**WHY, **change})
    assert told in str(refused.value)


def test_the_baseline_cannot_deviate_from_itself() -> None:
    with pytest.raises(BadLayer) as refused:
        _layer(kind="baseline", deviation=WHY)
    assert "not on top of the baseline" in str(refused.value)


def test_objective_grounds_and_choices_are_told_apart() -> None:
    grounds = {code: reason.ground for code, reason in REASONS.items()}
    assert grounds["inhabitants"] == grounds["labour_market"] == OBJECTIVE
    assert grounds["council_decision"] == grounds["budget"] == CHOICE
    assert set(grounds.values()) == {OBJECTIVE, CHOICE}


def test_a_rule_of_ones_own_names_itself_and_survives_json() -> None:
    layer = _layer(source={**OWN_RULE, "article": "artikel 4"})
    (kept,) = layer_from_json(layer_to_data(layer)).values["contract.minimum_months"]
    assert kept.source.citation() == (
        "Beleidsregel jobcoaching, artikel 4 (vastgesteld 01-01-2026)"
    )


def test_a_rule_of_ones_own_without_a_name_is_refused() -> None:
    with pytest.raises(BadLayer):
        _layer(source={"id": "OWN", "register": "vastgesteld 01-01-2026"})


def test_what_an_invented_deviation_rests_on_is_told_in_the_readers_language() -> None:
    """Every one that ships says it in the same words, so those words have their English."""
    shipped = [
        value.deviation
        for layer in shipped_layers().values()
        if layer.is_fictitious
        for values in layer.values.values()
        for value in values
        if value.deviation
    ]
    assert {each.basis_in("en") for each in shipped} == {(INVENTED_BASIS.en, "en")}
    assert {each.basis_in("nl") for each in shipped} == {(INVENTED_BASIS.nl, "nl")}
    own = replace(shipped[0], legal_basis="Beleidsregel jobcoaching, artikel 4")
    assert own.basis_in("en") == ("Beleidsregel jobcoaching, artikel 4", "nl")
