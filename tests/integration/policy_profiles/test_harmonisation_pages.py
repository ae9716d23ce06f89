"""The pages of harmonisation: who sees what, what is in the address, and beginning a draft."""

import csv
import io
from html import unescape
from re import findall
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from policy_profiles.drafts.actions import StillToDiscuss, offer_draft, set_value
from policy_profiles.drafts.queries import draft_row, draft_rows, profile_of_row
from policy_profiles.harmonisation.actions import draft_towards
from policy_profiles.harmonisation.closer import closer
from policy_profiles.harmonisation.group import offered
from policy_profiles.harmonisation.measure.answered import AnsweredMeasure
from policy_profiles.harmonisation.measure.stated import stated_measure, weighted
from policy_profiles.models import ProfileDraft, ProfilePeriod
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame
from rulebook.headings import TOPICS
from rulebook.profiles import load_shipped
from rulebook.topic_scores import topic_scores
from tenants import actions, context
from tenants.models import Municipality, Tenant
from tenants.queries import tenant_at
from tests.integration.policy_profiles.drafting import WHY, entry
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.what_if_fixtures import decide_cases, decide_like, decided_facts

pytestmark = pytest.mark.django_db

PAGE, CLOSER = "/beleid/harmoniseren/", "/beleid/harmoniseren/dichterbij/"
CSV, JSON, DRAFT = (
    f"{PAGE[:-1]}.csv",
    f"{PAGE[:-1]}.json",
    f"{PAGE}concept/",
)


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


@pytest.fixture
def officer(first_tenant, sign_in) -> Client:
    return sign_in(first_tenant, "policy_officer")


def page_of(address: str, client: Client, *, language: str = "nl", status: int = 200) -> HtmlPage:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == status
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def make(schema_name: str, profile: str, *, synthetic: bool = True, launched: bool = True) -> None:
    number = 100 + len(schema_name)
    code = f"XX7{number}" if synthetic else f"GM9{number}"
    actions.add_municipality(code=code, name=schema_name.title())
    actions.create_tenant(
        schema_name=schema_name,
        name=schema_name.title(),
        kind="municipality",
        profile_name=profile,
        municipality_codes=[code],
        hosts=[f"{schema_name}.localhost"],
        is_synthetic=synthetic,
    )
    if launched:
        actions.launch_tenant(schema_name=schema_name)


def in_one_region() -> None:
    with context.as_platform():
        Municipality.objects.filter(code__in=["XX9001", "XX9002"]).update(region_code="XX01")


def shipped(name: str):
    return load_shipped(name, timezone.localdate())


def as_json(client: Client, **asked: object) -> dict:
    answer = client.get(f"{JSON}?{urlencode(asked, doseq=True)}")
    assert answer.status_code == 200
    return answer.json()


def test_the_page_says_how_far_the_own_policy_lies_from_uwv_and_the_others(officer):
    page = page_of(PAGE, officer)
    for label in TOPICS.values():
        assert label.nl in page.text
    assert "Uw arbeidsmarktregio is niet bekend" in page.text
    assert "Duinzicht" in page.text
    assert "Het verst van UWV ligt u bij “Begrippen en vormen”: 43 %" in page.text
    assert "/beleid/verschillen/?van=uwv-baseline&naar=nu" in page.links
    assert "/beleid/verschillen/?van=nu&naar=uitvoerder%3Aduinzicht" in page.links
    assert "/beleid/voorbeelden/" in page.links


def test_the_figures_are_those_of_the_measures(officer):
    """Held against the pure measures on the three policies."""
    own, other, base = (shipped(name) for name in ("hour-caps", "weekly-hours", "uwv-baseline"))
    found = as_json(officer)
    between = stated_measure([base, own, other]).between(own, base)
    weights = topic_scores().weights
    for line in found["topics"]:
        assert line["stated"]["to_baseline"] == round(float(between[line["topic"]]), 6)
        part = AnsweredMeasure([base, own, other]).between(own, other)[line["topic"]]
        assert line["answered"]["to_others"]["mean"] == round(float(part), 6)
        assert line["weight"] == weights[line["topic"]]
    whole = weighted(between, weights)
    assert found["weighted"]["stated"]["to_baseline"] == round(float(whole), 6)
    shares = sum(line["share_of_weighted"] for line in found["topics"])
    assert shares == pytest.approx(float(whole), abs=1e-5)


