"""The reference page for policy officers names every reason as the rulebook has it."""

from pathlib import Path

from rulebook.deviation import REASONS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "policy.md"


def test_the_page_lists_every_reason_with_its_ground() -> None:
    listed = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if "| `" in line]
    wanted = [
        f"| `{code}` | {reason.ground} | {reason.label.nl} | {reason.label.en} |"
        for code, reason in REASONS.items()
    ]
    assert [line for line in listed if "objective" in line or "choice" in line] == wanted
