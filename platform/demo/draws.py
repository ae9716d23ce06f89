"""Random draws that come out the same everywhere: uniform numbers, and plain arithmetic on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

import numpy as np

T = TypeVar("T")
K = TypeVar("K")

_GOLDEN: Final = 0.6180339887498949


class Draws:
    """A stream of random draws that follows from its name alone.

    Only uniform numbers are taken from NumPy, and no logarithm or power is: those differ in the
    last bit between processors, and the example data are the same to the byte on each.
    """

    def __init__(self, *name: str) -> None:
        digest = hashlib.sha256("/".join(name).encode()).digest()
        self._stream = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))

    def unit(self) -> float:
        """A number from 0 up to but not including 1."""
        return float(self._stream.random())

    def whether(self, percent: float) -> bool:
        """Yes in `percent` of a hundred draws."""
        return self.unit() * 100 < percent

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.unit() * (high - low + 1))

    def pick(self, weights: Mapping[K, float]) -> K:
        """One of the keys, as often as its weight says."""
        left = self.unit() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return next(reversed(list(weights)))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in random order."""
        order = np.argsort(self._stream.random(len(items)), kind="stable")
        return [items[int(place)] for place in order]

    def spread(self, n: int) -> list[float]:
        """`n` numbers between 0 and 1, one from each of `n` equal stretches, in random order.

        What is drawn with these follows its distribution much closer than with free draws.
        """
        return self.shuffled([(place + self.unit()) / n for place in range(n)])

    def spread_pairs(self, n: int) -> list[tuple[float, float]]:
        """`n` pairs, ascending: both spread, and the second spread for every part of the first."""
        seconds = self.rounds(n)
        return [((place + self.unit()) / n, seconds[place]) for place in range(n)]

    def rounds(self, n: int) -> list[float]:
        """`n` numbers between 0 and 1 of which every stretch is spread, not only the whole.

        They walk round by the golden section, from a random beginning.
        """
        begin = self.unit()
        return [(begin + place * _GOLDEN) % 1.0 for place in range(n)]

    def allot(self, weights: Mapping[K, float], n: int) -> list[K]:
        """`n` keys in random order, each as many times as its weight says, rounded."""
        return self.shuffled(_counted(weights, n))

    def allot_evenly(self, weights: Mapping[K, float], n: int) -> list[K]:
        """The same, but of every stretch of the list each key has its part."""
        order = sorted(range(n), key=self.rounds(n).__getitem__)
        keys = dict(zip(order, _counted(weights, n), strict=True))
        return [keys[place] for place in range(n)]


def _counted(weights: Mapping[K, float], n: int) -> list[K]:
    """Each key as many times as its weight says, rounded so that there are `n` in all."""
    total = sum(weights.values())
    exact = {key: weight / total * n for key, weight in weights.items()}
    counts = {key: int(share) for key, share in exact.items()}
    by_rest = sorted(exact, key=lambda key: counts[key] - exact[key])  # stable: ties keep order
    for key in by_rest[: n - sum(counts.values())]:
        counts[key] += 1
    return [key for key, count in counts.items() for _ in range(count)]
