"""The citizen service number (BSN): checked by the eleven test, shown in part, never told."""

import re

from assessments.references import is_bsn

_SEPARATORS = re.compile(r"[\s.\-/]")
_SHOWN = 3  # digits
_LENGTH = 9


class NotABsn(ValueError):
    """What was typed cannot be a BSN. The message leaves it out: messages end up in logs."""

    def __init__(self) -> None:
        super().__init__("This is no citizen service number: give nine digits, as on the card.")


def checked_bsn(text: str) -> str:
    """Give a BSN as nine digits; blanks, dots and dashes do not matter, nor does a missing nought.

    Raises:
        NotABsn: it does not pass the eleven test (Logisch Ontwerp BSN).
    """
    digits = _SEPARATORS.sub("", text)
    if len(digits) == _LENGTH - 1:
        digits = f"0{digits}"
    if not is_bsn(digits):
        raise NotABsn
    return digits


def masked(bsn: str) -> str:
    """Give a BSN with its last three digits only."""
    return "•" * (_LENGTH - _SHOWN) + bsn[-_SHOWN:]
