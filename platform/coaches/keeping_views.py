"""Keeping the register: adding and changing entries, their proofs, and the own list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from coaches import actions, correcting, listing, queries
from coaches.entries import EntryUnknown, NotTheKeeper, StaleEntry, keeper_here
from coaches.forms import (
    CoachForm,
    EntryForm,
    NewCoachForm,
    OrganisationForm,
    ProofForm,
    ValidityForm,
)
from coaches.models import Coach, CoachOrganisation, Entry
from coaches.page_parts import address_of, may_keep, told, with_coach, with_organisation
from coaches.requirements.rows import CoachRow, OrganisationRow

_REFUSED = (EntryUnknown, NotTheKeeper, StaleEntry)


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
def add_organisation(request: HttpRequest) -> HttpResponseBase:
    """Add an organisation that is not in the register yet."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_organisation(actor=actor_of(request), values=form.values)
        except actions.KvkTaken as taken:
            _say_taken(form, taken)
        else:
            messages.success(request, _("De organisatie staat in het register."))
            return redirect("coaches:organisation", made)
    return _form_page(request, form, {"title": _("Jobcoachorganisatie toevoegen")})


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
@with_organisation
def add_coach(request: HttpRequest, row: OrganisationRow) -> HttpResponseBase:
    """Add a coach to an organisation that is kept here."""
    if not may_keep(request, row):
        return told(request, row, NotTheKeeper())
    form = CoachForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = actions.add_coach(
            actor=actor_of(request), values=form.values, organisation_id=row.id
        )
        messages.success(request, _("De jobcoach staat in het register."))
        return redirect("coaches:coach", made)
    return _form_page(request, form, {"title": _("Jobcoach toevoegen"), "of": row})


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
def add_own_coach(request: HttpRequest) -> HttpResponseBase:
    """Add a coach of the tenant itself, or an internal coach of an employer."""
    form = NewCoachForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_coach(
                actor=actor_of(request),
                values=form.values,
                employer_name=form.cleaned_data["employer_name"],
            )
        except actions.EmployerMissing:
            form.add_error("employer_name", _("Vul in bij welke werkgever deze jobcoach werkt."))
        else:
            messages.success(request, _("De jobcoach staat in het register."))
            return redirect("coaches:coach", made)
    return _form_page(request, form, {"title": _("Jobcoach toevoegen")})


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
@with_organisation
def change_organisation(request: HttpRequest, row: OrganisationRow) -> HttpResponseBase:
    """Change an organisation, or propose a correction where another keeps it."""
    return _change(request, row, CoachOrganisation)


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
@with_coach
def change_coach(request: HttpRequest, row: CoachRow) -> HttpResponseBase:
    """Change a coach, or propose a correction where another keeps the entry."""
    return _change(request, row, Coach)


def _change(
    request: HttpRequest, row: OrganisationRow | CoachRow, model: type[Entry]
) -> HttpResponseBase:
    kind = CoachForm if model is Coach else OrganisationForm
    form = kind(request.POST if request.method == "POST" else None, initial=_initial(row, kind))
    is_kept = may_keep(request, row)
    if form.is_bound and form.is_valid():
        try:
            answer = _written(request, row, model, form, is_kept=is_kept)
        except _REFUSED as refused:
            return told(request, row, refused)
        if answer is not None:
            return answer
    context = {
        "row": row,
        "address": address_of(row),
        "is_kept": is_kept,
        "keeper": queries.names_of_keepers().get(row.kept_by, "Meetlat"),
        "title": _("Gegevens wijzigen") if is_kept else _("Correctie voorstellen"),
    }
    return _form_page(request, form, context)


