"""The lock after failed sign-ins: counts per account and keeps nothing that names a person."""

from collections.abc import Mapping
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from accounts.models import normalized_email
from audit.actions import record


class SparseHandler(AxesDatabaseHandler):
    """Keeps the failures of django-axes without browser, headers or what was typed."""

    def user_login_failed(
        self,
        sender: object,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **kwargs: object,
    ) -> None:
        """Count a failure, after emptying what axes would keep of the request."""
        if request is None:
            return
        was_closed = getattr(request, "axes_locked_out", False)
        request.axes_user_agent = ""  # type: ignore[attr-defined]
        request.axes_http_accept = ""  # type: ignore[attr-defined]
        request.axes_path_info = ""  # type: ignore[attr-defined]
        super().user_login_failed(sender, credentials, request, **kwargs)
        if getattr(request, "axes_locked_out", False) and not was_closed:
            _record_closing(request, credentials)


def _record_closing(request: HttpRequest, credentials: Mapping[str, Any]) -> None:
    """Put on record that an account closed, under the keyed hash: it need not exist."""
    with transaction.atomic():
        record(
            actor=None,
            action="user.locked_out",
            object_kind="account",
            object_id=account_key(request, credentials) or "",
        )


def account_key(
    request: HttpRequest | None, credentials: Mapping[str, Any] | None = None
) -> str | None:
    """Give the keyed hash under which the failures of an account are counted."""
    given = (credentials or {}).get("username")
    if given is None and request is not None:
        given = request.POST.get("username")
    if not given:
        return None
    email = normalized_email(str(given))
    return salted_hmac("accounts.lockout", email, algorithm="sha256").hexdigest()


def no_network_address(request: HttpRequest) -> None:
    """Give no address: colleagues share one, and whoever attacks can change it."""


def no_client_name(*args: object) -> str:  # noqa: ARG001 - the hook of axes
    """Give what the log calls a visitor."""
    return "a visitor"


def locked_out_page(
    request: HttpRequest,
    response: HttpResponse | None = None,  # noqa: ARG001 - the hook of axes
    credentials: Mapping[str, Any] | None = None,  # noqa: ARG001 - the hook of axes
) -> HttpResponse:
    """Say that sign-in for this account is closed for a while; the same for unknown accounts."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
