"""The pages of the house itself, and those for when things go wrong."""

import logging
import secrets

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from config.page_context import PUBLIC_COMPARISON_PATH
from config.style_page import style_context
from config.yardstick import example_yardstick
from policy_profiles.register.baselines import baselines
from tenants import queries

logger = logging.getLogger(__name__)


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Show what Meetlat is, for whom, and where each organisation signs in."""
    port = request.get_port()
    suffix = "" if port in ("80", "443") else f":{port}"
    tenants = [
        (tenant, f"{request.scheme}://{tenant.host}{suffix}/")
        for tenant in queries.launched_tenants()
    ]
    known, today = baselines(), timezone.localdate()
    context = {
        "tenants": tenants,
        "yardstick": example_yardstick(lambda name: known.profile_of(name, today)),
        "comparison_path": PUBLIC_COMPARISON_PATH,
    }
    return render(request, "landing.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "accessibility.html")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for builders and for the accessibility check."""
    return render(request, "style.html", style_context())


@requires_csrf_token
@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the form was open too long and how to go on; `reason` is for the log only."""
    logger.warning("A form was refused: %s", reason)
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address or form that cannot be read.

    Where nothing real is kept it also tells which name to use instead of one that is not ours,
    such as 127.0.0.1. The name that was asked for is not repeated.
    """
    instead = ""
    if isinstance(exception, DisallowedHost) and not settings.ENVIRONMENT.is_production:
        instead = f"http://{settings.PUBLIC_HOSTS[0]}:{settings.ENVIRONMENT.port}/"
    with override(get_language_from_request(request)):  # refused before anything chose one
        return render(request, "400.html", {"address_instead": instead}, status=400)


@requires_csrf_token
def no_permission(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer someone whose role does not open this page."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer an address where nothing is."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def only_sent_to(request: HttpRequest) -> HttpResponse:
    """Answer an address that takes what a form sends and shows no page of its own."""
    return render(request, "405.html", status=405)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer when we failed, with a reference that is also in the log; needs no database."""
    reference = secrets.token_hex(4)
    logger.error("An answer failed; the page shows reference %s", reference)
    # Rendered without the request, so that no context processor can fail a second time.
    return HttpResponse(render_to_string("500.html", {"reference": reference}), status=500)
