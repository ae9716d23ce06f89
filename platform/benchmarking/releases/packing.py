"""Arrays as bytes and back; the same arrays are the same bytes, so that a hash can name them."""

import io
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def packed(arrays: Mapping[str, Array]) -> bytes:
    """Return arrays by name as compressed bytes, without the moment at which that was done."""
    written = io.BytesIO()
    for name, array in sorted(arrays.items()):
        written.write(f"{name}\n".encode())
        np.lib.format.write_array(written, np.ascontiguousarray(array), allow_pickle=False)
    return zlib.compress(written.getvalue(), level=6)


def unpacked(content: bytes) -> dict[str, Array]:
    """Return what `packed` was given."""
    read, found = io.BytesIO(zlib.decompress(content)), {}
    while name := read.readline().decode().strip():
        found[name] = np.lib.format.read_array(read, allow_pickle=False)
    return found
