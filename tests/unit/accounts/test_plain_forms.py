"""What a form says to people: what to do, never the framework's stock words, and days as typed."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import RegexValidator
from django.utils import timezone, translation

from accounts.plain_forms import FIRST_DAY_OF_A_LIFE, DayField, PlainForm

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("platform", "tenants", "policy_profiles", "dashboards", "api")


def _fields() -> dict[str, forms.Field]:
    two = [("a", "A"), ("b", "B")]
    return {
        "name": forms.CharField(max_length=4),
        "mail": forms.EmailField(),
        "one": forms.ChoiceField(choices=two),
        "some": forms.MultipleChoiceField(choices=two),
        "day": forms.DateField(),
        "count": forms.IntegerField(),
        "hours": forms.IntegerField(min_value=400, max_value=1_800),
        "agreed": forms.BooleanField(),
        "file": forms.FileField(),
        "identifier": forms.UUIDField(),
    }


NOTHING: dict[str, object] = {}
JUNK = {
    "name": "much too long",
    "mail": "nobody",
    "one": "c",
    "some": ["c"],
    "day": "31-02-2026",
    "count": "many",
    "hours": "0",
    "identifier": "7",
}
ELSE = {**JUNK, "name": "a\0b", "some": "c", "hours": "9000", "day": "soon"}


def _said(base: type[forms.Form], given: dict[str, object]) -> dict[str, list[str]]:
    form = type("AForm", (base,), _fields())(
        given, {"file": SimpleUploadedFile("empty.csv", b"")} if given else {}
    )
    return {name: list(problems) for name, problems in form.errors.items()}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("given", [NOTHING, JUNK, ELSE], ids=["nothing", "junk", "other junk"])
def test_no_message_is_the_frameworks(language: str, given: dict[str, object]) -> None:
    with translation.override(language):
        stock, plain = _said(forms.Form, given), _said(PlainForm, given)
    assert plain.keys() == stock.keys()
    for name, problems in plain.items():
        assert len(problems) == len(stock[name])
        assert not set(problems) & set(stock[name]), name


def test_the_bounds_of_a_number_are_told_as_people_write_them() -> None:
    for given in ("399", "1801", "veel", ""):
        with translation.override("nl"):
            said = _said(PlainForm, {**JUNK, "hours": given})["hours"]
        assert said == ["Vul een heel getal in van 400 tot en met 1.800."]
    with translation.override("en"):
        said = _said(PlainForm, JUNK)["hours"]
    assert said == ["Fill in a whole number from 400 up to and including 1,800."]


def test_a_message_of_ones_own_stays() -> None:
    class OwnForm(PlainForm):
        name = forms.CharField(error_messages={"required": "Hoe heet u?"})
        code = forms.CharField(validators=[RegexValidator("^[a-z]+$", "Kleine letters.")])

    form = OwnForm({"code": "A"})
    assert form.errors["name"] == ["Hoe heet u?"]
    assert form.errors["code"] == ["Kleine letters."]


class _DayForm(PlainForm):
    day = DayField(label="Dag", required=False)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("typed", ["3-1-2026", "03/01/2026", "03.01.2026", "2026-01-03"])
def test_a_day_reads_day_first_in_both_languages(typed: str, language: str) -> None:
    with translation.override(language):
        form = _DayForm({"day": typed})
        assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 1, 3)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_day_is_shown_as_it_is_typed_with_an_example(language: str) -> None:
    with translation.override(language):
        form = _DayForm(initial={"day": date(2026, 1, 3)})
        shown = str(form["day"])
        assert 'value="03-01-2026"' in shown
        assert 'type="text"' in shown
        assert "31-12-2025" in str(form["day"].help_text)


@pytest.mark.parametrize("typed", ["31-12-9999", "01-01-0001", "31-12-1999"])
def test_a_day_that_is_a_slip_of_the_pen_is_refused_with_the_days_that_can_be(typed: str) -> None:
    with translation.override("nl"):
        said = _DayForm({"day": typed}).errors["day"]
    assert len(said) == 1
    assert said[0].startswith("Kies een dag van 1 januari 2000 tot en met ")


def test_a_day_of_birth_lies_further_back() -> None:
    """And none lies ahead, which what is said of an impossible one does not offer."""
    field = DayField(label="Geboortedatum", first=FIRST_DAY_OF_A_LIFE, is_past=True)
    assert field.clean("01-01-1950") == date(1950, 1, 1)
    last = field.bounds()[1]
    assert last <= timezone.localdate()
    with pytest.raises(ValidationError):
        field.clean(f"{last + timedelta(days=365):%d-%m-%Y}")


def test_every_form_of_the_house_is_a_plain_one() -> None:
    """A form of the framework itself would answer in its stock words."""
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name != "PlainForm"
        for base in node.bases
        if ast.unparse(base) in {"forms.Form", "Form", "forms.ModelForm", "ModelForm"}
    ]
    assert found == []
