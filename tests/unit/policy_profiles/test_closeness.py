"""How far policies lie apart: the properties of the distances, and their plain twin."""

from datetime import date
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_profiles.harmonisation.measure.answered import (
    AnsweredMeasure,
    answer_distance,
    answered_distance,
    client_distances,
    weighted_parts,
)
from policy_profiles.harmonisation.measure.explained import Explanations
from policy_profiles.harmonisation.measure.stated import (
    stated_measure,
    value_distance,
    weighted,
)
from policy_profiles.harmonisation.words import share
from rulebook.attribution import attributions
from rulebook.headings import TOPICS
from rulebook.layer import layer_from_data
from rulebook.parameter import NOT_STATED, PARAMETERS
from rulebook.profile import Profile, resolve
from rulebook.profiles import BASELINE, layers_below, load_shipped, shipped_profile_names
from rulebook.vignettes import VIGNETTES, vignette_frame
from tests.unit.policy_profiles import naive_closeness as naive
from tests.unit.rulebook.random_layers import scalars, whole_tables

TODAY = date(2026, 6, 1)
SHIPPED = [load_shipped(name, TODAY) for name in shipped_profile_names()]
FEW = [load_shipped(name, TODAY) for name in (BASELINE, "hour-caps", "strict-cap", "utrecht")]
OPEN = [p for p in PARAMETERS.values() if p.freedom != "fixed"]


def with_own(**values: object) -> Profile:
    """The baseline with a few values of its own; "award__period_months" is that parameter."""
    sourced = {"certainty": "fictitious", "source": {"id": "TENANT"}}
    text = {"nl": "Eigen", "en": "Own"}
    layer = {
        "name": "own", "layer": "municipality", "version": "1", "title": text, "description": text,
        "values": {n.replace("__", "."): {"value": v, **sourced} for n, v in values.items()},
    }  # fmt: skip
    return resolve((*layers_below(BASELINE), layer_from_data(layer)), on=TODAY)


def answered_by_topic(a: Profile, b: Profile):
    return AnsweredMeasure([a, b]).between(a, b)


@st.composite
def three_values(draw: st.DrawFn):
    """A parameter and three values that fit it, of which some may be not stated."""
    parameter = draw(st.sampled_from(OPEN))
    fitting = whole_tables(parameter) if parameter.rows else scalars(parameter)
    some = st.one_of(fitting.map(parameter.checked), st.just(NOT_STATED))
    return parameter, draw(some), draw(some), draw(some)


@settings(max_examples=300, deadline=None)
@given(three_values())
def test_between_values_the_distance_is_a_metric(given) -> None:
    """Nought exactly for the same, the same both ways, from 0 to 1, no detour shorter."""
    parameter, a, b, c = given
    ab, ba = value_distance(parameter, a, b), value_distance(parameter, b, a)
    assert (ab == 0) == (a == b)
    assert ab == ba
    assert 0 <= ab <= 1
    assert ab <= value_distance(parameter, a, c) + value_distance(parameter, c, b)


@pytest.mark.parametrize(
    ("parameter", "a", "b", "distance"),
    [
        ("hours.minimum_weekly", 720, 480, Fraction(240, 2400)),
        ("wage_value.minimum", 3500, 2000, Fraction(15, 100)),
        ("tariff.hourly", None, 7500, Fraction(1)),
        ("contract.minimum_months", 6, NOT_STATED, Fraction(1)),
        ("provider.accepted_recognitions", ("uwv",), ("uwv", "quality_mark"), Fraction(1, 2)),
        ("provider.accepted_recognitions", (), ("uwv",), Fraction(1)),
        ("provider.hbo_required", True, False, Fraction(1)),
        ("intensity.method", "fixed_weekly", "yearly_caps", Fraction(1)),
    ],
)
def test_a_distance_worked_out_by_hand(parameter, a, b, distance) -> None:
    assert value_distance(PARAMETERS[parameter], a, b) == distance


def test_the_cells_of_a_table_weigh_as_one_parameter() -> None:
    """One cell of twelve from 15 % to 25 %, on a scale from nought to 100 %."""
    base = FEW[0]["intensity.table_long"].value
    table = {row: dict(cells) for row, cells in base.items()}
    table["intensive"]["year_1"] += 1_000
    found = value_distance(PARAMETERS["intensity.table_long"], base, table)
    assert found == Fraction(1, 12) * Fraction(1, 10)


@pytest.mark.parametrize(("a", "b"), list(combinations(SHIPPED, 2)), ids=lambda p: p.name)
def test_a_topic_is_as_far_as_counted_the_plain_way(a: Profile, b: Profile) -> None:
    found = stated_measure(SHIPPED).between(a, b)
    assert list(found) == list(TOPICS)
    for topic, distance in found.items():
        assert distance == naive.stated_distance(a, b, topic, SHIPPED), topic


def test_what_nobody_states_and_what_the_law_fixes_takes_no_part() -> None:
    """A topic does not seem close because nobody says anything of most of it."""
    counted = stated_measure(SHIPPED).parameters
    names = {name for names in counted.values() for name in names}
    assert not {"decision.term_days"} & names
    assert all(any(p[name].is_stated for p in SHIPPED) for name in names)
    own = with_own(long_term__months=24)
    assert "long_term.months" not in {
        n for ns in stated_measure(FEW).parameters.values() for n in ns
    }
    assert "long_term.months" in stated_measure([*FEW, own]).parameters["periods"]


