"""The profiles that ship: what they rest on, and what they say on which day."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from rulebook.layer import layer_from_data
from rulebook.profile import resolve
from rulebook.profiles import (
    BASELINE,
    NoSuchProfile,
    layers_below,
    load_shipped,
    shipped_layers,
    shipped_profile_names,
)

REAL_MUNICIPALITIES = ("amsterdam", "rotterdam", "utrecht", "den-haag")


def test_the_profiles_of_the_design_ship() -> None:
    assert shipped_profile_names()[0] == BASELINE
    assert set(shipped_profile_names()) == {
        *(BASELINE, "g4-2015", "hour-caps", "amount-per-period", "low-rate", "strict-cap"),
        *("weekly-hours", "broad-target-group", *REAL_MUNICIPALITIES),
    }


def test_a_name_that_does_not_ship_is_told_which_do() -> None:
    with pytest.raises(NoSuchProfile, match="uwv-baseline"):
        load_shipped("atlantis")
    with pytest.raises(NoSuchProfile):
        load_shipped("law")


@pytest.mark.parametrize("name", REAL_MUNICIPALITIES)
def test_a_real_municipality_carries_only_what_was_published(name: str) -> None:
    layer = shipped_layers()[name]
    assert not layer.is_fictitious
    certainties = {entry.certainty for dated in layer.values.values() for entry in dated}
    assert certainties <= {"verified", "published"}


@pytest.mark.parametrize("name", ["uwv-baseline", "g4-2015", *REAL_MUNICIPALITIES])
def test_no_invented_value_reaches_a_real_organisation(name: str) -> None:
    profile = load_shipped(name)
    assert not profile.is_fictitious
    assert "fictitious" not in {value.certainty for value in profile.values.values()}


def test_every_other_municipal_profile_is_marked_as_invented() -> None:
    municipal = [layer for layer in shipped_layers().values() if layer.kind == "municipality"]
    invented = {layer.name for layer in municipal if layer.is_fictitious}
    assert invented == {layer.name for layer in municipal} - set(REAL_MUNICIPALITIES)


@pytest.mark.parametrize("name", shipped_profile_names())
def test_a_value_knows_where_it_came_from(name: str) -> None:
    for resolved in load_shipped(name).values.values():
        if resolved.is_stated:
            assert resolved.origin.source.title
            assert resolved.origin.layer_name in shipped_layers()


@pytest.mark.parametrize(
    "parameter, before, turn, after",
    [
        ("punch_card.minutes", None, date(2016, 1, 28), 300),
        ("target_group.statutory_grounds", (), date(2015, 1, 1), ("wage_cost_subsidy_group",)),
    ],
)
def test_a_value_holds_from_its_day(
    parameter: str, before: object, turn: date, after: object
) -> None:
    assert load_shipped(BASELINE, date.fromordinal(turn.toordinal() - 1))[parameter].value == before
    assert load_shipped(BASELINE, turn)[parameter].value == after


def test_min_max_contracts_are_excluded_until_the_protocol_of_2019() -> None:
    excluded = "contract.excluded_forms"
    assert "min_max" in load_shipped(BASELINE, date(2019, 9, 30))[excluded].value
    assert "min_max" not in load_shipped(BASELINE, date(2019, 10, 1))[excluded].value


def test_a_table_that_nobody_could_read_says_so() -> None:
    short = load_shipped(BASELINE)["intensity.table_short"]
    assert short.certainty == "unverified"
    assert short.value == load_shipped(BASELINE)["intensity.table_long"].value
    assert load_shipped(BASELINE, date(2015, 1, 1))["intensity.table_short"].certainty == "verified"


def test_the_hash_follows_the_content_and_nothing_else() -> None:
    baseline = load_shipped(BASELINE)
    silent = layer_from_data(
        {
            "name": "silent", "layer": "municipality", "version": "7",
            "title": {"nl": "Stil", "en": "Silent"}, "values": {},
            "description": {"nl": "Zwijgt", "en": "Says nothing"},
        }
    )  # fmt: skip
    same = resolve((*layers_below(BASELINE), silent), on=date(2020, 1, 1))
    assert same.content_hash == baseline.content_hash
    assert load_shipped("amsterdam").content_hash == load_shipped("g4-2015").content_hash
    assert load_shipped("low-rate").content_hash != baseline.content_hash
    assert load_shipped(BASELINE, date(2015, 6, 1)).content_hash != baseline.content_hash


def test_the_hash_is_the_same_in_another_process() -> None:
    program = (
        "from rulebook.profiles import load_shipped as load, shipped_profile_names as names\n"
        "print([load(name).content_hash for name in names()])"
    )
    ran = subprocess.run(  # with another seed for sets and dictionaries
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == str(
        [load_shipped(n).content_hash for n in shipped_profile_names()]
    )


def test_the_hash_of_the_baseline_is_the_one_in_receipts() -> None:
    """Changes only together with a value of the baseline: then a new version of it is due."""
    assert load_shipped(BASELINE).content_hash == (
        "9337bdf89f81870175f948536e57a05c36a82d7795728b3e9d81ce353538e7fe"
    )
