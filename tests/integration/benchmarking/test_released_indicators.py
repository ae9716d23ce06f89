"""Indicators of a release: the same for everybody, and of others only what it holds."""

import pytest
from django.utils import timezone

from benchmarking.definitions import indicators
from benchmarking.disclosure import HiddenReason
from benchmarking.measures.asking import is_computed, protected_indicator
from benchmarking.method.parts import parts_of
from benchmarking.released_indicators.compared import the_rest
from benchmarking.released_indicators.counted import in_releases
from benchmarking.released_indicators.door import (
    NotInRelease,
    figure_of,
    figures_of,
    funnel_of,
    spread_of,
    standing_out,
    trend_of,
    whom_offered,
)
from benchmarking.released_indicators.keeping import table_of_indicator
from benchmarking.released_indicators.sides import released_sides
from benchmarking.released_indicators.standing import standing_release
from benchmarking.released_indicators.standing_out import funnel_from
from benchmarking.released_indicators.together import taken_together
from benchmarking.released_indicators.values import ReleasedFigure
from benchmarking.releases.making import make_release
from benchmarking.releases.moment import NothingReleased
from benchmarking.snapshots import ChoiceUnknown
from tests.plain_facts import MODELS, plain_rows, store

pytestmark = pytest.mark.django_db

EIKENBERG, DUINZICHT = "organisation:eikenberg", "organisation:duinzicht"
#: Some of every method; one that is counted is rounded the same way.
TOLD = [one for one in in_releases() if one.method != "count"][::4]


@pytest.fixture(scope="module")
def released(for_whole_module):
    for seed, schema in enumerate(("eikenberg", "duinzicht")):
        for fact in MODELS:
            store(schema, fact, plain_rows(fact, cases=500, seed=seed, in_large_cells=True))
    make_release(actor=None)


def test_nothing_is_told_before_a_release(first_tenant):
    with pytest.raises(NothingReleased):
        figure_of(name="second_person", whom="all")


def own(name, **choice):
    """What an organisation is told of itself, from the facts that stand."""
    return protected_indicator(
        name=name, tenant="eikenberg", asker="eikenberg", on=timezone.localdate(), **choice
    ).tenant


def shown(figure):
    values = {"": figure.value, **figure.parts}
    return {code: one for code, one in values.items() if one is not None and not one.is_hidden}


def test_a_first_release_tells_what_an_organisation_is_told_of_itself(released):
    told = 0
    for one in TOLD:
        said, itself = figure_of(name=one.name, whom=EIKENBERG), own(one.name)
        both = set(shown(said)) & set(shown(itself))
        for code in both:
            assert shown(said)[code] == shown(itself)[code], (one.name, code)
        told += bool(both)
    assert told > 0.8 * len(TOLD)


def test_every_indicator_of_facts_is_in_it(released):
    names = {one.name for one in indicators().values() if is_computed(one) and one.measure.fact}
    for name in names:
        assert figure_of(name=name, whom=EIKENBERG).release.number == 1
    for name in ("agreement_on_vignettes", "distance_to_baseline", "four_way_split"):
        with pytest.raises(NotInRelease, match=name):
            figure_of(name=name, whom=EIKENBERG)


@pytest.mark.parametrize(
    "name", ["second_person", "weeks_to_decide", "need_judged", "sustained_work"]
)
def test_several_are_told_by_what_is_told_of_each(released, name):
    each = figures_of(name=name, period=2024)
    everybody = figure_of(name=name, whom="all", period=2024)
    again = taken_together(everybody.whom, each, asked=indicators()[name])
    assert again == everybody
    assert everybody.cases.value == sum(one.cases.value for one in each)
    for code, value in shown(everybody).items():
        low, high = sorted(shown(one)[code].value for one in each)
        assert low <= value.value <= high


@pytest.mark.parametrize(
    "name", ["second_person", "weeks_to_decide", "goals_reached", "sustained_work"]
)
def test_a_figure_has_one_interval_alone_and_as_a_group_of_one(released, name):
    alone, group = (figure_of(name=name, whom=whom) for whom in (EIKENBERG, "choice:eikenberg"))
    assert shown(alone)
    assert (group.value, group.parts, group.curve) == (alone.value, alone.parts, alone.curve)


