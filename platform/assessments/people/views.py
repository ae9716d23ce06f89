"""The pages of who somebody is: on a case, and looking somebody up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from assessments.page_parts import Answer, with_case
from assessments.people import actions, queries
from assessments.people.forms import FindForm, PersonForm
from assessments.people.queries import PersonRow, PersonUnknown
from assessments.queries import CaseRow
from rulebook.wording import date_long


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def of_case(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show who the person of a case is, or how to say so; whoever looks is put on record."""
    person = queries.person_of_case(actor=actor_of(request), case_id=case.id)
    return _page_of_case(request, case, person)


@sensitive_post_parameters()
@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def fill_in(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask who the person of a case is, or change it."""
    person = queries.person_of_case(actor=actor_of(request), case_id=case.id)
    form = PersonForm(
        request.POST or None,
        identity=person.identity if person else None,
        masked_bsn=person.masked_bsn if person else "",
        revision=person.revision if person else 0,
    )
    known: UUID | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, case, form, is_known=person is not None)
        except actions.BsnKnown as refused:
            known = refused.person_id
            form.add_error("bsn", _("Iemand in uw organisatie heeft dit BSN al."))
    context = {"case": case, "form": form, "known": known if person is None else None}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/people/fill_in.html", context, status=status)


@sensitive_post_parameters()
@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def find_for_case(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Look somebody up to link a case to; by POST, so that it stands in no address."""
    if queries.has_person(case_id=case.id):
        return redirect("assessments:person", case.number)
    return _found(request, case)


@sensitive_post_parameters()
@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Look somebody up among everybody of the organisation, with their cases."""
    return _found(request, None)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def whole_bsn(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the BSN whole to who asks for it on purpose; that is put on record."""
    if request.method == "GET":
        return redirect("assessments:person", case.number)
    try:
        bsn = queries.whole_bsn(actor=actor_of(request), case_id=case.id)
    except PersonUnknown:
        return redirect("assessments:person", case.number)
    person = queries.person_of_case(actor=actor_of(request), case_id=case.id)
    return _page_of_case(request, case, person, bsn=bsn)


@requires(Permission.OPEN_CASE)
@require_POST
@with_case
def link(request: HttpRequest, case: CaseRow, person_id: UUID) -> HttpResponse:
    """Link a case to somebody whom the organisation knows."""
    try:
        actions.link_person(actor=actor_of(request), case_id=case.id, person_id=person_id)
    except (PersonUnknown, actions.PersonLinkedAlready):
        messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    else:
        messages.success(request, _("De casus is gekoppeld aan deze persoon."))
    return redirect("assessments:person", case.number)


@requires(Permission.OPEN_CASE)
@require_POST
@with_case
def unlink(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Say that a case is of somebody else after all."""
    try:
        actions.unlink_person(actor=actor_of(request), case_id=case.id)
    except PersonUnknown:
        messages.info(request, _("Deze casus heeft geen persoon."))
    else:
        messages.success(request, _("De casus is losgekoppeld. De persoon blijft bekend."))
    return redirect("assessments:person", case.number)


def _kept(request: HttpRequest, case: CaseRow, form: PersonForm, *, is_known: bool) -> HttpResponse:
    actor, identity, bsn = actor_of(request), form.identity(), form.cleaned_data["bsn"]
    try:
        if is_known:
            actions.change_person(
                actor=actor, case_id=case.id, identity=identity, bsn=bsn,
                revision=form.cleaned_data["revision"] or 0,
            )  # fmt: skip
        else:
            actions.add_person(actor=actor, case_id=case.id, identity=identity, bsn=bsn)
    except (actions.StalePerson, actions.PersonLinkedAlready, PersonUnknown):
        messages.warning(
            request, _("Een collega heeft deze gegevens intussen gewijzigd. Kijk eerst wat er is.")
        )
    else:
        messages.success(request, _("De gegevens van de persoon zijn opgeslagen."))
    return redirect("assessments:person", case.number)


def _found(request: HttpRequest, case: CaseRow | None) -> HttpResponse:
    form = FindForm(request.POST or None)
    rows: tuple[PersonRow, ...] = ()
    is_searched = request.method == "POST" and form.is_valid()
    if is_searched:
        rows = queries.people_found(actor=actor_of(request), **form.cleaned_data)
    context = {"case": case, "form": form, "rows": rows, "is_searched": is_searched}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "assessments/people/find.html", context, status=status)


def _page_of_case(
    request: HttpRequest, case: CaseRow, person: PersonRow | None, *, bsn: str = ""
) -> HttpResponse:
    context = {
        "case": case,
        "person": person,
        "answers": _answers(person, bsn) if person else (),
        "others": [each for each in person.cases if each.number != case.number] if person else [],
        "is_whole": bool(bsn),
        "may_change": has_permission(request.user, Permission.OPEN_CASE),
    }
    return render(request, "assessments/people/person.html", context)


def _answers(person: PersonRow, bsn: str) -> tuple[Answer, ...]:
    identity, none = person.identity, _("niet ingevuld")
    born = date_long(identity.birth_date, language_now()) if identity.birth_date else none
    return (
        Answer(name=_("Naam"), value=identity.name),
        Answer(name=_("Geboortedatum"), value=born),
        Answer(name=_("Burgerservicenummer (BSN)"), value=bsn or person.masked_bsn or none),
        Answer(name=_("Telefoon"), value=identity.phone or none),
        Answer(name=_("E-mailadres"), value=identity.email or none),
        Answer(name=_("Adres"), value=identity.address or none),
    )
