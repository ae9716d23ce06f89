"""Asking a what-if: which policy beside which, on which decided cases, and what comes out."""

from dataclasses import dataclass
from datetime import date

from policy_profiles import queries
from policy_profiles.differences.candidates import Candidate
from policy_profiles.simulation.simulate import simulate
from policy_profiles.simulation.values import COACHABLE_HOURS, Assumptions, Impact
from policy_profiles.what_if.cases import DecidedCases, cases_of_period, cases_of_set
from policy_profiles.what_if.period import Period
from policy_profiles.what_if.queries import CaseSetRow, decisions_of_set
from policy_profiles.what_if.shield import FEWEST_CASES


class TooFewCases(ValueError):
    """So few cases were decided in the period that an answer would be about individuals."""

    def __init__(self, cases: int) -> None:
        super().__init__(
            f"{cases} cases were decided in this period and {FEWEST_CASES} are needed: choose a "
            "longer period."
        )
        self.cases = cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A what-if to be worked through.

    Attributes:
        first, until: whole months; the day `until` is not in them.
        case_set: a frozen set of cases of those months; None for what is decided as it stands.
    """

    after: Candidate
    before: Candidate
    first: date
    until: date
    case_set: CaseSetRow | None = None
    coachable_hours: int = COACHABLE_HOURS

    @property
    def months(self) -> int:
        """The length of the period."""
        return Period(first=self.first, until=self.until).months

    @property
    def changes_nothing(self) -> bool:
        """Whether both policies say the same in every value."""
        return self.after.profile.content_hash == self.before.profile.content_hash


def cases_of(question: Question) -> DecidedCases:
    """Give the cases that a question is about.

    Raises:
        CasesChanged: a frozen set no longer holds what it held.
    """
    chosen = question.case_set
    if chosen is None:
        return cases_of_period(first=question.first, until=question.until)
    return cases_of_set(
        set_id=chosen.id,
        fingerprint=chosen.fingerprint,
        decisions=lambda: decisions_of_set(set_id=chosen.id),
    )


def answer(question: Question) -> Impact:
    """Work a what-if through on its cases as they stand.

    Raises:
        TooFewCases: fewer than ten were decided.
        CasesChanged: a frozen set no longer holds what it held.
    """
    return answer_of(question, cases_of(question))


def answer_of(question: Question, cases: DecidedCases) -> Impact:
    """Work a what-if through on exactly these cases, which its caller has read.

    Raises:
        TooFewCases: they are fewer than ten.
    """
    decided = cases.decided
    if decided.frame.n < FEWEST_CASES:
        raise TooFewCases(decided.frame.n)
    return simulate(
        decided,
        before=question.before.profile,
        after=question.after.profile,
        baseline=queries.baseline_on(on=question.after.on).profile,
        assumptions=Assumptions(months=question.months, coachable_hours=question.coachable_hours),
    )


def baseline_hash(question: Question) -> str:
    """Give the hash of the UWV baseline that a question is held against."""
    return queries.baseline_on(on=question.after.on).content_hash
