"""The picture of a spread: one dot for each number of hours, larger where more profiles give it."""

from collections import Counter
from dataclasses import dataclass
from math import sqrt

from policy_profiles.vignettes.queries import Spread

WIDTH, HEIGHT = 240, 28
_LABELS = 14  # below the line: nought, and the most
_LEFT, _RIGHT = 12, 228
_SMALLEST, _LARGEST = 3.0, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """All profiles that give the same hours, at their place on the line.

    `radius` is a text, so that no language writes it with a comma.
    """

    x: int
    radius: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPicture:
    """Dots on a line that begins at nought hours and ends at the most that anybody gives.

    `most` is where it ends, in minutes; a line of something else has None. `own` and `baseline` are
    the places of those two answers, None where their hours are not known.
    """

    dots: tuple[Dot, ...]
    own: int | None
    baseline: int | None
    most: int | None = None
    width: int = WIDTH
    height: int = HEIGHT


def spread_picture(
    *, spread: Spread, own: int | None = None, baseline: int | None = None
) -> SpreadPicture | None:
    """Draw a spread; None where every profile says the same, or nobody knows: there is no spread.

    Args:
        spread: the hours of one vignette under the profiles.
        own: the minutes under the own profile, which need not be published.
        baseline: the minutes under the UWV baseline.
    """
    if not spread.minutes or len({*spread.minutes}) == 1:
        return None
    most = max(spread.minutes[-1], own or 0, 1)

    def place(minutes: int) -> int:
        return round(_LEFT + (_RIGHT - _LEFT) * minutes / most)

    return SpreadPicture(
        dots=tuple(
            Dot(x=place(minutes), radius=str(min(_LARGEST, round(_SMALLEST * sqrt(count), 1))))
            for minutes, count in sorted(Counter(spread.minutes).items())
        ),
        most=most,
        height=HEIGHT + _LABELS,
        own=None if own is None else place(own),
        baseline=None if baseline is None else place(baseline),
    )
