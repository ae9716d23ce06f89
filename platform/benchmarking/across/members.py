"""Which organisations go into an answer: fixed groups, and no one or two to be had by subtracting.

Pure, and of public things alone: who takes part. How many cases anybody has plays no part. Noise
protects people; this keeps an answer, and what two answers differ by, from being of one or two
organisations.
"""

from collections.abc import Iterable, Sequence

Members = frozenset[str]

#: An answer, and what combining answers leaves, is of so many organisations or of none.
FEWEST_MEMBERS = 3


def settled(groups: Sequence[Members]) -> tuple[Members, ...]:
    """Settle who of each group goes into its answers; nobody where too few would be left.

    They are settled in their order, so what can be had does not turn on who asks what first.
    Whoever would be alone, or with one other, in what two sets differ by, is left out with so many
    that it is three or more.
    """
    family: list[Members] = []
    found = []
    for group in groups:
        fitted = _fitted(group, family)
        found.append(fitted)
        if fitted and fitted not in family:
            family.append(fitted)
    return tuple(found)


def may_be_asked(members: Members, *, out: Iterable[Members]) -> bool:
    """Say whether a set can be asked beside the sets of which answers are out."""
    return all(len(piece) >= FEWEST_MEMBERS for piece in pieces_of([members, *out]))


def pieces_of(family: Sequence[Members]) -> tuple[Members, ...]:
    """Give the finest pieces that sets divide one another into: all that combining them can give.

    Every sum and difference of figures of the sets is one of figures of whole pieces.
    """
    by_pattern: dict[tuple[bool, ...], set[str]] = {}
    for member in frozenset().union(*family):
        by_pattern.setdefault(tuple(member in one for one in family), set()).add(member)
    return tuple(frozenset(piece) for piece in by_pattern.values())


def _fitted(group: Members, family: Sequence[Members]) -> Members:
    """Leave out of a group whom it takes for every piece to be enough, or to be nobody."""
    outside = group - frozenset().union(*family)
    found = outside if len(outside) >= FEWEST_MEMBERS else frozenset()
    for piece in pieces_of(family):
        found |= _part_of(piece, group)
    return found


def _part_of(piece: Members, group: Members) -> Members:
    """The part of one piece that goes into the answer: so much that both sides are enough."""
    inside = sorted(piece & group)
    short = FEWEST_MEMBERS - len(piece - group)
    if piece - group and short > 0:
        inside = inside[short:]
    return frozenset(inside) if len(inside) >= FEWEST_MEMBERS else frozenset()
