"""Who is behind a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


class NobodySignedIn(PermissionDenied):
    """The request comes from nobody in particular."""

    def __init__(self) -> None:
        super().__init__("Sign in first.")


def actor_of(request: HttpRequest) -> User:
    """Give the user who is signed in.

    Raises:
        NobodySignedIn: nobody is; a view behind `requires` never meets this.
    """
    if isinstance(request.user, User):
        return request.user
    # Django puts a lazy stand-in around the user, which answers for its class.
    if not request.user.is_authenticated:
        raise NobodySignedIn
    return User.objects.get(pk=request.user.pk)
