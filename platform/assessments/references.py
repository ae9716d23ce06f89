"""The organisation's own reference of a client: never a citizen service number (BSN)."""

import re

_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SEPARATORS = re.compile(r"[\s.\-/]")
#: Also with other text around them, and in the groups in which people write them.
_NINE_DIGITS = re.compile(
    r"(?<!\d)(?:\d{9}|\d{3}[ .\-]\d{3}[ .\-]\d{3}|\d{4}[ .\-]\d{2}[ .\-]\d{3})(?!\d)"
)
#: Whatever stands between them; without nine digits nothing else has to be looked at.
_AS_MANY_DIGITS = re.compile(r"(?:\D*\d){9}")
LONGEST_REFERENCE = 64


class ReferenceMissing(ValueError):
    """A case without a reference could not be found again."""

    def __init__(self) -> None:
        super().__init__("Give your organisation's own reference of the client.")


class ReferenceTooLong(ValueError):
    """The reference has more characters than fit."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"Give a reference of at most {longest} characters.")
        self.longest = longest


class HiddenSigns(ValueError):
    """The reference holds signs that nobody sees; some turn the order of those that one does."""

    def __init__(self) -> None:
        super().__init__("The reference holds signs that are not seen: type it over.")


class LooksLikeBsn(ValueError):
    """The reference could be a citizen service number, which stands with the person alone.

    The value itself is left out of the message, because messages end up in logs.
    """

    def __init__(self) -> None:
        super().__init__(
            "This could be a citizen service number (BSN), which does not belong here: give your "
            "organisation's own reference of the client."
        )


class BsnInText(ValueError):
    """A text has in it what could be a citizen service number; the message leaves it out."""

    def __init__(self) -> None:
        super().__init__(
            "This text could hold a citizen service number (BSN), which stands with the person "
            "alone: take it out."
        )


def is_bsn(text: str) -> bool:
    """Answer whether a text is nine digits that pass the eleven test of the BSN.

    Blanks, dots and dashes between the digits do not hide it.
    """
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]{9}", digits) or int(digits) == 0:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, digits, strict=True))
    return total % 11 == 0


def holds_bsn(text: str) -> bool:
    """Answer whether a text is, or has in it, what could be a citizen service number.

    Signs that nobody sees do not hide it.
    """
    if _AS_MANY_DIGITS.match(text) is None:
        return False
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return is_bsn(seen) or any(is_bsn(run) for run in _NINE_DIGITS.findall(seen))


def check_open_texts(*texts: str) -> None:
    """Hold texts that are kept as they were written against the citizen service number.

    Raises:
        BsnInText: one of them could hold one.
    """
    if any(holds_bsn(text) for text in texts):
        raise BsnInText


def checked_reference(text: str, *, longest: int = LONGEST_REFERENCE) -> str:
    """Give a reference as it is stored, without surrounding blanks.

    Raises:
        ReferenceMissing, ReferenceTooLong, HiddenSigns, LooksLikeBsn: it cannot be used; the
            message says why.
    """
    reference = " ".join(text.split())
    if not reference:
        raise ReferenceMissing
    if len(reference) > longest:
        raise ReferenceTooLong(longest)
    if holds_bsn(reference):
        raise LooksLikeBsn
    if not reference.isprintable():
        raise HiddenSigns
    return reference
