"""The keyed index: by it a person is found again, while what it was made of cannot be read."""

import hashlib
import hmac
import re
import unicodedata
from datetime import date

from django.conf import settings

from tenants.context import current_schema_name

#: Words before a surname that one person writes and another leaves out.
_PREFIXES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "t",
        "ten",
        "ter",
        "te",
        "d",
        "von",
        "vd",
        "v",
        "la",
        "le",
        "du",
        "di",
        "da",
        "el",
        "al",
        "op",
        "in",
        "aan",
        "bij",
        "uit",
    ]
)


def index_of(purpose: str, text: str) -> str:
    """Give HMAC-SHA256 over a text, for one purpose in this tenant; elsewhere it is another."""
    key: bytes = settings.IDENTITY_INDEX_KEY
    bound = f"{current_schema_name()}/{purpose}/{text}".encode()
    return hmac.new(key, bound, hashlib.sha256).hexdigest()


def index_of_bsn(bsn: str) -> str:
    """Give the index of a BSN of nine digits."""
    return index_of("bsn", bsn)


def index_of_name(surname: str, birth_date: date | None) -> str:
    """Give the index of surname and birth date; empty where one is missing.

    Capitals, accents, dashes and words such as "van der" do not matter.
    """
    name = plain_name(surname)
    return index_of("name", f"{name}/{birth_date.isoformat()}") if name and birth_date else ""


def plain_name(surname: str) -> str:
    """Give a surname as it is compared: "van den Bérg-Jansen" is "bergjansen"."""
    spelled = unicodedata.normalize("NFKD", surname)
    letters = "".join(sign for sign in spelled if not unicodedata.combining(sign)).casefold()
    words = re.findall(r"\w+", letters)
    while len(words) > 1 and words[0] in _PREFIXES:
        words = words[1:]
    return "".join(words)
