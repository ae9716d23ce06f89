"""The texts of letters: those that ship, and those of the organisation in their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any
from uuid import UUID

from assessments.letters.codes import NEEDED, PLACEHOLDERS, Audience, Block, Language
from assessments.letters.models import LetterTexts
from assessments.letters.placeholders import missing_in, unknown_in
from rulebook.data_file import parsed

LONGEST_BLOCK = 1500


class BadTexts(ValueError):
    """A text is empty, names what cannot be filled in, or leaves out what it has to name.

    `unknown` and `missing` give the names by block; an empty text has neither.
    """

    def __init__(
        self, unknown: Mapping[Block, tuple[str, ...]], missing: Mapping[Block, tuple[str, ...]]
    ) -> None:
        blocks = ", ".join(block.value for block in {**unknown, **missing})
        super().__init__(
            f"These texts cannot be used: {blocks}. Use only {', '.join(PLACEHOLDERS)} between "
            "braces, and leave no text empty."
        )
        self.unknown = unknown
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsRow:
    """The texts in force for an audience in a language; `version` 0 is what ships."""

    id: UUID | None
    audience: Audience
    language: Language
    version: int
    blocks: Mapping[Block, str]
    written_by: UUID | None = None
    written_at: datetime | None = None


def texts_for(*, audience: Audience, language: Language) -> TextsRow:
    """Give the texts in force: the latest of the organisation, else those that ship."""
    found = (
        LetterTexts.objects.filter(audience=audience, language=language)
        .order_by("-version")
        .first()
    )
    if found is None:
        blocks = shipped_blocks(audience, language)
        return TextsRow(id=None, audience=audience, language=language, version=0, blocks=blocks)
    return TextsRow(
        id=found.id,
        audience=audience,
        language=language,
        version=found.version,
        blocks={Block(name): text for name, text in found.blocks.items()},
        written_by=found.written_by,
        written_at=found.written_at,
    )


def shipped_blocks(audience: Audience, language: Language) -> Mapping[Block, str]:
    """Give the texts that ship for an audience in a language."""
    texts = _shipped()[audience.value]
    return {block: str(texts[block.value][language.value]) for block in Block}


def check_blocks(blocks: Mapping[Block, str]) -> None:
    """Let texts pass that a letter can be made of.

    Raises:
        BadTexts: which cannot be used, and why; all at once.
    """
    unknown = {
        b: found for b, text in blocks.items() if (found := unknown_in(text, known=PLACEHOLDERS))
    }
    missing = {
        block: found
        for block in Block
        if (found := missing_in(blocks.get(block, ""), needed=NEEDED.get(block, ())))
        or not blocks.get(block, "").strip()
    }
    if unknown or missing:
        raise BadTexts(unknown, missing)


@cache
def _shipped() -> Mapping[str, Any]:
    file = resources.files("assessments").joinpath("letters", "texts.yaml")
    return MappingProxyType(parsed(file.read_text("utf-8")))
