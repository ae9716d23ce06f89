"""The page components say what they mean in words, whatever colour they have."""

from datetime import UTC, datetime

import numpy as np
import pytest
from django.forms import CharField, ChoiceField, Form, RadioSelect, SplitDateTimeField
from django.template import Context, Template
from django.utils.translation import override

from config.components import NoSuchCertainty, NoSuchVerdict, Term
from config.templatetags.meetlat_forms import WidgetNotStyled


def render(source: str, language: str = "nl", **context: object) -> str:
    """Render a template with the tags of the look."""
    with override(language):
        return Template("{% load meetlat meetlat_forms wording %}" + source).render(
            Context(context)
        )


class Ask(Form):
    """A text with help and a yes/no question, both required."""

    employer = CharField(label="Werkgever", help_text="De naam in het contract.")
    is_known = ChoiceField(
        label="Is het bekend?", choices=[("yes", "Ja"), ("no", "Nee")], widget=RadioSelect
    )


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("met", "voldoet"),
        (3, "voldoet"),
        (np.int8(2), "voldoet, met een verplichting"),
        (1, "nog niet bekend"),
        (0, "voldoet niet"),
    ],
)
def test_a_verdict_is_a_word_beside_its_sign(given: object, word: str) -> None:
    """Also for the codes that the engine gives."""
    assert f"<span>{word}</span>" in render("{% verdict given %}", given=given)


def test_a_sign_alone_still_has_its_word_for_screen_readers() -> None:
    shown = render('{% verdict "not_met" sign_only=True %}')
    assert '<span class="ml-hidden">voldoet niet</span>' in shown


@pytest.mark.parametrize("given", ["good", 4, -1, None])
def test_a_verdict_that_the_engine_does_not_give_is_refused(given: object) -> None:
    with pytest.raises(NoSuchVerdict):
        render("{% verdict given %}", given=given)


def test_a_value_that_nobody_verified_says_so() -> None:
    assert "not verified" in render('{% certainty "unverified" %}', "en")
    with pytest.raises(NoSuchCertainty):
        render('{% certainty "sure" %}')


def test_a_problem_stands_at_its_field_and_in_the_summary_that_links_there() -> None:
    form = Ask({})
    summary = render("{% error_summary form %}", form=form)
    assert "2 punten vragen nog aandacht" in summary
    assert 'href="#id_employer"' in summary
    assert 'href="#id_is_known_0"' in summary  # the first of the choices
    field = render("{% field form.employer %}", form=form)
    assert 'aria-describedby="id_employer_helptext id_employer_error"' in field
    assert 'id="id_employer_error"' in field
    assert 'aria-invalid="true"' in field


def test_a_form_without_problems_has_no_summary() -> None:
    form = Ask({"employer": "Bakkerij De Halm", "is_known": "yes"})
    assert render("{% error_summary form %}", form=form).strip() == ""


def test_the_unit_behind_a_field_is_read_out_with_it() -> None:
    shown = render('{% field form.employer unit="uur" %}', form=Ask())
    assert 'aria-describedby="id_employer_helptext id_employer_unit"' in shown
    assert 'id="id_employer_unit">uur</span>' in shown


def test_a_group_of_choices_has_its_question_as_legend() -> None:
    shown = render("{% field form.is_known %}", form=Ask())
    assert shown.index("<legend") < shown.index("Is het bekend?") < shown.index('type="radio"')


def test_a_widget_without_a_component_is_refused_with_the_fix() -> None:
    class When(Form):
        moment = SplitDateTimeField()

    with pytest.raises(WidgetNotStyled, match="moment uses SplitDateTimeWidget"):
        render("{% field form.moment %}", form=When())


def test_what_people_typed_cannot_become_markup() -> None:
    shown = render(
        "{% button name %}{% notice 'info' title=name %}<p>{{ name }}</p>{% endnotice %}"
        "{% table name %}<tbody></tbody>{% endtable %}{% data_list terms %}",
        name="<script>alert(1)</script>",
        terms=[Term(name="Werkgever", value="<script>alert(1)</script>")],
    )
    assert "<script>" not in shown


def test_a_missing_value_is_not_known_and_never_nought() -> None:
    shown = render("{% data_list terms %}", terms=[Term(name="Loonwaarde", value=None)])
    assert "nog niet bekend" in shown
    assert render("{{ value|hours }}", value=None) == "nog niet bekend"
    assert render("{{ value|hours }}", value=0) == "0,0 u"


@pytest.mark.parametrize(
    ("source", "dutch", "english"),
    [
        ("{{ 5616|hours }}", "93,6 u", "93.6 h"),
        ("{{ 5616|hours_minutes }}", "93:36 uur", "93:36 hours"),
        ("{{ 12345|number:1 }}", "12.345,0", "12,345.0"),
        ("{{ 750|percentage }}", "7,5 %", "7.5 %"),
    ],
)
def test_numbers_follow_the_language(source: str, dutch: str, english: str) -> None:
    assert render(source) == dutch
    assert render(source, "en") == english


def test_a_message_of_django_becomes_a_notice() -> None:
    assert "Gelukt:" in render("{% notice 'success' %}<p>Klaar</p>{% endnotice %}")


def test_the_day_of_a_moment_is_that_of_the_clock_here() -> None:
    """Half past midnight in Amsterdam is still the day before in Greenwich."""
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    shown = render("{{ at|date_long }}, {{ at|date_short }}, {{ at.date|date_short }}", at=at)
    assert shown == "23 november 2026, 23-11-2026, 22-11-2026"
