"""The pages on which people read policy: an organisation's own sheet, and all side by side."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import actions as policy_actions
from policy_profiles import queries
from policy_profiles.models import ProfilePeriod
from policy_profiles.register.models import PublishedProfile
from rulebook.parameter import PARAMETERS
from rulebook.profiles import BASELINE, load_shipped, shipped_layers
from tenants import actions, context
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.unit.policy_profiles.naive_policy import differences

pytestmark = pytest.mark.django_db

CITIES = {"amsterdam": "GM0363", "rotterdam": "GM0599", "den_haag": "GM0518", "utrecht": "GM0344"}
PUBLIC = "localhost"


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


@pytest.fixture
def cities() -> None:
    """The four real municipalities, made and opened for the test."""
    for schema_name, code in CITIES.items():
        _make(schema_name, profile=schema_name.replace("_", "-"), codes=[code])


def _make(schema_name: str, *, profile: str, codes: list[str], kind: str = "municipality") -> None:
    actions.create_tenant(
        schema_name=schema_name,
        name=shipped_layers()[profile].title.nl,
        kind=kind,
        profile_name=profile,
        municipality_codes=codes,
        hosts=[f"{schema_name.replace('_', '-')}.localhost"],
        is_synthetic=False,
    )
    actions.launch_tenant(schema_name=schema_name)


def _get(address: str, *, language: str = "nl", client: Client | None = None) -> HtmlPage:
    answer = (client or Client(SERVER_NAME=PUBLIC)).get(
        address, headers={"accept-language": language}
    )
    assert answer.status_code == 200
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def _deviating(page: HtmlPage) -> set[str]:
    anchors = {name.replace(".", "-").replace("_", "-"): name for name in PARAMETERS}
    return {anchors[entry["id"]] for entry in page.of_class("pp-entry--deviates")}


def _today() -> date:
    return timezone.localdate()


def test_the_own_sheet_marks_what_differs_from_uwv(first_tenant, sign_in):
    page = _get("/beleid/", client=sign_in(first_tenant, "consultant"))
    expected = {cell[0] for cell in differences("hour-caps", _today())}
    assert _deviating(page) == expected
    assert len(page.of_class("pp-entry")) == len(PARAMETERS)
    assert f"{len(expected)} van {len(PARAMETERS)} waarden zijn anders dan bij UWV" in page.text
    assert "Verzonnen beleid" in page.text


def test_the_sheet_shows_value_source_and_certainty_in_words(first_tenant, sign_in):
    page = _get("/beleid/", client=sign_in(first_tenant, "policy_officer"))
    for words in ("6 maanden", "35 %", "geverifieerd", "niet geverifieerd", "(BWBR0035263)"):
        assert words in page.text


def test_the_sheet_can_be_filtered_without_script(first_tenant, sign_in):
    client = sign_in(first_tenant, "analyst")
    page = _get("/beleid/?afwijkingen=on", client=client)
    assert len(page.of_class("pp-entry")) == len(page.of_class("pp-entry--deviates")) > 0
    found = _get("/beleid/?zoek=Strippenkaart", client=client)
    assert [entry["id"] for entry in found.of_class("pp-entry")] == ["punch-card-minutes"]
    assert "Geen waarde past bij wat u zoekt" in _get("/beleid/?zoek=qqq", client=client).text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "x" * 101, "%00", "'--", "{{7*7}}"]
)
def test_a_hostile_search_is_only_a_search(hostile, first_tenant, sign_in):
    answer = sign_in(first_tenant, "analyst").get("/beleid/", {"zoek": hostile})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert "49" not in HtmlPage(answer.content.decode()).text.split("Zoeken")[-1][:40]


def test_a_day_without_policy_is_told_with_a_way_onward(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    with context.inside(first_tenant.schema_name):
        ProfilePeriod.objects.update(known_to=timezone.now())
    assert "Er geldt vandaag geen beleid" in _get("/beleid/", client=client).text


def test_a_real_municipality_says_what_is_not_known(cities, sign_in):
    """Nothing on the page of Amsterdam is given out as Amsterdam's own."""
    for code in ("amsterdam", "rotterdam", "den-haag"):
        page = _get(f"/profielen/{code}/")
        assert (
            "zijn geen eigen waarden uit de regels zelf of een openbare pagina bekend" in page.text
        )
        assert "Eigen beleid geen waarden" in page.text
        assert "Verzonnen" not in page.text
        assert _deviating(page) == {cell[0] for cell in differences("g4-2015", _today())}


