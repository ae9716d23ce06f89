"""What a policy says in words of its own, and the mark of what it does not say at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class NotStated(Enum):
    """The value of a parameter that no layer states: neither "no limit" nor "no"."""

    NOT_STATED = "not_stated"


NOT_STATED: Final = NotStated.NOT_STATED


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A short plain text of the organisation's own: in Dutch, and in English where it has that."""

    nl: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text in `language`; the Dutch one where there is no English."""
        return (self.en if language.lower().startswith("en") else "") or self.nl
