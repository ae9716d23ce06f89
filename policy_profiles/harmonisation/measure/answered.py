"""The distance between policies in what they answer to the invented clients.

Of one client it is the largest of

- 1 where one grants and the other refuses, or one can tell and the other cannot;
- |a − b| / max(a, b) of the hours, a refusal counting as nought; 1 where only one can tell them;
- ½ where only one leaves an obligation, or where the check of the provider comes out otherwise.

Each is a metric or the metric of classes, so their largest is one: nought exactly where verdict,
hours and provider check are the same, the same both ways, never above 1. Relative hours, so that a
trial placement of twenty hours counts like a year of a hundred. Over all clients it is the mean.

A topic's part of it is what its parameters explain (`explained`): a client's distance is divided
evenly over the parameters that explain it, from the one policy to the other and back, and the two
ways are averaged, so that it is the same both ways. The parts of all topics add up to the whole. Of
a part alone the triangle inequality does not hold: what explains a difference depends on where one
starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from policy_profiles.harmonisation.measure.explained import Explanations
from policy_profiles.harmonisation.measure.held import Held
from policy_profiles.harmonisation.measure.stated import ByTopic
from rulebook.answer import answer_columns
from rulebook.headings import TOPICS
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile
from rulebook.ternary import MET, NOT_KNOWN
from rulebook.vignettes import VIGNETTES, vignette_frame

Row = Sequence[int]
_HALF, _ONE, _NOUGHT = Fraction(1, 2), Fraction(1), Fraction(0)
#: The columns of an answer that are read here: verdict, provider check and minutes.
_READ: Final = 3
#: What was worked out in this process, by the contents of two policies.
_FOUND: Final[dict[frozenset[Held], ByTopic]] = {}
_MOST_FOUND: Final = 8_192


def answered_distance(a: Profile, b: Profile) -> Fraction:
    """Give the mean distance of two policies over all clients."""
    return sum(client_distances(a, b), _NOUGHT) / len(VIGNETTES)


class AnsweredMeasure:
    """The measure for a comparison of these policies; each two contents are worked out once."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles

    def between(self, a: Profile, b: Profile) -> ByTopic:
        """Give each topic's part of the distance; the parts of all twelve add up to it."""
        pair = frozenset({Held(a), Held(b)})
        found = _FOUND.get(pair)
        if found is None:
            found = self._by_topic(a, b)
            if len(_FOUND) >= _MOST_FOUND:
                _FOUND.clear()
            _FOUND[pair] = found
        return found

    @cached_property
    def _explanations(self) -> Explanations:
        """Made only where something is new: it holds the pieces of every policy."""
        return Explanations(self._profiles)

    def _by_topic(self, a: Profile, b: Profile) -> ByTopic:
        parts = dict.fromkeys(TOPICS, _NOUGHT)
        distances = client_distances(a, b)
        for before, after in ((a, b), (b, a)) if any(distances) else ():
            explained = self._explanations.between(before, after)
            for distance, names in zip(distances, explained, strict=True):
                for name in names:
                    parts[PARAMETERS[name].topic] += distance / len(names)
        return {topic: part / 2 / len(VIGNETTES) for topic, part in parts.items()}


def weighted_parts(parts: ByTopic, weights: Mapping[str, int]) -> Fraction | None:
    """Give Σ weight × part / the largest weight; None where no topic weighs.

    With equal weights it is the whole distance, and it is never more than that: the topic that
    weighs most counts in full, the others in proportion.
    """
    largest = max(weights[topic] for topic in parts)
    if not largest:
        return None
    return sum((weights[t] * part for t, part in parts.items()), _NOUGHT) / largest


def client_distances(a: Profile, b: Profile) -> tuple[Fraction, ...]:
    """Give the distance of two policies for every client, in the order of the vignettes."""
    pairs = zip(_answers(Held(a)), _answers(Held(b)), strict=True)
    return tuple(answer_distance(left, right) for left, right in pairs)


def answer_distance(a: Row, b: Row) -> Fraction:
    """Give the distance of two answers: verdict, provider check and minutes (-1: not known)."""
    if _verdict_class(a[0]) != _verdict_class(b[0]):
        return _ONE
    hours = _hours_distance(a[2], b[2])
    return max(hours, _HALF) if (a[0], a[1]) != (b[0], b[1]) else hours


def _hours_distance(a: int, b: int) -> Fraction:
    if a == b:
        return _NOUGHT
    return _ONE if min(a, b) < 0 else Fraction(abs(a - b), max(a, b))


def _verdict_class(verdict: int) -> int:
    """Refused, not known, or granted, with an obligation or without."""
    return MET if verdict > NOT_KNOWN else verdict


@lru_cache(maxsize=1024)
def _answers(held: Held) -> tuple[tuple[int, ...], ...]:
    columns = answer_columns(vignette_frame(), held.profile)[:, :_READ]
    return tuple(tuple(row) for row in columns.tolist())
