"""What is shown of answers gives nobody's answer away: every outcome of small rounds, tried out."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from policy_profiles.exercise.shield import FEWEST_ASSESSORS, LIMIT, shown_counts

World = tuple[int, ...]


def worlds(people: int, answers: int) -> Iterator[World]:
    """Every way in which so many people can be spread over the answers."""
    if answers == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in worlds(people - first, answers - 1):
            yield (first, *rest)


@cache
def alike(people: int, answers: int) -> list[list[World]]:
    """The worlds that look the same from outside, together."""
    found = defaultdict(list)
    for world in worlds(people, answers):
        shown = shown_counts({str(place): count for place, count in enumerate(world)})
        found[tuple((each.low, each.high) for each in shown.values())].append(world)
    return list(found.values())


def others(world: World, own: int) -> World:
    return tuple(count - (place == own) for place, count in enumerate(world))


#: The need has six answers, yes or no two. Larger rounds of six take longer and show no more.
ROUNDS = [(n, 6) for n in range(FEWEST_ASSESSORS, 12)] + [
    (n, 2) for n in range(FEWEST_ASSESSORS, 25)
]


@pytest.mark.parametrize(("people", "answers"), ROUNDS)
def test_no_assessor_can_tell_what_another_one_answered(people, answers) -> None:
    """Never is it certain, for who knows the own answer, that all others gave the same one."""
    for looks_alike in alike(people, answers):
        for own in range(answers):
            seen = [others(world, own) for world in looks_alike if world[own]]
            certain = [world for world in seen if max(world) == people - 1]
            assert not certain or len(set(seen)) > 1, looks_alike


@pytest.mark.parametrize(("people", "answers"), ROUNDS)
def test_a_count_of_one_or_two_is_never_certain(people, answers) -> None:
    """Neither for who stands outside, by subtracting what is shown from everybody."""
    for looks_alike in alike(people, answers):
        for answer in range(answers):
            counts = {world[answer] for world in looks_alike}
            assert len(counts) > 1 or not 0 < min(counts) < LIMIT, (answer, looks_alike)


@pytest.mark.parametrize(("people", "answers"), ROUNDS)
def test_what_is_shown_is_true(people, answers) -> None:
    for world in worlds(people, answers):
        shown = shown_counts({str(place): count for place, count in enumerate(world)})
        for place, count in enumerate(world):
            each = shown[str(place)]
            assert each.low <= count <= each.high
            assert each.is_few == (count < LIMIT)


def test_a_divided_round_is_shown_as_it_is() -> None:
    """Ten assessors, five and five: nothing to hide, so nothing hidden."""
    shown = shown_counts({"grant": 5, "refuse": 5})
    assert all(each.is_exact for each in shown.values())
    shown = shown_counts({"light": 4, "medium": 5, "intensive": 1, "none": 0})
    assert (shown["light"].low, shown["light"].high) == (4, 4)
    assert shown["intensive"] == shown["none"]


def test_nearly_everybody_is_not_told_from_everybody() -> None:
    for nearly in (8, 9, 10):
        shown = shown_counts({"medium": nearly, "light": 10 - nearly})
        assert (shown["medium"].low, shown["medium"].high) in {(8, 10), (3, 10)}
