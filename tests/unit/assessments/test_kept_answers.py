"""Answers that are kept between two pages: whole, or recognisably too long."""

import pytest
from django import forms

from assessments.kept_answers import LONGEST_CODE, answers_in


class _Form(forms.Form):
    motivation = forms.CharField(max_length=10)
    choice = forms.ChoiceField(choices=[("as_advised", "")])


def _answers(motivation: str, choice: str = "as_advised") -> dict[str, str]:
    return answers_in({"motivation": motivation, "choice": choice}, _Form.base_fields)


@pytest.mark.parametrize("typed", ["", "kort", "tien lang.", " en witte ", "nieuwe\r\n ."])
def test_what_fits_stays_as_it_was_typed(typed: str) -> None:
    """Nothing is cut silently."""
    assert _answers(typed)["motivation"] == typed


@pytest.mark.parametrize(
    "typed",
    ["elf tekens!", "x" * 100_000, "tien lang." + " " * 50 + "en meer", " " * 99 + "y" * 11],
)
def test_of_what_is_too_long_so_much_stays_that_the_form_says_so(typed: str) -> None:
    """Also where it would be cut at a space, which a form takes away before it counts."""
    answers = _answers(typed)
    assert len(answers["motivation"]) == 11
    assert [error.code for error in _Form(answers).errors.as_data()["motivation"]] == ["max_length"]


def test_a_text_with_much_space_around_it_is_taken_as_the_form_takes_it() -> None:
    """The form takes the space away before it counts."""
    form = _Form(_answers(" " * 50 + "tien lang." + " " * 50))
    assert form.is_valid()
    assert form.cleaned_data["motivation"] == "tien lang."


def test_a_choice_that_does_not_exist_is_not_kept_endlessly() -> None:
    """A field without a limit of its own has one here."""
    answers = _answers("kort", "as_advised" + "z" * 100_000)
    assert len(answers["choice"]) == LONGEST_CODE + 1
    assert "choice" in _Form(answers).errors
