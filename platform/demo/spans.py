"""Spans of time, drawn from shares between fixed lengths: a job, or the wait for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class Spans:
    """Lengths in months: `reached[i]` is the share that is over by `months[i]`; even in between.

    The last share may lie below 1: the rest does not come within the last length.
    """

    months: tuple[float, ...]
    reached: tuple[float, ...]

    @classmethod
    def between(cls, months: Sequence[float], percents: Sequence[float]) -> Spans:
        """Spans of which these percents end in each stretch between two lengths."""
        return cls(tuple(months), tuple(sum_ / 100 for sum_ in accumulate(percents, initial=0.0)))

    @property
    def last(self) -> float:
        """The share that ends within the last length."""
        return self.reached[-1]

    def over_by(self, months: float) -> float:
        """The share that is over by so many months."""
        for (low, high), (before, after) in zip(
            pairwise(self.months), pairwise(self.reached), strict=True
        ):
            if months < high:
                return before + (after - before) * max(0.0, months - low) / (high - low)
        return self.last

    def at(self, share: float) -> float | None:
        """The length by which `share` of the spans are over; None beyond the last one."""
        for (low, high), (before, after) in zip(
            pairwise(self.months), pairwise(self.reached), strict=True
        ):
            if share < after:
                return low + (high - low) * (share - before) / (after - before)
        return None

    def at_beyond(self, share: float, months: float) -> float | None:
        """The same among the spans that are longer than `months`."""
        over = self.over_by(months)
        return self.at(over + share * (1 - over))

    def with_odds(self, odds: float) -> Spans:
        """Spans that end sooner (odds above 1) or later (below 1) at every one of the lengths."""
        tilted = tuple(share * odds / (1 - share + share * odds) for share in self.reached)
        return Spans(self.months, tilted)

    def mean(self) -> float:
        """The mean length of the spans that end, in months."""
        weights = [after - before for before, after in pairwise(self.reached)]
        middles = [(low + high) / 2 for low, high in pairwise(self.months)]
        return sum(w * m for w, m in zip(weights, middles, strict=True)) / sum(weights)
