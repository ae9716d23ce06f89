"""The comparison behind sign-in: charts, tables and file say the same, in two languages."""

import csv
import io
import json
import re

import pytest

from accounts.models import User
from benchmarking.releases.making import make_release
from benchmarking.snapshots import protected_comparison
from dashboards.export import safe_cell
from demo.exercise import finished_round
from demo.tenant_list import demo_tenants
from policy_profiles.exercise.models import ExerciseRound
from tenants import context
from tests.integration.dashboards.asking import CALLBACK, asked, drawn

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def country(for_whole_module, few_indicators, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


@pytest.mark.parametrize(
    "path",
    [
        "/vergelijken/",
        "/vergelijken/tabel/",
        "/vergelijken/export.csv",
        "/vergelijken/_dash-layout",
    ],
)
def test_nobody_sees_anything_without_sign_in(path, client, first_tenant):
    answer = client.get(path, SERVER_NAME=first_tenant.host)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("role", ["consultant", "tenant_admin"])
def test_who_may_not_read_the_benchmark_is_told_so(role, sign_in, first_tenant):
    client = sign_in(first_tenant, role)
    for path in ("/vergelijken/", "/vergelijken/tabel/", "/vergelijken/export.csv"):
        assert client.get(path).status_code == 403
    assert asked(client).status_code == 403


def test_the_callback_asks_for_the_csrf_header(analyst, first_tenant, country):
    analyst.handler.enforce_csrf_checks = True
    assert asked(analyst).status_code == 403
    page = analyst.get("/vergelijken/")
    token = analyst.cookies["csrftoken"].value
    assert page.status_code == 200
    body = {
        "output": "charts.children",
        "outputs": {"id": "charts", "property": "children"},
        "inputs": [{"id": "address", "property": "pathname", "value": "/vergelijken/"},
                   {"id": "address", "property": "search", "value": ""},
                   {"id": "scheme", "property": "data", "value": "light"}],
        "changedPropIds": ["address.search"],
    }  # fmt: skip
    with_token = analyst.post(
        CALLBACK, json.dumps(body), content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert with_token.status_code == 200


def test_the_page_is_one_of_the_site_and_loads_nothing_from_elsewhere(analyst, country):
    page = analyst.get("/vergelijken/")
    text = page.content.decode()
    assert 'lang="nl"' in text
    assert "Meetlat" in text
    assert not re.search(r"""(?:src|href)=["']https?://""", text)
    policy = page["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy).group(1)
    assert "'unsafe-inline'" not in scripts
    assert "'sha256-" in scripts
    inline = re.findall(r"<script(?![^>]*src)[^>]*>", text)
    assert len(inline) == scripts.count("'sha256-") + text.count('type="application/json"')


def test_only_the_page_of_dash_loosens_its_styles(analyst, country):
    assert "unsafe-inline" in analyst.get("/vergelijken/")["Content-Security-Policy"]
    assert "unsafe-inline" not in analyst.get("/vergelijken/tabel/")["Content-Security-Policy"]


def test_dash_gets_no_cookie(analyst, monkeypatch, country):
    from dashboards import mounted, views

    seen = {}
    original = mounted._called

    def looked_at(app, environ):
        seen.update(environ)
        return original(app, environ)

    monkeypatch.setattr(mounted, "_called", looked_at)
    analyst.get("/vergelijken/")
    assert "HTTP_COOKIE" not in seen
    assert views.comparison_app() is views.comparison_app()


def test_scripts_are_packed_and_may_be_kept(analyst):
    page = analyst.get("/vergelijken/").content.decode()
    script = re.search(r'src="(/vergelijken/assets/vendor/plotly[^"]+)"', page).group(1)
    answer = analyst.get(script, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 500_000
    assert "max-age=31536000, immutable" in answer["Cache-Control"]


def test_charts_and_tables_show_the_same_snapshot(analyst, country):
    query = "met=all&periode=2024"
    expected = protected_comparison(tenant="eikenberg", against="all", period=2024)
    charts = analyst.get(f"/vergelijken/?{query}").content.decode()
    tables = analyst.get(f"/vergelijken/tabel/?{query}").content.decode()
    export = analyst.get(f"/vergelijken/export.csv?{query}").content.decode("utf-8-sig")
    for answer in (charts, tables, export):
        assert expected.snapshot_id in answer


def test_every_figure_of_the_callback_keeps_its_data_here(analyst, country):
    graphs = drawn(asked(analyst, "?met=all")).values()
    assert len(graphs) == 5
    for graph in graphs:
        assert graph["props"]["config"]["showSendToCloud"] is False
        assert graph["props"]["config"]["plotlyServerURL"] == ""


def test_every_chart_has_its_place_on_the_page_and_every_place_its_chart(analyst, country):
    """With room for it: nothing moves when it comes, and its table is there before it."""
    page = analyst.get("/vergelijken/?met=all").content.decode()
    places = re.findall(r'<div id="([^"]+)" class="ml-chart__place" style="([^"]+)"', page)
    charts = drawn(asked(analyst, "?met=all"))
    assert [at for at, _ in places] == list(charts)
    for at, room in places:
        assert room == f"min-block-size:{charts[at]['props']['figure']['layout']['height']}px"
    assert page.count("<caption") == 5


def test_each_card_has_a_title_a_sentence_a_table_and_a_download(analyst, country):
    text = analyst.get("/vergelijken/tabel/?met=all").content.decode()
    cards = re.findall(r'<section class="ml-card" id="([^"]+)".*?</section>', text, re.S)
    assert cards == ["uren", "waarom", "afwijzingen", "baanbehoud", "volgende-baan"]
    for part in re.findall(r'<section class="ml-card" id=.*?</section>', text, re.S):
        assert "ml-figure__title" in part
        assert re.search(r'ml-figure__summary">\S', part)
        assert "<caption" in part
        assert "figuur=" in part


def test_a_policy_officer_of_another_organisation_sees_the_same_protected_figures(
    sign_in, second_tenant, analyst, country
):
    other = sign_in(second_tenant, "policy_officer")
    query = "uitvoerder=eikenberg&met=all"
    mine = analyst.get(f"/vergelijken/export.csv?{query}").content
    theirs = other.get(f"/vergelijken/export.csv?{query}").content
    assert mine == theirs


@pytest.mark.parametrize(
    "query",
    [
        "periode=1999",
        "met=belgie",
        "uitvoerder=elders",
        "doelgroep=%27%3B+DROP",
        "contract=x" * 400,
    ],
)
def test_a_choice_that_does_not_exist_is_named_and_nothing_is_shown(query, analyst, country):
    page = analyst.get(f"/vergelijken/tabel/?{query}")
    assert page.status_code == 400
    text = page.content.decode()
    assert "staat niet in de lijst. Kies een van de mogelijkheden." in text
    assert "ml-card" not in text
    charts = analyst.get(f"/vergelijken/?{query}")
    assert charts.status_code == 400
    assert "Deze keuze bestaat niet" in charts.content.decode()
    assert drawn(asked(analyst, f"?{query}")) == {}
    assert analyst.get(f"/vergelijken/export.csv?{query}").status_code == 400


def test_english_is_complete_and_has_its_own_marks(analyst, country):
    analyst.cookies["django_language"] = "en"
    text = analyst.get("/vergelijken/tabel/?met=all").content.decode()
    assert "What stands out" in text
    assert "Own policy" in text
    assert re.search(r"\d\.\d\sh", text)
    assert "Toegekend" not in text
    export = analyst.get("/vergelijken/export.csv?met=all").content.decode("utf-8-sig")
    assert export.startswith("snapshot,part,row")


def test_the_file_opens_in_dutch_excel_and_carries_its_meaning(analyst, country):
    answer = analyst.get("/vergelijken/export.csv?met=all&figuur=waarom")
    text = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][0] == "momentopname"
    assert {row[1] for row in rows[1:8]} == {"Het verschil in vier delen"}
    numbers = [row[4] for row in rows[1:8]]
    assert all(re.fullmatch(r"-?\d+,\d", number) for number in numbers)
    parts = [round(float(number.replace(",", ".")) * 10) for number in numbers]
    assert sum(parts[1:5]) == parts[6] == parts[5] - parts[0]
    notes = {row[1]: row[2] for row in rows if row and row[0] == "toelichting"}
    assert notes["momentopname"] == rows[1][0]
    assert "voorbeeldgegevens" in notes["let op"]
    assert "minder dan 10 gevallen" in notes["verborgen"]
    assert any(name.startswith("M-04") for name in notes)


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "  =1", "−6"])
def test_a_text_that_looks_like_a_formula_is_not_run(text):
    assert safe_cell(text).startswith("'")


def test_an_ordinary_text_is_left_alone():
    assert safe_cell("Eikenberg") == "Eikenberg"


def test_uwv_is_never_put_beside_itself(sign_in, first_tenant, country, db):
    """UWV's own people start beside all; asking for UWV beside UWV is explained."""
    from tenants import context
    from tenants.models import Tenant

    with context.as_platform():
        Tenant.objects.filter(schema_name="eikenberg").update(kind="uwv")
    client = sign_in(first_tenant, "analyst")
    assert "Alle uitvoerders samen" in client.get("/vergelijken/tabel/").content.decode()
    page = client.get("/vergelijken/tabel/?met=uwv")
    assert page.status_code == 400
    assert "UWV staat dan naast zichzelf" in page.content.decode()


def test_beside_the_split_stands_whether_assessors_judge_alike(analyst, country, first_tenant):
    """What the split cannot see: measured by the last round that is over, or not yet."""
    for path in ("/vergelijken/tabel/", "/vergelijken/"):
        before = analyst.get(path).content.decode()
        in_sight = re.sub(r"<details.*?</details>", "", before, flags=re.DOTALL)
        assert in_sight.count("Nog niet gemeten: dat kan met de blinde oefening.") == 1
    tenant = next(each for each in demo_tenants() if each.schema_name == "vierstede")
    with context.inside(first_tenant.schema_name):
        finished_round(tenant, officer=User.objects.get())
    shown = analyst.get("/vergelijken/tabel/").content.decode()
    found = re.search(r"die op 31 december 2025 eindigde was alfa (0,\d)", shown)
    assert found is not None
    with context.inside(first_tenant.schema_name):
        address = f"/beleid/oefening/{ExerciseRound.objects.get().id}/"
    assert found[1] in analyst.get(address).content.decode()  # as its own page tells it
    assert found[1] in analyst.get("/vergelijken/").content.decode()
