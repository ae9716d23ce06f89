"""The name of a page that is made of several protected answers: the same answers, the same name."""

import hashlib
from collections.abc import Iterable


def name_of(answers: Iterable[str]) -> str:
    """Return one name for the names of several answers, in their order."""
    return hashlib.sha256("\n".join(answers).encode()).hexdigest()[:16]
