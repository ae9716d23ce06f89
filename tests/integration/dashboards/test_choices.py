"""What cannot be chosen in a comparison is named the same way on every page and in the file."""

import html
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils.translation import override

from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.releases.making import make_release
from benchmarking.snapshots import protected_comparison
from dashboards.refusal_card import refusal_card
from tenants import context
from tenants.models import Tenant
from tests.integration.dashboards.asking import asked, drawn

pytestmark = pytest.mark.django_db

PLACES = ("/vergelijken/", "/vergelijken/tabel/", "/vergelijken/export.csv")


@pytest.fixture(scope="module")
def country(for_whole_module, few_indicators, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant) -> Client:
    return sign_in(first_tenant, "analyst")


def _asked(client: Client, place: str, query: str, language: str = "nl") -> tuple[int, str]:
    client.cookies["django_language"] = language
    answer = client.get(f"{place}?{query}")
    return answer.status_code, html.unescape(answer.content.decode())


def _chosen(text: str, name: str) -> str:
    """The text of the choice that a list shows as chosen."""
    choices = re.search(rf'<select[^>]*name="{name}".*?</select>', text, re.DOTALL)
    assert choices is not None
    chosen = re.search(r"<option[^>]*selected[^>]*>(.*?)</option>", choices[0])
    assert chosen is not None
    return chosen[1]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("language", "title", "problem", "shown"),
    [
        (
            "nl",
            "Deze keuze bestaat niet",
            "Uitvoerder: “zzz” staat niet in de lijst. Kies een van de mogelijkheden.",
            "zzz (bestaat niet)",
        ),
        (
            "en",
            "This choice does not exist",
            "Organisation: “zzz” is not in the list. Choose one of the options.",
            "zzz (does not exist)",
        ),
    ],
)
def test_an_unknown_value_is_named_with_its_field_and_can_be_put_right(
    analyst: Client, country, place: str, language: str, title: str, problem: str, shown: str
) -> None:
    """Charts, tables and file: no figure of anybody else stands in for what was asked."""
    status, text = _asked(analyst, place, "uitvoerder=zzz&periode=2024", language)
    assert status == 400
    assert f">{title}</h1>" in text
    assert f">{problem}</a>" in text
    assert _chosen(text, "uitvoerder") == shown
    assert _chosen(text, "periode") == "2024"
    assert re.search(r'<select[^>]*name="uitvoerder"[^>]*aria-invalid="true"', text)
    assert not re.search(r'<select[^>]*name="periode"[^>]*aria-invalid="true"', text)
    assert "ml-card" not in text
    assert "_dash" not in text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("field", ["met", "periode", "doelgroep", "contract"])
def test_no_list_pretends_that_another_value_was_asked_for(
    analyst: Client, country, place: str, field: str
) -> None:
    """Also in the lists that may be left open."""
    status, text = _asked(analyst, place, f"{field}=1999%25")
    assert status == 400
    assert _chosen(text, field) == "1999% (bestaat niet)"


@pytest.mark.parametrize("page", ["indicator/", "indicator/tabel/", "indicator/export.csv"])
def test_a_part_that_nothing_has_is_refused_and_let_go(analyst: Client, country, page: str) -> None:
    """No other part stands in for it, and what is chosen next is not refused for it again."""
    query = "indicator=refusals_by_criterion&deel=taart"
    status, text = _asked(analyst, f"/vergelijken/{page}", query)
    assert status == 400
    assert "Het deel “taart” bestaat niet." in text
    assert 'name="deel"' not in text
    assert drawn(asked(analyst, f"?{query}", path="/vergelijken/indicator/")) == {}
    status, text = _asked(analyst, f"/vergelijken/{page}", "indicator=refusals&deel=weekly_hours")
    assert status == 200
    assert 'name="deel"' not in text


def test_of_a_long_value_only_the_beginning_is_repeated(analyst: Client, country) -> None:
    """An address made by somebody else does not write this page."""
    status, text = _asked(analyst, "/vergelijken/", f"contract={'x' * 400}<script>")
    assert status == 400
    assert f"“{'x' * 40}…”" in text
    assert "<script>" not in re.sub(r'value="[^"]*"', "", text)


def test_a_part_that_does_not_exist_is_no_file_of_all_parts(analyst: Client, country) -> None:
    """A link that went stale gives no other file than it promised."""
    status, text = _asked(analyst, "/vergelijken/export.csv", "figuur=taart")
    assert status == 400
    assert "Deze figuur bestaat niet." in text


@pytest.mark.parametrize("place", PLACES[:2])
def test_an_organisation_that_is_not_open_yet_is_told_so(
    analyst: Client, country, place: str
) -> None:
    """Its own people asked for nothing wrong, and choose somebody else to look at."""
    with context.as_platform():
        Tenant.objects.filter(schema_name="eikenberg").update(launched_at=None)
    status, text = _asked(analyst, place, "")
    assert status == 200
    assert "Uw organisatie is nog niet geopend" in text
    assert "bestaat niet" not in text


CODES = ("weekly_hours", "wage_value", "contract_duration")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ((9, 5, 3), "Eikenberg wijst 20 % af, het vaakst om: {0}"),
        ((9, 9, 3), "Eikenberg wijst 20 % af, het vaakst om: {0} en {1}"),
        ((9, 9, 9), "Eikenberg wijst 20 % af; de 3 grootste redenen komen even vaak voor"),
        ((0, 0, 0), "Eikenberg wijst 20 % af"),
        ((None, None, None), "Eikenberg wijst 20 % af"),
        ((None, 4, 4), "Eikenberg wijst 20 % af, het vaakst om: {1} en {2}"),
    ],
)
def test_a_title_names_every_reason_that_is_printed_as_most_frequent(
    country, printed: tuple[int | None, ...], title: str
) -> None:
    """By the figures as they are shown: where those are equal, no reason is put first."""
    real = protected_comparison(tenant="eikenberg", against="all")
    hidden = Protected(reason=HiddenReason.SMALL_NUMBERS)
    nothing = dict.fromkeys((*CODES, *real.tenant.criteria), hidden)
    shown = {
        code: Protected(value=value)
        for code, value in zip(CODES, printed, strict=True)
        if value is not None
    }
    own = replace(real.tenant, refused=Protected(value=20), criteria=nothing | shown)
    other = replace(real.reference, criteria=nothing)
    with override("nl"):
        card = refusal_card(replace(real, tenant=own, reference=other))
        rows = [record.row for record in card.records]
    names = [row[:1].lower() + row[1:] for row in _labels(rows)]
    assert card.title == title.format(*names)


def _labels(rows: list[str]) -> list[str]:
    """The labels of the three criteria, in the order of `CODES`."""
    from rulebook.explanation import criterion_label

    labels = [criterion_label(code, "nl") for code in CODES]
    assert set(labels) <= set(rows)
    return labels
