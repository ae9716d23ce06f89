"""Problems as machines read them: RFC 9457 problem+json, one map from errors to status codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response

from accounts.language import language_now
from api.member_names import camel
from api.published import NotPublished
from assessments.queries import CaseUnknown
from assessments.status import ChangeNotAllowed
from benchmarking.definitions import IndicatorUnknown
from benchmarking.measures.asking import NotComputedYet, NotReleasedYet
from benchmarking.releases.moment import NothingReleased
from benchmarking.snapshots import ChoiceUnknown
from outcomes.actions import StaleOutcome
from policy_profiles.queries import NoProfileInForce
from reports.queries import ReportWithdrawn, SnapshotUnknown
from rulebook.vignettes import NoSuchVignette
from rulebook.wording import date_long

API_VERSION = "1.0.0"
PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """One field that cannot be used, and how to mend it."""

    field: str
    detail: str


def invalid_input() -> tuple[int, str, str]:
    """Status, code and title of input that cannot be used."""
    return status.HTTP_400_BAD_REQUEST, "invalid-input", _("De invoer klopt nog niet")


def problem_of(error: Exception) -> tuple[int, str, str]:
    """Status, code and title of an anticipated error: the only such map, for REST and GraphQL."""
    if isinstance(error, exceptions.ValidationError | ChoiceUnknown):
        return invalid_input()
    if isinstance(error, exceptions.ParseError):
        return status.HTTP_400_BAD_REQUEST, "not-json", _("De inhoud is geen leesbare JSON")
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return status.HTTP_401_UNAUTHORIZED, "not-signed-in", _("Meld u eerst aan")
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return status.HTTP_403_FORBIDDEN, "not-permitted", _("U mag dit niet")
    unknown = NotPublished | CaseUnknown | NoSuchVignette | IndicatorUnknown | SnapshotUnknown
    if isinstance(error, Http404 | exceptions.NotFound | unknown):
        return status.HTTP_404_NOT_FOUND, "not-found", _("Dit bestaat niet")
    if isinstance(error, ReportWithdrawn):
        return status.HTTP_410_GONE, "withdrawn", _withdrawn(error)
    if isinstance(error, StaleOutcome | ChangeNotAllowed):
        return status.HTTP_409_CONFLICT, "changed-meanwhile", _("De casus is intussen gewijzigd")
    if isinstance(error, NotComputedYet):
        return status.HTTP_409_CONFLICT, "not-computed", _("Dit wordt hier niet berekend")
    if isinstance(error, NotReleasedYet):
        title = _("Van deze indicator is nog niets uitgebracht: u ziet alleen uw eigen cijfer.")
        return status.HTTP_409_CONFLICT, "not-released", title
    if isinstance(error, NothingReleased):
        title = _("Er zijn nog geen cijfers uitgebracht.")
        return status.HTTP_409_CONFLICT, "not-released", title
    if isinstance(error, NoProfileInForce):
        return status.HTTP_409_CONFLICT, "no-profile", _("Er geldt vandaag geen beleidsprofiel")
    if isinstance(error, exceptions.MethodNotAllowed):
        return status.HTTP_405_METHOD_NOT_ALLOWED, "method-not-allowed", _("Dit kan hier niet")
    if isinstance(error, exceptions.UnsupportedMediaType):
        return status.HTTP_415_UNSUPPORTED_MEDIA_TYPE, "not-json", _("Stuur de inhoud als JSON")
    if isinstance(error, exceptions.APIException):
        return (
            error.status_code,
            str(error.default_code).replace("_", "-"),
            str(error.default_detail),
        )
    return 0, "", ""


def answer_problem(error: Exception, context: Mapping[str, Any]) -> Response | None:  # noqa: ARG001
    """DRF's exception handler: every anticipated error as problem+json, all fields at once."""
    code, kind, title = problem_of(error)
    if not code:
        return None
    body: dict[str, Any] = {
        "type": f"urn:meetlat:problem:{kind}",
        "title": title,
        "status": code,
        "detail": _detail(error, title),
    }
    problems = problems_of(error)
    if problems:
        body["errors"] = [{"field": p.field, "detail": p.detail} for p in problems]
    response = Response(body, status=code, content_type=PROBLEM_JSON)
    challenge = getattr(error, "auth_header", None)
    if challenge:
        response["WWW-Authenticate"] = challenge
    return response


def problems_of(error: Exception) -> Sequence[FieldProblem]:
    """The fields that an error names."""
    if isinstance(error, ChoiceUnknown):
        text = _("Kies een van: %(offered)s.") % {"offered": ", ".join(error.offered)}
        return [FieldProblem(field=camel(error.field), detail=text)]
    return field_problems(error.detail) if isinstance(error, exceptions.ValidationError) else []


def field_problems(detail: object, field: str = "") -> Sequence[FieldProblem]:
    """DRF's nested error detail as a flat list, fields named with dots."""
    if isinstance(detail, Mapping):
        return [
            problem
            for name, inner in detail.items()
            for problem in field_problems(inner, f"{field}.{name}" if field else str(name))
        ]
    if isinstance(detail, list | tuple):
        return [problem for inner in detail for problem in field_problems(inner, field)]
    return [FieldProblem(field=field, detail=str(detail))]


def _withdrawn(error: ReportWithdrawn) -> str:
    day = date_long(timezone.localdate(error.withdrawn.at), language_now())
    told = {"day": day, "reason": error.withdrawn.reason}
    return _("Ingetrokken op %(day)s. De reden: %(reason)s") % told


def _detail(error: Exception, title: str) -> str:
    if isinstance(error, exceptions.ValidationError):
        return _("Kijk bij elk veld wat er nodig is, en stuur de aanvraag opnieuw.")
    if isinstance(error, exceptions.APIException):
        return str(error.detail)
    return title
