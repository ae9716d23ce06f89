"""Who asks: the session of the pages, apart from everything that DRF itself loads."""

from __future__ import annotations

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class SignedIn(SessionAuthentication):
    """The session of the pages, with its CSRF check; without it the answer is 401, not 403."""

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        """What a client is asked for."""
        return 'Session realm="meetlat"'
