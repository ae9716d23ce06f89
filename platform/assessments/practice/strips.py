"""Rows of a table as strips of dots: a dot a decision, to the right as it has more hours a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.practice.need_and_hours import NEEDS, Row, need_label
from rulebook.wording import number

#: The drawing, in its own units: its width, and the room beside the dots.
WIDTH, SIDE = 240, 6
_HOUR: Final = 60
_LEVELS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A row with its name and its dots: where each stands, across and down."""

    name: str
    row: Row
    dots: tuple[tuple[int, int], ...]

    @property
    def share(self) -> int | None:
        """The median granted hours as a share of the contract, in whole percents."""
        if self.row.weekly is None or not self.row.contract:
            return None
        return round(self.row.weekly * 100 / self.row.contract) * 100


def strips_of(rows: Sequence[Row], *, most: int) -> tuple[Strip, ...]:
    """Give rows as strips on one scale, up to `most` minutes a week."""
    return tuple(
        Strip(name=_name(row.key), row=row, dots=_dots(row.dots, most=most)) for row in rows
    )


def _dots(weekly: Sequence[int], *, most: int) -> tuple[tuple[int, int], ...]:
    """Place dots, up and down by turns: so those that are near do not hide each other."""
    room = WIDTH - 2 * SIDE
    return tuple(
        (SIDE + round(room * each / most) if most else SIDE, 4 + (place % _LEVELS) * 4)
        for place, each in enumerate(weekly)
    )


def _name(key: str) -> str:
    if key in NEEDS:
        return need_label(key, language_now())
    first, until = (number(int(each) // _HOUR, language_now()) for each in key.split("-"))
    if int(key.split("-")[1]) >= 7 * 24 * _HOUR:
        return _("%(first)s uur of meer") % {"first": first}
    return _("%(first)s tot %(until)s uur") % {"first": first, "until": until}
