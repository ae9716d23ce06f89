"""What each group of rules does in decided cases, worked out once and kept (decision 89)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from assessments.events import DecidedCase
from benchmarking.facts.decisions import NO_EFFECTS, Effects
from benchmarking.participation.models import RulesEffects
from benchmarking.participation.queries import sent_without_effects
from benchmarking.sources.decided import decided_cases
from benchmarking.sources.rules import rules_of_decisions
from rulebook.frame import CaseFrame
from rulebook.group_effects import GroupEffects, group_effects
from tenants.copying import copy_values

_SECONDS: Final = 60
_AT_ONCE: Final = 2_000


def effects_of_rules(cases: Sequence[DecidedCase], frame: CaseFrame) -> list[Effects]:
    """Give what each group of the own rules does against the baseline, in the order of the cases.

    Not known where any policy in between tells no hours, and where the advices on record are not
    those that come out now: the parts are of what was told, or there are none.

    Args:
        cases: decided cases.
        frame: their facts as columns.
    """
    profiles = rules_of_decisions(cases)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        places[case.own.profile_hash, case.baseline.profile_hash].append(place)
    found = [NO_EFFECTS] * len(cases)
    for (own, baseline), rows in places.items():
        if own not in profiles or baseline not in profiles:
            continue
        some = frame if len(rows) == frame.n else frame.take(rows)
        told = group_effects(some, own=profiles[own], baseline=profiles[baseline]).of_each()
        for row, effects in zip(rows, told, strict=True):
            if effects is not None and _add_up(effects, cases[row]):
                found[row] = Effects(*effects)
    return found


def keep_effects(effects: Mapping[UUID, Effects]) -> None:
    """Keep what groups of rules did in cases of which that was not kept before."""
    copy_values(
        RulesEffects,
        ("case_id", *Effects._fields),
        ((str(case_id), *seconds) for case_id, seconds in effects.items()),
    )


def keep_missing_effects() -> None:
    """Work out what groups of rules do in all cases that were sent before that was."""
    without = sent_without_effects()
    for start in range(0, len(without), _AT_ONCE):
        cases = decided_cases(case_ids=without[start : start + _AT_ONCE])
        told = effects_of_rules(cases, CaseFrame.from_rows([case.facts for case in cases]))
        keep_effects({case.case_id: one for case, one in zip(cases, told, strict=True)})


def _add_up(effects: GroupEffects, case: DecidedCase) -> bool:
    own, baseline = case.own.minutes, case.baseline.minutes
    if own is None or baseline is None:
        return False
    return sum(effects) == _SECONDS * (own - baseline)
