"""Bundles: written and read again they are the same profile; what is hostile is refused clearly."""

import time
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from policy_profiles.bundles.bundle import BadBundle, bundle_text, read_bundle
from policy_profiles.bundles.plain_yaml import LARGEST, UnreadableYaml, read_yaml
from policy_profiles.mapping import states_of
from rulebook.layer import layer_from_data
from rulebook.parameter import PARAMETERS
from rulebook.profile import resolve
from rulebook.profiles import layers_below, load_shipped, shipped_profile_names
from tests.unit.rulebook.random_layers import layers

TODAY = date(2026, 6, 1)


def _text(**changes: Any) -> dict[str, Any]:
    """The bundle of a small profile as data, with some parts changed."""
    data = yaml.safe_load(bundle_text(load_shipped("weekly-hours", TODAY), language="nl"))
    for path, value in changes.items():
        *above, last = path.split("__")
        place = data
        for key in above:
            place = place[key]
        place[last] = value
    return data


def _problems(data: Any) -> dict[str, str]:
    with pytest.raises(BadBundle) as refused:
        read_bundle(yaml.safe_dump(data, allow_unicode=True).encode())
    for problem in refused.value.problems:
        assert problem.text.nl
        assert problem.text.en
    return {problem.where: problem.text.nl for problem in refused.value.problems}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", shipped_profile_names())
def test_a_shipped_profile_comes_back_with_its_hash(name, language):
    profile = load_shipped(name, TODAY)
    text = bundle_text(profile, language=language)
    found = read_bundle(text.encode())
    assert found.profile.content_hash == found.stated_hash == profile.content_hash
    assert found.other_below == ()
    assert bundle_text(found.profile, language=language) == text


@settings(max_examples=40, deadline=None)
@given(layers())
def test_any_profile_comes_back_with_its_hash_and_its_sources(own):
    profile = resolve((*layers_below("uwv-baseline"), layer_from_data(own)), on=TODAY)
    found = read_bundle(bundle_text(profile, language="nl").encode())
    assert found.is_as_it_was_made
    for name in own["values"]:
        assert found.profile[name].origin == profile[name].origin


def test_people_can_read_what_each_value_is():
    text = bundle_text(load_shipped("weekly-hours", TODAY), language="nl")
    assert "    # Vaste begeleiding per week (minutes)\n    intensity.weekly_minutes:\n" in text
    assert "      value: 60\n" in text


def test_a_changed_value_is_read_and_the_change_is_known():
    data = _text()
    data["layer"]["values"]["intensity.weekly_minutes"]["value"] = 90
    found = read_bundle(yaml.safe_dump(data).encode())
    assert found.profile["intensity.weekly_minutes"].value == 90
    assert not found.is_as_it_was_made


def test_another_version_of_a_layer_below_is_told():
    data = _text()
    data["below"][-1]["hash"] = "0" * 64
    assert [t.nl for t in read_bundle(yaml.safe_dump(data).encode()).other_below] == ["UWV-basis"]


def test_every_problem_is_told_at_once():
    data = _text(layer__version="", layer__title={"nl": "Alleen Nederlands"})
    evidence = {"certainty": "published"}
    data["layer"]["values"] = {
        "no.such_rule": {"value": 1, **evidence},
        "contract.minimum_months": {"value": "zes", **evidence},
        "wage_value.minimum": {"value": 3000, "source": {"id": "NERGENS"}, "certainty": "zeker"},
        "hours.minimum_weekly": 720,
        "illness.maximum_weeks": {"value": 4, "from": "gisteren", **evidence},
        "growth.within_months": {"value": 12, "note": "los", **evidence},
        "target_group.statutory_grounds": {"value": ["structural_limitation"], **evidence},
        "intensity.method": {
            "value": "fixed_weekly",
            "deviation": {"reason": "zomaar"},
            **evidence,
        },
    }
    for entry in data["layer"]["values"].values():
        if isinstance(entry, dict):
            entry.setdefault("source", {"id": "UTRECHT"})
    found = _problems(data)
    assert set(found) == {"layer.version", "layer.title", *data["layer"]["values"]}
    assert "van 0 tot en met 24" in found["contract.minimum_months"]
    assert "de wet legt de waarde vast" in found["target_group.statutory_grounds"]


