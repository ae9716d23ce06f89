"""What a page says before the first release."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from benchmarking.releases.moment import NothingReleased
from dashboards.sheet import NothingToShow


@contextmanager
def told_that_nothing_is_out() -> Iterator[None]:
    """Say in words that nothing was brought out yet.

    Raises:
        NothingToShow: nothing was.
    """
    try:
        yield
    except NothingReleased as error:
        raise NothingToShow(
            _("Er zijn nog geen cijfers uitgebracht. Zodra dat gebeurt, staan ze hier.")
        ) from error
