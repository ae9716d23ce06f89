"""What a column of a file may hold: our own columns, with their names, kinds and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final

from rulebook.case_format.cells import NO_WORDS, NOT_KNOWN_WORDS, YES_WORDS, folded, short_label
from rulebook.text import Text

YES, NO = "ja", "nee"
_YES_NO: Final[Mapping[str, Text]] = MappingProxyType(
    {YES: Text("Ja", "Yes"), NO: Text("Nee", "No")}
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """One of our columns, of one kind of file.

    Attributes:
        name: its code.
        label: its name for people.
        group: the heading under which people choose it.
        kind: text, yes_no, code, date, minutes, basis_points, weeks or months.
        names: every name under which it is known without asking.
        codes: what a coded column may hold, by code; for yes_no filled in by itself.
        is_required: a file cannot be read without it.
        may_be_absent: of a required one: people may say that nobody knows it, for all rows.
    """

    name: str
    label: Text
    group: Text
    kind: str
    names: tuple[str, ...] = ()
    codes: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    is_required: bool = False
    may_be_absent: bool = False

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """The names without regard to case and spaces."""
        every = (self.name, self.label.nl, self.label.en, *self.names)
        return frozenset(folded(name) for name in every)

    @cached_property
    def choices(self) -> Mapping[str, Text]:
        """What people choose from, by what stands in a cell for it; none for a free value."""
        return _YES_NO if self.kind == "yes_no" else self.codes

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Every way to write a choice, folded, and what stands in a cell for it."""
        words = dict.fromkeys(NOT_KNOWN_WORDS, "")
        if self.kind == "yes_no":
            words |= dict.fromkeys(YES_WORDS, YES) | dict.fromkeys(NO_WORDS, NO)
        for code, label in self.codes.items():
            texts = (code, label.nl, label.en, short_label(label.nl), short_label(label.en))
            for text in texts:
                words.setdefault(folded(text), code)
        return MappingProxyType(words)

    def understands(self, text: str) -> bool:
        """Whether a cell needs no translation; a free value is left to the reader."""
        return not self.choices or folded(text) in self.words