@pytest.mark.parametrize(
    "data",
    [
        None, [], "tekst", 7, {}, {"meetlat": "profile-bundle/2"},
        _text(layer=None), _text(layer=[]), _text(layer__values=[]), _text(layer__values="x"),
        _text(layer__above="nergens"), _text(layer__above=None), _text(layer__above=["law"]),
        _text(layer__layer="baseline"), _text(layer__layer="keizer"), _text(layer__layer=None),
        _text(resolved_on="2026-01-01"), _text(resolved_on=None), _text(below="law"),
        _text(below=[1]), _text(extra=1), _text(layer__version="x" * 41),
        _text(layer__version="a\nb"), _text(layer__version=2026), _text(layer__name=""),
        _text(layer__title={"nl": ["a"], "en": {"b": 1}}),
        _text(layer__values={7: {"value": 1}}), _text(layer__values={"a.b": None}),
        *(
            _text(layer__values={name: {"value": value, "certainty": ["x"], "source": "X"}})
            for name in ("intensity.regime_table", "target_group.accepted_grounds")
            if name in PARAMETERS
            for value in (None, [[1]], {"a": {"b": {"c": 1}}}, "x", -1, 10**30)
        ),
        _text(layer__values={"contract.minimum_months": {"cells": [1], "value": 3}}),
        _text(layer__values={"contract.minimum_months": {"cells": {"a": {"b": 1}}}}),
        _text(layer__values={"contract.minimum_months": {
            "value": 3, "certainty": "published", "source": {"id": "OWN"}}}),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(data):
    assert _problems(data)


BOMB = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (BOMB.encode(), "verwijzingen"),
        (b"a: &x 1\n", "verwijzingen"),
        (b"a: !!python/object/apply:os.system ['true']\n", "soortaanduidingen"),
        (b"!!set {a, b}\n", "soortaanduidingen"),
        (b"a: 1\na: 2\n", "twee keer"),
        (b"---\na: 1\n---\nb: 2\n", "YAML"),
        (b"a: [1, 2\n", "geen leesbare YAML"),
        (b"\ta: 1\n", "geen leesbare YAML"),
        (b"a: 2026-13-45\n", "geen leesbare YAML"),
        (b"a: " + b"9" * 5000 + b"\n", "te lang"),
        (b"a: 1" + b":1" * 100_000 + b"\n", "te lang"),
        (b"a: 0x" + b"f" * 100_000 + b"\n", "te lang"),
        (b'a: 1\r\rb: "\\ud800"\n', "U+D800"),
        ('a: "\u2028\u0085"\nb: "\\ud800"\n'.encode(), "U+D800"),
        (b"a: \x00\n", "geen leesbare YAML"),
        (b"\xff\xfea\x00", "UTF-8"),
        (b"PK\x03\x04\xff", "UTF-8"),
        (b"a" * (LARGEST + 1), "groter dan"),
        (b"[" * 5000, "te veel"),
        (b"? " * 5000, "te veel"),
        (b"- " * 100_000, "te veel"),
        (b"[" + b"1," * 60_000 + b"1]", "te veel"),
        (b"? {a: b}\n: c\n", "geen leesbare YAML"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_hostile_yaml_is_refused_quickly_and_clearly(content, told):
    start = time.monotonic()
    with pytest.raises(UnreadableYaml) as refused:
        read_yaml(content)
    assert told in refused.value.reason.nl
    assert time.monotonic() - start < 10  # seconds, on a busy machine


NO_TEXT = {
    r"\0": "U+0000", r"\x08": "U+0008", r"\r": "U+000D", r"\e": "U+001B", r"\x7f": "U+007F",
    r"\N": "U+0085", r"\x9f": "U+009F", r"\ud800": "U+D800", r"\udfff": "U+DFFF",
}  # fmt: skip
PLACES = {
    "value": 'value: "60{}"', "key": '"val{}ue": 60', "note": 'note: {{nl: "a{}", en: b}}',
    "owner": 'deviation: {{owner: "afdeling{}"}}',
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("escape", NO_TEXT)
def test_signs_that_no_text_holds_are_refused_with_their_line(escape, place):
    """The database takes some of them not at all, and nobody who checks the policy sees them."""
    line = f"      {PLACES[place].format(escape)}\n"
    rule = "    intensity.weekly_minutes:\n"
    text = bundle_text(load_shipped("weekly-hours", TODAY), language="nl")
    content = text.replace(rule, rule + line)
    number = content.splitlines().index(line.rstrip("\n")) + 1
    with pytest.raises(BadBundle) as refused:
        read_bundle(content.encode())
    (problem,) = refused.value.problems
    assert problem.text.nl.startswith(f"Regel {number}: hier staat een teken")
    assert problem.text.en.startswith(f"Line {number}: this holds a sign")
    assert NO_TEXT[escape] in problem.text.nl
    assert NO_TEXT[escape] in problem.text.en


def test_an_owner_given_as_an_address_is_refused_as_in_the_form():
    """Deviations are published, and an address is that of a person."""
    data = _text()
    entry = data["layer"]["values"]["intensity.weekly_minutes"]
    why = {"reason": "budget", "legal_basis": "Beleidsregel", "review_on": date(2027, 1, 1)}
    entry["deviation"] = {**why, "owner": "afdeling Beleid"}
    assert read_bundle(yaml.safe_dump(data).encode())
    entry["deviation"] = {**why, "owner": "iemand@gemeente.example"}
    asked = "Noem een functie of afdeling, geen e-mailadres."
    assert _problems(data) == {"intensity.weekly_minutes": asked}
    entry["deviation"] = {**why, "owner": "afdeling Beleid", "legal_basis": "j@x.example"}
    asked = "Noem hier geen e-mailadres: dit wordt openbaar."
    assert _problems(data) == {"intensity.weekly_minutes": asked}
    del entry["deviation"]
    entry["note"] = {"nl": "Vraag j@x.example", "en": "Ask"}
    assert _problems(data) == {"intensity.weekly_minutes": asked}


def test_a_value_from_the_first_day_of_the_calendar_always_held():
    """There is no day before it on which something else could have held."""
    data = _text()
    data["layer"]["values"]["intensity.weekly_minutes"]["from"] = "0001-01-01"
    states = states_of(read_bundle(yaml.safe_dump(data).encode()).profile.layers)
    assert date.min not in states.breaks
    assert len(states.content_hashes) == len(states.breaks) + 1


def test_tabs_lines_and_signs_beyond_the_first_plane_are_text():
    assert read_yaml(rb'a: "x\ty\nz \U0001F600 \u00E9"') == {"a": "x\ty\nz \U0001f600 \u00e9"}


def test_a_mark_at_the_start_and_windows_lines_are_read():
    text = bundle_text(load_shipped("weekly-hours", TODAY), language="nl")
    content = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_bundle(content).is_as_it_was_made
