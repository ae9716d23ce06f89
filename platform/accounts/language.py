"""In which language the reader of this moment reads."""

from typing import Literal

from django.utils.translation import get_language


def language_now() -> Literal["nl", "en"]:
    """Give the language of the reader, as the rulebook and its wording know it: Dutch or English.

    Dutch where nobody chose, as in a command or a job; regional kinds count as their language.
    """
    return "en" if (get_language() or "").startswith("en") else "nl"
