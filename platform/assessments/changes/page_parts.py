"""Changes and hours as the pages of a case show them, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission
from assessments.changes.codes import ExtraReason, JobChangeKind
from assessments.changes.next_application import AFTER, open_follow_up
from assessments.changes.queries import KeptChange, NothingGranted, Support, support_of
from assessments.changes.reckoning.history import Change, Kind
from assessments.changes.reckoning.hours import half_up
from assessments.changes.reckoning.lines import lines_of, state_words
from assessments.changes.reckoning.reckoning import Reckoned
from assessments.changes.reckoning.stretches import State, Stretch
from assessments.changes.status import READ, WAY_OF, WAYS
from assessments.queries import CaseRow
from assessments.status import CaseChange, can_change
from audit.actions import record
from rulebook.profile import Profile
from rulebook.wording import code_label, date_long, fact_value, hours_in_words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStretch:
    """Days of which everything is the same; `was` are its minutes before the change."""

    start: date
    last: date
    days: int
    worked: str
    year: str
    state: str
    counts: bool
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A step in words; `unstated` where the policy does not say what it rests on."""

    text: str
    unstated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """A change that stands, in one line."""

    id: UUID
    day: date
    title: str
    text: str
    before: int
    after: int
    correct_url: str
    back_url: str


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part of the page of a decision that tells the hours as they are now.

    No illness is told here, so looking at a decision is no look at health.
    """
    template = "assessments/changes/part.html"
    try:
        support = support_of(case_id=case.id)
    except NothingGranted:
        return template, {"support": None, "job_links": job_links(request, case, None)}
    return template, {
        "support": support,
        "may_change_job": may_change(request, case),
        "job_links": job_links(request, case, support),
    }


def job_links(
    request: HttpRequest, case: CaseRow, support: Support | None
) -> list[tuple[str, str]]:
    """Give what may follow on a decision: a follow-up, the end of the job, the next job."""
    if case.status not in AFTER or not has_permission(request.user, Permission.OPEN_CASE):
        return []
    if number := open_follow_up(case_id=case.id):
        url = reverse("assessments:case", args=[number])
        return [(_("De aanvraag die hierop volgt: %(number)s") % {"number": number}, url)]
    if support is None:
        return [(_("Opnieuw aanvragen"), reverse("assessments:extension", args=[case.number]))]
    moves, is_over = [], support.is_long_over(on=timezone.localdate())
    if has_permission(request.user, Permission.DECIDE_CASE) and not is_over:
        moves = [(_("De persoon verhuist"), reverse("assessments:move", args=[case.number]))]
    if support.ended is not None:
        title = _("Begeleiding in de volgende baan")
        return [(title, reverse("assessments:next_job", args=[case.number])), *moves]
    extension = reverse("assessments:extension", args=[case.number])
    return [(_("Vervolg aanvragen"), extension), *moves]


def may_change(request: HttpRequest, case: CaseRow) -> bool:
    """Answer whether this reader may put changes of this case on record now."""
    allowed = has_permission(request.user, Permission.DECIDE_CASE)
    return allowed and can_change(case.status, CaseChange.CHANGE_JOB)


def record_look(request: HttpRequest, case: CaseRow, support: Support | None) -> None:
    """Put on record that somebody looked at changes with an illness among them."""
    if support is not None and support.has_health:
        with transaction.atomic():
            record(actor=actor_of(request), action=READ, object_kind="case", object_id=case.id)


def shown_reckoning(found: Reckoned, profile: Profile) -> dict[str, Any]:
    """Give a recalculation for the page: the stretches, and why, step by step."""
    language = language_now()
    pairs = zip(found.stretches, found.exact, strict=True)
    return {
        "reckoned": found,
        "stretches": [_stretch(stretch, exact, language) for stretch, exact in pairs],
        "steps": [
            ShownLine(
                text=line.in_language(language),
                unstated=bool(line.parameter) and not profile[line.parameter].is_stated,
            )
            for line in lines_of(found, profile)
        ],
    }


def shown_changes(case: CaseRow, support: Support, *, may: bool) -> list[ShownChange]:
    """Give the changes that stand, by day."""
    return [_change(case, each, may=may) for each in support.kept]


def ways_of(case: CaseRow, support: Support) -> list[tuple[str, str]]:
    """Give what may be put on record now, with its address.

    Nothing after the end of the job, or where support is long over.
    """
    if support.ended is not None or support.is_long_over(on=timezone.localdate()):
        return []
    return [
        (str(way.title), reverse("assessments:change_new", args=[case.number, way.slug]))
        for way in WAYS
    ]


def in_words(change: Change, reason: str = "") -> str:
    """Say what a change is, in one line."""
    language = language_now()
    return ", ".join(text for text in _said(change, reason, language) if text)


def _said(change: Change, reason: str, language: str) -> list[str]:
    said = []
    if change.weekly_minutes is not None:
        said.append(
            _("%(hours)s per week") % {"hours": hours_in_words(change.weekly_minutes, language)}
        )
    if change.yearly_minutes is not None:
        said.append(
            _("%(hours)s per jaar") % {"hours": hours_in_words(change.yearly_minutes, language)}
        )
    if change.contract_form:
        said.append(fact_value("contract_form", change.contract_form, language))
    if change.kind is Kind.ILLNESS:
        said.append(_("vooraf goedgekeurd") if change.is_approved else "")
        said.append(_until(change, language))
    elif change.until is not None:
        last = date_long(change.until - _DAY, language)
        said.append(_("tot en met %(day)s") % {"day": last})
    if change.kind is Kind.EXTRA:
        said.append(hours_in_words(change.minutes or 0, language))
        said.append(str(ExtraReason(reason).label) if reason else "")
    return said


def _until(change: Change, language: str) -> str:
    if change.until is None:
        return _("nog niet weer aan het werk")
    return _("weer aan het werk op %(day)s") % {"day": date_long(change.until, language)}


def _change(case: CaseRow, kept: KeptChange, *, may: bool) -> ShownChange:
    change, arguments = kept.change, [case.number, kept.id]
    can_correct = may and change.kind in WAY_OF
    day = change.day - _DAY if change.kind is Kind.ENDED else change.day
    return ShownChange(
        id=kept.id,
        day=day,
        title=str(JobChangeKind(change.kind.value).label),
        text=in_words(change, kept.reason),
        before=kept.minutes_before,
        after=kept.minutes_after,
        correct_url=reverse("assessments:change_correct", args=arguments) if can_correct else "",
        back_url=reverse("assessments:change_back", args=arguments) if can_correct else "",
    )


def _stretch(stretch: Stretch, exact: Fraction, language: str) -> ShownStretch:
    weekly, yearly = (stretch.facts.get(name) for name in ("weekly_hours", "yearly_hours"))
    worked = ""
    if isinstance(yearly, int):
        worked = _("%(hours)s per jaar") % {"hours": hours_in_words(yearly, language)}
    elif isinstance(weekly, int):
        worked = _("%(hours)s per week") % {"hours": hours_in_words(weekly, language)}
    return ShownStretch(
        start=stretch.start,
        last=stretch.end - _DAY,
        days=stretch.days,
        worked=worked,
        year=code_label(f"year_{stretch.year}", language) if stretch.year else "",
        state=state_words(stretch.state).in_language(language),
        counts=stretch.state is State.COUNTS,
        minutes=half_up(exact),
    )
