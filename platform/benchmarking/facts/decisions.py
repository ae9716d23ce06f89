"""The fact rows of decided cases."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from assessments.events import DecidedCase
from benchmarking import codes
from benchmarking.facts.coarse import months_begun, weeks_between
from benchmarking.facts.rows import DecisionFacts
from benchmarking.pseudonyms import pseudonym_of
from rulebook.case_classes import classes_of, frame_for_classes
from rulebook.frame import CaseFrame

_CLASSES: Final = ("target_group", "contract", "hours", "need")
_LAST_YEAR: Final = 4  # of support: the fourth and every later one are told together


class Around(NamedTuple):
    """What is known around a decision beside what the event of it tells.

    Attributes:
        revision: 1, and one more for everything that was recorded of it since.
        in_term: yes, no or not_known.
        first_in_year: whether it is the first of its person in that year that was recorded.
        first_grant_in_year: the same, of what was granted.
        second_person: whether a colleague agreed to it.
        recorded_after: one of `codes.RECORDED_AFTER`.
        objection: one of `codes.OBJECTIONS`; with why it ended so.
        appealed: whether somebody went to court.
        after_objection: whether it took the place of a decision that was objected to.
    """

    revision: int = 1
    in_term: str = codes.NOT_KNOWN
    first_in_year: bool | None = None
    first_grant_in_year: bool | None = None
    second_person: str = codes.NOT_KNOWN
    recorded_after: str = codes.NOT_KNOWN
    objection: str = codes.NO_OBJECTION
    objection_reason: str = ""
    appealed: str = codes.NOT_KNOWN
    after_objection: str = codes.NOT_KNOWN


class Effects(NamedTuple):
    """What each group of rules adds to the baseline's hours, in seconds (decision 89).

    Together they are sixty times the own minutes less the baseline's; all are empty where that is
    not known, or where the case was sent before there were any.
    """

    inclusion_seconds: int | None = None
    method_seconds: int | None = None
    periods_seconds: int | None = None
    tailoring_seconds: int | None = None
    other_rules_seconds: int | None = None


NO_EFFECTS: Final = Effects()


class Elsewhere(NamedTuple):
    """What rules say of a decided case beside verdict and hours.

    `effects` are kept in `RulesEffects`, everything else in `RulesElsewhere`.
    """

    method: str = ""
    own_months: int | None = None
    baseline_months: int | None = None
    over_own_cap: str = codes.NOT_KNOWN
    over_baseline_cap: str = codes.NOT_KNOWN
    passes: str = ""
    evaluation_months: int | None = None
    evaluates_at_end: bool = False
    effects: Effects = NO_EFFECTS


class Told(NamedTuple):
    """A decided case with everything that its fact row is made of."""

    case: DecidedCase
    around: Around
    elsewhere: Elsewhere


def facts_of_decisions(
    told: Sequence[Told], *, secret: bytes, frame: CaseFrame | None = None
) -> list[DecisionFacts]:
    """Return the fact rows of decided cases, in their order.

    Args:
        told: the cases.
        secret: the organisation's half of the key of pseudonyms.
        frame: their facts as columns, where somebody has them.
    """
    if frame is None:
        frame = frame_for_classes(_CLASSES, [each.case.facts for each in told])
    classes = [classes_of(dimension, frame) for dimension in _CLASSES]
    return [_facts_of(each, coarse, secret) for each, *coarse in zip(told, *classes, strict=True)]


def _facts_of(told: Told, classes: Sequence[str], secret: bytes) -> DecisionFacts:
    target_group, contract_class, hours_class, need = classes
    case, facts = told.case, told.case.facts
    return DecisionFacts(
        pseudonym=pseudonym_of(secret=secret, case_id=case.case_id),
        is_synthetic=case.is_synthetic,
        target_group=target_group,
        contract_class=contract_class,
        decided_month=codes.month_of(case.decided_on),
        hours_class=hours_class,
        need=need,
        support_year=support_year(facts),
        weeks_to_decide=weeks_between(_day(facts, "received_on"), case.decided_on),
        requested_minutes=case.requested_minutes,
        own_minutes=case.own.minutes,
        baseline_minutes=case.baseline.minutes,
        awarded_minutes=case.granted_minutes,
        asked_months=months_begun(_day(facts, "support_start"), _day(facts, "support_end")),
        granted_months=months_begun(case.support_start, case.support_end),
        refused=case.outcome == "refuse",
        failed_own=tuple(case.own.failed_criteria),
        failed_baseline=tuple(case.baseline.failed_criteria),
        deviation_reason=case.deviation_reason,
        own_profile_hash=case.own.profile_hash,
        baseline_hash=case.baseline.profile_hash,
        **_codes(facts),
        **{name: getattr(told.elsewhere, name) for name in _SENT_OF_ELSEWHERE},
        **told.elsewhere.effects._asdict(),
        **told.around._asdict(),
    )


_SENT_OF_ELSEWHERE: Final = (
    "method", "own_months", "baseline_months", "over_own_cap", "over_baseline_cap", "passes",
)  # fmt: skip


def _codes(facts: codes.Facts) -> dict[str, Any]:
    """Return the columns that are a coded fact, or a yes or no, as it is."""
    return {
        "support_form": codes.code_of(facts, "support_form"),
        "sector": codes.code_of(facts, "employer_sector"),
        "firm_size": codes.code_of(facts, "employer_size"),
        "request_kind": codes.code_of(facts, "request_kind"),
        "provider_recognition": codes.code_of(facts, "provider_recognition"),
        "coach_level": codes.code_of(facts, "coach_level"),
        "coach_trained": codes.yes_no(facts.get("coach_trained")),
        "coach_registered": codes.yes_no(facts.get("coach_registered")),
    }


def support_year(facts: codes.Facts) -> int | None:
    """Return in which year of support in this job the support asked for begins, at most 4."""
    start, first = _day(facts, "support_start"), _day(facts, "coaching_start")
    if facts.get("request_kind") == "first":
        return 1
    months = months_begun(first, start)
    return None if months is None else min((months - 1) // 12 + 1, _LAST_YEAR)


def _day(facts: codes.Facts, name: str) -> date | None:
    value = facts.get(name)
    return value if isinstance(value, date) else None
