"""The pages of an organisation's reports: what there is, making one, reading it, letting it go."""

from collections.abc import Mapping
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
from accounts.permissions import Permission, requires
from accounts.plain_forms import status_of
from benchmarking.definitions import indicators
from benchmarking.releases.register import newest_release
from reports.actions import (
    ApprovedAlready,
    MakerIsChecker,
    NameTaken,
    add_definition,
    approve_report,
    make_report,
    set_schedule,
)
from reports.definition import Definition, ReportUnknown
from reports.faces.files import FACES
from reports.figure_words import period_words
from reports.layout import laid_out
from reports.models import Audience
from reports.periods import periods_offered
from reports.queries import (
    Kept,
    ReportRow,
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


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show what was made and what can be made."""
    known, rows = definitions(), reports()
    names = people.names_of(user_ids={row.made_by for row in rows})
    running = {row.definition: Audience(row.audience).label for row in schedules()}
    context = {
        "made": [(row, _titled(row, known), names.get(row.made_by, "")) for row in rows],
        "offered": [
            (name, one.title.in_language(language_now()), one.lead.in_language(language_now()),
             running.get(name, ""))
            for name, one in known.items()
        ],
        "release": newest_release(),
    }  # fmt: skip
    return render(request, "reports/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_BENCHMARK)
@never_cache
def make(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is in a report, and make one of a period."""
    chosen, release = _definition(name), newest_release()
    years = tuple(release.years) if release else ()
    periods = periods_offered(chosen.rhythm, years=years, on=timezone.localdate())
    form = MakeForm(request.POST if request.method == "POST" else None, periods=periods)
    if form.is_bound and form.is_valid():
        made = make_report(
            actor=actor_of(request),
            name=name,
            period=form.cleaned_data["periode"],
            audience=form.cleaned_data["lezers"],
        )
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


@require_POST
@requires(Permission.READ_BENCHMARK)
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
        told = _("Dit rapport wordt nu vanzelf gemaakt."), _("Dit rapport staat niet meer klaar.")
        messages.success(request, told[0] if is_active else told[1])
    return redirect("reports:make", name)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_BENCHMARK)
@never_cache
def own_report(request: HttpRequest) -> HttpResponse:
    """Put a report of one's own together."""
    form = OwnReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["titel"]
        try:
            name = add_definition(actor=actor_of(request), title=title, content=form.content())
        except NameTaken:
            form.add_error("titel", _("Zo heet een rapport van Meetlat al. Kies een andere titel."))
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
        "may_approve": row.approved_at is None and row.made_by != actor_of(request).id,
    }
    return render(request, "reports/report.html", context)


@require_POST
@requires(Permission.READ_BENCHMARK)
def approve(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Let a report go."""
    try:
        approve_report(actor=actor_of(request), snapshot_id=snapshot_id)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    except MakerIsChecker:
        messages.warning(request, _("U hebt dit rapport gemaakt. Een collega geeft het vrij."))
    except ApprovedAlready:
        messages.info(request, _("Dit rapport was al vrijgegeven."))
    else:
        messages.success(request, _("Het rapport is vrijgegeven."))
    return redirect("reports:report", snapshot_id)


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def file(request: HttpRequest, snapshot_id: UUID, extension: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give a report that was let go as a file."""
    try:
        return file_of(approved_report(snapshot_id=snapshot_id), extension)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing


def page_of(kept: Kept) -> dict[str, object]:
    """Give what a page shows of a report, on the host of an organisation and the public one."""
    return {
        "kept": kept,
        "report": laid_out(kept, language_now()),
        "files": list(FACES) if kept.approved_at else [],
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
    name = f"{kept.snapshot.definition}-{kept.snapshot.period.lower()}.{extension}"
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def _definition(name: str) -> Definition:
    try:
        return definition(name=name)
    except ReportUnknown as nothing:
        raise Http404 from nothing


def _titled(row: ReportRow, known: Mapping[str, Definition]) -> str:
    """Give a report its title and period; one of which the definition is gone keeps its name."""
    one = known.get(row.definition)
    title = one.title.in_language(language_now()) if one else row.definition
    return f"{title}, {period_words(row.period, language_now())}"
