"""Whether an application may be left aside today, by the clock of its case."""

from datetime import date
from uuid import UUID

from assessments.choices import ChoiceRefused
from assessments.term.clock.leaving_aside import Aside, leaving_aside
from assessments.term.queries import term_of


class CannotBeLeftAside(ChoiceRefused):
    """Nobody asked to complete it, there is still time, or it came, or it is too late."""

    field = "choice"

    def __init__(self, aside: Aside) -> None:
        days = f" It may from {aside.first} to {aside.last}." if aside.first else ""
        super().__init__(
            f"This application cannot be left aside: {aside.refusal}.{days} Judge its content."
        )
        self.aside = aside


def aside_of(*, case_id: UUID, on: date) -> Aside:
    """Say whether the application of a case may be left aside on a day."""
    return leaving_aside(term_of(case_id=case_id).clock, on=on)


def check_left_aside(*, case_id: UUID, on: date) -> None:
    """Let an application pass that may be left aside on a day.

    Raises:
        CannotBeLeftAside: it may not; says why, and on which days it may.
    """
    aside = aside_of(case_id=case_id, on=on)
    if aside.refusal is not None:
        raise CannotBeLeftAside(aside)
