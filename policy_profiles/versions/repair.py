"""What to do with decisions under a version that holds no longer: replayed under what holds now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from policy_profiles import queries
from policy_profiles.queries import NoProfileInForce
from policy_profiles.touched import Touched, TouchedCase
from policy_profiles.what_if.cases import DecidedCases, case_source
from rulebook.answer import Answer, answers
from rulebook.profile import Profile


class Proposal(StrEnum):
    """What is proposed for a decision; nothing is done by itself."""

    DECIDE_ANEW = "decide_anew"  # the policy that holds on its day answers otherwise
    POLICY_FIRST = "policy_first"  # on its day no policy holds
    KEEP = "keep"  # the policy that holds on its day answers the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One decision, by the rules that it was taken under and by those that hold on its day now."""

    case: TouchedCase
    decided_on: date
    before: Answer
    after: Answer | None
    proposal: Proposal


def repairs(*, version_id: UUID, touched: Touched) -> tuple[Repair, ...]:
    """Propose what to do with decisions, those that need something first.

    What the rules advise is compared, not what was granted: tailoring stays tailoring.

    Args:
        version_id: the version that they were taken under.
        touched: which ones; those that are not listed in it are not proposed for either.
    """
    cases = {case.decision: case for case in touched.cases if case.decision and case.decided_on}
    found = [
        repair
        for day, same_day in groupby(sorted(cases.values(), key=_day), key=_day)
        for repair in _of_day(version_id, day, list(same_day))
    ]
    order = list(Proposal)
    return tuple(sorted(found, key=lambda one: (order.index(one.proposal), one.case.number)))


def _of_day(version_id: UUID, day: date, cases: Sequence[TouchedCase]) -> list[Repair]:
    replayed = case_source().of_decisions(
        decisions=[case.decision for case in cases if case.decision]
    )
    old = answers(replayed.decided.frame, queries.profile_of_version(version_id=version_id, on=day))
    new = _answers_now(replayed, day)
    by_decision = {case.decision: case for case in cases}
    return [
        Repair(
            case=by_decision[decision],
            decided_on=day,
            before=before,
            after=after,
            proposal=_proposal(before, after),
        )
        for decision, before, after in zip(replayed.decisions, old, new, strict=True)
    ]


def _answers_now(replayed: DecidedCases, day: date) -> Sequence[Answer | None]:
    try:
        profile: Profile = queries.profile_on(on=day).profile
    except NoProfileInForce:
        return [None] * len(replayed.decisions)
    return answers(replayed.decided.frame, profile)


def _proposal(before: Answer, after: Answer | None) -> Proposal:
    if after is None:
        return Proposal.POLICY_FIRST
    return Proposal.KEEP if before == after else Proposal.DECIDE_ANEW


def _day(case: TouchedCase) -> date:
    return case.decided_on or date.min
