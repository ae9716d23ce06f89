"""The addresses at which feed readers call: Atom and JSON, sent again only when they changed."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from accounts.language import language_now
from policy_profiles.feeds.entries import Feed, Told, as_atom, as_json_feed, feed, fingerprint, told


@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Give the feed as Atom."""
    found = told()
    etag = quote_etag(
        fingerprint(found, language=language_now(), host=f"{request.get_host()} atom")
    )
    not_changed = _not_changed(request, found, etag)
    if not_changed is not None:
        return not_changed
    content_type = "application/atom+xml; charset=utf-8"
    answer = HttpResponse(as_atom(_feed(request, found)), content_type=content_type)
    return _marked(answer, found, etag)


@require_safe
def json_feed(request: HttpRequest) -> HttpResponseBase:
    """Give the feed as JSON Feed."""
    found = told()
    etag = quote_etag(
        fingerprint(found, language=language_now(), host=f"{request.get_host()} json")
    )
    not_changed = _not_changed(request, found, etag)
    if not_changed is not None:
        return not_changed
    data = as_json_feed(_feed(request, found))
    answer = JsonResponse(
        data, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json"
    )
    return _marked(answer, found, etag)


def _feed(request: HttpRequest, found: Told) -> Feed:
    return feed(
        found,
        absolute=request.build_absolute_uri,
        address=request.path,
        language=language_now(),
    )


def _not_changed(request: HttpRequest, found: Told, etag: str) -> HttpResponseBase | None:
    answer = get_conditional_response(request, etag=etag, last_modified=_last_modified(found))
    if isinstance(answer, HttpResponseNotModified):
        return _marked(answer, found, etag)
    return None


def _marked(answer: HttpResponse, found: Told, etag: str) -> HttpResponse:
    answer["ETag"] = etag
    moment = _last_modified(found)
    if moment is not None:
        answer["Last-Modified"] = http_date(moment)
    return answer


def _last_modified(found: Told) -> int | None:
    return int(found.events[0].at.timestamp()) if found.events else None
