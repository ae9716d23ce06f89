"""Tables of lines that share one total: what is hidden so that no small count follows.

An indicator is told by year, by target group or by contract: lines over the same cases, with one
total as last place. Everybody outside is taken to know every count that is shown, and every whole
of a share, exactly. Given those each line stands alone, so whether a count can be worked out is
arithmetic, and no programme is needed: what is hidden in a line must be able to move against the
rest of what is hidden in it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask

_MOST = np.iinfo(np.int64).max
_FAR = np.int64(2**40)


def hidden_in_lines(
    counts: Counts,
    hidden: Mask,
    *,
    lines: Sequence[slice],
    rules: DisclosureRules,
    said: Mask | None = None,
) -> Mask:
    """Return where tables of cases are not shown.

    Args:
        counts: by table and place; the last place is the total of every line.
        hidden: what is hidden for other reasons, such as a table that these are part of.
        lines: the places of each line, without the total.
        rules: the threshold, and the interval in which a hidden count must be able to lie.
        said: where the release before shows the same; hiding that hides little, so it comes last.
    """
    there = counts > 0
    covered: Mask = (hidden | (counts < rules.threshold)) & there

    def unsafe(line: slice) -> Mask:
        """A hidden count holds somebody, and moves as far as the others hidden here can."""
        here = covered[:, line]
        number, room = here.sum(axis=1), np.where(here, counts[:, line] - 1, 0).sum(axis=1)
        return (number == 1) | ((number > 1) & (room < rules.width))

    cover(covered, there, counts, lines, unsafe, said)
    return covered


def hidden_parts_in_lines(
    part: Counts,
    whole: Counts,
    hidden: Mask,
    *,
    lines: Sequence[slice],
    rules: DisclosureRules,
    said: Mask | None = None,
) -> Mask:
    """Return where parts of cases, and so the rest of them, are not shown.

    Hidden where part or rest are below the threshold, also nought: "nobody" and "everybody" say
    something of each of them. Nothing that is hidden follows, not what only covers a small one
    either: with another release it would give that one away.

    Args:
        part: by table and place, as `whole`.
        whole: the cases that it is a part of.
        hidden: where the whole is hidden, and more.
        lines, rules, said: as in `hidden_in_lines`.
    """
    there, rest = whole > 0, whole - part
    small = (np.minimum(part, rest) < rules.threshold) & there
    covered: Mask = (hidden | small) & there
    wanted = np.minimum(whole, rules.width)

    def unsafe(line: slice) -> Mask:
        """A part rises as the other hidden parts fall, and falls as the other rests do."""
        here, some, others = covered[:, line], part[:, line], rest[:, line]
        all_some = np.where(here, some, 0).sum(axis=1, keepdims=True)
        all_others = np.where(here, others, 0).sum(axis=1, keepdims=True)
        up, down = np.minimum(others, all_some - some), np.minimum(some, all_others - others)
        stuck: Mask = (here & (up + down < wanted[:, line])).any(axis=1)
        return stuck

    cover(covered, there, whole, lines, unsafe, said)
    return covered


def hidden_mix(
    parts: Counts,
    whole: Counts,
    hidden: Mask,
    *,
    lines: Sequence[slice],
    rules: DisclosureRules,
) -> Mask:
    """Return where parts that make up the whole are hidden; the first axis of `parts` is which.

    None is hidden alone: it would be the whole less the others. And those that are hidden together
    hold enough that each of them can be anything of that.
    """
    covered = hidden.copy()
    while True:
        before = covered.copy()
        for number, part in enumerate(parts):
            covered[number] = hidden_parts_in_lines(
                part, whole, covered[number], lines=lines, rules=rules
            )
        _cover_codes(covered, parts, whole, rules)
        if (covered == before).all():
            return covered


def hidden_kept(
    parts: Counts,
    wholes: Counts,
    hidden: Mask,
    said: Mask,
    *,
    lines: Sequence[slice],
    rules: DisclosureRules,
    is_mix: bool,
) -> Mask:
    """Return where parts are not shown, looking at all that is kept and not at what is new alone.

    Args:
        parts: by code, table and place, as they are kept: of several releases.
        wholes: what each is a part of, from the release of the part.
        hidden: what is hidden of them already.
        said: as in `hidden_in_lines`, by code too.
        lines: as there.
        rules: as there.
        is_mix: whether the parts make up the whole, so that none is hidden alone.
    """
    covered = hidden.copy()
    while True:
        before = covered.copy()
        for number, part in enumerate(parts):
            covered[number] = hidden_parts_in_lines(
                part, wholes[number], covered[number], lines=lines, rules=rules, said=said[number]
            )
        if is_mix and len(parts):
            _cover_codes(covered, parts, wholes.max(axis=0), rules, said)
        if (covered == before).all():
            return covered


def _price(size: Counts, said: Mask | None) -> Counts:
    """Return in which order to hide: the smallest first, and last what was said before."""
    return size if said is None else np.where(said, size + _FAR, size)


def _cover_codes(
    covered: Mask, parts: Counts, whole: Counts, rules: DisclosureRules, said: Mask | None = None
) -> None:
    number, room = covered.sum(axis=0), np.where(covered, parts, 0).sum(axis=0)
    unsafe = ((number == 1) | ((number > 1) & (room < rules.width))) & (whole > 0)
    shown = np.where(covered, _MOST, _price(parts, said))
    smallest = shown.argmin(axis=0)
    for at in zip(*np.nonzero(unsafe & (shown.min(axis=0) < _MOST)), strict=True):
        covered[(smallest[at], *at)] = True


def cover(
    covered: Mask,
    there: Mask,
    size: Counts,
    lines: Sequence[slice],
    unsafe: Callable[[slice], Mask],
    said: Mask | None = None,
) -> None:
    """Hide the smallest that is shown of each line that needs it, until none does.

    Where a line has nothing left to hide its total would tell, and then the whole table is hidden.
    What was `said` before comes last.
    """
    size = _price(size, said)
    covered |= covered[:, -1:] & there
    pending = True
    while pending:
        pending = False
        for line in lines:
            rows = np.flatnonzero(unsafe(line) & ~covered[:, -1])
            if not rows.size:
                continue
            pending = True
            can = there[rows, line] & ~covered[rows, line]
            smallest = np.where(can, size[rows, line], _MOST).argmin(axis=1)
            some = can.any(axis=1)
            covered[rows[some], line.start + smallest[some]] = True
            covered[rows[~some]] = there[rows[~some]]
