"""From choices that are not told together to each of them alone, and what stands hidden instead."""

import re

import pytest

from benchmarking.releases.making import make_release
from dashboards.boards import BOARDS
from dashboards.one_choice import DIVIDING

pytestmark = pytest.mark.django_db

TWO = "?uitvoerder=eikenberg&met=all&groep=all&periode=2024&contract=permanent"
#: Pages that ask more than one choice of cases.
ASKED = [one.slug for one in BOARDS if len(set(DIVIDING) & set(one.fields)) > 1]


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


def _queries(text, label):
    return [
        one.replace("&amp;", "&") for one in re.findall(rf'href="[^"]*\?([^"]*)">{label}</a>', text)
    ]


@pytest.mark.parametrize("page", ASKED)
def test_two_choices_lead_to_each_alone(page, analyst, country):
    here = f"/vergelijken/{page}/" if page else "/vergelijken/"
    for face in (here, f"{here}tabel/"):
        text = analyst.get(face + TWO).content.decode()
        (year,), (contract,) = _queries(text, "2024"), _queries(text, "Vast contract")
        assert "periode=2024" in year
        assert "contract=" not in year
        assert "contract=permanent" in contract
        assert "periode=" not in contract
        assert "Toon alleen" not in analyst.get(f"{face}?{year}").content.decode()


def test_a_group_that_is_not_told_within_a_year_leads_to_that_group_alone(analyst, country):
    """Within 2024 no split is told of a contract: the row would lead to one more hidden page."""
    text = analyst.get("/vergelijken/waardoor/tabel/?met=all&periode=2024").content.decode()
    (found,) = _queries(text, "Vast contract")
    assert "contract=permanent" in found
    assert "periode=" not in found
    alone = analyst.get(f"/vergelijken/waardoor/tabel/?{found}").content.decode()
    assert "twee keuzes tegelijk" not in alone[: alone.index('id="per-doelgroep"')]


def test_where_all_are_alike_it_says_why_no_part_is_shown(analyst, country):
    """Everybody has the same need: there are cases, and a share of 100 % tells it of each."""
    query = "?indicator=need_judged&groep=all"
    text = analyst.get(f"/vergelijken/indicator/tabel/{query}").content.decode()
    card = text[text.index('id="titel-delen"') :]
    assert "er zijn genoeg gevallen, maar geen deel is te zien" in card
    assert "Kies een langere periode" not in card
    methods = analyst.get("/vergelijken/methoden/tabel/?groep=all").content.decode()
    assert "Wie de uren altijd op één manier bepaalt" in methods


def test_what_came_from_a_file_is_said_not_to_count_and_no_choice_is_asked(analyst, country):
    text = analyst.get("/vergelijken/gegevenskwaliteit/tabel/?groep=all").content.decode()
    card = text[text.index('id="titel-snel"') : text.index('id="titel-per-uitvoerder"')]
    assert "Van Eikenberg is hier niets dat telt" in card
    assert "Kies een langere periode" not in card
