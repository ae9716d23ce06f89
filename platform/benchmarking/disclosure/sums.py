"""Sums, and so means: hidden where they are of few people, or where a total less others would be.

A mean says more than a count: nine noughts and one grant give away the grant, and a total less what
is shown of a line is the sum of the rest. So a sum that is shown is of many, what is hidden of a
line is of many together, and so is what came in between two releases.
"""

from collections.abc import Sequence

import numpy as np

from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.lines import cover
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask

#: A total, and that of the squares behind it; neither ever below nought.
Pair = tuple[Counts, Counts]


def sums_of_few(
    cases: Counts, sums: Sequence[Pair], least: Sequence[Counts], *, rules: DisclosureRules
) -> Mask:
    """Tell where a sum is of few, is that of hardly anybody, or is the same for all.

    By Cauchy and Schwarz total squared over squares is at most how many have any. From ten on the
    highest is at most a third of the total, so that the others are more than the rule of p % asks.

    Args:
        cases: how many each sum is of.
        sums: what is added up of the same cases.
        least: counts that must reach the threshold, such as who was refused and who was not.
        rules: the threshold.
    """
    few: Mask = cases < rules.threshold
    for one in least:
        few = few | (one < rules.threshold)
    for total, squares in _exact(sums):
        thin = (squares <= 0) | (total * total < rules.threshold * squares)
        same = squares * cases == total * total
        few = few | (thin | same).astype(bool)
    return few


def differ_for_few(apart: Sequence[Pair], *, rules: DisclosureRules) -> Mask:
    """Tell where two told means differ for few of their cases only.

    Whoever takes the one from the other then has what these few differ by: of one person who got
    60 hours more than advised among a hundred, the means of both tell the sixty. Where nobody
    differs the two are one mean; else those who do must be as many as those of a sum are.

    Args:
        apart: of each difference the total of its sizes, without signs, and that of its squares.
        rules: the threshold.
    """
    few: Mask = np.zeros(apart[0][0].shape if apart else (), dtype=bool)
    for sizes, squares in _exact(apart):
        few = few | ((squares != 0) & (sizes * sizes < rules.threshold * squares)).astype(bool)
    return few


def changed_by_few(
    now: tuple[Counts, Sequence[Pair]],
    before: tuple[Counts, Sequence[Pair]],
    *,
    rules: DisclosureRules,
    apart: tuple[Sequence[Pair], Sequence[Pair]] = ((), ()),
) -> Mask:
    """Tell where what came in between two releases would be a sum of few; cases and sums of each.

    Where some went and others came the difference is of nobody that can be named, and still few.
    `apart` is of `differ_for_few`, now and before.
    """
    more = now[0] - before[0]
    sign = np.where(more < 0, -1, 1)
    pairs, differ = (_between(sign, *of) for of in ((now[1], before[1]), apart))
    less = np.zeros(more.shape, dtype=bool)
    for total, squares in (*pairs, *differ):
        less |= (total < 0) | (squares < 0)
    few = sums_of_few(sign * more, pairs, [], rules=rules)
    return less | few | differ_for_few(differ, rules=rules)


def _between(sign: Counts, now: Sequence[Pair], before: Sequence[Pair]) -> list[Pair]:
    return [
        (sign * (total - old_total), sign * (squares - old_squares))
        for (total, squares), (old_total, old_squares) in zip(now, before, strict=True)
    ]


def hidden_sums(
    cases: Counts,
    sums: Sequence[Pair],
    least: Sequence[Counts],
    hidden: Mask,
    *,
    lines: Sequence[slice],
    rules: DisclosureRules,
    said: Mask | None = None,
    apart: Sequence[Pair] = (),
) -> Mask:
    """Return where sums of cases, and so their means, are not shown.

    Args:
        cases: by table and place; the last place is the total of every line.
        sums: as in `sums_of_few`.
        least: as there.
        hidden: what is hidden for other reasons.
        lines: the places of each line, without the total.
        rules: the threshold.
        said: where the release before shows the same; hiding that hides little, so it comes last.
        apart: as in `differ_for_few`, of whatever is told of the same cases.
    """
    there = cases > 0
    few_here = sums_of_few(cases, sums, least, rules=rules) | differ_for_few(apart, rules=rules)
    covered: Mask = (hidden | few_here) & there

    def unsafe(line: slice) -> Mask:
        here = covered[:, line]

        def rest(of: Counts) -> Counts:
            return np.where(here, of[:, line], 0).sum(axis=1)

        together = [(rest(total), rest(squares)) for total, squares in sums]
        differ = [(rest(sizes), rest(squares)) for sizes, squares in apart]
        few = sums_of_few(rest(cases), together, [rest(one) for one in least], rules=rules)
        told: Mask = here.any(axis=1) & (few | differ_for_few(differ, rules=rules))
        return told

    cover(covered, there, cases, lines, unsafe, said)
    return covered


def kept_sums(now: Kept, before: Kept, back: Mask, hidden: Mask) -> Kept:
    """Return of which cases sums are told where `back` has all say what they said before.

    Args:
        now: with what is covered in this release.
        before: the release before.
        back: of whom all sums go back; who had no cases then is hidden.
        hidden: what is hidden whatever was said.
    """
    were = back & (before.counts > 0)
    came = back & (before.counts == 0) & (now.counts > 0)
    return Kept(
        counts=np.where(were, before.counts, now.counts),
        hidden=np.where(were, before.hidden | hidden, now.hidden | came),
        as_of=np.where(were, before.as_of, now.as_of),
    )


def _exact(sums: Sequence[Pair]) -> list[tuple[Counts, Counts]]:
    """Return sums as whole numbers of any size: their squares do not fit in 64 bits."""
    return [(total.astype(object), squares.astype(object)) for total, squares in sums]