def test_the_public_page_of_every_profile_marks_what_differs(cities):
    profiles = {
        "g4-2015": "g4-2015",
        "utrecht": "utrecht",
        "eikenberg": "hour-caps",
        "duinzicht": "weekly-hours",
        BASELINE: BASELINE,
    }
    for code, name in profiles.items():
        assert _deviating(_get(f"/profielen/{code}/")) == {
            c[0] for c in differences(name, _today())
        }


def test_the_comparison_marks_every_cell_that_differs(cities):
    """Counted against a plain reading of the YAML files."""
    names = {"utrecht": "utrecht", "eikenberg": "hour-caps", "duinzicht": "weekly-hours"}
    page = _get("/profielen/?" + "&".join(f"kolom={code}" for code in names))
    lines = {(*cell[:2], name) for name in names.values() for cell in differences(name, _today())}
    assert len(page.of_class("pp-differs")) == len(lines)
    assert page.text.count("≠") == len(lines) + 1  # and once where the sign is explained
    assert page.text.count("Anders:") == len(lines)  # for those who do not see sign and colour


def test_the_summary_counts_the_differences_of_every_profile(cities):
    page = _get("/profielen/")
    for code, name in (("utrecht", "utrecht"), ("eikenberg", "hour-caps")):
        assert f"/profielen/{code}/" in page.links
        total = len({cell[0] for cell in differences(name, _today())})
        title = {"utrecht": "Utrecht", "eikenberg": "Eikenberg verzonnen Uren per jaar"}[code]
        assert f"{title} {total} " in page.text
    assert "Amsterdam gelijk aan Afspraak G4 en UWV, maart 2015" in page.text


def test_uwv_itself_is_the_first_column_and_not_another_one():
    _make("uwv", profile=BASELINE, codes=[], kind="uwv")
    rows = queries.published_profiles(on=_today())
    assert [row.code for row in rows if row.profile.name == BASELINE] == [BASELINE]
    assert rows[0].code == BASELINE


def test_only_differences_leaves_the_rest_out():
    page = _get("/profielen/?kolom=eikenberg&verschillen=on")
    lines = {cell[:2] for cell in differences("hour-caps", _today())}
    assert len(page.of_class("pp-baseline")) >= len(lines)
    assert "Loonwaarde minstens" not in page.text
    assert "bron 1" in page.text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kolom=nergens", "Dit profiel is er niet of niet meer"),
        ("kolom=" + "x" * 5000, "Dit profiel is er niet of niet meer"),
        ("kolom=%3Cscript%3E", "Dit profiel is er niet of niet meer"),
    ],
)
def test_a_profile_that_is_not_there_is_told_and_the_page_stands(query, told):
    page = _get(f"/profielen/?{query}")
    assert told in page.text
    assert "UWV-basis" in page.text
    answer = Client(SERVER_NAME=PUBLIC).get(f"/profielen/vergelijking.csv?{query}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/profielen/?{query}")


def test_more_columns_than_can_be_read_are_refused(cities):
    codes = ["g4-2015", "eikenberg", "duinzicht", *(c.replace("_", "-") for c in CITIES)]
    for number in (1, 2):
        actions.add_municipality(code=f"XX800{number}", name=f"Voorbeeld {number}")
        actions.create_tenant(
            schema_name=f"voorbeeld{number}",
            name=f"Voorbeeld {number}",
            kind="municipality",
            profile_name="low-rate",
            municipality_codes=[f"XX800{number}"],
            hosts=[f"voorbeeld{number}.localhost"],
            is_synthetic=True,
        )
        actions.launch_tenant(schema_name=f"voorbeeld{number}")
        codes.append(f"voorbeeld{number}")
    page = _get("/profielen/?" + "&".join(f"kolom={code}" for code in codes))
    assert "Kies hoogstens 8 profielen." in page.text


