"""The addresses at which feed readers call: Atom and JSON, sent again only when they changed."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from policy_profiles.feeds.entries import MOST, Feed, as_atom, as_json_feed, feed, fingerprint
from policy_profiles.register.history import PublishedEvent, published_events


@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Give the feed as Atom."""
    events = published_events(most=MOST)
    etag = quote_etag(fingerprint(events, language=_language(), host=f"{request.get_host()} atom"))
    not_changed = _not_changed(request, events, etag)
    if not_changed is not None:
        return not_changed
    content_type = "application/atom+xml; charset=utf-8"
    answer = HttpResponse(as_atom(_feed(request, events)), content_type=content_type)
    return _marked(answer, events, etag)


@require_safe
def json_feed(request: HttpRequest) -> HttpResponseBase:
    """Give the feed as JSON Feed."""
    events = published_events(most=MOST)
    etag = quote_etag(fingerprint(events, language=_language(), host=f"{request.get_host()} json"))
    not_changed = _not_changed(request, events, etag)
    if not_changed is not None:
        return not_changed
    data = as_json_feed(_feed(request, events))
    answer = JsonResponse(
        data, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json"
    )
    return _marked(answer, events, etag)


def _feed(request: HttpRequest, events: list[PublishedEvent]) -> Feed:
    return feed(
        events,
        absolute=request.build_absolute_uri,
        address=request.path,
        language=_language(),
    )


def _not_changed(
    request: HttpRequest, events: list[PublishedEvent], etag: str
) -> HttpResponseBase | None:
    answer = get_conditional_response(request, etag=etag, last_modified=_last_modified(events))
    if isinstance(answer, HttpResponseNotModified):
        return _marked(answer, events, etag)
    return None


def _marked(answer: HttpResponse, events: list[PublishedEvent], etag: str) -> HttpResponse:
    answer["ETag"] = etag
    moment = _last_modified(events)
    if moment is not None:
        answer["Last-Modified"] = http_date(moment)
    return answer


def _last_modified(events: list[PublishedEvent]) -> int | None:
    return int(events[0].at.timestamp()) if events else None


def _language() -> str:
    return (get_language() or "nl")[:2]
