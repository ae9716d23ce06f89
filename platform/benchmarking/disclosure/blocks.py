"""Blocks of cells that move together in a table with margins: where they are, and their signs."""

from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt


@lru_cache(maxsize=64)
def number_of_totals(shape: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """Return for every cell over how many axes it is a total."""
    places = np.stack(np.unravel_index(np.arange(int(np.prod(shape))), shape), axis=1)
    totals: npt.NDArray[np.int64] = (places == np.array(shape) - 1).sum(axis=1)
    return totals


@lru_cache(maxsize=64)
def blocks_in(shape: tuple[int, ...]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return for every cell its blocks: flat places and signs, (cells, blocks, 2 ** axes).

    A block pairs the cell, on each axis, with another category. Moving every corner by its sign
    keeps every total right: two categories of an axis move against each other, a category and the
    axis' total move together.
    """
    partners = [_partners(size) for size in shape]
    bits = np.array(list(product((False, True), repeat=len(shape))))
    corner_rows, sign_rows = [], []
    for cell in np.ndindex(*shape):
        choices = [partners[axis][category] for axis, category in enumerate(cell)]
        others = np.array(list(product(*[[other for other, _ in axis] for axis in choices])))
        flips = np.array(list(product(*[[sign for _, sign in axis] for axis in choices])))
        places = np.where(bits, others[:, None, :], np.array(cell))
        corner_rows.append(np.ravel_multi_index(tuple(np.moveaxis(places, -1, 0)), shape))
        sign_rows.append(np.where(bits, flips[:, None, :], 1).prod(axis=-1))
    return np.stack(corner_rows), np.stack(sign_rows)


def _partners(size: int) -> list[list[tuple[int, int]]]:
    """Return for each category of an axis the others, with the sign that keeps the total right."""
    total = size - 1
    return [
        [
            (other, 1 if total in (category, other) else -1)
            for other in range(size)
            if other != category
        ]
        for category in range(size)
    ]
