"""What the generated description of the REST interface needs to be told."""

from __future__ import annotations

from drf_spectacular.authentication import SessionScheme


class SignedInScheme(SessionScheme):
    """The session cookie, as the description names it."""

    target_class = "api.sessions.SignedIn"
    priority = 1
