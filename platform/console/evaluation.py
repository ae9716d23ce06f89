"""Cases of a file worked through one profile, or through two: one row per case, without words."""

from dataclasses import dataclass
from datetime import date, timedelta

from rulebook.case_format import CaseFile
from rulebook.criteria import CRITERIA
from rulebook.engine import MINUTES_NOT_KNOWN, Findings, evaluate
from rulebook.facts import EPOCH, UNKNOWN
from rulebook.profile import Profile
from rulebook.ternary import NOT_KNOWN, NOT_MET, OUTCOME_NAMES

_CODES = tuple(criterion.code for criterion in CRITERIA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one profile says of one case.

    `minutes` is the advice: 0 where refused, None where not known. `last_day` is the last day of
    the support. `not_met` and `not_known` are codes of criteria of the person and the job.
    """

    verdict: str
    provider: str
    minutes: int | None
    first_day: date | None
    last_day: date | None
    not_met: tuple[str, ...]
    not_known: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedCase:
    """One case under the profile asked for and, if there is one, under the other."""

    reference: str
    answer: Answer
    other: Answer | None

    @property
    def difference(self) -> int | None:
        """Minutes more under the profile than under the other; None where either is not known."""
        if self.other is None or self.answer.minutes is None or self.other.minutes is None:
            return None
        return self.answer.minutes - self.other.minutes


def evaluated(*, file: CaseFile, profile: Profile, against: Profile | None) -> list[EvaluatedCase]:
    """Work every case of the file through the profile and, if given, through the other."""
    frame = file.frame
    answers = _answers(evaluate(frame, profile))
    others = _answers(evaluate(frame, against)) if against else [None] * len(answers)
    return [
        EvaluatedCase(reference=reference, answer=answer, other=other)
        for reference, answer, other in zip(file.references, answers, others, strict=True)
    ]


def _answers(findings: Findings) -> list[Answer]:
    return [_answer(findings, number) for number in range(findings.n)]


def _answer(findings: Findings, number: int) -> Answer:
    minutes = int(findings.minutes[number])
    end = _day(int(findings.support_end[number]))
    return Answer(
        verdict=OUTCOME_NAMES[findings.verdict[number]],
        provider=OUTCOME_NAMES[findings.provider[number]],
        minutes=None if minutes == MINUTES_NOT_KNOWN else minutes,
        first_day=_day(int(findings.support_start[number])),
        last_day=end - timedelta(days=1) if end else None,
        not_met=_with_outcome(findings, number, NOT_MET),
        not_known=_with_outcome(findings, number, NOT_KNOWN),
    )


def _with_outcome(findings: Findings, number: int, outcome: int) -> tuple[str, ...]:
    return tuple(code for code in _CODES if findings.criteria[code][number] == outcome)


def _day(number: int) -> date | None:
    return None if number == UNKNOWN else EPOCH + timedelta(days=number)
