"""Choosing between columns without branches."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rulebook.frame import CaseFrame, Mask, nobody
from rulebook.ternary import MET, NOT_KNOWN, NOT_MET, Outcomes

_LONG: Final = 4_096


def choose(mask: NDArray[np.bool_], chosen: Any, otherwise: Any) -> NDArray[Any]:  # noqa: ANN401
    """`chosen` where `mask` holds, else `otherwise`; integers of one size, or one number each.

    The same as `np.where`, in an eighth of the time: `np.where` takes a branch per row, and the
    processor guesses wrong on half of them. Whole numbers that overflow come back by themselves.
    """
    more = np.subtract(chosen, otherwise)
    taken = mask.view(np.int8).astype(more.dtype, copy=False)
    result: NDArray[Any] = np.multiply(taken, more, out=more if more.ndim else None)
    result += otherwise
    return result


def by_code(outcomes: Outcomes, frame: CaseFrame, name: str) -> Outcomes:
    """The outcome in a table by the code of a fact.

    Long columns are compared with each of their codes at which the outcome changes: a comparison
    takes a twentieth of the time of a look-up per row, but each has its own beginning.
    """
    codes = frame[name]
    if frame.n < _LONG:
        return outcomes.take(codes)
    table, present = outcomes.tolist(), frame.codes(name)
    result = np.full(frame.n, table[present[0]], dtype=np.int8)
    for before, code in pairwise(present):
        if table[before] != table[code]:
            step = (codes >= code).view(np.int8)
            step *= np.int8(table[code] - table[before])
            result += step
    return result


def either(first: Mask, second: Mask) -> Mask:
    """The cases of one mask or the other."""
    none = nobody(len(first))
    if first is none:
        return second
    return first if second is none else first | second


def met_where(condition: Mask, *, unless_lacking: Mask) -> Outcomes:
    """Met or not met by a condition, not known where a fact that it rests on is lacking."""
    outcome: Outcomes = condition.view(np.int8) * np.int8(MET)
    if unless_lacking is nobody(len(condition)):
        return outcome
    return choose(unless_lacking, np.int8(NOT_KNOWN), outcome)


def or_met(outcome: Outcomes, mask: Mask) -> Outcomes:
    """`outcome`, but met where `mask` holds."""
    if mask is nobody(len(outcome)):
        return outcome
    result: Outcomes = np.maximum(outcome, mask.view(np.int8) * np.int8(MET))
    return result


def open_where(outcome: Outcomes, mask: Mask) -> Outcomes:
    """`outcome`, but not known where it is not met and `mask` says that a missing fact may help."""
    if mask is nobody(len(outcome)):
        return outcome
    opened = outcome == NOT_MET
    opened &= mask
    result: Outcomes = outcome + opened.view(np.int8)  # "not met" is nought, "not known" one
    return result
