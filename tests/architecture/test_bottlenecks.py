"""Each bottleneck has its row in the documentation, and the test that it names."""

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "bottlenecks.md"
#: Those of the study to which software can be an answer, by section and letter.
CORE = [
    section + letter
    for section, letters in {
        "K2.": "1-a 1-b 1-c 2-a 2-b 3-a 3-b 3-c 3-d 3-e 4-b 4-c 4-e",
        "K3.2-": "sys1 sys2 sys4 erk1 erk5 erk6 start1 start2 start3 "
        "loop1 loop2 loop3 loop4 loop5 loop6 loop7 loop8",
        "K4.2-": "p1 p2 p4 i1 i2 i3 i4 i5 b1 b2 b3 b4 b5 b6 b8 b9 b10 l1 l2 l3 l4 l5 l6 e",
        "K5-": "0 a b c d e f g h",
    }.items()
    for letter in letters.split()
]
NOT_YET = "not yet"
NOTHING = "–"
ROW = re.compile(r"^\| (K\d[^ |]*) \| (.+) \|$", re.M)
HELD = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One bottleneck as the page tells it."""

    code: str
    bottleneck: str
    answer: str
    held_by: str
    missing: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        return HELD.findall(self.held_by)

    @property
    def state(self) -> str:
        if self.held_by == NOT_YET:
            return NOT_YET
        return "answered" if self.missing == NOTHING else "in part"


TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [
    Row(**dict(zip(Row.__slots__, (code, *rest.split(" | ")), strict=True)))
    for code, rest in ROW.findall(TEXT)
]


@cache
def _described(file: str) -> dict[str, str]:
    """Each test of a file with what it says of itself."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {
        node.name: ast.get_docstring(node) or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def _names(code: str, text: str) -> bool:
    """Whether a text names a bottleneck, and not one that begins alike (b1, b10)."""
    return re.search(rf"{re.escape(code)}(?![\w-])", text) is not None


def test_every_bottleneck_has_one_row() -> None:
    """None is left out, none stands there twice, and none is made up."""
    assert len(CORE) == len(set(CORE)) == 63
    assert [row.code for row in ROWS] == CORE


@pytest.mark.parametrize("row", ROWS, ids=[row.code for row in ROWS])
def test_a_bottleneck_is_held_by_the_test_that_it_names(row: Row) -> None:
    """That test exists and names it; what has no answer yet says what is missing."""
    if row.state == NOT_YET:
        assert row.answer == NOTHING
        assert row.missing != NOTHING
        return
    assert row.answer != NOTHING
    assert len(row.tests) == row.held_by.count("`") / 2 > 0
    for file, test in row.tests:
        assert (ROOT / file).exists(), file
        assert _names(row.code, _described(file).get(test, "")), f"{file}::{test}"


def test_what_has_no_answer_yet_is_claimed_by_no_test() -> None:
    """Who builds it writes a test by its name, and then the page has to say so."""
    files = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")]
    claimed = {
        f"{row.code}: {file}::{test}"
        for row in ROWS
        if row.state == NOT_YET
        for file in files
        for test, said in _described(str(file)).items()
        if test.startswith("test_") and _names(row.code, said)
    }
    assert claimed == set()


def test_the_page_counts_what_its_tables_say() -> None:
    """How many are answered, in part and not yet."""
    counts = Counter(row.state for row in ROWS)
    told = (
        f"Of {len(ROWS)} bottlenecks {counts['answered']} are answered, "
        f"{counts['in part']} in part, and {counts[NOT_YET]} not yet."
    )
    assert told in TEXT
