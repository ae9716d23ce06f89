"""What a request must satisfy before it reaches a page, beyond the page's own permission."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.permissions import sign_in_first
from audit.actions import coming_from

# Open to everyone on the host of a tenant that is not launched yet.
_OPEN_BEFORE_LAUNCH = ("/aanmelden/", "/taal/", "/health", "/static/", "/toegankelijkheid/")


class NamedOrigin:
    """Names the way in that the audit record shows: a page, REST or GraphQL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under the name of its way in."""
        with coming_from(_origin(request.path)):
            return self.get_response(request)


def _origin(path: str) -> str:
    if path.startswith("/api/"):
        return "rest"
    return "graphql" if path.startswith("/graphql") else "page"


class PrivateUntilLaunched:
    """Shows a tenant that is not open yet to its own users only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send visitors of a tenant that is still private to its sign-in page."""
        tenant = getattr(request, "tenant", None)
        is_private = tenant is not None and tenant.launched_at is None
        is_open = request.path.startswith(_OPEN_BEFORE_LAUNCH)
        if is_private and not is_open and not request.user.is_authenticated:
            return sign_in_first(request)
        return self.get_response(request)


class OwnPasswordFirst:
    """Sends somebody with a password given by an administrator to choose one of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let nothing pass but choosing a password and signing out, until one is chosen."""
        if getattr(request.user, "must_change_password", False):
            change = reverse("accounts:change_password")
            allowed = (change, reverse("accounts:sign_out"), "/taal/", "/static/")
            if not request.path.startswith(allowed):
                return redirect(change)
        return self.get_response(request)
