"""The page of differences between any two profiles, inside an organisation and for everyone."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles.differences import export as differences_export
from policy_profiles.differences.candidate_key import CandidateKind
from policy_profiles.differences.candidates import Candidate, Candidates
from policy_profiles.differences.form import (
    DifferencesForm,
    is_typed,
    with_days_as_in_addresses,
)
from policy_profiles.differences.queries import Differences, differences_between
from policy_profiles.founding import FIRST_DAY
from rulebook.profiles import BASELINE

REGIONAL = "g4-2015"  # what everyone can lay beside the baseline, whoever has published


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the page stands: who may choose what, and its addresses."""

    is_inside: bool
    usual: tuple[str, str]
    page: str
    as_csv: str
    as_json: str
    back: str


INSIDE = Place(
    is_inside=True,
    usual=(BASELINE, CandidateKind.NOW.value),
    page="policy:differences",
    as_csv="policy:differences_csv",
    as_json="policy:differences_json",
    back="policy:sheet",
)
PUBLIC = Place(
    is_inside=False,
    usual=(BASELINE, REGIONAL),
    page="published:differences",
    as_csv="published:differences_csv",
    as_json="published:differences_json",
    back="published:comparison",
)


@require_safe
@requires(Permission.READ_POLICY)
def own_page(request: HttpRequest) -> HttpResponse:
    """Lay any two beside each other: versions, drafts, the baseline, other organisations."""
    return _page(request, INSIDE)


@require_safe
@requires(Permission.READ_POLICY)
def own_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same differences as CSV."""
    return _csv(request, INSIDE)


@require_safe
@requires(Permission.READ_POLICY)
def own_json(request: HttpRequest) -> HttpResponseBase:
    """Give the same differences as JSON."""
    return _json(request, INSIDE)


@require_safe
def public_page(request: HttpRequest) -> HttpResponse:
    """Lay any two published profiles beside each other."""
    return _page(request, PUBLIC)


@require_safe
def public_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same differences as CSV."""
    return _csv(request, PUBLIC)


@require_safe
def public_json(request: HttpRequest) -> HttpResponseBase:
    """Give the same differences as JSON."""
    return _json(request, PUBLIC)


def _page(request: HttpRequest, place: Place) -> HttpResponse:
    if is_typed(request.GET):
        return redirect(f"{reverse(place.page)}?{with_days_as_in_addresses(request.GET)}")
    form = _form(request, place)
    found = _differences(form)
    context = {
        "form": form,
        "place": place,
        "found": found,
        "is_itself": found is not None and found.old.address == found.new.address,
        "too_early": _too_early(found) if found else None,
        "first_day": FIRST_DAY,
        "downloads": urlencode(_address(found)) if found else "",
        "turned": urlencode(_address(found, turned=True)) if found else "",
    }
    status = 200 if found else 400
    return render(request, "policy_profiles/differences.html", context, status=status)


def _csv(request: HttpRequest, place: Place) -> HttpResponseBase:
    found = _differences(_form(request, place))
    if found is None:
        return _explained(request, place)
    content = differences_export.as_csv(found, language=language_now())
    return _download(HttpResponse(content, content_type="text/csv; charset=utf-8"), "csv")


def _json(request: HttpRequest, place: Place) -> HttpResponseBase:
    found = _differences(_form(request, place))
    if found is None:
        return _explained(request, place)
    data = differences_export.as_data(found, language=language_now())
    return _download(JsonResponse(data, json_dumps_params={"ensure_ascii": False}), "json")


def _form(request: HttpRequest, place: Place) -> DifferencesForm:
    candidates = Candidates(
        today=timezone.localdate(), language=language_now(), is_inside=place.is_inside
    )
    return DifferencesForm(request.GET, candidates=candidates, usual=place.usual)


def _differences(form: DifferencesForm) -> Differences | None:
    if not form.is_valid() or form.old is None or form.new is None:
        return None
    return differences_between(form.old, form.new, language=language_now())


def _too_early(found: Differences) -> Candidate | None:
    """Give a side that ships, on a day before the first that Meetlat describes."""
    sides = (found.old, found.new)
    shipped = (side for side in sides if side.key.kind is CandidateKind.SHIPPED)
    return next((side for side in shipped if side.on < FIRST_DAY), None)


def _address(found: Differences, *, turned: bool = False) -> dict[str, str]:
    old, new = (found.new, found.old) if turned else (found.old, found.new)
    return {"van": old.address, "naar": new.address}


def _explained(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Send on to the page, which says at which field something is the matter."""
    return redirect(f"{reverse(place.page)}?{request.GET.urlencode()}")


def _download(response: HttpResponse, extension: str) -> HttpResponse:
    name = f"verschillen-{timezone.localdate().isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
