"""The fixed, secret deviation with which a case counts in sums that leave an organisation.

Noise infusion after Evans, Zayatz and Slanta (1998), as in the quarterly workforce indicators of
the United States: a factor for each case that keeps away from one. Totals of many come out near,
and nobody gets one case's amount to within the least deviation, however sums are combined.
"""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import numpy as np

from benchmarking.disclosure.organisations import Parts
from benchmarking.disclosure.rules import DEFAULT_RULES, DisclosureRules

_UNIT = 1_000


def deviations(
    cases: Sequence[UUID], *, key: bytes, rules: DisclosureRules = DEFAULT_RULES
) -> Parts:
    """Return the factor of each case in thousandths: as often above one as below it.

    Args:
        cases: identifiers that never change.
        key: without which nobody can tell the factors.
    """
    if not cases:
        return np.zeros(0, dtype=np.int64)
    digests = b"".join(
        hashlib.blake2b(case.bytes, key=key[:64], digest_size=8).digest() for case in cases
    )
    drawn = np.frombuffer(digests, dtype=">u8")
    least, most = (int(_UNIT * share) for share in (rules.least_deviation, rules.most_deviation))
    size = least + ((drawn >> np.uint64(1)) % np.uint64(most - least + 1)).astype(np.int64)
    found: Parts = _UNIT + np.where((drawn & np.uint64(1)).astype(bool), size, -size)
    return found
