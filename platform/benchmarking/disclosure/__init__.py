"""Disclosure control, the only door to the outside: what may be shown, and why the rest is not.

Four measures that hold together (docs/reference/disclosure.md explains them for readers):
threshold and dominance (`rules`), complementary suppression along the filters (`tables`) and among
the members of a group (`members`), keyed rounding (`release`), and coarser curves (`curves`).
"""

from benchmarking.disclosure.curves import CurvePoint, ProtectedCurve, protect_curve
from benchmarking.disclosure.members import MemberParts, hide_among_members, is_dominated
from benchmarking.disclosure.release import (
    Rounding,
    release_count,
    release_mean,
    release_share,
    share_of_shown,
)
from benchmarking.disclosure.rules import DEFAULT_RULES, DisclosureRules
from benchmarking.disclosure.tables import hidden_counts, hidden_parts, with_margins
from benchmarking.disclosure.values import HiddenReason, Protected

__all__ = [
    "DEFAULT_RULES",
    "CurvePoint",
    "DisclosureRules",
    "HiddenReason",
    "MemberParts",
    "Protected",
    "ProtectedCurve",
    "Rounding",
    "hidden_counts",
    "hidden_parts",
    "hide_among_members",
    "is_dominated",
    "protect_curve",
    "release_count",
    "release_mean",
    "release_share",
    "share_of_shown",
    "with_margins",
]
