"""The page of long work on a file: how far it is, what it came to, and asking to record it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.actor import actor_of
from assessments import staging
from assessments.importing import importers
from assessments.intake_files import runs
from assessments.intake_files.problem_file import shown_problems
from assessments.intake_files.progress import READING
from assessments.intake_files.run_status import RunStatus
from assessments.intake_files.runs import RunRow
from assessments.intake_files.working import help_out
from tenants.context import current_schema_name


def page_of_run(request: HttpRequest, run: RunRow) -> HttpResponse:
    """Show long work on a file; with POST have it recorded, or throw the file away."""
    if request.method == "POST":
        return _posted(request, run)
    if run.is_left_alone:
        help_out(current_schema_name())
    context = {"importer": importers()[run.kind], "file_id": run.id, "run": run}
    if run.is_under_way:
        context["label"] = _label(run)
        return render(request, "assessments/file_run.html", context)
    if run.status == RunStatus.LOOKED and run.report is not None:
        staging.note_look(actor=actor_of(request), file_id=run.id)
        context |= {"report": run.report, "rest": run.report.total - len(run.report.lines)}
        return render(request, "assessments/dry_run.html", context)
    if run.status == RunStatus.REFUSED:
        context |= shown_problems(run.problems)
        return render(request, "assessments/dry_run_problems.html", context, status=409)
    return render(request, "assessments/file_run.html", context)


def _posted(request: HttpRequest, run: RunRow) -> HttpResponse:
    actor = actor_of(request)
    try:
        if request.POST.get("stap") != "weggooien":
            runs.ask(actor=actor, file_id=run.id)
            return redirect("assessments:dry_run", run.id)
        runs.forget(actor=actor, file_id=run.id)
    except runs.RunNotAllowed:
        messages.warning(request, _("Dit kan nu niet. Kijk hieronder hoe het ervoor staat."))
        return redirect("assessments:dry_run", run.id)
    staging.remove(actor=actor, file_id=run.id)
    messages.info(request, _("Het bestand is weggegooid. Er is niets ingelezen."))
    return redirect("assessments:import")


def _label(run: RunRow) -> str:
    if run.phase in ("", READING):
        return _("Rijen nagekeken")
    return _("Rijen vastgelegd")
