"""Whether figures of real people may be released: not while a way to work one out stands open."""

from django.conf import settings

from benchmarking import queries


class RealFiguresClosed(Exception):
    """Somebody takes part whose facts are not made up, and decision 82 names what is not closed."""

    def __init__(self) -> None:
        super().__init__(
            "Figures of real people are not released yet: decision 0082 says what must be closed "
            "first. Nothing was released."
        )


def check_only_made_up() -> None:
    """Refuse a release in which anybody real would be counted, where real people's data are.

    Raises:
        RealFiguresClosed: an organisation takes part whose facts are not all said to be made up.
    """
    if not real_figures_may_leave():
        raise RealFiguresClosed


def real_figures_may_leave() -> bool:
    """Say whether a release may be made of who takes part now."""
    if settings.BENCHMARK_OF_REAL_PEOPLE:
        return True
    said = queries.agreements()
    some_real = queries.real_tenants().intersection(said)
    return not some_real and queries.synthetic_tenants().issuperset(said)
