"""Two versions of a page beside each other, field by field, for a person to choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from assessments.merging import BOTH, MINE, THEIRS

Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictField:
    """One field that two people filled in differently.

    `who` is the other person, with the moment; `may_be_both` for texts that fit below each other.
    """

    name: str
    label: Words
    mine: Words
    theirs: Words
    who: str
    may_be_both: bool = False

    def __repr__(self) -> str:
        """Leave health out of logs and tracebacks."""
        return f"ConflictField({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What the page of two versions shows.

    Attributes:
        fields: those to choose about.
        hidden: what the form sends besides: everything that was typed, what the page showed when
            it was opened, and what is stored now.
        action: where it goes.
        back: where the stored version stands.
    """

    fields: tuple[ConflictField, ...]
    hidden: tuple[tuple[str, str], ...]
    action: str
    back: str
    mine: str = MINE
    theirs: str = THEIRS
    both: str = BOTH


def hidden_fields(*sent: Mapping[str, str], **given: str) -> tuple[tuple[str, str], ...]:
    """Give what the form sends besides the choices, as names with their texts."""
    whole: dict[str, str] = {}
    for texts in (*sent, given):
        whole |= texts
    return tuple(whole.items())