def test_a_profile_that_does_not_exist_is_not_found():
    for code in ("nergens", "law", "hour-caps"):
        assert Client(SERVER_NAME=PUBLIC).get(f"/profielen/{code}/").status_code == 404


def test_an_organisation_that_is_not_open_is_not_on_the_page():
    actions.add_municipality(code="XX8009", name="Stilwater")
    actions.create_tenant(
        schema_name="stilwater",
        name="Stilwater",
        kind="municipality",
        profile_name="low-rate",
        municipality_codes=["XX8009"],
        hosts=["stilwater.localhost"],
        is_synthetic=True,
    )
    assert "Stilwater" not in _get("/profielen/").text
    assert Client(SERVER_NAME=PUBLIC).get("/profielen/stilwater/").status_code == 404


def test_a_withdrawn_version_is_no_longer_on_the_page(first_tenant, make_user):
    with context.inside(first_tenant.schema_name):
        officer = make_user(first_tenant, "policy_officer")
        version_id = queries.profile_on(on=_today()).version_id
        policy_actions.withdraw(actor=officer, version_id=version_id)
    assert "eikenberg" not in {row.code for row in queries.published_profiles(on=_today())}
    with context.as_platform():
        assert PublishedProfile.objects.filter(version_id=version_id).exists()


def test_the_download_holds_what_the_page_shows():
    client = Client(SERVER_NAME=PUBLIC)
    address = "/profielen/vergelijking.{}?kolom=eikenberg&verschillen=on"
    as_csv = client.get(address.format("csv"), headers={"accept-language": "nl"})
    lines = list(csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";"))
    expected = differences("hour-caps", _today())
    assert len(lines) == len(expected)
    assert "attachment" in as_csv.headers["Content-Disposition"]
    data = json.loads(client.get(address.format("json")).content)
    (eikenberg,) = [p for p in data["profiles"] if p["profile"] == "eikenberg"]
    assert {v["parameter"] for v in eikenberg["values"]} == {cell[0] for cell in expected}
    assert eikenberg["content_hash"] == load_shipped("hour-caps", _today()).content_hash


def test_without_columns_the_download_holds_everything(cities):
    data = json.loads(Client(SERVER_NAME=PUBLIC).get("/profielen/vergelijking.json").content)
    assert data["baseline"] == BASELINE
    assert {"utrecht", "den-haag", "eikenberg"} <= {p["profile"] for p in data["profiles"]}


@pytest.mark.parametrize("address", ["/profielen/", "/profielen/duinzicht/"])
def test_the_pages_are_complete_in_english(address):
    page = _get(address, language="en")
    text = page.text
    for name in (BASELINE, "g4-2015", "utrecht", "hour-caps", "weekly-hours", "strict-cap"):
        for value in load_shipped(name, _today()).values.values():  # Dutch documents stay Dutch
            text = text.replace(value.origin.source.citation(), "")
    for dutch in (
        "Waarde",
        "Bron",
        "anders",
        "verzonnen",
        "maanden",
        "Onderwerpen",
        "geverifieerd",
    ):
        assert dutch not in text
    assert "differ" in page.text


def test_the_comparison_is_read_only():
    for address in ("/profielen/", "/profielen/uwv-baseline/", "/profielen/vergelijking.csv"):
        assert Client(SERVER_NAME=PUBLIC).post(address).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_number_of_profiles(
    cities, django_assert_max_num_queries
):
    client = Client(SERVER_NAME=PUBLIC)
    client.get("/profielen/")  # afterwards the contents are resolved
    with django_assert_max_num_queries(12):
        client.get("/profielen/")
