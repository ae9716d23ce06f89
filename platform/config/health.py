"""Whether this process can do its work, as load balancers, containers and commands ask."""

from collections.abc import Callable
from importlib.metadata import version

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tenants import context


@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503; tells nothing about anybody."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "does not answer"}, status=503)
    return JsonResponse({"status": "ok", "version": version("meetlat")})


class HealthAtAnyName:
    """Answers `/health` under every host name: who watches a server asks it by its number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say how it goes, or pass the request on."""
        if request.path != "/health":
            return self.get_response(request)
        with context.as_platform():
            return health(request)
