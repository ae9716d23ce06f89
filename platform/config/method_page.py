"""A page instead of the empty answer of Django where an address takes only what a form sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from config.pages import only_sent_to

# Programs read these; they know what status 405 says.
_FOR_PROGRAMS = ("/api/", "/graphql", "/health", "/static/")


class MethodPage:
    """Shows a page with a way back where an address does not take this method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and fill an empty answer of status 405 for people."""
        answer = self.get_response(request)
        is_empty = isinstance(answer, HttpResponseNotAllowed) and not answer.content
        if not is_empty or request.path.startswith(_FOR_PROGRAMS):
            return answer
        page = only_sent_to(request)
        page.headers["Allow"] = answer.headers["Allow"]
        return page
