"""Why a day or code of an objection or appeal cannot be."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a day or code does not fit."""

    FUTURE = "future"
    BEFORE_RECEIPT = "before_receipt"
    BEFORE_DECISION = "before_decision"
    BEFORE_HEARING = "before_hearing"
    POSTED_AFTER_RECEIPT = "posted_after_receipt"
    LATE_REASON = "late_reason"
    RUNNING = "running"
    NO_OBJECTION = "no_objection"
    APPEAL_ONLY = "appeal_only"
    TERM_IS_OVER = "term_is_over"
    REASON = "reason"
    NOT_CHANGED = "not_changed"
    MEND_BY = "mend_by"
    NOT_ASKED = "not_asked"
    TIME_TO_MEND = "time_to_mend"
    NEW_DECISION = "new_decision"
    BEFORE_OUTCOME = "before_outcome"
    BEFORE_NEW_DECISION = "before_new_decision"
    SENT_BEFORE = "sent_before"
    NOTHING_TO_CORRECT = "nothing_to_correct"
    SAME_DAY = "same_day"


class ObjectionRefused(ValueError):
    """What was given cannot be; `field` names what must be put right, nothing is written."""

    def __init__(self, refusal: Refusal, field: str) -> None:
        super().__init__(f"This does not fit: {refusal.value}. Look at {field}.")
        self.refusal = refusal
        self.field = field
