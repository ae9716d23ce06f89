"""What explains a difference is exactly that: with those values the other answer comes out."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest

from rulebook.answer import answer_columns
from rulebook.attribution import attribution, attributions, replaced
from rulebook.frame import CaseFrame
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from rulebook.vignettes import VIGNETTES, vignette, vignette_frame

PROFILES = {name: load_shipped(name) for name in shipped_profile_names()}
PAIRS = list(permutations(("uwv-baseline", "hour-caps", "low-rate", "strict-cap", "utrecht"), 2))


def explained(name: str, before: str, after: str) -> tuple[str, ...]:
    frame = CaseFrame.from_rows([dict(vignette(name).facts)])
    return attribution(frame, PROFILES[before], PROFILES[after])


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_named_values_give_the_other_answer(before: str, after: str) -> None:
    """Not about: every case, every column of the answer."""
    frame, goal = vignette_frame(), answer_columns(vignette_frame(), PROFILES[after])
    found = attributions(frame, PROFILES[before], PROFILES[after])
    for row, names in enumerate(found):
        changed = replaced(PROFILES[before], PROFILES[after], names)
        answer = answer_columns(frame.slice(row, row + 1), changed)[0]
        assert np.array_equal(answer, goal[row]), VIGNETTES[row].id


@pytest.mark.parametrize(("before", "after"), [p for p in PAIRS if BASELINE in p])
def test_no_smaller_set_would_do(before: str, after: str) -> None:
    """Tried the long way: every smaller set of all that differ."""
    own, other = PROFILES[before], PROFILES[after]
    frame, goal = vignette_frame(), answer_columns(vignette_frame(), other)
    differing = other.differences_from(own)
    sets = [names for size in range(3) for names in combinations(differing, size)]
    tried = {names: answer_columns(frame, replaced(own, other, names)) for names in sets}
    for row, names in enumerate(attributions(frame, own, other)):
        enough = [s for s in sets if np.array_equal(tried[s][row], goal[row])]
        assert min((len(s) for s in enough), default=3) == min(len(names), 3), VIGNETTES[row].id
        assert len(names) > 2 or names in enough


def test_no_member_of_a_larger_set_can_be_left_out() -> None:
    own, other = PROFILES["uwv-baseline"], PROFILES["hour-caps"]
    frame, goal = vignette_frame(), answer_columns(vignette_frame(), other)
    larger = [(row, s) for row, s in enumerate(attributions(frame, own, other)) if len(s) > 2]
    assert larger
    for row, names in larger:
        for left_out in names:
            fewer = set(names) - {left_out}
            answer = answer_columns(frame.slice(row, row + 1), replaced(own, other, fewer))[0]
            assert not np.array_equal(answer, goal[row])


@pytest.mark.parametrize(
    ("name", "before", "after", "names"),
    [
        ("register-only", BASELINE, "g4-2015", ("target_group.accepted_grounds",)),
        ("growing-hours-and-wage", BASELINE, "g4-2015", ("intensity.need_map",)),
        ("fourth-year-justified", BASELINE, "utrecht", ("duration.hard_cap_months",)),
        ("internal-supervisor", BASELINE, "utrecht", ("provider.direct_colleague_allowed",)),
        ("ordinary-application", BASELINE, "weekly-hours", ("intensity.method",)),
        (
            "thirteenth-month",
            BASELINE,
            "hour-caps",
            ("intensity.method", "intensity.carry_forward"),
        ),
        ("ordinary-application", BASELINE, "g4-2015", ()),
        ("punch-card", "hour-caps", "weekly-hours", ()),
    ],
)
def test_the_reason_is_the_one_that_a_reader_would_give(
    name: str, before: str, after: str, names: tuple[str, ...]
) -> None:
    assert explained(name, before, after) == names


def test_a_mixed_profile_is_told_apart_from_both() -> None:
    """Or a plan that was made for one would serve the other."""
    own, other = PROFILES["uwv-baseline"], PROFILES["hour-caps"]
    mixed = [replaced(own, other, names) for names in ((), ("intensity.method",))]
    assert len({own.content_hash, other.content_hash, *(m.content_hash for m in mixed)}) == 4
