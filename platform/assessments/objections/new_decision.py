"""The decision in the place of one that does not stand, and when it went outside Meetlat."""

from datetime import date

from django.utils import timezone

from assessments.objections.codes import Kind
from assessments.objections.queries import ObjectionRow
from assessments.objections.readers import may_be_told
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.queries import CaseUnknown, DecisionRow, NotDecidedYet, decision


class NewDecisionMissing(LookupError):
    """The decision does not stand, and the one in its place was not taken yet (Awb 7:11, 2)."""

    def __init__(self) -> None:
        super().__init__("Take the new decision first: it stands in the same letter.")


def new_decision_of(row: ObjectionRow) -> DecisionRow | None:
    """Give the decision in the place of one that does not stand; None where it does.

    Raises:
        NewDecisionMissing: there has to be one, and it was not taken yet.
    """
    if not row.changes_decision:
        return None
    try:
        return decision(number=row.new_number)
    except (CaseUnknown, NotDecidedYet) as missing:
        raise NewDecisionMissing from missing


def awaits_new_decision(row: ObjectionRow) -> bool:
    """Whether the decision in the place of one that does not stand is still to be taken."""
    try:
        new_decision_of(row)
    except NewDecisionMissing:
        return True
    return False


def is_sent_by_us(row: ObjectionRow) -> bool:
    """Whether a decision of ours ends it: on an objection, or anew where a court annulled one."""
    return may_be_told(row) or (row.kind is Kind.APPEAL and row.changes_decision)


def may_tell_sent(row: ObjectionRow) -> bool:
    """Whether it can be put on record that the decision went outside Meetlat."""
    return is_sent_by_us(row) and row.sent_elsewhere_on is None and not awaits_new_decision(row)


def check_sent_elsewhere(row: ObjectionRow, *, day: date) -> None:
    """Hold the day on which the decision went against what is known.

    Raises:
        ObjectionRefused: nothing of ours is to be sent, the new decision was not taken yet, another
            day is on record, or this one lies before what was sent.
    """
    if row.sent_elsewhere_on is not None:
        raise ObjectionRefused(Refusal.SENT_BEFORE, "day")
    _check_day(row, day)


def check_sent_corrected(row: ObjectionRow, *, day: date) -> None:
    """Hold the day that sets right the one on record against what is known.

    Raises:
        ObjectionRefused: no day is on record, it is this one, or this one cannot be.
    """
    if row.sent_elsewhere_on is None:
        raise ObjectionRefused(Refusal.NOTHING_TO_CORRECT, "day")
    if day == row.sent_elsewhere_on:
        raise ObjectionRefused(Refusal.SAME_DAY, "day")
    _check_day(row, day)


def _check_day(row: ObjectionRow, day: date) -> None:
    """Refuse a day on which it cannot have gone: to come, or before what it tells."""
    if row.ended is None or not is_sent_by_us(row):
        raise ObjectionRefused(Refusal.NOT_CHANGED, "day")
    try:
        new = new_decision_of(row)
    except NewDecisionMissing as missing:
        raise ObjectionRefused(Refusal.NEW_DECISION, "day") from missing
    if day > timezone.localdate():
        raise ObjectionRefused(Refusal.FUTURE, "day")
    if day < row.ended.day:
        raise ObjectionRefused(Refusal.BEFORE_OUTCOME, "day")
    if new is not None and day < new.decided_on:
        raise ObjectionRefused(Refusal.BEFORE_NEW_DECISION, "day")
