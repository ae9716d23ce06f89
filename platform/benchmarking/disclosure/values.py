"""A figure that may be shown, or the reason why it may not."""

from dataclasses import dataclass
from enum import StrEnum


class HiddenReason(StrEnum):
    """Why a figure is not shown.

    SMALL_NUMBERS is one reason on purpose: whether a figure itself is small, or protects a small
    one elsewhere, would help to work the small one out. NOT_TOGETHER is of tables along one filter
    at a time, for a choice of two. FEW_ORGANISATIONS is of what is said over organisations, of
    which too few show a figure: it tells nothing of cases.
    """

    NO_CASES = "no_cases"
    SMALL_NUMBERS = "small_numbers"
    DOMINATED = "dominated"
    NOT_TOGETHER = "not_together"
    FEW_ORGANISATIONS = "few_organisations"


class NeitherShownNorHidden(ValueError):
    """A protected figure with both a value and a reason to hide it, or with neither."""

    def __init__(self) -> None:
        super().__init__("Give either a value or the reason that it is hidden.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A released figure with its interval, in the unit that its place says; or why it is hidden."""

    value: int | None = None
    low: int | None = None
    high: int | None = None
    reason: HiddenReason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise NeitherShownNorHidden
        if self.reason is not None and (self.low is not None or self.high is not None):
            raise NeitherShownNorHidden

    @property
    def is_hidden(self) -> bool:
        """Whether there is a reason instead of a value."""
        return self.reason is not None

    def as_data(self) -> dict[str, int | str | None]:
        """Return the figure for JSON: value, low and high, or hidden with its reason."""
        if self.reason is not None:
            return {"value": None, "hidden": self.reason.value}
        return {"value": self.value, "low": self.low, "high": self.high}


def hidden(reason: HiddenReason) -> Protected:
    """Return a figure that is not shown."""
    return Protected(reason=reason)
