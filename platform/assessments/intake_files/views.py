"""Reading files in: choose a file, see what it would do, and let it happen, all or nothing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments import staging
from assessments.importing import Importer, ImportOptions, ImportReport, importers
from assessments.intake_files import runs
from assessments.intake_files.files import as_csv
from assessments.intake_files.keeping import proposal
from assessments.intake_files.mapping import Incoming, applied
from assessments.intake_files.problem_file import problem_file, shown_problems
from assessments.intake_files.run_pages import page_of_run
from assessments.intake_files.upload_form import UploadForm
from assessments.worklist_pages import served_municipalities
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.case_format.table import read_table


@requires(Permission.IMPORT_CASES)
@require_http_methods(["GET", "POST"])
@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, split it into rows, and keep it until it is known what its columns are."""
    served = served_municipalities(request)
    form = UploadForm(request.POST or None, request.FILES or None, municipalities=served)
    context: dict[str, Any] = {"form": form, "importers": importers().values()}
    context["runs"] = runs.runs_of(actor=actor_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, form)
        except BadCaseFile as refused:
            context.update(shown_problems(refused.problems))
    status = 400 if request.method == "POST" else 200
    return render(request, "assessments/import.html", context, status=status)


def _taken(request: HttpRequest, form: UploadForm) -> HttpResponse:
    importer = importers()[form.cleaned_data["kind"]]
    uploaded = form.cleaned_data["file"].read()
    content = as_csv(uploaded)
    table = read_table(content)
    found = proposal(kind=importer.kind, table=table, targets=importer.targets())
    file = staging.KeptFile(
        kind=importer.kind,
        municipality_code=form.chosen_municipality,
        content=content,
        sha256=staging.file_hash(uploaded),
        mapping=found.mapping if found.is_certain else None,
    )
    file_id = staging.keep(actor=actor_of(request), file=file)
    if not found.is_certain:
        return redirect("assessments:columns", file_id)
    if found.name:
        messages.info(request, _("De kolommen zijn gelezen als “%(name)s”.") % {"name": found.name})
    return redirect("assessments:dry_run", file_id)


@requires(Permission.IMPORT_CASES)
@require_http_methods(["GET", "POST"])
@never_cache
def dry_run(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Show what a kept file would do, and do it when asked to."""
    actor = actor_of(request)
    run = runs.run_of(actor=actor, file_id=file_id)
    if run is not None:
        return page_of_run(request, run)
    try:
        file = staging.kept(actor=actor, file_id=file_id)
    except staging.FileNotKept:
        return not_kept(request)
    if request.POST.get("stap") == "weggooien":
        staging.remove(actor=actor, file_id=file_id)
        messages.info(request, _("Het bestand is weggegooid. Er is niets ingelezen."))
        return redirect("assessments:import")
    if file.mapping is None:
        return redirect("assessments:columns", file_id)
    importer = importers()[file.kind]
    incoming = incoming_of(file)
    rows = len(incoming.table.rows)
    if rows > runs.MOST_ROWS_AT_ONCE:
        runs.begin(actor=actor, file_id=file_id, kind=file.kind, rows=rows)
        return redirect("assessments:dry_run", file_id)
    context: dict[str, Any] = {"importer": importer, "file_id": file_id}
    staging.note_look(actor=actor, file_id=file_id)
    try:
        if request.method == "POST":
            return _carried_out(request, importer, file, file_id)
        report = importer.look(incoming, options_of(file))
    except BadCaseFile as refused:
        context.update(shown_problems(refused.problems))
        return render(request, "assessments/dry_run_problems.html", context, status=409)
    context |= {"report": report, "rest": report.total - len(report.lines)}
    return render(request, "assessments/dry_run.html", context)


@requires(Permission.IMPORT_CASES)
@require_safe
@never_cache
def problems(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Give every problem of a kept file as CSV, by row, for whoever mends the file."""
    actor = actor_of(request)
    run = runs.run_of(actor=actor, file_id=file_id)
    if run is not None:
        return _listed(run.problems)
    try:
        file = staging.kept(actor=actor, file_id=file_id)
    except staging.FileNotKept:
        return not_kept(request)
    if file.mapping is None:
        return redirect("assessments:columns", file_id)
    found: BadCaseFile | None = None
    try:
        importers()[file.kind].look(incoming_of(file), options_of(file))
    except BadCaseFile as refused:
        found = refused
    return _listed(found.problems if found else ())


def _listed(found: Sequence[RowProblem]) -> HttpResponse:
    content = problem_file(found, language=language_now())
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("problemen")}.csv"'
    return response


def not_kept(request: HttpRequest) -> HttpResponse:
    """Say that a file is gone, where another one can be chosen."""
    messages.warning(
        request, _("Dit bestand wordt niet meer bewaard. Kies het opnieuw om het in te lezen.")
    )
    return redirect("assessments:import")


def incoming_of(file: staging.KeptFile) -> Incoming:
    """Give a kept file in our columns, by the mapping that was chosen for it."""
    assert file.mapping is not None  # noqa: S101 - the callers sent people to choose one first
    return applied(read_table(file.content), file.mapping, importers()[file.kind].targets())


def options_of(file: staging.KeptFile) -> ImportOptions:
    """Give what a file does not say itself."""
    return ImportOptions(
        municipality_code=file.municipality_code,
        is_synthetic=not settings.ENVIRONMENT.is_production,
    )


def _carried_out(
    request: HttpRequest, importer: Importer, file: staging.KeptFile, file_id: UUID
) -> HttpResponse:
    actor = actor_of(request)
    with transaction.atomic():
        report = importer.carry_out(actor, incoming_of(file), options_of(file), file.sha256)
        staging.remove(actor=actor, file_id=file_id)
    messages.success(request, _done(report))
    return redirect("assessments:worklist")


def _done(report: ImportReport) -> str:
    if not report.new:
        return _("Alles uit dit bestand was er al. Er is niets gewijzigd.")
    return ngettext("Eén rij is ingelezen.", "%(count)s rijen zijn ingelezen.", report.new) % {
        "count": report.new
    }
