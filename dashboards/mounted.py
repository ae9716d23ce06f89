"""A Dash app inside Django: it answers one request at a time, and gets no cookie."""

import gzip
import sys
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import dash
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What is being answered: the request, and what the page shows apart from Dash's own parts."""

    request: HttpRequest
    page: Mapping[str, Any]


#: Callbacks read tenant, user and language from it.
_answering: ContextVar[Answering] = ContextVar("dash_answering")

_WORTH_PACKING = 1000  # bytes
_PACKED = ("text/", "application/javascript", "application/json")
#: Figures are packed while somebody waits: this is a fifth of the time of the best, for a tenth
#: more bytes.
_QUICKLY = 4
#: The name of a script or a file changes with its content, so nobody needs to ask again.
_FOREVER = "private, max-age=31536000, immutable"


class NoRequest(RuntimeError):
    """A callback ran outside a request of Django's."""

    def __init__(self) -> None:
        super().__init__("Dash answers only through dashboards.views, which checks who asks.")


def answering() -> Answering:
    """Return what is being answered.

    Raises:
        NoRequest: called outside a request.
    """
    found = _answering.get(None)
    if found is None:
        raise NoRequest
    return found


def answer(
    app: dash.Dash, request: HttpRequest, *, page: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Have `app` answer a request that Django has already let through.

    Dash gets no cookie: it keeps no session, and what it does not get it cannot leak. `page` is
    what the site's own page shows around Dash's parts.
    """
    token = _answering.set(Answering(request=request, page=page or {}))
    try:
        status, headers, content = _called(app, _environ(request))
    finally:
        _answering.reset(token)
    response = HttpResponse(content, status=status)
    del response["Content-Type"]
    for name, value in headers:
        if name.lower() not in ("content-length", "set-cookie"):
            response[name] = value
    if "m" in request.GET and request.path.startswith(
        f"{app.config.routes_pathname_prefix}assets/"
    ):
        response["Cache-Control"] = _FOREVER
    return _packed(response, request)


def _environ(request: HttpRequest) -> dict[str, Any]:
    kept = {
        name: value
        for name, value in request.META.items()
        if isinstance(value, str) and name != "HTTP_COOKIE"
    }
    return kept | {
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": request.scheme,
        "wsgi.input": BytesIO(request.body),
        "wsgi.errors": sys.stderr,  # a real stream, or tracebacks vanish
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _called(app: dash.Dash, environ: dict[str, Any]) -> tuple[int, list[tuple[str, str]], bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        started.append((status, headers))

    parts: Iterable[bytes] = app.server.wsgi_app(environ, start_response)
    try:
        content = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()
    status, headers = started[-1]
    return int(status.split(" ", 1)[0]), headers, content


def _packed(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Pack scripts and data where the browser takes it; pages stay as they are (BREACH)."""
    kind = response.get("Content-Type", "")
    accepts = "gzip" in request.headers.get("Accept-Encoding", "")
    is_page = kind.startswith("text/html")
    if is_page or not kind.startswith(_PACKED) or len(response.content) < _WORTH_PACKING:
        return response
    response["Vary"] = "Accept-Encoding"
    if accepts and "Content-Encoding" not in response:
        never_changes = "max-age" in response.get("Cache-Control", "")
        content = response.content
        packed = _kept_packed(content) if never_changes else gzip.compress(content, _QUICKLY)
        response.content = packed
        response["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=64)
def _kept_packed(content: bytes) -> bytes:
    return gzip.compress(content)
