"""Mending an objection that lacks something, before it may be found inadmissible (Awb 6:6)."""

from datetime import date

from assessments.objections.queries import ObjectionRow
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.objections.status import Change


def check_mending(
    row: ObjectionRow, *, change: Change, day: date, until: date | None
) -> date | None:
    """Hold asking to mend, or that it was mended, against what is known; give the last day asked.

    Raises:
        ObjectionRefused: it was asked before, or not asked; or a day does not fit.
    """
    if change is Change.ASK:
        if row.mend_by is not None:
            raise ObjectionRefused(Refusal.RUNNING, "day")
        if until is None or until <= day:
            raise ObjectionRefused(Refusal.MEND_BY, "until")
        return until
    if row.asked_on is None or row.mended_on is not None:
        raise ObjectionRefused(Refusal.NOT_ASKED, "day")
    if day < row.asked_on:
        raise ObjectionRefused(Refusal.BEFORE_RECEIPT, "day")
    return None


def check_mending_before_the_end(row: ObjectionRow, *, day: date) -> None:
    """Send nobody away for what is lacking who was not given time to mend it, or did mend it.

    Raises:
        ObjectionRefused: it was not asked, the time is not over, or it was mended in time.
    """
    if row.mend_by is None or day <= row.mend_by:
        raise ObjectionRefused(Refusal.TIME_TO_MEND, "outcome_reason")
    if row.mended_on is not None and row.mended_on <= row.mend_by:
        raise ObjectionRefused(Refusal.TIME_TO_MEND, "outcome_reason")
