"""What a letter is made of: two types; that for the workplace has no room for health."""

from dataclasses import dataclass
from datetime import date

from assessments.letters.codes import JobCriterion
from assessments.rows import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What every letter says of itself.

    Attributes:
        contact: who decided, by name; empty where that is not known.
        checked_at: the public address to which the code is added.
        receipt: SHA-256 of the receipt.
        letterhead: what stands at the head of it, line by line; empty: the name alone.
        replaces: the day of what is replaced; None where nothing is. That is the decision that was
            objected to, or `on_objection` the one on an objection, which a court annulled.
    """

    id: str
    organisation: str
    number: str
    sent_on: date
    object_until: date
    contact: str
    checked_at: str
    receipt: str
    letterhead: tuple[str, ...] = ()
    replaces: date | None = None
    on_objection: bool = False

    def __repr__(self) -> str:
        """Leave who decided out of logs and tracebacks."""
        return "Sending(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """What was decided: codes, minutes and days, and who coaches."""

    outcome: str
    minutes: int
    periods: tuple[Period, ...]
    decided_on: date
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts:
    """All that a letter to an employer or coach can be made of.

    There is no text in it but names. Of the person there is the name alone: without it nobody would
    know whom it is about. Reasons and duties are codes of what concerns the job.
    """

    name: str
    awarded: Awarded
    reasons: tuple[JobCriterion, ...] = ()
    duties: tuple[tuple[JobCriterion, date], ...] = ()

    def __repr__(self) -> str:
        """Leave the person out of logs and tracebacks."""
        return "WorkFacts(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFacts:
    """What a letter to the person is made of; sentences are in the language of the letter.

    Attributes:
        reasons: the criteria in words, what decided first.
        steps: how the hours were reckoned, in words.
        deviation: why otherwise than advised, in words; empty where that is not so.
        motivation: the consultant's own words.
        weighed: other solutions that were weighed, each with what came of it.
        asked_on, answered_by: of an application that was left aside, the letter and its last day.
    """

    name: str
    address: tuple[str, ...]
    reference: str
    awarded: Awarded
    reasons: tuple[str, ...]
    steps: tuple[str, ...]
    deviation: str
    motivation: str
    weighed: tuple[str, ...]
    obligations: tuple[str, ...]
    asked_on: date | None = None
    answered_by: date | None = None

    def __repr__(self) -> str:
        """Leave the person out of logs and tracebacks."""
        return "ClientFacts(…)"