def test_those_of_one_region_are_the_group_by_themselves(officer):
    make("elders", "strict-cap")
    in_one_region()
    page = page_of(PAGE, officer)
    assert "Uw arbeidsmarktregio: Duinzicht." in page.text
    assert as_json(officer)["group"]["chosen"] == "region"
    members = {member["name"] for member in as_json(officer)["group"]["members"]}
    assert members == {"UWV", "Eikenberg", "Duinzicht"}


def test_another_group_is_chosen_in_the_address(officer):
    make("elders", "strict-cap")
    found = as_json(officer, groep="elders")
    assert [m["name"] for m in found["group"]["members"]] == ["UWV", "Eikenberg", "Elders"]
    page = page_of(f"{PAGE}?groep=elders", officer)
    assert "De groep die u koos: Elders." in page.text
    assert f"{CLOSER}?groep=elders" in page.links


def test_a_group_is_chosen_at_once_by_a_link(officer):
    make("bestaand", "utrecht", synthetic=False)
    page = page_of(PAGE, officer)
    assert f"{PAGE}?groep=bestaand" in page.links
    assert f"{PAGE}?groep=bestaand&groep=duinzicht" in page.links
    assert "Alle bestaande organisaties" in page.text
    found = page_of(f"{PAGE}?groep=bestaand&groep=duinzicht", officer)
    assert "De groep die u koos: Bestaand, Duinzicht." in found.text


def test_no_more_than_eleven_others_are_laid_side_by_side(officer, monkeypatch):
    make("elders", "strict-cap")
    monkeypatch.setattr("policy_profiles.harmonisation.form.MOST_OTHERS", 1)
    page = page_of(f"{PAGE}?groep=elders&groep=duinzicht", officer, status=400)
    assert "Kies hoogstens 1 organisatie." in page.text


def test_only_what_is_published_by_those_who_are_open_can_be_chosen(officer):
    make("geheim", "strict-cap", launched=False)
    assert "Geheim" not in page_of(PAGE, officer).text
    page = page_of(f"{PAGE}?groep=geheim", officer, status=400)
    assert "Deze organisatie is er niet of niet meer" in page.text
    assert page.of_class("ph-distances") == []


def test_weights_are_in_the_address_and_always_on_the_page(officer):
    weights = {f"gewicht_{topic}": 0 for topic in TOPICS} | {"gewicht_definitions": 100}
    found = as_json(officer, **weights)
    assert found["weights"]["used"]["definitions"] == 100
    assert found["weighted"]["stated"]["to_baseline"] == 0.428571
    page = page_of(f"{PAGE}?{urlencode(weights)}", officer)
    assert page.text.count("aangepast") > len(TOPICS)
    assert "ligt u 43 % van UWV op waarden" in page.text
    assert f"{PAGE}?" in page.links  # back to the weights of the scores
    shared = next(link for link in page.links if link.startswith(f"{JSON}?"))
    assert officer.get(shared).json()["weights"]["used"] == found["weights"]["used"]


def test_the_scores_stand_beside_the_weights_with_their_source(officer):
    text = page_of(PAGE, officer).text
    assert "par. 6.3, tabel 6.1" in text
    assert "Dezelfde certificering voor jobcoaches en jobcoachorganisaties 3,6 3,6 3,6" in text
    assert "uit de cijfers: 47" in text


