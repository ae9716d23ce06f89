"""The page that says what the columns of a file are: guessed, changed by hand, kept by name."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments import staging
from assessments.importing import importers
from assessments.intake_files import runs
from assessments.intake_files.guessing import with_values
from assessments.intake_files.keeping import keep_mapping, proposal
from assessments.intake_files.mapping import ColumnMapping
from assessments.intake_files.mapping_form import MappingForm, posted_mapping
from assessments.intake_files.shipped import shipped_codes
from assessments.intake_files.views import not_kept
from rulebook.case_format.table import Table, read_table


@requires(Permission.IMPORT_CASES)
@require_http_methods(["GET", "POST"])
@never_cache
def columns(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Ask what the columns of a kept file are, and go on to what the file would do."""
    actor = actor_of(request)
    try:
        file = staging.kept(actor=actor, file_id=file_id)
    except staging.FileNotKept:
        return not_kept(request)
    run = runs.run_of(actor=actor, file_id=file_id)
    if run is not None and run.is_under_way:
        return redirect("assessments:dry_run", file_id)
    importer = importers()[file.kind]
    table, targets = read_table(file.content), importer.targets()
    found = proposal(kind=importer.kind, table=table, targets=targets)
    before = file.mapping or found.mapping
    form = MappingForm(table, targets, with_values(before, table, targets), name=found.name)
    status = 200
    if request.method == "POST":
        sent = posted_mapping(request.POST, table, targets, before)
        if not sent.is_complete:  # something new is asked: show it with what was sent
            mapping = with_values(sent.mapping, table, targets)
            form = MappingForm(table, targets, mapping, name=str(request.POST.get("naam", "")))
            messages.info(request, _("Er zijn vragen bijgekomen. Kijk ze na en ga dan verder."))
        else:
            form = MappingForm(table, targets, sent.mapping, request.POST)
            if form.is_valid():
                return _chosen(request, file_id, file.kind, table, sent.mapping, form)
            status = 400
    else:
        staging.note_look(actor=actor, file_id=file_id)
    context = {"form": form, "importer": importer, "rows": len(table.rows), "file_id": file_id}
    context["codes"] = shipped_codes(importer.kind, table.header)
    return render(request, "assessments/columns.html", context, status=status)


def _chosen(
    request: HttpRequest,
    file_id: UUID,
    kind: str,
    table: Table,
    mapping: ColumnMapping,
    form: MappingForm,
) -> HttpResponse:
    actor = actor_of(request)
    name = form.cleaned_data["naam"].strip()
    with transaction.atomic():
        runs.forget(actor=actor, file_id=file_id)
        staging.choose_mapping(actor=actor, file_id=file_id, mapping=mapping)
        if name:
            keep_mapping(actor=actor, kind=kind, name=name, header=table.header, mapping=mapping)
    return redirect("assessments:dry_run", file_id)
