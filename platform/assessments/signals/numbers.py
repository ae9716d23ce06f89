"""The receipt number of a signal: nobody guesses it, and it is easily read out and typed."""

import hashlib

from assessments.people.index import index_of

#: Without 0 and O, 1, I and L, and U, which is taken for V.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12  # 30 signs: 58 bits
_GROUP = 4


def number_for(token: str) -> str:
    """Give the number that goes with one form, such as 7K4M-Q2XP-9RTD.

    The same form sent twice has the same number, so that nothing is kept twice; who does not have
    the key of this tenant cannot work a number out.
    """
    whole = int.from_bytes(hashlib.sha256(index_of("receipt.made", token).encode()).digest())
    signs = ""
    for _place in range(LENGTH):
        whole, sign = divmod(whole, len(ALPHABET))
        signs += ALPHABET[sign]
    return "-".join(signs[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def plain(number: str) -> str:
    """Give a number as it is compared: capitals, without dashes and blanks."""
    return "".join(sign for sign in number.upper() if sign.isalnum())[: LENGTH * 2]


def index_of_number(number: str) -> str:
    """Give the keyed index of a number; that alone can be looked up."""
    return index_of("receipt", plain(number))
