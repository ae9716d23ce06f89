"""The GraphQL endpoint: JSON over POST, for people who are signed in, inside the limits."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from graphene_django.views import GraphQLView
from graphql import ExecutionResult, GraphQLError, parse, validate

from api.graphql.guard import MAX_TOKENS, VALIDATION_RULES, WithinLimits
from api.graphql.wording import in_words
from api.problems import PROBLEM_JSON, problem_of, problems_of
from api.published import reading_once

_MAX_BODY = 32_768


class Guarded(GraphQLView):
    """graphene-django's view with its open doors closed.

    Queries by GET, form posts, batches and GraphiQL (which loads from another host) are off. A
    document is counted before it is parsed, and measured before it is checked.
    """

    graphiql = False
    batch = False
    validation_rules = VALIDATION_RULES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """Turn away who is not signed in, and what is no small JSON body sent by POST."""
        if not request.user.is_authenticated:
            return _problem(401, "not-signed-in", _("Meld u eerst aan"))
        if request.method != "POST":
            return _problem(405, "method-not-allowed", _("Stuur een vraag met POST"))
        if request.content_type != "application/json":
            return _problem(415, "not-json", _("Stuur de inhoud als JSON"))
        if request.GET:
            return _problem(400, "invalid-input", _("Zet de vraag in de inhoud, niet in het adres"))
        if len(request.body) > _MAX_BODY:
            return _problem(413, "too-large", _("De vraag is te groot"))
        return self._refusal(request) or super().dispatch(request, *args, **kwargs)

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        """A problem where the body is not one operation; a list of operations is no operation."""
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            return _problem(400, "not-json", _("De inhoud is geen leesbare JSON"))
        if not isinstance(body, dict) or not isinstance(body.get("query"), str):
            return _problem(400, "invalid-input", _("Stuur één object met een veld query"))
        if not isinstance(body.get("variables") or {}, dict):
            return _problem(400, "invalid-input", _("Geef de variabelen als object"))
        return None

    def execute_graphql_request(
        self,
        request: HttpRequest,
        data: dict[str, Any],
        query: str,
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> ExecutionResult:
        """Count and measure the document, then let graphene-django check and run it.

        Whatever it asks of published profiles, their register is read once.
        """
        try:
            document = parse(query, max_tokens=MAX_TOKENS)
        except GraphQLError as error:
            return ExecutionResult(errors=[error])
        too_much = validate(self.schema.graphql_schema, document, [WithinLimits], max_errors=1)
        if too_much:
            return ExecutionResult(errors=too_much)
        with reading_once():
            return super().execute_graphql_request(request, data, query, *args, **kwargs)

    @staticmethod
    def format_error(error: Exception) -> dict[str, Any]:
        """An anticipated error with its code; any other without what it says inside."""
        formatted: dict[str, Any] = GraphQLView.format_error(error)
        if isinstance(error, GraphQLError) and error.path is None:  # of the question itself
            said = in_words(error)
            if said:
                return formatted | said
        original = getattr(error, "original_error", None)
        if original is None or isinstance(original, GraphQLError):
            return formatted
        code, kind, title = problem_of(original)
        formatted["message"] = title or _("Dit lukte niet. Probeer het later opnieuw.")
        problems = [{"field": p.field, "detail": p.detail} for p in problems_of(original)]
        formatted["extensions"] = {"code": kind or "internal", "status": code or 500}
        if problems:
            formatted["extensions"]["errors"] = problems
        return formatted


def _problem(status: int, kind: str, title: str) -> JsonResponse:
    body = {
        "type": f"urn:meetlat:problem:{kind}",
        "title": title,
        "status": status,
        "detail": title,
    }
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON)
