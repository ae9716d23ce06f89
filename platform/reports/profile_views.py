"""A profile to print: as a page, as PDF and as a workbook, for an organisation and for everyone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles.differences.candidate_key import CandidateKind, NotAKey
from policy_profiles.differences.candidates import Candidate, Candidates, NoSuchCandidate
from reports.profile_pdf import as_pdf
from reports.profile_report import ProfileReport, profile_report
from reports.profile_xlsx import as_xlsx
from tenants import context as tenancy
from tenants import queries as tenant_queries


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A form in which the report can be taken along."""

    write: Callable[[ProfileReport], bytes]
    content_type: str


FILES: Final[Mapping[str, FileKind]] = {
    "pdf": FileKind(write=as_pdf, content_type="application/pdf"),
    "xlsx": FileKind(
        write=as_xlsx,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@require_safe
@requires(Permission.READ_POLICY)
def own_page(request: HttpRequest) -> HttpResponse:
    """Show a version, a draft or what is in force as a page to print."""
    found = _own(request)
    query = urlencode({"van": found.address})
    links = [(kind, f"{reverse(f'reports:own_{kind}')}?{query}") for kind in FILES]
    return _page(
        request, _report(found, organisation=_own_name(found)), links, reverse("policy:sheet")
    )


@require_safe
@requires(Permission.READ_POLICY)
def own_file(request: HttpRequest, extension: str) -> HttpResponse:
    """Give the same as PDF or as a workbook."""
    found = _own(request)
    return _file(_report(found, organisation=_own_name(found)), extension)


@require_safe
def public_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a published profile as a page to print."""
    links = [(kind, reverse(f"public_reports:{kind}", args=[code])) for kind in FILES]
    back = reverse("published:profile", args=[code])
    return _page(request, _report(_published(code), organisation=""), links, back)


@require_safe
def public_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give the same as PDF or as a workbook."""
    return _file(_report(_published(code), organisation=""), extension)


def _own(request: HttpRequest) -> Candidate:
    key = request.GET.get("van", CandidateKind.NOW.value)
    return _found(key, is_inside=True)


def _published(code: str) -> Candidate:
    """Give a published profile by the code that stands in addresses."""
    try:
        return _found(f"{CandidateKind.PUBLISHED}:{code}", is_inside=False)
    except Http404:
        return _found(code, is_inside=False)


def _found(key: str, *, is_inside: bool) -> Candidate:
    candidates = Candidates(
        today=timezone.localdate(), language=language_now(), is_inside=is_inside
    )
    try:
        return candidates.found(key)
    except (NotAKey, NoSuchCandidate) as nothing:
        raise Http404(str(nothing)) from nothing


def _own_name(found: Candidate) -> str:
    """Give the organisation's name for what is its own, and nothing for what is another's."""
    own = {CandidateKind.NOW, CandidateKind.VERSION, CandidateKind.DRAFT}
    if found.key.kind not in own:
        return ""
    schema_name = tenancy.current_schema_name()
    return {row.schema_name: row.name for row in tenant_queries.tenants()}[schema_name]


def _report(found: Candidate, *, organisation: str) -> ProfileReport:
    return profile_report(found, organisation=organisation, language=language_now())


def _page(
    request: HttpRequest, report: ProfileReport, links: Sequence[tuple[str, str]], back: str
) -> HttpResponse:
    context = {"report": report, "links": links, "back": back}
    return render(request, "reports/profile.html", context)


def _file(report: ProfileReport, extension: str) -> HttpResponse:
    kind = FILES[extension]
    response = HttpResponse(kind.write(report), content_type=kind.content_type)
    name = f"{slugify(report.name) or 'beleid'}-{report.on.isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
