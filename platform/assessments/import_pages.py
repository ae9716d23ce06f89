"""Reading files in: choose a file, see what it would do, and let it happen, all or nothing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from accounts.plain_forms import PlainForm
from assessments import staging
from assessments.importing import Importer, ImportOptions, ImportReport, importers
from assessments.intake_files.files import as_csv
from assessments.worklist_pages import served_municipalities
from rulebook.case_format import BadCaseFile
from rulebook.case_format.table import MOST_BYTES

PROBLEMS_SHOWN = 100


class UploadForm(PlainForm):
    """Which kind of file, and the file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat staat er in het bestand?"), widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand van Excel of CSV"),
        help_text=gettext_lazy(
            "Een werkmap (.xlsx), of CSV zoals Excel het bewaart: met puntkomma’s tussen de "
            "kolommen. Hoogstens 50 MB en 100.000 rijen."
        ),
        error_messages={
            "required": gettext_lazy("Kies het bestand dat u wilt inlezen."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een bestand met een rij per casus."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        municipalities: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, files, initial={"kind": "cases"})
        self._only = municipalities[0][0] if len(municipalities) == 1 else ""
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.kind, each.label) for each in importers().values()]
        if len(municipalities) > 1:
            self.fields["municipality_code"] = forms.ChoiceField(
                label=gettext_lazy("Van welke gemeente zijn deze casussen?"),
                help_text=gettext_lazy("Bij uitkomsten telt dit niet mee."),
                choices=[("", gettext_lazy("Kies een gemeente")), *municipalities],
                error_messages={"required": gettext_lazy("Kies een gemeente.")},
            )

    @property
    def chosen_municipality(self) -> str:
        """The municipality that was chosen, or the only one there is."""
        return str(self.cleaned_data.get("municipality_code", self._only))

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than any file that can be read, before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("Het bestand is groter dan %(most)s MB. Verdeel de rijen over meer bestanden."),
                params={"most": MOST_BYTES // 1_000_000},
            )
        return file


@requires(Permission.IMPORT_CASES)
@require_http_methods(["GET", "POST"])
@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, look at it, and keep it for the confirmation if it can be read in."""
    served = served_municipalities(request)
    form = UploadForm(request.POST or None, request.FILES or None, municipalities=served)
    context: dict[str, Any] = {"form": form, "importers": importers().values()}
    if request.method == "POST" and form.is_valid():
        importer = importers()[form.cleaned_data["kind"]]
        try:
            file = staging.KeptFile(
                kind=importer.kind,
                municipality_code=form.chosen_municipality,
                content=as_csv(form.cleaned_data["file"].read()),
            )
            importer.look(file.content, _options(file))
        except BadCaseFile as refused:
            context.update(_problems(refused))
        else:
            file_id = staging.keep(actor=actor_of(request), file=file)
            return redirect("assessments:dry_run", file_id)
    status = 400 if request.method == "POST" else 200
    return render(request, "assessments/import.html", context, status=status)


@requires(Permission.IMPORT_CASES)
@require_http_methods(["GET", "POST"])
@never_cache
def dry_run(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Show what a kept file would do, and do it when asked to."""
    actor = actor_of(request)
    try:
        file = staging.kept(actor=actor, file_id=file_id)
    except staging.FileNotKept:
        messages.warning(
            request, _("Dit bestand wordt niet meer bewaard. Kies het opnieuw om het in te lezen.")
        )
        return redirect("assessments:import")
    importer = importers()[file.kind]
    if request.POST.get("stap") == "weggooien":
        staging.remove(actor=actor, file_id=file_id)
        messages.info(request, _("Het bestand is weggegooid. Er is niets ingelezen."))
        return redirect("assessments:import")
    try:
        if request.method == "POST":
            return _carried_out(request, importer, file, file_id)
        report = importer.look(file.content, _options(file))
    except BadCaseFile as refused:
        staging.remove(actor=actor, file_id=file_id)
        context = {
            "form": UploadForm(municipalities=served_municipalities(request)),
            "importers": importers().values(),
            **_problems(refused),
        }
        return render(request, "assessments/import.html", context, status=409)
    context = {"importer": importer, "report": report, "rest": report.total - len(report.lines)}
    return render(request, "assessments/dry_run.html", context)


def _carried_out(
    request: HttpRequest, importer: Importer, file: staging.KeptFile, file_id: UUID
) -> HttpResponse:
    actor = actor_of(request)
    with transaction.atomic():
        report = importer.carry_out(actor, file.content, _options(file))
        staging.remove(actor=actor, file_id=file_id)
    messages.success(request, _done(report))
    return redirect("assessments:worklist")


def _done(report: ImportReport) -> str:
    if not report.new:
        return _("Alles uit dit bestand was er al. Er is niets gewijzigd.")
    return ngettext("Eén rij is ingelezen.", "%(count)s rijen zijn ingelezen.", report.new) % {
        "count": report.new
    }


def _options(file: staging.KeptFile) -> ImportOptions:
    return ImportOptions(
        municipality_code=file.municipality_code,
        is_synthetic=not settings.ENVIRONMENT.is_production,
    )


def _problems(refused: BadCaseFile) -> dict[str, Any]:
    language = language_now()
    shown = [
        (problem.row, problem.column, problem.reason.in_language(language))
        for problem in refused.problems[:PROBLEMS_SHOWN]
    ]
    return {
        "problems": shown,
        "problem_count": len(refused.problems),
        "problems_left": len(refused.problems) - len(shown),
    }
