"""The page of all parameters is what the rulebook says today."""

from pathlib import Path

from policy_profiles.reading.reference_page import page
from rulebook.parameter import PARAMETERS
from rulebook.profiles import shipped_profile_names

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "profiles.md"


def test_the_page_is_up_to_date() -> None:
    """Else: python -m policy_profiles.reading.reference_page > docs/reference/profiles.md."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_names_every_parameter_and_profile() -> None:
    """And each parameter once."""
    text = PAGE.read_text(encoding="utf-8")
    assert [text.count(f"| `{name}`<br>") for name in PARAMETERS] == [1] * len(PARAMETERS)
    assert all(f"| `{name}` |" in text for name in shipped_profile_names())
