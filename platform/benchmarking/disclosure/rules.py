"""The numbers that disclosure control works with."""

from dataclasses import dataclass
from fractions import Fraction


class UnsafeRules(ValueError):
    """Disclosure rules that would protect nobody."""

    def __init__(self, name: str, value: object, bound: str) -> None:
        super().__init__(f"Disclosure rule {name} is {value}: it must be {bound}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRules:
    """Threshold, dominance and rounding; the defaults are those of ACRO (threshold 10, base 5)."""

    threshold: int = 10
    """Fewer cases than this are never shown, nor a part of which the rest is fewer than this."""
    largest_share: Fraction = Fraction(9, 10)
    """A group of several organisations is hidden when one of them has more than this share."""
    rounding_base: int = 5
    """Counts are shown as multiples of this."""
    width: int = 5
    """A hidden count must be able to lie in an interval this wide …"""
    least_width: int = 3
    """… or at least this wide, where more would cost a total that people look at."""
    minutes_step: int = 6
    """Means of minutes are shown in steps of this: six minutes is a tenth of an hour."""

    def __post_init__(self) -> None:
        if self.threshold < 3:
            raise UnsafeRules("threshold", self.threshold, "at least 3")
        if not 0 < self.largest_share < 1:
            raise UnsafeRules("largest_share", self.largest_share, "between 0 and 1")
        if not 1 <= self.rounding_base <= self.threshold or self.threshold % self.rounding_base:
            raise UnsafeRules("rounding_base", self.rounding_base, "a divisor of the threshold")
        if not 1 <= self.width <= self.threshold:
            raise UnsafeRules("width", self.width, "between 1 and the threshold")
        if not 1 <= self.least_width <= self.width:
            raise UnsafeRules("least_width", self.least_width, "between 1 and the width")
        if self.minutes_step < 1:
            raise UnsafeRules("minutes_step", self.minutes_step, "at least 1")

    @property
    def slack(self) -> int:
        """How far a shown count can be from the true one."""
        return self.rounding_base - 1


DEFAULT_RULES = DisclosureRules()
