"""The pages on which a draft is made: roles, fields by kind, all problems at once."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles.drafts import actions as draft_actions
from policy_profiles.drafts import queries as drafts
from rulebook.parameter import PARAMETERS
from rulebook.profiles import BASELINE
from tenants import context
from tests.integration.policy_profiles.drafting import WHY, entry
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"
TABLE = "intensity.table_long"
RULE = {"regeling": "Beleidsregel 2040", "artikel": "art. 4", "vastgesteld": "2026-01-05"}
REASON = {"reden": "budget", "eigenaar": "afdeling Beleid"}


@pytest.fixture
def officer(first_tenant, sign_in) -> Client:
    return sign_in(first_tenant, "policy_officer")


@pytest.fixture
def draft_id(first_tenant, officer) -> UUID:
    with context.inside(first_tenant.schema_name):
        return draft_actions.start_draft(actor=officer.user, title="Beleid 2040", base=BASELINE)


@pytest.fixture
def row(first_tenant, draft_id):
    """Read the draft as it stands."""

    def read() -> drafts.DraftRow:
        with context.inside(first_tenant.schema_name):
            return drafts.draft_row(draft_id=draft_id)

    return read


def _page(client: Client, address: str, *, language: str = "nl", **given: object) -> HtmlPage:
    answer = client.get(address, given, headers={"accept-language": language})
    assert answer.status_code == 200
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def _address(draft_id: UUID, parameter: str = "") -> str:
    return f"/beleid/concepten/{draft_id}/" + (f"{parameter}/" if parameter else "")


def _review_day() -> str:
    return (timezone.localdate() + timedelta(days=400)).isoformat()


def _post(client: Client, draft_id: UUID, parameter: str, revision: int, **given: object):
    return client.post(
        _address(draft_id, parameter),
        {"revisie": str(revision), **RULE, **given},
        headers={"accept-language": "nl"},
    )


def test_a_draft_is_started_from_the_page_and_leads_to_its_sheet(officer, first_tenant):
    page = _page(officer, "/beleid/concepten/nieuw/")
    assert "Het beleid dat nu geldt" in page.text
    answer = officer.post("/beleid/concepten/nieuw/", {"naam": "Beleid 2041", "begin": "nu"})
    assert answer.status_code == 302
    assert "Beleid 2041" in _page(officer, answer["Location"]).text
    assert "Beleid 2041" in _page(officer, "/beleid/concepten/").text


def test_the_sheet_holds_every_parameter_and_what_stands_beside_it(officer, draft_id):
    page = _page(officer, _address(draft_id))
    assert len(page.of_class("pd-entry")) == len(PARAMETERS)
    assert page.of_class("pd-standing")
    for text in ("UWV-basis", "Afspraak G4", "1 organisatie"):
        assert text in page.text


def test_who_only_reads_sees_the_sheet_and_no_way_to_change_it(sign_in, first_tenant, draft_id):
    reader = sign_in(first_tenant, "analyst")
    page = _page(reader, _address(draft_id))
    assert page.of_class("pd-edit") == []
    assert reader.get(_address(draft_id, MONTHS)).status_code == 403


def test_searching_and_filtering_keep_what_was_asked_for(officer, draft_id, row):
    _post(officer, draft_id, MONTHS, 1, waarde="9")
    found = _page(officer, _address(draft_id), toon="reden")
    assert [a["id"] for a in found.of_class("pd-entry")] == ["contract-minimum-months"]
    assert "9 maanden" in found.text
    nothing = _page(officer, _address(draft_id), zoek="bestaatniet")
    assert nothing.of_class("pd-entry") == []


def test_a_quantity_is_saved_with_where_it_stands_and_why(officer, draft_id, row):
    answer = _post(officer, draft_id, MONTHS, 1, waarde="9", herzien=_review_day(), **REASON)
    assert answer.status_code == 302
    assert answer["Location"].endswith("#contract-minimum-months")
    saved = row().values[MONTHS]
    assert saved["value"] == 9
    assert saved["source"]["title"] == "Beleidsregel 2040"
    assert saved["source"]["register"] == "vastgesteld 05-01-2026"
    assert saved["deviation"]["reason"] == "budget"
    assert saved["deviation"]["legal_basis"] == "Beleidsregel 2040, art. 4"


def test_no_address_of_a_person_becomes_public(officer, draft_id, row):
    for name in ("regeling", "artikel", "toelichting"):
        answer = _post(officer, draft_id, MONTHS, 1, **{"waarde": "9", name: "j@x.example"})
        assert "Noem hier geen e-mailadres: dit wordt openbaar." in answer.content.decode()
    assert row().values == {}


def test_a_rule_is_not_set_after_the_draft_begins(officer, first_tenant):
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (30, 31))
    with context.inside(first_tenant.schema_name):
        draft_id = draft_actions.start_draft(
            actor=officer.user, title="Straks", base=BASELINE, planned_from=soon
        )
    typed = f"{later:%d-%m-%Y}"
    answer = _post(officer, draft_id, MONTHS, 1, waarde="9", vastgesteld=typed)
    assert "Kies die dag of een eerdere." in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    answer = _post(officer, draft_id, MONTHS, 1, waarde="9", vastgesteld=f"{soon:%d-%m-%Y}")
    assert answer.status_code == 302


def test_offering_what_changes_nothing_or_has_no_day_is_told_before_the_button(
    officer, first_tenant
):
    with context.inside(first_tenant.schema_name):
        draft_id = draft_actions.start_draft(actor=officer.user, title="Zelfde")
    page = _page(officer, f"{_address(draft_id)}aanbieden/")
    assert "Dit concept verandert niets" in page.text
    assert "De ingangsdatum is nog open" in page.text
    assert page.text.index("De ingangsdatum is nog open") < page.text.index("Terug")
    given = {"revisie": "1", "naam": "Zelfde", "ingang": "01-01-2040"}
    officer.post(f"{_address(draft_id)}gegevens/", given)
    _post(officer, draft_id, MONTHS, 2, waarde="9", herzien=_review_day(), **REASON)
    page = _page(officer, f"{_address(draft_id)}aanbieden/")
    assert "Dit concept verandert niets" not in page.text
    assert "De ingangsdatum is nog open" not in page.text


def test_every_problem_stands_at_its_field_at_once_and_nothing_is_lost(officer, draft_id, row):
    answer = officer.post(
        _address(draft_id, MONTHS),
        {
            "revisie": "1",
            "waarde": "heel lang",
            "regeling": "",
            "vastgesteld": "gisteren",
            "herzien": "2001-01-01",
            "eigenaar": "jan@eikenberg.example",
            "toelichting": "Om de krapte.",
        },
    )
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    told = {
        a["href"] for tag, a in page.elements if tag == "a" and a.get("href", "").startswith("#id_")
    }
    wrong = {"#id_waarde", "#id_regeling", "#id_vastgesteld", "#id_herzien", "#id_eigenaar"}
    assert told == wrong
    for text in ("heel lang", "jan@eikenberg.example", "Om de krapte."):
        assert text in answer.content.decode()
    assert row().values == {}


def test_half_a_reason_asks_for_the_rest(officer, draft_id, row):
    answer = _post(officer, draft_id, MONTHS, 1, waarde="9", reden="budget")
    assert "Vul in wie deze afwijking beheert." in answer.content.decode()
    assert "Kies de dag waarvoor u dit opnieuw bekijkt." in answer.content.decode()
    assert row().values == {}


def test_without_a_reason_a_value_is_kept_and_the_draft_cannot_be_offered(officer, draft_id, row):
    assert _post(officer, draft_id, MONTHS, 1, waarde="9").status_code == 302
    page = _page(officer, f"{_address(draft_id)}aanbieden/")
    assert "Eerst een reden geven" in page.text
    assert _address(draft_id, MONTHS) in page.links
    officer.post(f"{_address(draft_id)}aanbieden/", {"revisie": "2"})
    assert not row().is_offered


def test_a_table_keeps_only_the_cells_that_were_filled_in(officer, draft_id, row):
    answer = _post(
        officer,
        draft_id,
        TABLE,
        1,
        cel__light__year_1="12,5 %",
        herzien=_review_day(),
        **REASON,
    )
    assert answer.status_code == 302
    assert row().values[TABLE]["cells"] == {"light": {"year_1": 1250}}
    page = _page(officer, _address(draft_id, TABLE))
    fields = {
        a["name"]: a.get("value", "") for tag, a in page.elements if tag == "input" and "name" in a
    }
    assert fields["cel__light__year_1"] == "12,5"
    assert fields["cel__light__year_2"] == ""
    assert "leeg: 10 %" in page.text or "leeg:" in page.text


def test_an_emptied_table_inherits_again(officer, draft_id, row):
    _post(officer, draft_id, TABLE, 1, cel__light__year_1="12,5")
    assert _post(officer, draft_id, TABLE, 2).status_code == 302
    assert row().values == {}


def test_a_value_is_taken_over_again(officer, draft_id, row):
    _post(officer, draft_id, MONTHS, 1, waarde="9")
    assert _post(officer, draft_id, MONTHS, 2, handeling="overnemen").status_code == 302
    assert row().values == {}


@pytest.mark.parametrize(
    ("parameter", "given", "saved"),
    [
        ("concurrency.excluded", {"waarde": "nee"}, False),
        ("intensity.method", {"waarde": "hours_per_year"}, "hours_per_year"),
        ("contract.excluded_forms", {"waarde": ["zero_hours"]}, ["zero_hours"]),
        ("contract.excluded_forms", {}, []),
        ("hours.minimum_weekly", {"waarde": "10:30"}, 630),
        ("wage_value.minimum", {"waarde": "37,5 %"}, 3750),
        ("tariff.hourly", {"waarde": "€ 75,50"}, 7550),
        ("tariff.hourly", {"geen": "on"}, None),
        ("words.plan", {"waarde": "trajectplan"}, {"nl": "trajectplan"}),
    ],
)
def test_each_kind_of_value_has_its_own_field(officer, draft_id, row, parameter, given, saved):
    method = PARAMETERS["intensity.method"].codes
    if parameter == "intensity.method" and saved not in method:
        given, saved = {"waarde": method[-1]}, method[-1]
    _page(officer, _address(draft_id, parameter))
    answer = _post(officer, draft_id, parameter, 1, **given)
    assert answer.status_code == 302
    assert row().values[parameter]["value"] == saved


def test_every_kind_of_value_has_a_page(officer, draft_id):
    """One of each kind, in English, so that a text without a translation would show."""
    kinds = {
        (p.type, p.unit, bool(p.codes), bool(p.columns), p.nullable, p.may_be_unstated): name
        for name, p in PARAMETERS.items()
        if p.freedom != "fixed"
    }
    for name in kinds.values():
        page = _page(officer, _address(draft_id, name), language="en")
        assert "Where does this stand?" in page.text, name


def test_what_the_law_fixes_has_no_page(officer, draft_id):
    assert officer.get(_address(draft_id, "decision.term_days")).status_code == 404


def test_a_stale_page_saves_nothing_and_keeps_what_was_typed(officer, draft_id, row):
    _post(officer, draft_id, MONTHS, 1, waarde="9")
    answer = _post(officer, draft_id, MONTHS, 1, waarde="11")
    page = answer.content.decode()
    assert "intussen gewijzigd" in page
    assert 'value="11"' in page
    assert 'name="revisie" value="2"' in page
    assert row().values[MONTHS]["value"] == 9
    assert _post(officer, draft_id, MONTHS, 2, waarde="11").status_code == 302


def test_what_is_in_review_is_not_changed(officer, draft_id, row, first_tenant):
    officer.post(f"{_address(draft_id)}aanbieden/", {"revisie": "1"})
    answer = _post(officer, draft_id, MONTHS, 2, waarde="9")
    assert answer.status_code == 302
    assert row().values == {}
    assert "ligt ter controle" in _page(officer, _address(draft_id)).text


def test_a_draft_is_renamed_planned_and_thrown_away(officer, draft_id, row):
    backwards = {"revisie": "1", "naam": "X", "ingang": "2040-02-01", "einde": "2040-01-01"}
    answer = officer.post(f"{_address(draft_id)}gegevens/", backwards)
    assert "Kies een dag na de dag waarop het ingaat." in answer.content.decode()
    given = {"revisie": "1", "naam": "Beleid 2042", "ingang": "2042-01-01"}
    assert officer.post(f"{_address(draft_id)}gegevens/", given).status_code == 302
    assert row().title == "Beleid 2042"
    assert "1 januari 2042" in _page(officer, _address(draft_id)).text
    officer.post(f"{_address(draft_id)}weggooien/", {"revisie": "1"})  # stale
    assert row().title == "Beleid 2042"
    officer.post(f"{_address(draft_id)}weggooien/", {"revisie": "2"})
    assert officer.get(_address(draft_id)).status_code == 404


def test_a_draft_of_another_organisation_is_not_there(draft_id, second_tenant, sign_in):
    stranger = sign_in(second_tenant, "policy_officer")
    for address in (_address(draft_id), _address(draft_id, MONTHS)):
        assert stranger.get(address).status_code == 404


def test_the_sheet_speaks_english(officer, draft_id):
    _post(officer, draft_id, MONTHS, 1, waarde="9")
    page = _page(officer, _address(draft_id), language="en")
    assert "9 months" in page.text
    for dutch in ("Wijzig", "hetzelfde", "anders dan", "Zoeken"):
        assert dutch not in page.text


def test_the_register_of_deviations_lists_why(officer, draft_id, first_tenant):
    page = _page(officer, "/beleid/afwijkingen/")
    assert "Verzonnen regeling van een verzonnen gemeente" in page.text
    assert "Afwijkingen in de arbeidsmarktregio" in page.text
    assert _page(officer, "/beleid/afwijkingen/regio/")


def test_an_entry_of_the_draft_shows_its_reason_on_the_sheet(officer, draft_id, first_tenant):
    with context.inside(first_tenant.schema_name):
        draft_actions.set_value(
            actor=officer.user,
            draft_id=draft_id,
            revision=1,
            parameter=MONTHS,
            entry=entry(9, why=WHY),
        )
    page = _page(officer, _address(draft_id), toon="eigen")
    assert "Arbeidsmarkt in de regio" in page.text
    assert "objectieve grond" in page.text
    assert "herzien vóór 01-01-2030" in page.text
