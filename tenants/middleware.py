"""From host name to tenant: every request runs under one schema and one role."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from tenants import context, queries


class TenantMiddleware:
    """Sets `request.tenant` and runs the request as that tenant, or as the platform.

    The public host has no tenant (`request.tenant` is None) and addresses of its own. A host name
    that nobody has gives 404 before anything is read. An answer that is streamed must have read
    its rows beforehand: after this middleware the connection speaks as the platform again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside its tenant."""
        with context.as_platform():  # whatever the connection did before
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        if host in settings.PUBLIC_HOSTS:
            request.tenant = None  # type: ignore[attr-defined]  # the platform has none
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            return self.get_response(request)
        tenant = queries.tenant_at(host=host)
        if tenant is None:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            raise Http404("No tenant has this host name.")
        request.tenant = tenant  # type: ignore[attr-defined]  # what every view reads
        with context.inside(tenant.schema_name):
            return self.get_response(request)