def test_a_whole_distance_is_a_metric_also_weighted() -> None:
    """Every three of the shipped policies, with the weights of the table and with odd ones."""
    measure = stated_measure(SHIPPED)
    for weights in (dict.fromkeys(TOPICS, 1), {t: n * n for n, t in enumerate(TOPICS, 1)}):
        between = {
            (a.name, b.name): weighted(measure.between(a, b), weights)
            for a, b in product(SHIPPED, repeat=2)
        }
        for a, b, c in permutations([p.name for p in SHIPPED], 3):
            assert between[a, b] <= between[a, c] + between[c, b]
            assert between[a, b] == between[b, a]
        for a, b in product(SHIPPED, repeat=2):
            assert (between[a.name, b.name] == 0) == (a.content_hash == b.content_hash)


def test_weights_move_the_mean_towards_the_topics_that_weigh() -> None:
    far, near = Fraction(1), Fraction(0)
    distances = {"periods": far, "training": near}
    assert weighted(distances, {"periods": 1, "training": 1}) == Fraction(1, 2)
    assert weighted(distances, {"periods": 30, "training": 10}) == Fraction(3, 4)
    assert weighted(distances, {"periods": 0, "training": 10}) == 0
    assert weighted(distances, {"periods": 0, "training": 0}) is None


@pytest.mark.parametrize(("a", "b"), list(combinations(FEW, 2)), ids=lambda p: p.name)
def test_answers_lie_as_far_apart_as_the_findings_say(a: Profile, b: Profile) -> None:
    assert answered_distance(a, b) == answered_distance(b, a) == naive.answered_distance(a, b)


def test_answers_are_at_no_distance_exactly_where_they_are_the_same() -> None:
    """A policy with another word for the coach, and one with another lowest wage value."""
    base = FEW[0]
    assert answered_distance(base, with_own(words__plan={"nl": "werkplan"})) == 0
    found = client_distances(base, with_own(wage_value__minimum=3_000))
    assert [v.id for v, d in zip(VIGNETTES, found, strict=True) if d] == ["low-wage-value"]
    assert sum(found) == 1


rows = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-1, 500)).map(
    lambda row: (row[0], row[1], {0: 0, 1: -1}.get(row[0], row[2]))
)


@given(rows, rows, rows)
def test_between_answers_the_distance_is_a_metric(a, b, c) -> None:
    assert (answer_distance(a, b) == 0) == (a == b)
    assert answer_distance(a, b) == answer_distance(b, a)
    assert 0 <= answer_distance(a, b) <= 1
    assert answer_distance(a, b) <= answer_distance(a, c) + answer_distance(c, b)


@pytest.mark.parametrize(("a", "b"), list(combinations(FEW, 2)), ids=lambda p: p.name)
def test_the_parts_of_the_topics_add_up_and_are_the_same_both_ways(a: Profile, b: Profile) -> None:
    parts = answered_by_topic(a, b)
    assert list(parts) == list(TOPICS)
    assert sum(parts.values()) == answered_distance(a, b)
    assert parts == answered_by_topic(b, a)
    assert all(0 <= part <= 1 for part in parts.values())


def test_a_difference_belongs_to_the_topic_of_what_explains_it() -> None:
    """One client more is refused, by a value of "in- en uitsluiting"."""
    parts = answered_by_topic(FEW[0], with_own(wage_value__minimum=3_000))
    assert {t: p for t, p in parts.items() if p} == {"inclusion": Fraction(1, len(VIGNETTES))}


def test_weighted_parts_are_the_whole_where_all_topics_weigh_the_same() -> None:
    parts = answered_by_topic(FEW[0], FEW[1])
    whole = answered_distance(FEW[0], FEW[1])
    assert weighted_parts(parts, dict.fromkeys(TOPICS, 7)) == whole
    odd = {topic: number for number, topic in enumerate(TOPICS, 1)}
    assert 0 < weighted_parts(parts, odd) < whole
    assert weighted_parts(parts, dict.fromkeys(TOPICS, 0)) is None
    only = dict.fromkeys(TOPICS, 0) | {"inclusion": 40}
    assert weighted_parts(parts, only) == parts["inclusion"]


@pytest.mark.parametrize(("a", "b"), list(permutations(FEW, 2)), ids=lambda p: p.name)
def test_what_explains_a_distance_is_what_explains_the_answers(a: Profile, b: Profile) -> None:
    """The same sets as the rulebook finds, for each client of whom verdict or hours differ."""
    found = Explanations([*FEW, *SHIPPED]).between(a, b)
    told = attributions(vignette_frame(), a, b)
    apart = client_distances(a, b)
    assert [bool(names) for names in found] == [distance > 0 for distance in apart]
    for mine, theirs, distance in zip(found, told, apart, strict=True):
        assert not distance or mine == theirs


def test_what_explains_does_not_depend_on_who_else_is_there() -> None:
    alone, among = Explanations(FEW[:2]), Explanations(SHIPPED)
    assert alone.between(*FEW[:2]) == among.between(*FEW[:2])


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Fraction(0), "0 %"),
        (Fraction(1, 10_000), "< 0,1 %"),
        (Fraction(1, 200), "0,5 %"),
        (Fraction(3, 7), "43 %"),
        (Fraction(999, 1000), "> 99 %"),
        (Fraction(1), "100 %"),
    ],
)
def test_a_small_part_is_not_written_as_nought_nor_a_large_one_as_all(part, words) -> None:
    assert share(part) == words
