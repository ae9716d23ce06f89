"""What a policy would have done in the last year of decisions, in short, for who publishes it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from policy_profiles.differences.candidate_key import CandidateKind
from policy_profiles.differences.candidates import Candidates, NoSuchCandidate
from policy_profiles.simulation.values import Impact
from policy_profiles.what_if import words
from policy_profiles.what_if.asking import Question, TooFewCases, answer
from policy_profiles.what_if.period import last_year_of_decisions, month_later
from policy_profiles.what_if.rows import HIDDEN, Cell, FigureRow, change_rows
from policy_profiles.what_if.shield import (
    FEWEST_CASES,
    OWN_LIMIT,
    RIGHTS,
    hidden_in_words,
    hides_hours,
)
from rulebook import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A what-if in short, of whole months from `first` to `last`.

    Attributes:
        finding: what happens to how many; empty where too few were decided to say so.
        rows: hours, coaches and money, and who comes in and drops out; shielded as on its own page.
        fewest: from how many decisions on there is a finding.
        address: of the whole what-if.
    """

    first: date
    last: date
    finding: str
    rows: tuple[FigureRow, ...]
    hours_hidden: bool
    fewest: int
    address: str


def summary_of(*, key: str, today: date) -> Summary | None:
    """Work a policy through beside the one in force, on the last twelve full months of decisions.

    Args:
        key: of the policy, with the day from which it would hold.

    Returns:
        None where nothing was decided in a full month yet, or no policy is in force.

    Raises:
        NoSuchCandidate: there is no such policy.
    """
    period = last_year_of_decisions(today=today)
    candidates = Candidates(today=today, language=language_now(), is_inside=True)
    after = candidates.found(key)
    try:
        before = candidates.found(CandidateKind.NOW.value)
    except NoSuchCandidate:
        return None
    if period is None:
        return None
    question = Question(after=after, before=before, first=period.first, until=period.until)
    try:
        return _summary(question, key, answer(question))
    except TooFewCases:
        return _summary(question, key, None)


def _summary(question: Question, key: str, impact: Impact | None) -> Summary:
    last = month_later(question.until, -1)
    asked = {
        "na": key,
        "tegen": CandidateKind.NOW.value,
        "van": question.first.isoformat()[:7],
        "tot": last.isoformat()[:7],
    }
    return Summary(
        first=question.first,
        last=last,
        finding=words.finding(impact, OWN_LIMIT) if impact else "",
        rows=_rows(impact) if impact else (),
        hours_hidden=impact is not None and hides_hours(impact, OWN_LIMIT),
        fewest=FEWEST_CASES,
        address=f"{reverse('policy:what_if')}?{urlencode(asked)}",
    )


def _rows(impact: Impact) -> tuple[FigureRow, ...]:
    changes = () if hides_hours(impact, OWN_LIMIT) else change_rows(impact)
    hidden = hidden_in_words(impact.against_before.whole, OWN_LIMIT)
    labels = dict(zip(RIGHTS, (_("Komt erbij"), _("Valt af")), strict=True))
    rights = [
        FigureRow(label=labels[name], help="", cells=(_right(impact, name, hidden),))
        for name in RIGHTS
    ]
    return (*changes, *rights)


def _right(impact: Impact, name: str, hidden: Collection[str]) -> Cell:
    if name in hidden:
        return HIDDEN
    whole = impact.against_before.whole
    interval = words.between(whole.intervals.get(name), "count") if getattr(whole, name) else ""
    return Cell(text=wording.number(getattr(whole, name), language_now()), interval=interval)
