"""How often Python searches for cycles, while files are read in and once they are through."""

import gc
from contextlib import ExitStack

from assessments.intake_files.memory import searched_seldom


def test_two_files_at_once_leave_the_search_as_it_was() -> None:
    """Whichever ends first: the process searches seldom until the last, and then as before."""
    before = gc.get_threshold()
    first, second = ExitStack(), ExitStack()
    first.enter_context(searched_seldom())
    second.enter_context(searched_seldom())
    assert gc.get_threshold()[0] > before[0]
    first.close()
    assert gc.get_threshold()[0] > before[0]
    second.close()
    assert gc.get_threshold() == before
