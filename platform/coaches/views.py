"""Reading the register: its list, an organisation, a coach, what expires soon, the public list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, requires
from coaches import correcting, queries
from coaches.entries import keeper_here
from coaches.expiring import expires_soon, expiring
from coaches.export import as_csv
from coaches.forms import RegisterFilterForm
from coaches.page_parts import may_keep, may_propose, with_coach, with_organisation
from coaches.queries import RegisterFilter
from coaches.requirements.prefill import recognition
from coaches.requirements.rows import CoachRow, OrganisationRow, ProofRow
from coaches.words import (
    entry_in_words,
    kind_in_words,
    regions_in_words,
    specialisms_in_words,
)
from policy_profiles.queries import NoProfileInForce, profile_on
from rulebook.facts import FACT_BY_NAME

PAGE_SIZE = 25
_RECOGNITIONS = FACT_BY_NAME["provider_recognition"].code_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLine:
    """An organisation in the list, in words."""

    row: OrganisationRow
    recognition: str
    specialisms: str
    regions: str
    coaches: int
    expires: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """A proof in words, with what it is worth today."""

    row: ProofRow
    kind: str
    is_over: bool
    is_soon: bool


@require_safe
@requires(Permission.READ_REGISTER)
def overview(request: HttpRequest) -> HttpResponse:
    """List organisations by name, region, specialism and recognition; filters in the address."""
    form, having = _asked(request)
    context = {
        **_listed(request, having),
        "form": form,
        "may_add": may_propose(request),
        "waiting": correcting.waiting_here(),
        "soon": len(expiring(on=having.on, tenant=having.tenant)),
        "own": queries.coaches_without_organisation(kept_by=keeper_here()),
        "filters": urlencode([(k, v) for k, v in request.GET.items() if k != "bladzijde"]),
    }
    return render(request, "coaches/overview.html", context)


@require_safe
@requires(Permission.READ_REGISTER)
def overview_csv(request: HttpRequest) -> HttpResponse:
    """Give the same list as CSV, whole."""
    _form, having = _asked(request)
    content = as_csv(
        queries.organisations(having=having),
        keepers=queries.names_of_keepers(),
        tenant=having.tenant,
        on=having.on,
        language=language_now(),
    )
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"jobcoachorganisaties-{having.on.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@requires(Permission.READ_REGISTER)
@with_organisation
def organisation(request: HttpRequest, row: OrganisationRow) -> HttpResponse:
    """Show what the register knows of an organisation, and who coaches for it."""
    today, here = timezone.localdate(), keeper_here()
    coaches = queries.coaches_of(organisation_ids=[row.id])[row.id]
    context = {
        "row": row,
        "groups": entry_in_words(row),
        "proofs": proof_lines(row.proofs),
        "insured_soon": expires_soon(row.insured_until, on=today),
        "coaches": [(coach, specialisms_in_words(coach.specialisms)) for coach in coaches],
        "keeper": queries.names_of_keepers().get(row.kept_by, "Meetlat"),
        "may_keep": may_keep(request, row),
        "may_propose": may_propose(request),
        "is_tenant": bool(here),
        "listing": next((each for each in row.listings if here and each.kept_by == here), None),
    }
    return render(request, "coaches/organisation.html", context)


@require_safe
@requires(Permission.READ_REGISTER)
@with_coach
def coach(request: HttpRequest, row: CoachRow) -> HttpResponse:
    """Show what the register knows of a coach."""
    of = row.organisation_id
    context = {
        "row": row,
        "groups": entry_in_words(row),
        "proofs": proof_lines(row.proofs),
        "organisation": queries.organisation(organisation_id=of) if of else None,
        "keeper": queries.names_of_keepers().get(row.kept_by, "Meetlat"),
        "may_keep": may_keep(request, row),
        "may_propose": may_propose(request),
    }
    return render(request, "coaches/coach.html", context)


@require_safe
@requires(Permission.READ_REGISTER)
def soon(request: HttpRequest) -> HttpResponse:
    """List what stops to hold within three months, the first one first."""
    rows = expiring(on=timezone.localdate(), tenant=keeper_here())
    lines = [(row, kind_in_words(row.kind)) for row in rows]
    return render(request, "coaches/soon.html", {"lines": lines})


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """Show everyone who gives support here, where the policy has a public list."""
    if not _has_public_list():
        return render(request, "coaches/public_list.html", {"is_public": False})
    form, having = _asked(request)
    context = {**_listed(request, having), "form": form, "is_public": True}
    return render(request, "coaches/public_list.html", context)


def proof_lines(proofs: tuple[ProofRow, ...]) -> list[ProofLine]:
    """Give proofs in words, with what has expired and what is about to."""
    today = timezone.localdate()
    return [
        ProofLine(
            row=proof,
            kind=kind_in_words(proof.kind),
            is_over=proof.valid_until is not None and proof.valid_until < today,
            is_soon=proof.holds_on(today) and expires_soon(proof.valid_until, on=today),
        )
        for proof in proofs
    ]


def _has_public_list() -> bool:
    """Whether the policy in force says that everyone may look up who gives support."""
    try:
        profile = profile_on(on=timezone.localdate()).profile
    except NoProfileInForce:
        return False
    return profile["provider.public_list"].value is True


def _asked(request: HttpRequest) -> tuple[RegisterFilterForm, RegisterFilter]:
    """Read the filters of an address; one that is not there is left out, and the form says so."""
    here = keeper_here()
    form = RegisterFilterForm(request.GET, has_list=bool(here))
    form.is_valid()
    given = form.cleaned_data
    having = RegisterFilter(
        on=timezone.localdate(),
        tenant=here,
        name=" ".join(given.get("naam", "").split()),
        region=given.get("regio", ""),
        specialism=given.get("specialisme", ""),
        recognition=given.get("erkenning", ""),
    )
    return form, having


def _listed(request: HttpRequest, having: RegisterFilter) -> dict[str, object]:
    count = queries.count_organisations(having=having)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    start = max(page.start_index() - 1, 0)
    rows = queries.organisations(having=having, offset=start, limit=PAGE_SIZE)
    coaches = queries.coaches_of(organisation_ids=[row.id for row in rows])
    lines = [_line(row, having, len(coaches[row.id])) for row in rows]
    return {"lines": lines, "page": page, "count": count}


def _line(row: OrganisationRow, having: RegisterFilter, coaches: int) -> ListedLine:
    code = recognition(row, tenant=having.tenant, on=having.on)
    days = [proof.valid_until for proof in row.proofs if proof.holds_on(having.on)]
    return ListedLine(
        row=row,
        recognition=_RECOGNITIONS[code].in_language(language_now()),
        specialisms=specialisms_in_words(row.specialisms),
        regions=regions_in_words(row.regions),
        coaches=coaches,
        expires=any(expires_soon(day, on=having.on) for day in (*days, row.insured_until)),
    )
