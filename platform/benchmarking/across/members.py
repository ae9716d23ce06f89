"""Which organisations go into an answer: fixed groups, and nobody to be had by subtracting two.

Pure: who takes part, how many cases each has, and which sets were shown before, come in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarking.disclosure.members import is_dominated
from benchmarking.disclosure.rules import DEFAULT_RULES, DisclosureRules

Members = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The organisations of one group that go into an answer, and the sets it is held against."""

    members: Members
    family: tuple[Members, ...]


def settled(
    wanted: Sequence[Members],
    cases: Mapping[str, int],
    *,
    shown_before: Sequence[Members] = (),
    rules: DisclosureRules = DEFAULT_RULES,
) -> Settled:
    """Settle who of the last of `wanted` goes into the answer.

    The groups before it, which can be asked as well, are settled first, in their order; so what can
    be had does not turn on the order in which people ask. Whoever would be alone, or with one
    other, in what two sets differ by, is left out together with so many that it is three or more.

    Args:
        wanted: the groups from the widest to the one that is asked; only who can be counted.
        cases: how many cases each organisation has; who has left the platform's questions counts
            for nobody in what is left over, since nothing is known of it any more.
        shown_before: the sets of answers that are out already.
    """
    family: list[Members] = list(dict.fromkeys(shown_before))
    found: Members = frozenset()
    for group in wanted:
        found = _fitted(group, family, cases, rules)
        if found and found not in family:
            family.append(found)
    return Settled(members=found, family=tuple(family))


def pieces_of(family: Sequence[Members]) -> tuple[Members, ...]:
    """Give the finest pieces that sets divide one another into: all that combining them can give.

    Every sum and difference of figures of the sets is one of figures of whole pieces.
    """
    by_pattern: dict[tuple[bool, ...], set[str]] = {}
    for member in frozenset().union(*family):
        by_pattern.setdefault(tuple(member in one for one in family), set()).add(member)
    return tuple(frozenset(piece) for piece in by_pattern.values())


def is_enough(piece: Members, cases: Mapping[str, int], rules: DisclosureRules) -> bool:
    """Say whether figures of these organisations together are those of none of them."""
    own = [cases.get(member, 0) for member in piece]
    several = sum(1 for number in own if number) >= rules.fewest_members
    return (
        several
        and sum(own) >= rules.threshold
        and not is_dominated(own, largest_share=rules.largest_share)
    )


def _fitted(
    group: Members, family: Sequence[Members], cases: Mapping[str, int], rules: DisclosureRules
) -> Members:
    """Leave out of a group whom it takes for every piece to be enough, or to be nobody."""
    outside = group - frozenset().union(*family)
    pieces = [*pieces_of(family), *([outside] if outside else [])]
    found: set[str] = set()
    for piece in pieces:
        found |= _part_of(piece, group, cases, rules, is_out=piece == outside)
    return frozenset(found) if is_enough(frozenset(found), cases, rules) else frozenset()


def _part_of(
    piece: Members,
    group: Members,
    cases: Mapping[str, int],
    rules: DisclosureRules,
    *,
    is_out: bool,
) -> Members:
    """The part of one piece that goes into the answer: so much that both sides are enough."""
    inside = sorted(piece & group, key=lambda member: (cases.get(member, 0), member))
    left = set() if is_out else set(piece - group)
    while left and inside and not is_enough(frozenset(left), cases, rules):
        left.add(inside.pop(0))
    kept = frozenset(inside)
    return kept if is_enough(kept, cases, rules) else frozenset()
