"""The engine: one profile worked through a frame of cases, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.award import Award, award
from rulebook.columns import choose, open_where, or_met
from rulebook.criteria import CRITERIA
from rulebook.criterion import PUNCH_CARD, Criterion
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame, Mask, nobody
from rulebook.intensity import METHODS, Minutes, punch_card_minutes
from rulebook.plan import Plan, plan_of
from rulebook.profile import Profile
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.ternary import MET, NOT_KNOWN, NOT_MET, Outcomes, all_of, constant

#: Raised when the engine could give another answer to the same case; stands in every receipt.
ENGINE_VERSION: Final = "1"
#: Minutes where the facts do not tell them.
MINUTES_NOT_KNOWN: Final = -1
#: Rows worked through at once: the columns of one chunk stay in the processor's cache.
_CHUNK: Final = 65_536
#: A punch card is granted without judging the person and the job again (noot 13 of the source).
_ASKED_OF_A_PUNCH_CARD: Final = ("punch_card",)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules say of every case in a frame; arrays of one length.

    `verdict` and the criteria hold outcomes (see `rulebook.ternary`); `provider` that of the
    provider check. `minutes` is the advice: 0 where refused, -1 where not known. `support_minutes`
    are the minutes that go with the support asked for, whatever the verdict. Days are counted
    from 1970, `UNKNOWN` where not known, and `support_end` is the first day without support.
    """

    n: int
    criteria: Mapping[str, Outcomes]
    verdict: Outcomes
    provider: Outcomes
    minutes: NDArray[np.int64]
    support_minutes: NDArray[np.int64]
    support_start: NDArray[np.int32]
    support_end: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Working:
    """One frame worked through, with the steps in between that an explanation needs."""

    criteria: Mapping[str, Outcomes]
    award: Award
    exact: Minutes
    support_minutes: NDArray[np.int64]
    minutes: NDArray[np.int64]
    verdict: Outcomes
    provider: Outcomes

    def of_case(self, row: int) -> Working:
        """One row with its steps, as if it had been worked through alone; nothing is copied."""
        rows = slice(row, row + 1)
        return Working(
            criteria={code: outcomes[rows] for code, outcomes in self.criteria.items()},
            award=self.award.cut(rows),
            exact=self.exact.cut(rows),
            support_minutes=self.support_minutes[rows],
            minutes=self.minutes[rows],
            verdict=self.verdict[rows],
            provider=self.provider[rows],
        )


def evaluate(frame: CaseFrame, profile: Profile) -> Findings:
    """Work every case of `frame` through `profile`.

    A million cases take some tenths of a second; the result does not depend on how a frame is cut.
    """
    plan = plan_of(profile)
    if frame.n <= _CHUNK:
        return _findings(work(frame, plan))
    results = _Results(frame.n, plan)
    for start in range(0, frame.n, _CHUNK):
        chunk = frame.slice(start, start + _CHUNK)
        results.take(start, work(chunk, plan))
    return results.findings()


def work(frame: CaseFrame, plan: Plan) -> Working:
    """Work one frame through one plan and keep the steps in between."""
    frame = frame.anew()
    cards, unknown = (frame.where("request_kind", code) for code in (PUNCH_CARD, 0))
    criteria = {c.code: _outcome(c, frame, plan, cards, unknown) for c in CRITERIA}
    provider = {
        c.code: c.rule(frame, plan) if c.asked(plan) else constant(MET, frame.n)
        for c in PROVIDER_CRITERIA
    }
    verdict = all_of(*criteria.values())
    granted = award(frame, plan)
    exact = METHODS[plan.method](frame, plan, granted)
    support, known = exact.rounded(), exact.known & granted.known
    if not known.all():
        support = choose(known, support, MINUTES_NOT_KNOWN)
    if cards is not nobody(frame.n):
        support = punch_card_minutes(frame, plan, support)
    return Working(
        criteria={**criteria, **provider},
        award=granted,
        exact=exact,
        support_minutes=support,
        minutes=_advised(verdict, support),
        verdict=verdict,
        provider=all_of(*provider.values()),
    )


def _outcome(
    criterion: Criterion, frame: CaseFrame, plan: Plan, cards: Mask, unknown: Mask
) -> Outcomes:
    """A criterion's outcome: always met for a punch card, which an unknown request may be."""
    if not criterion.asked(plan):
        return constant(MET, frame.n)
    outcome = criterion.rule(frame, plan)
    if criterion.code in _ASKED_OF_A_PUNCH_CARD:
        return outcome
    return or_met(open_where(outcome, unknown), cards)


def _advised(verdict: Outcomes, support: NDArray[np.int64]) -> NDArray[np.int64]:
    """The minutes of the support where the verdict grants it, nought where it refuses."""
    minutes: NDArray[np.int64] = support * (verdict != NOT_MET).astype(np.int64)
    is_open = verdict == NOT_KNOWN
    return choose(is_open, MINUTES_NOT_KNOWN, minutes) if is_open.any() else minutes


def _days(award: Award) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The first day of support and the first day without, `UNKNOWN` where not known."""
    if award.known.all():
        return award.start, award.end
    nobody = np.int32(UNKNOWN)
    return choose(award.known, award.start, nobody), choose(award.known, award.end, nobody)


def _findings(working: Working) -> Findings:
    """What was worked through in one go, as it is."""
    start, end = _days(working.award)
    return Findings(
        n=len(working.verdict),
        criteria=MappingProxyType(dict(working.criteria)),
        verdict=working.verdict,
        provider=working.provider,
        minutes=working.minutes,
        support_minutes=working.support_minutes,
        support_start=start,
        support_end=end,
    )


class _Results:
    """The columns of all chunks, filled chunk by chunk.

    Those of one kind lie in one block: the system gives memory of some megabytes in large pages,
    and a page takes as long whatever its size.
    """

    def __init__(self, n: int, plan: Plan) -> None:
        every = (*CRITERIA, *PROVIDER_CRITERIA)
        asked = [criterion.code for criterion in every if criterion.asked(plan)]
        self._n = n
        self._verdict, self._provider, not_asked, *columns = np.empty(
            (3 + len(asked), n), dtype=np.int8
        )
        not_asked.fill(MET)
        self._asked = dict(zip(asked, columns, strict=True))
        self._criteria = dict.fromkeys((c.code for c in every), not_asked) | self._asked
        self._minutes, self._support = np.empty((2, n), dtype=np.int64)
        self._start, self._end = np.empty((2, n), dtype=np.int32)

    def take(self, start: int, working: Working) -> None:
        rows = slice(start, start + len(working.verdict))
        for code, column in self._asked.items():
            column[rows] = working.criteria[code]
        self._verdict[rows] = working.verdict
        self._provider[rows] = working.provider
        self._minutes[rows] = working.minutes
        self._support[rows] = working.support_minutes
        self._start[rows], self._end[rows] = _days(working.award)

    def findings(self) -> Findings:
        return Findings(
            n=self._n,
            criteria=MappingProxyType(self._criteria),
            verdict=self._verdict,
            provider=self._provider,
            minutes=self._minutes,
            support_minutes=self._support,
            support_start=self._start,
            support_end=self._end,
        )
