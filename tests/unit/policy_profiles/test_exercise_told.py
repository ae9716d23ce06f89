"""What is told of agreement gives no answer away: every outcome of small rounds, tried out."""

from collections.abc import Iterator
from itertools import combinations_with_replacement
from itertools import product as combined

import numpy as np
import pytest
from django.utils import translation

from policy_profiles.agreement.alpha import krippendorff_alpha
from policy_profiles.exercise.models import FEWEST_CLIENTS
from policy_profiles.exercise.outcome import AgreementOn, Outcome, worked_out
from policy_profiles.exercise.queries import ScoreRow
from policy_profiles.exercise.words import alpha_in_words

Counts = tuple[int, ...]


Told = tuple[str, str, str]


def told(alpha: float | None, people: int = 6, clients: int = FEWEST_CLIENTS) -> Told:
    words = alpha_in_words("", AgreementOn(alpha=alpha, assessors=people, clients=clients))
    return words.figure, words.interval, words.meaning


def told_of_every_outcome(people: int, clients: int) -> dict[Counts, Told]:
    """What is told where so many chose the one answer and the others the other, client by client.

    The order of the clients does not matter.
    """
    return {
        counts: told(
            krippendorff_alpha(
                np.array([[float(one < count) for count in counts] for one in range(people)]),
                "ordinal",
            ),
            people,
            clients,
        )
        for counts in combinations_with_replacement(range(people + 1), clients)
    }


def rounds_of_a_reader(people: int, clients: int, yes: int) -> Iterator[tuple[Counts, Counts]]:
    """Every way in which the others answered: where the reader said yes, and where no."""
    among = range(people)  # how many of the others said yes
    return combined(
        combinations_with_replacement(among, yes),
        combinations_with_replacement(among, clients - yes),
    )


def all_alike(others: Counts, people: int) -> tuple[bool, bool]:
    """Whether at each of these clients all others said no; and whether all said yes."""
    return bool(others) and set(others) == {0}, bool(others) and set(others) == {people - 1}


@pytest.mark.parametrize("people", [5, 6])
def test_nobody_can_tell_what_a_colleague_answered(people: int) -> None:
    """A colleague's answer is certain where all others must have given it. For a reader with any
    answers of their own, whatever is told leaves another possibility at every client."""
    clients = FEWEST_CLIENTS
    known = told_of_every_outcome(people, clients)
    for yes in range(clients + 1):
        certain: dict[Told, list[bool]] = {}
        for here, there in rounds_of_a_reader(people, clients, yes):
            counts = tuple(sorted((*(count + 1 for count in here), *there)))
            alike = [*all_alike(here, people), *all_alike(there, people)]
            before = certain.get(known[counts], alike)
            certain[known[counts]] = [a and b for a, b in zip(before, alike, strict=True)]
        assert [text for text, each in certain.items() if any(each)] == [], yes


@pytest.mark.parametrize(("people", "clients"), [(5, 8), (6, 8), (5, 10)])
def test_the_interval_tells_nothing_that_alpha_does_not(people: int, clients: int) -> None:
    """Outcomes that look the same without it look the same with it: it parts no two worlds, so
    nothing can be worked out with it that could not be without."""
    every = set(told_of_every_outcome(people, clients).values())
    assert len(every) > 5
    assert len({figure for figure, _interval, _meaning in every}) == len(every)


def test_the_hours_are_told_as_if_of_the_fewest_clients_and_assessors() -> None:
    """Of how many clients enough gave hours is told nowhere, so the interval may not tell it."""
    rounds = [
        [
            [
                ScoreRow(
                    vignette=str(client),
                    need="light",
                    verdict="grant",
                    minutes=600 * (1 + client % 3) + 60 * (one % 2) if client < known else None,
                    weighed="",
                )
                for client in range(12)
            ]
            for one in range(7)
        ]
        for known in (5, 12)
    ]
    few, many = (worked_out(answers).hours for answers in rounds)
    assert few is not None
    assert many is not None
    assert (few.assessors, few.clients) == (many.assessors, many.clients) == (5, 5)


@pytest.mark.parametrize(
    ("alpha", "figure", "interval"),
    [
        (0.9, "0,7 of meer", "0,4 of meer"),
        (0.5, "0,5", "tussen 0,1 en 0,9"),
        (0.1, "0,1", "0,6 of minder"),
        (-0.2, "0,0 of minder", "0,5 of minder"),
    ],
)
def test_the_interval_is_told_outward_and_without_an_end_that_is_not_known(
    alpha: float, figure: str, interval: str
) -> None:
    with translation.override("nl"):
        assert told(alpha)[:2] == (figure, interval)


def test_full_agreement_is_told_as_nearly_full_agreement_is() -> None:
    assert told(None) == told(1.0) == told(0.9) == told(0.7)
    assert told(0.6) != told(0.7)
    assert told(-0.4) == told(0.0)


def test_of_one_question_alpha_or_counts_are_told_and_never_both() -> None:
    """Together they leave one possibility in rounds of every size: the need has alpha, granting
    has counts, and nothing else of either is in an outcome."""
    assert set(Outcome.__slots__) == {"assessors", "need", "hours", "clients", "weighed"}
    answers = [
        [
            ScoreRow(
                vignette=str(client),
                need="light" if (client + one) % 2 else "medium",
                verdict="grant",
                minutes=None,
                weighed="",
            )
            for client in range(FEWEST_CLIENTS)
        ]
        for one in range(6)
    ]
    (first, *_) = worked_out(answers).clients
    assert set(first.__slots__) == {"vignette", "granted"}
