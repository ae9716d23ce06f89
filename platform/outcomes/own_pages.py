"""The pages of the organisation's own figures, and of what is known of one person's work."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, requires
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from outcomes.codes import EndReason
from outcomes.indicators import careers
from outcomes.indicators.careers import Job
from outcomes.own_figures import (
    AFTER_START_DAYS,
    Career,
    Figure,
    career_of,
    own_outcomes,
)

LABELS = {
    "I-08": gettext_lazy("Baanbehoud: nog in dezelfde baan"),
    "I-09": gettext_lazy("Werkbehoud: nog aan het werk, in welke baan ook"),
    "I-04": gettext_lazy("Begonnen in een volgende baan"),
    "I-05": gettext_lazy("Begonnen in een volgende baan of proefplaatsing"),
    "I-06": gettext_lazy("Begonnen met een vervolgdienst, zonder volgende baan"),
}
MOMENTS = {
    "1w": gettext_lazy("1 week"), "1m": gettext_lazy("1 maand"), "3m": gettext_lazy("3 maanden"),
    "6m": gettext_lazy("6 maanden"), "1y": gettext_lazy("1 jaar"), "2y": gettext_lazy("2 jaar"),
    "3y": gettext_lazy("3 jaar"), "4y": gettext_lazy("4 jaar"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A row of a table: what it is, how many it rests on, and at each moment basis points, of how
    many that were still followed then."""

    code: str
    label: str
    followed: int
    shares: tuple[tuple[str, int | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJob:
    """A job of a person with what the indicators say of it; empty where it cannot be told yet."""

    job: Job
    reason: str
    answers: tuple[tuple[str, str, str], ...]


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Show the organisation's own figures, in its own detail and for itself alone."""
    found = own_outcomes()
    context = {
        "found": found,
        "least": found.least_followed,
        "first_year": {
            "days": _whole(found.first_year.days),
            "with_trial": _whole(found.first_year.days_with_trial),
            "followed": found.first_year.followed,
            "stopped": found.first_year.stopped,
        },
        "after_start": [_shown(each) for each in found.after_start],
        "start_moments": [MOMENTS[name] for name in AFTER_START_DAYS],
        "after_end": [_shown(each) for each in found.after_end],
        "end_moments": list(MOMENTS.values()),
    }
    return render(request, "outcomes/own.html", context)


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def career(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the jobs that are known of a client, and what may be said of each by now."""
    known = career_of(client_reference=case.client_reference)
    context = {"case": case, "jobs": [_shown_job(job, known) for job in known]}
    return render(request, "outcomes/career.html", context)


def _shown(figure: Figure) -> ShownFigure:
    label = str(LABELS[figure.code])
    if figure.with_trial is not None and figure.code in ("I-08", "I-09"):
        trial = _("proefplaatsing telt mee") if figure.with_trial else _("zonder proefplaatsing")
        label = f"{label} ({trial})"
    shares = tuple(
        (str(MOMENTS[name]), _points(share), figure.followed_at[name])
        for name, share in figure.shares.items()
    )
    return ShownFigure(code=figure.code, label=label, followed=figure.followed, shares=shares)


def _points(share: Fraction | None) -> int | None:
    """In whole percents, as basis points: a decimal would promise more than there is."""
    return None if share is None else round(share * 100) * 100


def _whole(days: Fraction | None) -> int | None:
    return None if days is None else round(days)


def _shown_job(job: Job, known: Career) -> ShownJob:
    questions: list[tuple[str, Any, bool | None]] = [
        ("I-03", _("Direct naar ander werk"), careers.is_direct(job, known)),
        (
            "I-03",
            _("Direct naar ander werk of proefplaatsing"),
            careers.is_direct(job, known, with_trial=True),
        ),
        ("I-11", _("Voortijdig beëindigd"), careers.is_early_end(job)),
    ]
    work_end = careers.work_end(job, known, with_trial=False)
    questions.append(("I-09", _("Sindsdien zonder onderbreking aan het werk"), work_end is None))
    words = {True: _("ja"), False: _("nee"), None: _("nog niet te zeggen")}
    skipped = job.end is None
    return ShownJob(
        job=job,
        reason=str(EndReason(job.reason).label) if job.reason else "",
        answers=tuple(
            (code, label, words[answer])
            for code, label, answer in questions
            if not (skipped and code in ("I-03", "I-11"))
        ),
    )
