"""What a new version changes for the vignettes, and how far published ones lie apart."""

from datetime import date
from fractions import Fraction

import pytest

from policy_profiles.vignettes.pages import facts_in_words, vignette_list, vignette_page
from policy_profiles.vignettes.queries import changed_parts, spread_of, spreads, vignette_changes
from policy_profiles.vignettes.spread_picture import spread_picture
from rulebook.answer import Answer
from rulebook.finding import find
from rulebook.layer import layer_from_data
from rulebook.profile import Profile, resolve
from rulebook.profiles import BASELINE, layers_below, load_shipped, shipped_profile_names
from rulebook.vignettes import THEMES, VIGNETTES, vignette

TODAY = date(2026, 6, 1)


def changed(**values: object) -> Profile:
    """The baseline with a few values of its own, as a new version would have them."""
    sourced = {"certainty": "fictitious", "source": {"id": "TENANT"}}
    text = {"nl": "Versie", "en": "Version"}
    layer = {
        "name": "version", "layer": "municipality", "version": "2", "title": text,
        "description": text,
        "values": {n.replace("__", "."): {"value": v, **sourced} for n, v in values.items()},
    }  # fmt: skip
    return resolve((*layers_below(BASELINE), layer_from_data(layer)), on=TODAY)


def test_the_same_policy_changes_nothing() -> None:
    before = load_shipped(BASELINE, TODAY)
    assert vignette_changes(before=before, after=before) == ()
    assert vignette_changes(before=before, after=changed()) == ()


def test_a_change_is_told_with_what_is_otherwise_and_why() -> None:
    """A wage value of 30 percent becomes enough: one client, and only the verdict behind it."""
    after = changed(wage_value__minimum=3000)
    changes = {
        c.vignette.id: c for c in vignette_changes(before=load_shipped(BASELINE), after=after)
    }
    assert set(changes) == {"low-wage-value"}
    found = changes["low-wage-value"]
    assert (found.before.verdict, found.after.verdict) == ("not_met", "met")
    assert found.changed == ("verdict", "minutes", "period", "criteria")
    assert found.parameters == ("wage_value.minimum",)


def test_a_shorter_period_moves_hours_and_days_and_no_verdict() -> None:
    changes = vignette_changes(
        before=load_shipped(BASELINE),
        after=changed(award__period_months=3, growth__within_months=6),
    )
    by_name = {change.vignette.id: change for change in changes}
    assert by_name["ordinary-application"].changed == ("minutes", "period")
    assert by_name["ordinary-application"].parameters == ("award.period_months",)
    assert by_name["growing-hours"].changed == ("minutes", "period", "due")
    assert by_name["growing-hours"].parameters == ("growth.within_months", "award.period_months")
    assert {"low-wage-value", "punch-card", "trial-placement"} & set(by_name) == set()


def test_a_change_of_the_coach_alone_leaves_the_hours() -> None:
    changes = vignette_changes(
        before=load_shipped(BASELINE), after=changed(provider__hbo_required=False)
    )
    assert {change.vignette.id: change.changed for change in changes} == {
        "first-call": ("criteria",),
        "experienced-coach": ("verdict", "criteria"),
    }


def test_every_change_is_one_that_the_findings_show() -> None:
    """Held against the explained finding, case by case."""
    before, after = load_shipped(BASELINE), load_shipped("hour-caps")
    changes = {c.vignette.id for c in vignette_changes(before=before, after=after)}

    def seen(facts, profile):
        finding = find(facts, profile)
        days = (finding.support_start, finding.support_end)
        return (
            finding.verdict,
            finding.minutes,
            None if finding.verdict == "not_met" else days,
            [(criterion.code, criterion.outcome) for criterion in finding.criteria],
        )

    assert changes == {v.id for v in VIGNETTES if seen(v.facts, before) != seen(v.facts, after)}


def test_a_spread_counts_a_refusal_as_nought_and_what_is_unknown_apart() -> None:
    def answer(verdict: str, minutes: int | None) -> Answer:
        return Answer(verdict=verdict, provider="met", minutes=minutes)

    found = spread_of(
        answers=[
            answer("met", 600),
            answer("met_with_obligation", 301),
            answer("met", None),
            answer("not_met", 0),
            answer("not_met", 0),
        ]
    )
    assert (found.n, found.granting, found.refusing, found.unknown) == (5, 3, 2, 1)
    assert found.minutes == (0, 0, 301, 600)
    assert found.middle == Fraction(301, 2)
    assert not found.is_one


def test_a_spread_of_one_answer_is_told_as_such_and_not_drawn(published) -> None:
    rows = [published(name) for name in shipped_profile_names()]
    found = spreads(rows=rows)
    assert set(found) == {one.id for one in VIGNETTES}
    for name in ("punch-card", "long-illness"):
        assert found[name].is_one
        assert spread_picture(spread=found[name]) is None
    assert not found["first-call"].is_one
    assert found["first-call"].middle is None
    assert spread_picture(spread=found["first-call"]) is None
    assert found["register-only"].granting == len(rows) - 1


def test_the_picture_begins_at_nought_and_ends_at_the_most(published) -> None:
    spread = spreads(rows=[published(name) for name in shipped_profile_names()])["register-only"]
    picture = spread_picture(spread=spread, own=spread.most, baseline=0)
    assert picture is not None
    xs = [dot.x for dot in picture.dots]
    assert xs == sorted(set(xs))
    assert (xs[0], xs[-1]) == (picture.baseline, picture.own)
    assert picture.most == spread.most  # written at the end of the line, nought at its beginning
    assert len(xs) == len(set(spread.minutes))
    assert max(picture.dots, key=lambda dot: float(dot.radius)).x == xs[-1]  # most give the most


def test_changed_parts_of_equal_answers_are_none() -> None:
    answer = Answer(verdict="met", provider="met", minutes=60)
    assert changed_parts(before=answer, after=answer) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_has_every_vignette_once_under_its_theme(language: str, published) -> None:
    themes = vignette_list(
        own=load_shipped("hour-caps"), baseline=load_shipped(BASELINE), language=language
    )
    assert [theme.code for theme in themes] == list(THEMES)
    lines = [line for theme in themes for line in theme.lines]
    assert [line.vignette.id for line in lines] == [one.id for one in VIGNETTES]
    assert all(line.spread is None and line.picture is None for line in lines)
    differing = {line.vignette.id for line in lines if line.differs}
    changes = vignette_changes(before=load_shipped("hour-caps"), after=load_shipped(BASELINE))
    assert differing == {change.vignette.id for change in changes}


def test_one_vignette_in_words_says_facts_findings_and_reason() -> None:
    page = vignette_page(
        one=vignette("register-only"),
        own=load_shipped("utrecht"),
        baseline=load_shipped(BASELINE),
        language="nl",
    )
    assert page.own.finding.verdict == "met"
    assert page.own.period == "6 maanden"
    assert page.baseline.finding.verdict == "not_met"
    (reason,) = page.explained_by
    assert reason.label == "Wie begeleiding kan krijgen"
    assert "doelgroepregister" in reason.here
    assert "doelgroepregister" not in reason.there
    assert (page.before and page.before.id, page.after and page.after.id) == (
        "ordinary-application",
        "sheltered-work",
    )


def test_facts_in_words_are_those_that_are_known() -> None:
    assert facts_in_words(facts={}, language="nl") == ()
    groups = facts_in_words(facts=vignette("trial-placement").facts, language="nl")
    told = {label: value for _, terms in groups for label, value in terms}
    assert told["Werksituatie"] == "proefplaatsing"
    assert "Soort contract" not in told
