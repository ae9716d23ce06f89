"""How far a group lies from UWV and from each other, topic by topic, and all pairs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from policy_profiles.harmonisation.group import Group, Member
from policy_profiles.harmonisation.measure.answered import AnsweredMeasure, weighted_parts
from policy_profiles.harmonisation.measure.stated import ByTopic, stated_measure, weighted
from rulebook.headings import TOPICS

Pair = tuple[str, str]
Distance = Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Several distances: their mean, the least and the most."""

    mean: Fraction
    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One topic, or all of them weighted, by one of the two measures.

    Attributes:
        to_baseline: from the own organisation; None where the topic takes no part, or without one.
        to_others: from the own organisation to each other in the group; None without others.
        all_to_baseline: from every one of the group.
        together: between every two of the group.
        each: of every member the distance to the baseline, by its code.
    """

    to_baseline: Distance
    to_others: Range | None
    all_to_baseline: Range | None
    together: Range | None
    each: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDistances:
    """One topic: its weight, and both measures beside each other.

    `share` is the topic's part of the weighted distance to the baseline on values: weight times
    distance, over the sum of weights. In `differing` of the `counted` parameters the own
    organisation differs from it; without one, anybody.
    """

    topic: str
    weight: int
    stated: Measured
    answered: Measured
    share: Distance
    differing: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """Everything that is said of how far a group lies apart."""

    group: Group
    weights: Mapping[str, int]
    topics: tuple[TopicDistances, ...]
    stated: Measured
    answered: Measured
    pairs_stated: Mapping[Pair, ByTopic]
    pairs_answered: Mapping[Pair, ByTopic]

    @property
    def farthest(self) -> TopicDistances | None:
        """The topic in which the own organisation lies farthest from the baseline on values."""
        found = [topic for topic in self.topics if topic.stated.to_baseline]
        return max(found, key=lambda topic: topic.stated.to_baseline or 0, default=None)

    @property
    def farthest_of_all(self) -> TopicDistances | None:
        """The topic in which the group lies farthest from the baseline on values, on average."""
        found = [(t.stated.all_to_baseline, t) for t in self.topics]
        apart = [(every.mean, topic) for every, topic in found if every is not None and every.mean]
        return max(apart, key=lambda pair: pair[0], default=(None, None))[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """The distance between two members; `column` is whom it is to, None distance for oneself."""

    row: Member
    column: Member
    distance: Distance

    @property
    def is_self(self) -> bool:
        """Whether both are the same organisation."""
        return self.row.code == self.column.code


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One member beside everybody."""

    member: Member
    cells: tuple[MatrixCell, ...]


def distances_of(*, group: Group, weights: Mapping[str, int]) -> Distances:
    """Measure a group on values and on invented clients, both for every two in it."""
    profiles = [member.profile for member in group.everybody]
    measure, of_answers = stated_measure(profiles), AnsweredMeasure(profiles)
    compared = [m.profile for m in (group.members if group.own is None else (group.own,))]
    stated = _pairs(group, lambda a, b: measure.between(a.profile, b.profile))
    answered = _pairs(group, lambda a, b: of_answers.between(a.profile, b.profile))
    whole = sum(weights[topic] for topic in measure.parameters)
    topics = []
    for topic in TOPICS:
        on_values = _measured(group, stated, lambda d, t=topic: d.get(t))  # type: ignore[misc]
        apart = on_values.to_baseline
        topics.append(
            TopicDistances(
                topic=topic,
                weight=weights[topic],
                stated=on_values,
                answered=_measured(group, answered, lambda d, t=topic: d.get(t)),  # type: ignore[misc]
                share=weights[topic] * apart / whole if apart is not None and whole else None,
                differing=measure.differing(topic, compared, group.baseline.profile),
                counted=len(measure.parameters.get(topic, ())),
            )
        )
    return Distances(
        group=group,
        weights=weights,
        topics=tuple(topics),
        stated=_measured(group, stated, lambda found: weighted(found, weights)),
        answered=_measured(group, answered, lambda found: weighted_parts(found, weights)),
        pairs_stated=stated,
        pairs_answered=answered,
    )


def matrix(found: Distances, *, topic: str, on_values: bool) -> tuple[MatrixRow, ...]:
    """Give everybody's distance to everybody, for one topic or, without one, all weighted."""
    pairs = found.pairs_stated if on_values else found.pairs_answered

    def distance(a: Member, b: Member) -> Distance:
        between = pairs[_pair(a, b)]
        if topic:
            return between.get(topic)
        mean = weighted if on_values else weighted_parts
        return mean(between, found.weights)

    everybody = found.group.everybody
    return tuple(
        MatrixRow(
            member=row,
            cells=tuple(
                MatrixCell(
                    row=row, column=other, distance=None if row is other else distance(row, other)
                )
                for other in everybody
            ),
        )
        for row in everybody
    )


def _pairs(group: Group, between: Callable[[Member, Member], ByTopic]) -> Mapping[Pair, ByTopic]:
    return {_pair(a, b): between(a, b) for a, b in combinations(group.everybody, 2)}


def _pair(a: Member, b: Member) -> Pair:
    first, second = sorted((a.code, b.code))
    return first, second


def _measured(
    group: Group, pairs: Mapping[Pair, ByTopic], of: Callable[[ByTopic], Distance]
) -> Measured:
    def to(a: Member, others: Sequence[Member]) -> Iterator[Fraction]:
        found = (of(pairs[_pair(a, other)]) for other in others)
        return (distance for distance in found if distance is not None)

    own = group.own
    together = (of(pairs[_pair(a, b)]) for a, b in combinations(group.members, 2))
    each = {m.code: of(pairs[_pair(m, group.baseline)]) for m in group.members}
    return Measured(
        to_baseline=each[own.code] if own else None,
        to_others=_range(list(to(own, group.others))) if own else None,
        all_to_baseline=_range([distance for distance in each.values() if distance is not None]),
        together=_range([distance for distance in together if distance is not None]),
        each={code: distance for code, distance in each.items() if distance is not None},
    )


def _range(found: Sequence[Fraction]) -> Range | None:
    if not found:
        return None
    return Range(mean=sum(found, Fraction(0)) / len(found), least=min(found), most=max(found))
