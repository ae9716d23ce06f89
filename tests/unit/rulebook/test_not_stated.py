"""What no layer states: it resolves, it counts as a difference, and it changes no hash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rulebook.criteria import CRITERIA
from rulebook.finding import find
from rulebook.headings import SECTIONS
from rulebook.layer import BadLayer, Layer, layer_from_data
from rulebook.parameter import NOT_STATED, PARAMETERS, OwnWords, Parameter
from rulebook.plan import plan_of
from rulebook.profile import NOWHERE, plain, resolve
from rulebook.profiles import layers_below
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.rendered_value import rendered_value
from rulebook.text import Text
from rulebook.wording import parameter_value

ON = date(2026, 1, 1)
TEXT = Text("Voorbeeld", "Example")
WORDS = Parameter(
    id="words.example",
    type="text_pair",
    label=TEXT,
    help=TEXT,
    freedom="free",
    topic="definitions",
    section="words",
    bounds=(1, 20),
    may_be_unstated=True,
)


@pytest.fixture
def with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parameter that this release adds and that nobody states yet."""
    known = {**PARAMETERS, WORDS.id: WORDS}
    for module in ("layer", "profile"):
        monkeypatch.setattr(f"rulebook.{module}.PARAMETERS", known)


def layer(value: Any) -> Layer:
    entry = {"value": value, "certainty": "fictitious", "source": {"id": "TENANT"}}
    text = {"nl": "Voorbeeld", "en": "Example"}
    return layer_from_data(
        {
            "name": "own", "layer": "municipality", "version": "1", "title": text,
            "description": text, "values": {WORDS.id: entry},
        }
    )  # fmt: skip


def test_stated_and_not_stated_is_a_difference_and_twice_not_stated_is_none(
    with_words: None,
) -> None:
    chain = layers_below("g4-2015")
    silent = resolve(chain, on=ON)
    assert silent[WORDS.id].value is NOT_STATED
    assert silent[WORDS.id].origin is NOWHERE
    assert silent[WORDS.id].certainty == "not_stated"
    stated = resolve((*chain, layer({"nl": "werkmaatje"})), on=ON)
    assert stated.content_hash != silent.content_hash
    assert stated.differences_from(silent) == (WORDS.id,)
    assert WORDS.id not in silent.differences_from(resolve(layers_below("uwv-baseline"), on=ON))
    assert stated[WORDS.id].value == OwnWords("werkmaatje")


def test_a_new_parameter_leaves_the_hash_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = layers_below("g4-2015")
    before = resolve(chain, on=ON).content_hash
    monkeypatch.setattr("rulebook.profile.PARAMETERS", {**PARAMETERS, WORDS.id: WORDS})
    assert resolve(chain, on=ON).content_hash == before


@pytest.mark.parametrize("language, words", [("nl", "niet vastgelegd"), ("en", "not stated")])
def test_it_is_said_in_words_and_is_not_the_same_as_no_limit(
    with_words: None, language: str, words: str
) -> None:
    found = resolve(layers_below("g4-2015"), on=ON)[WORDS.id]
    rendered = rendered_value(WORDS.id, found, language)
    assert (rendered.value, rendered.certainty, rendered.source) == (words, words, "")
    none = parameter_value(replace(WORDS, type="quantity", unit="months"), None, language)
    assert none != words


def test_own_words_are_said_in_dutch_where_there_is_no_english() -> None:
    """K2.1-a: one thing, and each organisation its own name for it beside the shared one."""
    only_dutch, both = OwnWords("werkmaatje"), OwnWords("werkmaatje", "work buddy")
    assert parameter_value(WORDS, only_dutch, "en") == "werkmaatje"
    assert parameter_value(WORDS, both, "en") == "work buddy"
    assert plain(only_dutch) == {"nl": "werkmaatje"}
    assert WORDS.checked(plain(both)) == both


@pytest.mark.parametrize(
    "value",
    [
        "werkmaatje",
        {"en": "work buddy"},
        {"nl": ""},
        {"nl": "<b>werkmaatje</b>"},
        {"nl": "twee\nregels"},
        {"nl": "w" * 21},
        {"nl": "werkmaatje", "fr": "copain"},
        {"nl": "werkmaatje", "en": 7},
        None,
    ],
)
def test_own_words_are_one_short_line_of_plain_text(with_words: None, value: object) -> None:
    with pytest.raises(BadLayer, match=r"words\.example"):
        layer(value)


def test_a_rule_asks_nothing_that_no_layer_states() -> None:
    """So what was decided before a requirement existed is worked through again as it was."""
    silent = resolve(
        [
            replace(
                layer,
                values={n: v for n, v in layer.values.items() if not PARAMETERS[n].may_be_unstated},
            )
            for layer in layers_below("uwv-baseline")
        ],
        on=ON,
    )
    plan = plan_of(silent)
    reading = [
        criterion
        for criterion in (*CRITERIA, *PROVIDER_CRITERIA)
        if any(PARAMETERS[name].may_be_unstated for name in criterion.parameters)
    ]
    assert len(reading) >= 5
    assert [criterion.code for criterion in reading if criterion.asked(plan)] == []
    told = {criterion.code for criterion in find({}, silent).criteria}
    assert told.isdisjoint(criterion.code for criterion in reading)


def test_every_parameter_stands_in_a_section_and_the_sections_in_their_order() -> None:
    order = [list(SECTIONS).index(parameter.section) for parameter in PARAMETERS.values()]
    assert order == sorted(order)
