"""Reads of what coaches may do: in one case, and how alike it is answered in all (K3.2-loop8)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery

from assessments.plans.codes import Activity
from assessments.plans.models import CoachingPlan, PlanGoal
from assessments.plans.rules import GoalValues, refusals
from assessments.practice.codes import Answer, AnswerReason
from assessments.practice.models import ActivityAnswer
from rulebook.month_arithmetic import add_months_to
from rulebook.profile import Profile

#: Over how many months answers are looked at.
MONTHS: Final = 24
#: Under how many answers of one colleague nothing is said of that colleague's share.
LEAST_EACH: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer in a case."""

    activity: Activity
    answer: Answer
    reason: AnswerReason
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How one activity is answered, of `asked` answers.

    Attributes:
        policy: what the policy of today says of it: "yes", "no", or "if", under a condition.
        plans: in how many cases it stands in the plan of now.
        lowest, highest: the share allowed of the colleague who allows least and of who allows
            most; None where fewer than two of them answered often enough.
        against: how many answers say otherwise than the policy of today does.
    """

    activity: Activity
    policy: str
    plans: int
    asked: int
    allowed: int
    lowest: Fraction | None
    highest: Fraction | None
    against: int
    reasons: tuple[tuple[AnswerReason, int], ...]

    @property
    def low_points(self) -> int | None:
        """The lowest share in whole percents, as basis points."""
        return None if self.lowest is None else round(self.lowest * 100) * 100

    @property
    def high_points(self) -> int | None:
        """The highest share in whole percents, as basis points."""
        return None if self.highest is None else round(self.highest * 100) * 100


def answers_of(*, case_id: UUID) -> tuple[AnswerRow, ...]:
    """Give what was answered in a case, the last day first."""
    found = ActivityAnswer.objects.filter(case_id=case_id)
    return tuple(
        AnswerRow(
            activity=Activity(row.activity),
            answer=Answer(row.answer),
            reason=AnswerReason(row.reason),
            on=row.on,
        )
        for row in found.order_by("-on", "-recorded_at", "-id")
    )


def how_alike(*, own: Profile | None, today: date) -> tuple[Alike, ...]:
    """Give for each activity how it is answered here, in the last two years."""
    since = add_months_to(today, -MONTHS)
    rows = list(
        ActivityAnswer.objects.filter(on__gte=since).values_list(
            "activity", "answer", "reason", "recorded_by"
        )
    )
    plans = _in_plans()
    return tuple(_alike(activity, own, rows, plans[activity.value]) for activity in Activity)


def _alike(
    activity: Activity, own: Profile | None, rows: Sequence[tuple[str, str, str, UUID]], plans: int
) -> Alike:
    about = [row[1:] for row in rows if row[0] == activity]
    reasons = Counter(reason for _answer, reason, _by in about)
    shares = _shares([(answer, by) for answer, _reason, by in about])
    policy = says_of(activity, own)
    against = {"yes": Answer.NOT_ALLOWED, "no": Answer.ALLOWED}.get(policy)
    return Alike(
        activity=activity,
        policy=policy,
        plans=plans,
        asked=len(about),
        allowed=sum(answer == Answer.ALLOWED for answer, _reason, _by in about),
        lowest=min(shares) if len(shares) > 1 else None,
        highest=max(shares) if len(shares) > 1 else None,
        against=sum(answer == against for answer, _reason, _by in about),
        reasons=tuple((AnswerReason(code), n) for code, n in reasons.most_common()),
    )


def _shares(answers: Sequence[tuple[str, UUID]]) -> list[Fraction]:
    """The share that each colleague allowed who answered often enough."""
    asked = Counter(by for _answer, by in answers)
    allowed = Counter(by for answer, by in answers if answer == Answer.ALLOWED)
    return [Fraction(allowed[by], n) for by, n in asked.items() if n >= LEAST_EACH]


def says_of(activity: Activity, own: Profile | None) -> str:
    """Give whether a policy allows an activity: "yes", "no", or "if" somebody says why."""
    plain, said = (_goal(activity, holds=holds) for holds in (False, True))
    if _is_refused(said, own):
        return "no"
    return "if" if _is_refused(plain, own) else "yes"


def _is_refused(goal: GoalValues, own: Profile | None) -> bool:
    return any(each.activity for each in refusals(goal, others=0, profile=own))


def _goal(activity: Activity, *, holds: bool) -> GoalValues:
    """A goal with nothing but this activity, with what may make it pass or without."""
    return GoalValues(
        horizon="short", scope="current_job", specific="-", measured_by="-", action="-",
        by_when=date.max, minutes=60, activities=(activity.value,), is_work_related=holds,
        is_approved=holds,
    )  # fmt: skip


def _in_plans() -> Counter[str]:
    """In how many cases each activity stands in the latest version of the plan."""
    latest = CoachingPlan.objects.filter(case=OuterRef("plan__case")).order_by("-version")
    rows = PlanGoal.objects.filter(plan=Subquery(latest.values("pk")[:1]))
    found = {
        (case, activity)
        for case, activities in rows.values_list("plan__case_id", "activities")
        for activity in activities
    }
    return Counter(activity for _case, activity in found)