def _written(
    request: HttpRequest,
    row: OrganisationRow | CoachRow,
    model: type[Entry],
    form: EntryForm,
    *,
    is_kept: bool,
) -> HttpResponseBase | None:
    """Write what was filled in, or propose it; None where the form says what is to be done."""
    given: dict[str, Any] = {
        "actor": actor_of(request),
        "model": model,
        "entry_id": row.id,
        "values": form.values,
    }
    try:
        if is_kept:
            actions.change_entry(**given, revision=form.cleaned_data["revision"] or 0)
            messages.success(request, _("De gegevens zijn gewijzigd."))
        else:
            correcting.propose_correction(**given)
            messages.success(request, _("Uw correctie ligt bij wie deze gegevens beheert."))
    except actions.KvkTaken as taken:
        _say_taken(form, taken)
        return None
    except correcting.NothingToCorrect:
        form.add_error(None, _("Wijzig ten minste één gegeven."))
        return None
    return redirect(address_of(row), row.id)


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
@with_organisation
def add_proof_of_organisation(request: HttpRequest, row: OrganisationRow) -> HttpResponseBase:
    """Add a recognition or statement of an organisation."""
    return _add_proof(request, row, CoachOrganisation)


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
@with_coach
def add_proof_of_coach(request: HttpRequest, row: CoachRow) -> HttpResponseBase:
    """Add a training, a refresher or a professional register of a coach."""
    return _add_proof(request, row, Coach)


def _add_proof(
    request: HttpRequest, row: OrganisationRow | CoachRow, model: type[Entry]
) -> HttpResponseBase:
    form = ProofForm(request.POST if request.method == "POST" else None, of_coach=model is Coach)
    if not may_keep(request, row):
        return told(request, row, NotTheKeeper())
    if form.is_bound and form.is_valid():
        try:
            actions.add_proof(
                actor=actor_of(request), model=model, entry_id=row.id, **form.cleaned_data
            )
        except _REFUSED as refused:
            return told(request, row, refused)
        messages.success(request, _("Het bewijsstuk staat in het register."))
        return redirect(address_of(row), row.id)
    context = {"row": row, "form": form, "address": address_of(row)}
    return render(request, "coaches/proof.html", context, status=400 if form.errors else 200)


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["POST"])
def remove_proof(request: HttpRequest, proof_id: UUID) -> HttpResponseBase:
    """Take away a proof that was put in by mistake."""
    try:
        model, entry_id = actions.remove_proof(actor=actor_of(request), proof_id=proof_id)
    except (EntryUnknown, NotTheKeeper) as refused:
        raise Http404(str(refused)) from refused
    messages.success(request, _("Het bewijsstuk is weggehaald."))
    return redirect("coaches:coach" if model is Coach else "coaches:organisation", entry_id)


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
@with_organisation
def own_list(request: HttpRequest, row: OrganisationRow) -> HttpResponseBase:
    """Put an organisation on the own list, for a time, or take it off."""
    here = keeper_here()
    if not here:
        raise Http404("The platform has no list of its own.")
    place = next((each for each in row.listings if each.kept_by == here), None)
    if request.method == "POST" and request.POST.get("actie") == "weghalen":
        listing.take_off_list(actor=actor_of(request), organisation_id=row.id)
        messages.success(request, _("De organisatie staat niet meer op uw lijst."))
        return redirect("coaches:organisation", row.id)
    form = ValidityForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": place.valid_from, "valid_until": place.valid_until}
        if place
        else None,
    )
    if form.is_bound and form.is_valid():
        listing.put_on_list(actor=actor_of(request), organisation_id=row.id, **form.cleaned_data)
        messages.success(request, _("De organisatie staat op uw lijst."))
        return redirect("coaches:organisation", row.id)
    context = {"row": row, "form": form, "listing": place}
    return render(request, "coaches/own_list.html", context, status=400 if form.errors else 200)


def _initial(row: OrganisationRow | CoachRow, kind: type[EntryForm]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in kind.base_fields if hasattr(row, name)}


def _say_taken(form: EntryForm, taken: actions.KvkTaken) -> None:
    name = queries.organisation(organisation_id=taken.organisation_id).name
    form.add_error(
        "kvk_number", _("Dit nummer staat al in het register, bij %(name)s.") % {"name": name}
    )


def _form_page(request: HttpRequest, form: EntryForm, context: dict[str, Any]) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "coaches/entry_form.html", {**context, "form": form}, status=status)
