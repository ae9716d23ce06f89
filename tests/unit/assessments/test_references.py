"""No citizen service number gets in as a reference."""

import pytest

from assessments.references import (
    HiddenSigns,
    LooksLikeBsn,
    ReferenceMissing,
    ReferenceTooLong,
    checked_reference,
    holds_bsn,
    is_bsn,
)


@pytest.mark.parametrize(
    "text", ["123456782", "111222333", "1234.56.782", "123 456 782", " 010000008"]
)
def test_what_passes_the_eleven_test_is_refused(text: str) -> None:
    """Dots and blanks do not hide it, and the message does not repeat it."""
    assert is_bsn(text)
    with pytest.raises(LooksLikeBsn) as refused:
        checked_reference(text)
    assert text.strip() not in str(refused.value)


@pytest.mark.parametrize("text", ["123456789", "000000000", "12345678", "2026/00012"])
def test_other_references_pass(text: str) -> None:
    """Nine digits that fail the eleven test cannot be a BSN."""
    assert checked_reference(f"  {text} ") == text


def test_a_reference_is_there_and_fits() -> None:
    """An empty one finds nothing; a long one is a text, not a reference."""
    with pytest.raises(ReferenceMissing):
        checked_reference("   ")
    with pytest.raises(ReferenceTooLong):
        checked_reference("x" * 65)


@pytest.mark.parametrize("text", ["K-\u202e2207", "K\u00ad-2207", "K-22\u200b07"])
def test_signs_that_nobody_sees_are_refused(text: str) -> None:
    """One turns the order of what is shown, so that it reads as that of another client."""
    with pytest.raises(HiddenSigns):
        checked_reference(text)
    assert holds_bsn(f"{text[0]} 1234\u200b56782")


@pytest.mark.parametrize("text", ["K-123456782", "<b>x</b> 123456782", "dossier 123456782 / 2"])
def test_other_text_around_it_does_not_hide_a_service_number(text: str) -> None:
    with pytest.raises(LooksLikeBsn):
        checked_reference(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BSN 123 456 782 van de klant", True),
        ("klant 1234.56.782, tweede gesprek", True),
        ("van 31-12-2025 tot 01-02-2026, 1 200 uur", False),
        ("bel 030 123 45 67 of 06 12 34 56 78", False),
    ],
)
def test_groups_of_digits_in_a_text_hide_it_as_little(text: str, found: bool) -> None:
    """As people write it down; days and numbers of telephones are not taken for one."""
    assert holds_bsn(text) is found
