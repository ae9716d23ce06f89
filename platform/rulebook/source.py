"""Sources and certainty: where a policy value was read, and how sure that reading is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from rulebook.data_file import parsed
from rulebook.text import Text

#: How sure a value is, from surest to least sure. The word always stands beside the value.
CERTAINTIES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "verified": Text("geverifieerd", "verified"),
        "published": Text("gepubliceerd", "published"),
        "source_document": Text("uit bron", "from a source document"),
        "computed": Text("berekend", "computed"),
        "unverified": Text("niet geverifieerd", "not verified"),
        "fictitious": Text("verzonnen voorbeeld", "fictitious example"),
    }
)
#: Stands in the place of a certainty where no layer states a value.
NOT_STATED_CODE: Final = "not_stated"
NOT_STATED_WORDS: Final = Text("niet vastgelegd", "not stated")


def certainty_label(code: str, language: str) -> str:
    """A certainty in words; "not stated" where there is no value to be sure of."""
    return CERTAINTIES.get(code, NOT_STATED_WORDS).in_language(language)


class UnknownSource(KeyError):
    """A value names a source that is not in the register."""

    def __init__(self, source_id: str) -> None:
        super().__init__(source_id)
        self.source_id = source_id

    def __str__(self) -> str:
        return f"There is no source {self.source_id!r}; add it to rulebook/sources.yaml."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place where a value can be read: a law, a rule, a page or a report, with the article."""

    id: str
    kind: str
    register: str
    title: str
    article: str = ""
    quote: str = ""

    def citation(self, language: str = "nl") -> str:
        """The source as people cite it: title, article, register number; empty for no source.

        A title is a name and stays as it is. Only the words that stand for no title at all, of
        what was invented for an example, have English in the register of sources.
        """
        if not self.title:
            return ""
        title, register = self._words(language)
        article = f", {self.article}" if self.article else ""
        return f"{title}{article} ({register})"

    def _words(self, language: str) -> tuple[str, str]:
        entry = _register().get(self.id, {})
        if language == "en" and "english" in entry and entry["title"] == self.title:
            return entry["english"]["title"], entry["english"]["register"]
        return self.title, self.register


@cache
def _register() -> Mapping[str, Mapping[str, Any]]:
    text = resources.files("rulebook").joinpath("sources.yaml").read_text("utf-8")
    return MappingProxyType(parsed(text))


def source_from_data(data: Mapping[str, Any]) -> Source:
    """Read `{id: PJ2014, article: "A.2.1", quote: …}` against the register.

    Raises:
        UnknownSource: the id is not in the register.
    """
    entry = _register().get(str(data.get("id")))
    if entry is None:
        raise UnknownSource(str(data.get("id")))
    return Source(
        id=str(data["id"]),
        kind=entry["kind"],
        register=entry["register"],
        title=entry["title"],
        article=str(data.get("article", "")),
        quote=str(data.get("quote", "")),
    )
