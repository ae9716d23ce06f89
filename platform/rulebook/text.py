"""Text in the two languages of the product, Dutch first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in Dutch and in English. Both are always there."""

    nl: str
    en: str

    def __post_init__(self) -> None:
        if not self.nl.strip() or not self.en.strip():
            raise MissingTranslation(self.nl or self.en)

    def in_language(self, language: str) -> str:
        """The text in `language` ("nl" or "en"; regional forms such as "en-gb" count)."""
        return self.en if language.lower().startswith("en") else self.nl

    @classmethod
    def from_data(cls, data: object) -> Text:
        """Read `{nl: …, en: …}` as it stands in the YAML files.

        Raises:
            MissingTranslation: one of the two languages is absent.
        """
        if not isinstance(data, Mapping):
            raise MissingTranslation(repr(data))
        return cls(nl=str(data.get("nl", "")), en=str(data.get("en", "")))


class MissingTranslation(ValueError):
    """A text lacks one of its two languages."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Give this text in Dutch (nl) and in English (en): {text!r}.")
        self.text = text
