"""Worked examples: cases written out in YAML with their source, held against finding and naive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from rulebook.finding import find
from rulebook.layer import layer_from_data
from rulebook.profile import Profile, resolve
from rulebook.profiles import SETTLED_ON, layers_below, load_shipped, shipped_profile_names
from tests.unit.rulebook import naive

FOLDER = Path(__file__).parent / "examples"
HOURS = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?")
PERCENT = re.compile(r"(\d+)(?:\.(\d{1,2}))?%")


def examples() -> Iterator[Any]:
    """Every example of every file: file-wide facts first, then its own, then those of a period."""
    for path in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        for example in content["examples"]:
            for number, period in enumerate(example.get("periods", [example]), start=1):
                facts = {**content["facts"], **example.get("facts", {}), **period.get("facts", {})}
                merged = {**example, "facts": facts, "expected": period["expected"]}
                yield pytest.param(merged, id=f"{path.stem}/{example['id']}/{number}")


def plain(value: Any) -> Any:
    """YAML's "12h30m" as minutes and "35%" as basis points; anything else as it stands."""
    if not isinstance(value, str) or not value[:1].isdigit():
        return value
    if match := PERCENT.fullmatch(value):
        return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
    match = HOURS.fullmatch(value)
    assert match, f"write {value!r} as 12h30m or 35%"
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def policy_of(example: Mapping[str, Any]) -> Profile:
    """The shipped profile on the example's day, with the example's own values on top."""
    on = example.get("valid_on", SETTLED_ON)
    if "policy" not in example:
        return load_shipped(example["profile"], on)
    sourced = {"certainty": "fictitious", "source": {"id": "TENANT"}}
    values = {name: {"value": value, **sourced} for name, value in example["policy"].items()}
    text = {"nl": "Voorbeeld", "en": "Example"}
    described = {"version": "1", "title": text, "description": text, "values": values}
    layer = layer_from_data({"name": "example", "layer": "municipality", **described})
    return resolve((*layers_below(example["profile"]), layer), on=on)


def seen(facts: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """The finding in the words that the examples use."""
    finding = find(facts, profile)
    return {
        "verdict": finding.verdict,
        "provider": finding.provider,
        "hours": finding.minutes,
        "support_hours": finding.support_minutes,
        "first_day": finding.support_start,
        "last_day": finding.support_end,
        "followup_due": finding.followup_due,
        "obligations": {o.criterion: o.due for o in finding.obligations},
        "questions": list(finding.questions),
        **{criterion.code: criterion.outcome for criterion in finding.criteria},
    }


@pytest.mark.parametrize("example", list(examples()))
def test_example(example: Mapping[str, Any]) -> None:
    facts = {name: plain(value) for name, value in example["facts"].items()}
    profile = policy_of(example)
    expected = {name: plain(value) for name, value in example["expected"].items()}
    answer = seen(facts, profile)
    assert {name: answer[name] for name in expected} == expected, example["source"]
    other = naive.naive_finding(facts, profile)
    assert (other.verdict, other.minutes) == (answer["verdict"], answer["hours"])
    if answer["last_day"] is not None:
        assert other.end == answer["last_day"] + timedelta(days=1)


def test_every_shipped_profile_has_an_example() -> None:
    used = {example.values[0]["profile"] for example in examples()}
    assert used >= set(shipped_profile_names())


def test_every_example_names_its_source_and_says_nothing_that_is_not_read() -> None:
    read = {"id", "source", "profile", "valid_on", "policy", "facts", "periods", "expected"}
    for example in examples():
        assert example.values[0]["source"], example.id
        assert set(example.values[0]) <= read, example.id
