"""Which of the differing parameters matters: each put in alone, and each put back alone."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from policy_profiles.mapping import values_hash
from policy_profiles.simulation_columns import Answers, answers_of, differences
from policy_profiles.simulation_values import Influence, Touch
from rulebook.frame import CaseFrame
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile


def influences(
    frame: CaseFrame, *, before: Profile, after: Profile, answers: tuple[Answers, Answers]
) -> tuple[Influence, ...]:
    """Replay once with each differing parameter changed alone and once with it put back alone.

    Args:
        answers: what `before` and `after` say of the frame.

    Those that touch most cases come first, those that touch nobody last.
    """
    old, new = answers
    found = [
        Influence(
            parameter=parameter,
            alone=_touch(old, answers_of(frame, with_value(before, parameter, after))),
            last=_touch(answers_of(frame, with_value(after, parameter, before)), new),
        )
        for parameter in after.differences_from(before)
    ]
    return tuple(sorted(found, key=_most_first))


def with_value(profile: Profile, parameter: str, source: Profile) -> Profile:
    """Give `profile` with the value that `source` has for one parameter."""
    values = MappingProxyType({**profile.values, parameter: source[parameter]})
    changed = replace(profile, values=values)
    return replace(changed, content_hash=values_hash(changed, PARAMETERS))


def _most_first(influence: Influence) -> tuple[int, str]:
    return -max(influence.alone.cases, influence.last.cases), influence.parameter


def _touch(before: Answers, after: Answers) -> Touch:
    found = differences(before, after)
    return Touch(
        cases=int(found.touched.sum()),
        more=int(found.more.sum()),
        fewer=int(found.fewer.sum()),
        minutes=int(found.minutes.sum()),
    )
