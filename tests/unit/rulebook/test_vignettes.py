"""The vignettes say what the baseline says, to the minute, and visit every rule of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from rulebook.answer import Answer, answers
from rulebook.contradictions import contradictions
from rulebook.criteria import CRITERIA
from rulebook.facts import FACTS
from rulebook.finding import Finding, find
from rulebook.intensity import METHODS
from rulebook.layer import layer_from_data
from rulebook.month_arithmetic import add_months_to
from rulebook.profile import Profile, resolve
from rulebook.profiles import (
    BASELINE,
    SETTLED_ON,
    layers_below,
    load_shipped,
    shipped_profile_names,
)
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.vignettes import (
    THEMES,
    VIGNETTES,
    BadVignette,
    NoSuchVignette,
    vignette,
    vignette_frame,
    vignette_from_data,
    work_vignettes,
)
from rulebook.wording import words
from tests.unit.rulebook.naive import naive_finding

CODES = [criterion.code for criterion in (*CRITERIA, *PROVIDER_CRITERIA)]
SHIPPED = [load_shipped(name) for name in shipped_profile_names()]
#: What no shipped profile says, so that the rules behind it are visited as well.
VARIANTS: dict[str, dict[str, Any]] = {
    **{f"method {method}": {"intensity.method": method} for method in METHODS},
    "employment only": {"work.accepted_situations": ["employment"]},
    "no punch card": {"punch_card.minutes": None},
    "register gate": {"target_group.register_gate": "required"},
    "refusals": {"refusal.permanent_supervision": True, "refusal.other_solution": True},
    "registered coach": {"provider.register_required": True},
    "any recognition": {
        "provider.accepted_recognitions": ["uwv", "quality_mark", "municipal_list", "none"]
    },
}


def variant(values: dict[str, Any]) -> Profile:
    """The baseline with a few values of its own on top."""
    sourced = {"certainty": "fictitious", "source": {"id": "TENANT"}}
    text = {"nl": "Voorbeeld", "en": "Example"}
    data = {
        "name": "example", "layer": "municipality", "version": "1", "title": text,
        "description": text, "values": {n: {"value": v, **sourced} for n, v in values.items()},
    }  # fmt: skip
    return resolve((*layers_below(BASELINE), layer_from_data(data)), on=SETTLED_ON)


PROFILES = [*SHIPPED, *(variant(values) for values in VARIANTS.values())]


@cache
def findings() -> list[Finding]:
    """Every vignette under every profile, explained."""
    return [find(one.facts, profile) for one in VIGNETTES for profile in PROFILES]


def outcomes() -> Iterator[tuple[str, str]]:
    for finding in findings():
        yield from ((criterion.code, criterion.outcome) for criterion in finding.criteria)


@pytest.mark.parametrize("one", VIGNETTES, ids=lambda one: one.id)
def test_the_baseline_says_what_the_vignette_expects(one) -> None:
    """After a change that is meant, the vignette is changed with it."""
    (answer,) = answers(vignette_frame().slice(VIGNETTES.index(one), VIGNETTES.index(one) + 1),
                        load_shipped(BASELINE))  # fmt: skip
    assert answer == one.expected


@pytest.mark.parametrize("one", VIGNETTES, ids=lambda one: one.id)
def test_a_second_plain_implementation_says_the_same(one) -> None:
    """So no expectation was copied from the engine alone."""
    naive = naive_finding(one.facts, load_shipped(BASELINE))
    expected = one.expected
    assert (naive.verdict, naive.provider, naive.minutes) == (
        expected.verdict,
        expected.provider,
        expected.minutes,
    )
    named = [*expected.not_met, *expected.not_known, *expected.with_obligation]
    assert {code for code, outcome in naive.criteria.items() if outcome != "met"} == set(named)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.content_hash[:8])
def test_an_answer_is_the_finding_in_short(profile) -> None:
    """Under every profile, with its days and its months."""
    for worked in work_vignettes(profile):
        finding, answer = find(worked.vignette.facts, profile), worked.answer
        assert (finding.verdict, finding.provider, finding.minutes) == (
            answer.verdict, answer.provider, answer.minutes,
        )  # fmt: skip
        refused = finding.verdict == "not_met"
        days = (None, None) if refused else (finding.support_start, finding.support_end)
        assert days == (answer.first_day, answer.last_day)
        assert {o.criterion: o.due for o in finding.obligations} == dict.fromkeys(
            answer.with_obligation if answer.verdict == "met_with_obligation" else (), answer.due
        )


def test_there_are_enough_and_every_theme_has_some() -> None:
    assert len(VIGNETTES) >= 24
    assert {one.theme for one in VIGNETTES} == set(THEMES)


def test_every_criterion_is_met_not_met_and_not_known_somewhere() -> None:
    """A new criterion fails here until a client shows it."""
    wanted = {(code, outcome) for code in CODES for outcome in ("met", "not_met", "not_known")}
    assert wanted - set(outcomes()) == set()


def test_every_criterion_is_refused_alone_somewhere() -> None:
    """So that each shows by itself: of the case the only one not met, or of the provider."""
    alone = {
        refused[0]
        for finding in findings()
        for group in ("case", "provider")
        if len(
            refused := [
                c.code for c in finding.criteria if c.outcome == "not_met" and c.group == group
            ]
        )
        == 1
    }
    assert set(CODES) - alone == set()


def test_every_obligation_occurs_and_two_at_once() -> None:
    """The criteria that can leave one are those that have a sentence for it."""
    can = {code for code, texts in words().criteria.items() if "met_with_obligation" in texts}
    assert {code for code, outcome in outcomes() if outcome == "met_with_obligation"} == can
    assert max(len(one.expected.with_obligation) for one in VIGNETTES) == len(can)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_hours_to_somebody(method: str) -> None:
    """And not the same to all."""
    given = {
        finding.minutes
        for finding in findings()
        if finding.profile["intensity.method"].value == method and finding.minutes
    }
    assert len(given) > 1


def test_shipped_profiles_use_every_method_but_the_proposed_one() -> None:
    """Hours per goal is a proposal that nobody published; the variant above visits it."""
    used = {profile["intensity.method"].value for profile in SHIPPED}
    assert set(METHODS) - used == {"hours_per_goal"}


def test_every_step_of_the_hours_occurs() -> None:
    """Late, capped, carried over, no tariff, no regime, punch card, and the rest."""
    assert {step.code for finding in findings() for step in finding.steps} == set(words().steps)


def test_every_fact_and_every_code_occurs() -> None:
    """A new fact or code needs a client as well.

    A day asked for only says when to stop; age and who the employer is act in no rule.
    """
    filled = {name for one in VIGNETTES for name in one.facts}
    assert {fact.name for fact in FACTS} - filled == {
        "support_end", "age_band", "employer_sector", "employer_size",
    }  # fmt: skip
    for fact in (fact for fact in FACTS if fact.name in filled):
        given = {one.facts.get(fact.name) for one in VIGNETTES}
        assert set(fact.codes) <= given, fact.name
        assert fact.kind != "yes_no" or {True, False} <= given, fact.name


def test_the_clients_are_possible() -> None:
    """No facts that contradict each other."""
    assert [one.id for one in VIGNETTES if contradictions(one.facts)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_story_is_short_and_says_enough_to_judge_by(language: str) -> None:
    """Some sentences, none longer than thirty words, and not the words of the scale itself."""
    for one in VIGNETTES:
        sentences = one.story.in_language(language).replace("?", ".").split(". ")
        assert 3 <= len(sentences) <= 7, one.id
        assert max(len(sentence.split()) for sentence in sentences) <= 30, one.id
        assert not {"midden", "medium"} & set(one.story.in_language(language).lower().split())


def test_thirteen_months_come_to_the_same_in_whatever_pieces() -> None:
    """Ten percent for twelve months, five for the last: 24 hours a week, 365 and 28 days."""
    last = vignette("thirteenth-month")
    pieces = [
        (date(2025, 2, 1), date(2025, 7, 31)),
        (date(2025, 8, 1), date(2026, 1, 31)),
    ]
    earlier = [
        find(
            {
                **last.facts,
                "support_start": first,
                "received_on": first,
                "previous_support_end": None,
                "request_kind": "first" if place == 0 else "continuation",
            },
            load_shipped(BASELINE),
        )
        for place, (first, _) in enumerate(pieces)
    ]
    assert [finding.support_end for finding in earlier] == [piece[1] for piece in pieces]
    minutes = [finding.minutes or 0 for finding in earlier]
    assert sum(minutes) == pytest.approx(24 * 60 * 365 / 7 / 10, abs=1)
    assert last.expected.minutes == 24 * 60 * 28 // 7 * 5 // 100


def test_months_of_an_answer_count_from_the_first_day() -> None:
    def answer(first: date, last: date) -> Answer:
        return Answer(verdict="met", provider="met", minutes=60, first_day=first, last_day=last)

    assert answer(date(2026, 2, 1), date(2026, 7, 31)).months == (6, 0)
    assert answer(date(2026, 8, 31), date(2027, 2, 27)).months == (6, 0)
    assert answer(date(2026, 3, 24), date(2026, 7, 31)).months == (4, 8)
    assert add_months_to(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert Answer(verdict="not_met", provider="met", minutes=0).months is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"facts": {"shoe_size": 42}}, "no fact shoe_size"),
        ({"colour": "red"}, "nobody reads colour"),
        ({"expected": {"verdict": "met", "provider": "met", "hours": "1h", "due": "soon"}}, "days"),
    ],
)
def test_a_vignette_with_a_mistake_is_refused(change, told) -> None:
    text = "{nl: Ja., en: Yes.}"
    data = yaml.safe_load(
        f"{{id: x, title: {text}, story: {text}, tests: {text}, facts: {{}},"
        " expected: {verdict: met, provider: met, hours: 1h}}"
    )
    with pytest.raises(BadVignette, match=told):
        vignette_from_data({**data, **change}, "person", {})


def test_a_vignette_is_found_by_name_and_an_unknown_one_is_told() -> None:
    assert vignette("punch-card").expected.minutes == 300
    with pytest.raises(NoSuchVignette, match="nobody"):
        vignette("nobody")
