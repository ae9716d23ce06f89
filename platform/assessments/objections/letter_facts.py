"""What a decision on an objection is made of; for others than the person it has codes alone."""

from dataclasses import dataclass
from datetime import date

from assessments.letters.codes import JobCriterion, Reader
from assessments.letters.facts import ClientFacts, WorkFacts
from assessments.objections.codes import LodgedBy, NotHeard, Outcome, OutcomeReason, WorkReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """What the letter is made of; that to others than the person holds no address or own words.

    Attributes:
        name, address: of the person, where the letter may name them.
        objector: who objected, as the reader of a letter.
        last_day: the last day to object.
        asked_on, mend_by: when it was asked to mend the objection, and by when.
        decided_on: the day of the decision that was objected to.
        reason: why it ended so.
        heard_on: the day of the hearing; None where nobody was heard.
        not_heard: why not (Awb 7:12, 1).
        motivation: the reasons in own words, to the person alone.
        reasons: those that others than the person may read, as codes.
        job: why the decision that stands was a refusal, as far as that is about the job.
        new, new_number: the decision in its place, and its number (Awb 7:11, 2).
    """

    name: str
    address: tuple[str, ...]
    reference: str
    objector: Reader
    lodged_by: LodgedBy
    received_on: date
    last_day: date
    asked_on: date | None
    mend_by: date | None
    decided_on: date
    outcome: Outcome
    reason: OutcomeReason
    heard_on: date | None
    not_heard: NotHeard | None
    motivation: str = ""
    reasons: tuple[WorkReason, ...] = ()
    job: tuple[JobCriterion, ...] = ()
    new: ClientFacts | WorkFacts | None = None
    new_number: str = ""

    def __repr__(self) -> str:
        """Leave the person out of logs and tracebacks."""
        return "OutcomeFacts(…)"