@pytest.mark.parametrize("name", ["next_job_no_trial", "sustained_work"])
def test_a_moment_of_several_has_the_interval_of_their_curve(released, name):
    """Not that of a share of all who began: by then fewer are followed."""
    several, asked = figure_of(name=name, whom="all"), indicators()[name]
    told = 0
    for moment in asked.measure.moments:
        point, part = several.curve.at(moment.day), several.parts[moment.name]
        assert (point is None) == part.is_hidden
        if point is not None:
            still = the_rest(part) if asked.method == "incidence" else part
            assert still == point.survival
            told += 1
    assert told


def test_several_under_two_choices_are_not_without_cases(released):
    both = figure_of(name="second_person", whom="all", period=2024, target_group="other")
    assert both.value.reason is both.cases.reason is HiddenReason.NOT_TOGETHER


def test_it_is_told_by_one_filter_and_by_all_years(released):
    by_group = figure_of(name="second_person", whom=EIKENBERG, target_group="other")
    assert by_group.value.value is not None
    two = figure_of(name="second_person", whom=EIKENBERG, period=2024, target_group="other")
    assert two.as_data()["value"] == {"value": None, "hidden": "not_together"}
    years = trend_of(name="second_person", whom=EIKENBERG)
    assert [one.selection.year for one in years] == [2023, 2024, 2025, 2026]
    assert all(one.value.value is not None for one in years)


def test_a_value_for_everybodys_mix_is_not_kept_or_told(released):
    """Rates of thin strata told of one person, so no release holds what the mix lets expect."""
    for name in ("second_person", "weeks_to_decide"):
        assert "adjusted" not in figure_of(name=name, whom=EIKENBERG).as_data()
        asked = (name, "eikenberg", "all", (None, None, None))
        own = released_sides(
            indicators()[name], tenant=asked[1], against=asked[2], choices=asked[3]
        )
        assert own[1].as_data()["adjusted"] is None
    standing = standing_release()
    table = table_of_indicator(
        standing.release, members=("eikenberg",), there=standing.there, name="second_person"
    )
    assert table.whole.counts.any()
    assert not table.column("expected").any()


def test_a_funnel_shows_everybody_beside_limits_that_size_explains(released):
    funnel = funnel_of(name="weeks_to_decide")
    assert {dot.figure.whom.code for dot in funnel.dots} == {EIKENBERG, DUINZICHT}
    for line in funnel.lines:
        assert line.low_998 < line.low_95 < funnel.target < line.high_95 < line.high_998
    assert not funnel_of(name="people_supported").dots
    hidden = funnel_of(name="early_end", period=2024, target_group="structural_limitation")
    assert len(hidden.hidden) == 2
    assert standing_out(whom=EIKENBERG) == ()
    assert spread_of(name="second_person").between_organisations.value is not None
    assert spread_of(name="second_person").between_regions.is_hidden


def test_a_funnel_looks_at_each_organisation_once_and_is_kept(released, monkeypatch):
    """With hundreds of organisations, holding each against every other took most of the time."""
    figures = figures_of(name="weeks_to_decide")

    def compared(one, other):
        raise AssertionError((one, other))

    with monkeypatch.context() as patched:
        patched.setattr(ReleasedFigure, "__eq__", compared)
        funnel = funnel_from(indicators()["weeks_to_decide"], "", figures)
    assert len(funnel.dots) == len(figures)
    assert funnel_of(name="weeks_to_decide") is funnel_of(name="weeks_to_decide")


def test_an_indicator_is_told_in_the_parts_that_it_is_said_to_have(released):
    """By these a page knows which part can be asked, before there is any figure."""
    for one in indicators().values():
        if is_computed(one) and one.measure.fact and one.method != "split":
            assert tuple(figure_of(name=one.name, whom=EIKENBERG).parts) == parts_of(one), one.name


def test_whom_can_be_asked_is_named(released):
    codes = {one.code for one in whom_offered()}
    assert codes >= {EIKENBERG, DUINZICHT, "all", "size:middle"}
    chosen = figure_of(name="second_person", whom="choice:duinzicht+eikenberg")
    assert chosen.members == 2
    with pytest.raises(ChoiceUnknown):
        figure_of(name="second_person", whom="choice:nowhere")
    with pytest.raises(ChoiceUnknown):
        figure_of(name="second_person", whom="all", period=1900)