@pytest.mark.parametrize(
    ("asked", "text", "at"),
    [
        ({"gewicht_tasks": "veel"}, "Geef een heel getal van 0 tot en met 100", "gewicht_tasks"),
        ({"gewicht_tasks": "-1"}, "Geef een heel getal van 0 tot en met 100", "gewicht_tasks"),
        ({"gewicht_tasks": "101"}, "Geef een heel getal van 0 tot en met 100", "gewicht_tasks"),
        ({"groep": "nergens"}, "Kies uit de lijst", "groep_0"),
        ({"onderwerp": "weer"}, "Kies een onderwerp uit de lijst", "onderwerp"),
        ({f"gewicht_{t}": 0 for t in TOPICS}, "minstens één onderwerp", "gewicht_certification"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(asked, text, at, officer):
    page = page_of(f"{PAGE}?{urlencode(asked)}", officer, status=400)
    assert text in page.text
    assert f"#id_{at}" in page.links
    for address in (CSV, JSON, CLOSER):
        answer = officer.get(f"{address}?{urlencode(asked)}")
        assert answer.headers["Location"].startswith(f"{PAGE}?")


def test_a_matrix_is_of_the_topic_that_is_chosen(officer):
    page = page_of(f"{PAGE}?onderwerp=definitions", officer)
    assert "Op waarden: begrippen en vormen" in page.text
    every = page_of(PAGE, officer)
    assert "Op voorbeeldklanten: alle onderwerpen, gewogen" in every.text


def test_the_csv_has_every_two_and_every_topic(officer):
    content = officer.get(CSV, headers={"accept-language": "nl"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 3 * len(TOPICS)
    row = next(
        r
        for r in rows
        if r["topic"] == "definitions" and {r["from"], r["to"]} == {"UWV", "Eikenberg"}
    )
    assert (row["stated"], row["weight"]) == ("0,428571", "46")


def test_without_policy_in_force_that_is_told(first_tenant, officer):
    with context.inside(first_tenant.schema_name):
        ProfilePeriod.objects.update(known_to=timezone.now())
    for address in (PAGE, CLOSER):
        assert "Er geldt vandaag geen beleid" in page_of(address, officer).text


def test_alternatives_say_what_goes_and_who_changes_what(officer):
    page = page_of(CLOSER, officer)
    assert "1 waarde gelijk:" in page.text
    assert "Voorstel 3." in page.text
    assert "Manier om de uren te bepalen: uren per jaar" in page.text
    assert "Er is hier nog geen hele maand voorbij waarin iets is besloten" in page.text
    assert "waarden geprobeerd" in page.text
    assert any(link.startswith("/beleid/voorbeelden/") for link in page.links)


def test_the_own_cases_are_worked_through(first_tenant, officer):
    with context.inside(first_tenant.schema_name):
        decide_cases(60)
    page = page_of(CLOSER, officer)
    text = page.text
    assert page.of_class("wi-change")
    assert "van 60 aanvragen" in text
    assert "Doorgerekend op uw eigen besluiten van 1 januari 2025 tot 1 november 2025" in text


def by_effect_of_the_first_proposal() -> dict[str, list[int]]:
    """The numbers of cases of which it changes the hours, by how, and of which it does not."""
    today = timezone.localdate()
    choice = offered(today=today)
    first = closer(group=choice.group(choice.usual()), language="nl").alternatives[0]
    frame = CaseFrame.from_rows([decided_facts(number) for number in range(20)])
    apart = evaluate(frame, first.own).minutes - evaluate(frame, choice.own.profile).minutes
    return {
        "fewer": [number for number in range(20) if apart[number] < 0],
        "more": [number for number in range(20) if apart[number] > 0],
        "same": [number for number in range(20) if apart[number] == 0],
    }


def test_one_or_two_people_are_not_counted_out_beside_a_proposal(first_tenant, officer):
    """Two get fewer hours by the first proposal, and twelve get more."""
    with context.inside(first_tenant.schema_name):
        numbers = by_effect_of_the_first_proposal()
        of_each = numbers["fewer"][:1] * 2 + numbers["more"][:1] * 12
        decide_like(of_each + numbers["same"][:1] * 20)
    text = page_of(CLOSER, officer).text
    assert "Minder dan 3 van 34 aanvragen krijgen minder uren" in text
    assert "2 van 34" not in text


def test_proposals_that_differ_by_one_person_show_neither_their_counts_nor_hours(
    first_tenant, officer
):
    """By the first eleven get more hours and one fewer, by the second twelve more."""
    with context.inside(first_tenant.schema_name):
        numbers = by_effect_of_the_first_proposal()
        of_each = numbers["fewer"][:1] + numbers["more"][:1] * 11
        decide_like(of_each + numbers["same"][:1] * 20)
    page = page_of(CLOSER, officer)
    assert "een afgeschermd aantal krijgen meer uren" in page.text
    assert not findall(r"1[12] (van 32 aanvragen )?krijgen", page.text)
    assert "een ander voorstel doet bijna hetzelfde" in page.text
    assert page.of_class("wi-change") == []


def test_so_few_cases_are_not_worked_through(first_tenant, officer):
    with context.inside(first_tenant.schema_name):
        decide_cases(5)
    assert "Er zijn te weinig besluiten" in page_of(CLOSER, officer).text


def proposal_with(client: Client, parameter: str, *, from_: str) -> dict[str, list[str]]:
    content = client.get(CLOSER).content.decode()
    for form in content.split("<form")[1:]:
        values = [unescape(v) for v in findall(r'name="waarde" value="([^"]*)"', form)]
        if f"{parameter}={from_}" in values:
            return {"waarde": values, "adres": [""], "naam": ["Samen verder"]}
    raise AssertionError(f"no proposal with {parameter} of {from_}")


def test_a_draft_begins_with_the_own_part_only(first_tenant, officer):
    sent = proposal_with(officer, "intensity.method", from_="duinzicht")
    answer = officer.post(DRAFT, sent)
    with context.inside(first_tenant.schema_name):
        (draft,) = draft_rows()
        assert answer.headers["Location"] == f"/beleid/concepten/{draft.id}/"
        profile = profile_of_row(draft, on=timezone.localdate())
        assert draft.title == "Samen verder"
        assert profile["intensity.method"].value == "fixed_weekly"
        changed = profile.differences_from(shipped("hour-caps"))
        assert set(changed) == {text.partition("=")[0] for text in sent["waarde"]}
        assert profile.layers[-1].values["intensity.method"][0].deviation is None
        actions_on_record = list(AuditEvent.objects.values_list("action", flat=True))
    assert {"draft.started", "draft.value_set"} <= set(actions_on_record)
    assert "Samen verder" in officer.get("/beleid/concepten/").content.decode()


def test_a_value_under_the_rule_that_is_to_come_is_not_offered(first_tenant, officer, make_user):
    """Nobody publishes “not set yet” as a rule by mistake, also where no reason is asked."""
    colleague = make_user(first_tenant, "policy_officer")
    with context.inside(first_tenant.schema_name):
        values = {"contract.minimum_months": 9}
        draft_id = draft_towards(actor=colleague, title="Samen verder", values=values)
        draft = draft_row(draft_id=draft_id)
        assert draft.to_discuss == ("contract.minimum_months",)
        with pytest.raises(StillToDiscuss):
            offer_draft(actor=colleague, draft_id=draft_id, revision=draft.revision)
    page = page_of(f"/beleid/concepten/{draft_id}/aanbieden/", officer)
    assert "Nog te bespreken: 1 waarde" in page.text
    with context.inside(first_tenant.schema_name):
        rest = {"revision": draft.revision, "parameter": "contract.minimum_months"}
        set_value(actor=colleague, draft_id=draft_id, entry=entry(9, why=WHY), **rest)
        offer_draft(actor=colleague, draft_id=draft_id, revision=draft.revision + 1)


def test_a_value_from_a_proposal_leaves_its_rule_and_reason_to_be_filled_in(
    first_tenant, officer, make_user
):
    """The notice says what else came from the proposal; no other value takes its rule from it."""
    colleague = make_user(first_tenant, "policy_officer")
    with context.inside(first_tenant.schema_name):
        values = {"contract.minimum_months": 9, "growth.within_months": 9}
        draft_id = draft_towards(actor=colleague, title="Samen verder", values=values)
    place = f"/beleid/concepten/{draft_id}/"
    page = page_of(f"{place}contract.minimum_months/", officer)
    assert "Deze waarde komt uit een voorstel om af te stemmen" in page.text
    assert f"{place}growth.within_months/" in page.links
    content = officer.get(f"{place}contract.minimum_months/").content.decode()
    for name in ("regeling", "vastgesteld", "artikel", "toelichting"):
        assert not findall(rf'name="{name}"[^>]*value="[^"]+"', content)
    assert 'value="" selected' in content.partition('name="reden"')[2].partition("</select>")[0]
    other = officer.get(f"{place}intensity.method/").content.decode()
    assert "Voorstel om af te stemmen" not in other
    assert "komt uit een voorstel" not in other


def test_a_button_pressed_twice_begins_one_draft(first_tenant, officer):
    """The second press leads to the draft of the first; under another name it is another."""
    sent = proposal_with(officer, "intensity.method", from_="duinzicht")
    first, again = (officer.post(DRAFT, sent).headers["Location"] for _press in range(2))
    assert first == again
    assert officer.post(DRAFT, sent | {"naam": ["Anders"]}).headers["Location"] != first
    with context.inside(first_tenant.schema_name):
        assert ProfileDraft.objects.count() == 2
        assert AuditEvent.objects.filter(action="draft.started").count() == 2


def test_what_lies_below_is_inherited_again(first_tenant, officer):
    """UWV's method is the baseline's own: nothing of one's own is left there."""
    sent = proposal_with(officer, "intensity.method", from_="uwv-baseline")
    officer.post(DRAFT, sent)
    with context.inside(first_tenant.schema_name):
        (draft,) = draft_rows()
        assert "intensity.method" not in draft.values


@pytest.mark.parametrize(
    "values",
    [
        ["intensity.method=nergens"],
        ["decision.term_days=duinzicht"],
        ["bestaat.niet=duinzicht"],
        ["intensity.method"],
        ["intensity.method=eikenberg"],
        [],
    ],
)
def test_what_is_no_proposal_begins_nothing(values, first_tenant, officer):
    answer = officer.post(DRAFT, {"waarde": values, "adres": "", "naam": "Samen"}, follow=True)
    assert "Dit voorstel past niet meer" in answer.content.decode()
    with context.inside(first_tenant.schema_name):
        assert not ProfileDraft.objects.exists()


def test_a_name_that_is_missing_is_asked_at_its_proposal(first_tenant, officer):
    sent = proposal_with(officer, "intensity.method", from_="duinzicht") | {"naam": [""]}
    answer = officer.post(DRAFT, sent)
    assert answer.status_code == 400
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    assert len(page.of_class("utrecht-form-field--invalid")) == 1
    assert page.of_class("ml-problems")
    [linked] = [link for link in page.links if link.endswith("-naam")]
    assert f'id="{linked[1:]}"' in answer.content.decode()
    with context.inside(first_tenant.schema_name):
        assert not ProfileDraft.objects.exists()


def test_an_analyst_sees_the_proposals_and_begins_nothing(first_tenant, sign_in):
    analyst = sign_in(first_tenant, "analyst")
    assert "Begin een concept" not in page_of(CLOSER, analyst).text
    assert analyst.post(DRAFT, {"naam": "x"}).status_code == 403


def test_an_invented_value_is_not_proposed_to_an_organisation_that_exists(sign_in):
    """It is laid beside the own policy with its mark, and gives no values."""
    make("bestaand", "utrecht", synthetic=False)
    client = sign_in(tenant_at(host="bestaand.localhost"), "policy_officer")
    address = "?groep=eikenberg&groep=duinzicht"
    assert "Er is verzonnen beleid bij" in page_of(PAGE + address, client).text
    content = client.get(CLOSER + address).content.decode()
    assert "Hun waarden worden niet voorgesteld" in content
    givers = {v.partition("=")[2] for v in findall(r'name="waarde" value="([^"]*)"', content)}
    assert givers
    assert givers <= {"bestaand", "uwv-baseline"}


def test_nobody_else_leaves_a_way_on(first_tenant, second_tenant, officer):
    with context.as_platform():
        Tenant.objects.filter(schema_name=second_tenant.schema_name).update(launched_at=None)
    assert "U koos geen andere organisaties." in page_of(PAGE, officer).text
    closer = page_of(CLOSER, officer)
    assert "Er is nu niemand om mee af te stemmen" in closer.text
    assert PAGE in closer.links


def test_the_number_of_queries_does_not_grow_with_the_group(
    officer, django_assert_num_queries, django_assert_max_num_queries
):
    officer.get(PAGE)
    with django_assert_max_num_queries(30) as few:
        officer.get(PAGE)
    asked = len(few)
    make("elders", "strict-cap")
    officer.get(PAGE)  # reads the contents that are new, once
    with django_assert_num_queries(asked):
        assert "Elders" in officer.get(PAGE).content.decode()


def test_the_pages_are_complete_in_english(officer):
    for address in (PAGE, CLOSER):
        text = page_of(address, officer, language="en").text
        for dutch in ("waarden", "Voorstel", "Gewicht", "organisatie", "uur", "verschil", "klant"):
            assert dutch not in text, (address, dutch)


def test_the_sheet_leads_here_for_those_who_may(first_tenant, officer, sign_in):
    assert PAGE in page_of("/beleid/", officer).links
    consultant = sign_in(first_tenant, "consultant")
    assert PAGE not in page_of("/beleid/", consultant).links
