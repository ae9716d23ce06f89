"""The rules that decisions were taken under, by the hash of their content."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.events import DecidedCase
from assessments.models import PinnedRules
from assessments.pinned_rules import profile_of
from rulebook.profile import Profile

#: By content hash: the same content is the same profile in every organisation.
_known: dict[str, Profile] = {}


def rules_of_decisions(cases: Sequence[DecidedCase]) -> dict[str, Profile]:
    """Give the own rules and the baseline of decided cases, by the hash of their content.

    What this organisation never kept is left out.
    """
    wanted = {each.profile_hash for case in cases for each in (case.own, case.baseline)}
    if wanted - set(_known):
        for text in PinnedRules.objects.values_list("content", flat=True):
            profile = profile_of(text)
            _known[profile.content_hash] = profile
    return {name: _known[name] for name in wanted if name in _known}
