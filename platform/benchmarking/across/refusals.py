"""Why a question across organisations is not answered; the record holds the `code` of it."""

from collections.abc import Mapping

from benchmarking.across.inside import Reason


class NotAnswered(Exception):
    """A question that is not answered: nothing was drawn and nothing is spent."""

    code = "not_answered"


class YearNotOffered(NotAnswered):
    """The year is not over, or too long ago."""

    code = "year"

    def __init__(self, year: int) -> None:
        super().__init__(f"The year {year} cannot be asked about: choose one from the list.")


class GroupTooSmall(NotAnswered):
    """There is no such group, or fewer than three of it can be asked beside what is out."""

    code = "group"

    def __init__(self, group: str) -> None:
        super().__init__(f"The group {group!r} cannot be asked: choose another one.")


class NothingLeft(NotAnswered):
    """What may be given away of the people of this year is spent."""

    code = "spent"

    def __init__(self, year: int) -> None:
        super().__init__(f"No new question about {year} can be answered: ask another year.")


class SomebodyFailed(NotAnswered):
    """An organisation could not give its totals; an answer without it is another question."""

    code = "failed"

    def __init__(self, failing: Mapping[str, Reason]) -> None:
        super().__init__(f"These could not be asked: {', '.join(sorted(failing))}. Ask again.")
        self.failing = failing


class SettledMeanwhile(NotAnswered):
    """Somebody else's question settled the groups of this year otherwise at the same moment."""

    code = "meanwhile"

    def __init__(self) -> None:
        super().__init__("Another first question about this year was answered: ask again.")
