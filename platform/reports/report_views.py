"""The pages of an organisation's reports: what there is, making one, reading it, letting it go."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries as people
from accounts.actor import actor_of
from accounts.language import language_now
from accounts.models import User
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import status_of
from benchmarking.definitions import indicators
from benchmarking.releases.register import newest_release, releases
from reports.actions import (
    ApprovedAlready,
    AuthorIsChecker,
    MakerIsChecker,
    approve_report,
    make_report,
    set_schedule,
)
from reports.definition import Definition, ReportUnknown
from reports.faces.as_pdf import SignNotOnPaper
from reports.faces.files import FACES
from reports.figure_words import period_words, year_of
from reports.layout import laid_out
from reports.making import NotOpenYet
from reports.models import Audience
from reports.own_definitions import NameTaken, add_definition
from reports.periods import periods_offered
from reports.queries import (
    Kept,
    ReportRow,
    ReportWithdrawn,
    SnapshotUnknown,
    approved_report,
    definition,
    definitions,
    report,
    report_row,
    reports,
    schedules,
)
from reports.report_forms import MakeForm, OwnReportForm, ScheduleForm
from reports.withdraw_views import answer_withdrawn


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show what was made and what can be made."""
    known, rows = definitions(), reports()
    names = people.names_of(user_ids={row.made_by for row in rows})
    days = {one.number: one.facts_as_of for one in releases()}
    running = {row.definition: Audience(row.audience).label for row in schedules()}
    context = {
        "made": [(row, _titled(row, known, days), names.get(row.made_by, "")) for row in rows],
        "offered": [
            (name, one.title.in_language(language_now()), one.lead.in_language(language_now()),
             running.get(name, ""))
            for name, one in known.items()
        ],
        "release": newest_release(),
        "may_make": has_permission(request.user, Permission.MAKE_REPORTS),
    }  # fmt: skip
    return render(request, "reports/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAKE_REPORTS)
@never_cache
def make(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is in a report, and make one of a period."""
    chosen, release = _definition(name), newest_release()
    years = tuple(release.years) if release else ()
    facts_as_of = release.facts_as_of if release else timezone.localdate()
    form = MakeForm(
        request.POST if request.method == "POST" else None,
        periods=periods_offered(chosen.rhythm, years=years, on=facts_as_of),
        facts_as_of=facts_as_of,
    )
    made = _make(request, name, form) if form.is_bound and form.is_valid() else None
    if made:
        messages.success(request, _("Het rapport is gemaakt. Een collega kan het vrijgeven."))
        return redirect("reports:report", made)
    known = indicators()
    context = {
        "name": name,
        "title": chosen.title.in_language(language_now()),
        "lead": chosen.lead.in_language(language_now()),
        "form": form,
        "release": release,
        "sections": [
            (
                section.title.in_language(language_now()),
                [known[one].label.in_language(language_now()) for one in section.indicators],
            )
            for section in chosen.sections
        ],
        "running": next((row for row in schedules() if row.definition == name), None),
        "audiences": Audience.choices,
    }
    return render(request, "reports/make.html", context, status=status_of(form))


def _make(request: HttpRequest, name: str, form: MakeForm) -> UUID | None:
    """Make what the form asks; where that cannot be, the form says why."""
    asked = form.cleaned_data
    try:
        return make_report(
            actor=actor_of(request), name=name, period=asked["periode"], audience=asked["lezers"]
        )
    except NotOpenYet:
        form.add_error(
            "periode",
            _("Uw organisatie is nog niet open. Daarna kunt u rapporten maken."),
        )
    except SignNotOnPaper as refused:
        form.add_error(
            "periode",
            _("In een verhaal of titel staat een teken dat niet in een PDF kan: %(sign)s")
            % {"sign": refused.sign},
        )
    return None


@require_POST
@requires(Permission.MAKE_REPORTS)
def schedule(request: HttpRequest, name: str) -> HttpResponse:
    """Put a report on its schedule, or take it off."""
    _definition(name)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        is_active = form.cleaned_data["aan"] == "ja"
        set_schedule(
            actor=actor_of(request),
            name=name,
            audience=form.cleaned_data["lezers"],
            is_active=is_active,
        )
        told = (
            _("Dit rapport wordt nu vanzelf gemaakt."),
            _("Dit rapport wordt niet meer vanzelf gemaakt."),
        )
        messages.success(request, told[0] if is_active else told[1])
    return redirect("reports:make", name)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAKE_REPORTS)
@never_cache
def own_report(request: HttpRequest) -> HttpResponse:
    """Put a report of one's own together."""
    form = OwnReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["titel"]
        try:
            name = add_definition(actor=actor_of(request), title=title, content=form.content())
        except NameTaken:
            form.add_error("titel", _("Zo heet een ander rapport al. Kies een andere titel."))
        else:
            messages.success(request, _("Uw rapport is samengesteld."))
            return redirect("reports:make", name)
    return render(request, "reports/own.html", {"form": form}, status=status_of(form))


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def read(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Show a report as it was made; a concept as well, for who has to let it go."""
    try:
        kept, row = report(snapshot_id=snapshot_id), report_row(snapshot_id=snapshot_id)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    names = people.names_of(user_ids={row.made_by, *([row.approved_by] if row.approved_by else [])})
    context = {
        **page_of(kept),
        "row": row,
        "audience": Audience(row.audience).label,
        "maker": names.get(row.made_by, ""),
        "checker": names.get(row.approved_by, "") if row.approved_by else "",
        "may_approve": _may_approve(row, actor_of(request)),
        "may_withdraw": row.is_out and has_permission(request.user, Permission.BRING_OUT_REPORTS),
    }
    return render(request, "reports/report.html", context)


def _may_approve(row: ReportRow, actor: User) -> bool:
    if row.approved_at is not None or actor.id in {row.made_by, *row.authors}:
        return False
    if not has_permission(actor, Permission.MAKE_REPORTS):
        return False
    return row.audience != Audience.EVERYONE or has_permission(actor, Permission.BRING_OUT_REPORTS)


@require_POST
@requires(Permission.MAKE_REPORTS)
def approve(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Let a report go."""
    try:
        approve_report(actor=actor_of(request), snapshot_id=snapshot_id)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    except MakerIsChecker:
        messages.warning(request, _("U hebt dit rapport gemaakt. Een collega geeft het vrij."))
    except AuthorIsChecker:
        messages.warning(
            request, _("In dit rapport staan woorden van u. Een collega geeft het vrij.")
        )
    except ApprovedAlready:
        messages.info(request, _("Dit rapport was al vrijgegeven."))
    else:
        messages.success(request, _("Het rapport is vrijgegeven."))
    return redirect("reports:report", snapshot_id)


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def file(request: HttpRequest, snapshot_id: UUID, extension: str) -> HttpResponse:
    """Give a report that was let go as a file; of one that was taken back there is none."""
    try:
        return file_of(approved_report(snapshot_id=snapshot_id), extension)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    except ReportWithdrawn as gone:
        return answer_withdrawn(request, gone)


def page_of(kept: Kept) -> dict[str, object]:
    """Give what a page shows of a report, on the host of an organisation and the public one."""
    return {
        "kept": kept,
        "report": laid_out(kept, language_now()),
        "files": list(FACES) if kept.approved_at and not kept.withdrawn else [],
    }


def file_of(kept: Kept, extension: str) -> HttpResponse:
    """Write a report as a file, in the language of the reader.

    Raises:
        Http404: there is no such kind of file.
    """
    if extension not in FACES:
        raise Http404(extension)
    face = FACES[extension]
    found = HttpResponse(face.write(kept, language_now()), content_type=face.content_type)
    name = f"{kept.snapshot.definition}-{year_of(kept.snapshot.period)}.{extension}"
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def _definition(name: str) -> Definition:
    try:
        return definition(name=name)
    except ReportUnknown as nothing:
        raise Http404 from nothing


def _titled(row: ReportRow, known: Mapping[str, Definition], days: Mapping[int, date]) -> str:
    """Give a report its title and period; one of which the definition is gone keeps its name."""
    one = known.get(row.definition)
    title = one.title.in_language(language_now()) if one else row.definition
    day = days.get(row.release_number, row.made_at.date())
    return f"{title}, {period_words(row.period, language_now(), day)}"
