"""What tables of a release are called on a page."""

from collections.abc import Iterable, Mapping
from typing import Final

from benchmarking.definitions import indicators
from rulebook.explanation import criterion_label
from rulebook.text import Text

_TABLES: Final[Mapping[str, Text]] = {
    "decided": Text("Besluiten", "Decisions"),
    "complete": Text(
        "Besluiten waarvan beide adviezen bekend zijn", "Decisions of which both advices are known"
    ),
    "refused": Text("Afwijzingen", "Refusals"),
    "followed": Text("Gevolgde banen", "Followed jobs"),
    "ended": Text("Banen die eindigden", "Jobs that ended"),
    "ended_early": Text(
        "Banen die binnen een half jaar eindigden", "Jobs that ended in half a year"
    ),
}
_CRITERION: Final = Text("Afgewezen op", "Refused on")


def in_reading_order(names: Iterable[str], language: str) -> list[str]:
    """Order tables as people read them: of the comparison, then criteria, then indicators."""
    first = list(_TABLES)

    def place(name: str) -> tuple[int, int, str]:
        if name in _TABLES:
            return 0, first.index(name), ""
        return 1 if name.startswith("criterion.") else 2, 0, table_label(name, language)

    return sorted(names, key=place)


def table_label(name: str, language: str) -> str:
    """Give the name of a table in words; of one of an indicator the indicator's own."""
    kind, _, rest = name.partition(".")
    if kind == "criterion":
        return f"{_CRITERION.in_language(language)}: {criterion_label(rest, language)}"
    known = _TABLES.get(name)
    if known is None and rest in indicators():
        known = indicators()[rest].label
    return name if known is None else known.in_language(language)
