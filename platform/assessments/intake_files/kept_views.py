"""The pages of kept mappings: which there are, another name for one, and removing one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.plain_forms import PlainForm
from assessments.fields import OpenText
from assessments.importing import importers
from assessments.intake_files import keeping


class NameForm(PlainForm):
    """The name of a kept mapping."""

    naam = OpenText(
        label=gettext_lazy("Naam"),
        max_length=80,
        error_messages={"required": gettext_lazy("Geef de keuzes een naam.")},
    )


@requires(Permission.IMPORT_CASES)
@require_safe
@never_cache
def mappings(request: HttpRequest) -> HttpResponse:
    """Show which mappings are kept, and of what kind of file."""
    rows = [(each, importers()[each.kind].label) for each in keeping.kept_mappings()]
    return render(request, "assessments/kept_mappings.html", {"rows": rows})


@requires(Permission.IMPORT_CASES)
@require_http_methods(["GET", "POST"])
@never_cache
def mapping(request: HttpRequest, mapping_id: UUID) -> HttpResponse:
    """Give a kept mapping another name, or remove it."""
    try:
        kept = keeping.kept_mapping(mapping_id=mapping_id)
        if request.POST.get("stap") == "verwijderen":
            keeping.remove_mapping(actor=actor_of(request), mapping_id=mapping_id)
            messages.success(request, _("De keuzes zijn verwijderd."))
            return redirect("assessments:mappings")
    except keeping.MappingUnknown as gone:
        raise Http404(str(gone)) from gone
    form = NameForm(request.POST or None, initial={"naam": kept.name})
    if form.is_bound and form.is_valid() and _renamed(request, mapping_id, form):
        messages.success(request, _("De keuzes hebben een andere naam."))
        return redirect("assessments:mappings")
    context = {"form": form, "kept": kept, "importer": importers()[kept.kind]}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/kept_mapping.html", context, status=status)


def _renamed(request: HttpRequest, mapping_id: UUID, form: NameForm) -> bool:
    try:
        keeping.rename_mapping(
            actor=actor_of(request), mapping_id=mapping_id, name=form.cleaned_data["naam"]
        )
    except keeping.NameTaken:
        form.add_error("naam", _("Deze naam is al in gebruik. Kies een andere."))
        return False
    return True
