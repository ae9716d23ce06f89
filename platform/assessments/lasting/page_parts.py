"""What the page of what runs in a case shows of a long-term track."""

from collections.abc import Sequence
from typing import Any

from assessments.following.stretches import Stretch
from assessments.lasting.queries import track_in
from assessments.lasting.rules import track_of
from assessments.queries import CaseRow
from assessments.rules_in_force import RulesOfDay


def track_shown(
    case: CaseRow, rules: RulesOfDay | None, stretches: Sequence[Stretch]
) -> dict[str, Any]:
    """Give the track of the policy, that of the case, and whether what was granted can be one."""
    track = track_of(rules.own if rules else None)
    return {
        "track": track,
        "track_row": track_in(case_id=case.id),
        "track_fits": track is not None and track.holds(stretches),
    }
