"""The pages of the blind exercise: blind while one judges, and nobody's answer afterwards."""

import json
import re
from datetime import timedelta

import pytest
from django.core.serializers import serialize
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from benchmarking.releases.making import make_release
from policy_profiles import queries as policy
from policy_profiles.exercise import actions, queries
from policy_profiles.exercise.actions import Judgement
from policy_profiles.exercise.queries import RoundRow
from policy_profiles.exercise.scale import JUDGED
from rulebook.facts import FACT_BY_NAME
from rulebook.vignettes import VIGNETTES, vignette
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

LIST = "/beleid/oefening/"
CLIENTS = [one.id for one in VIGNETTES if one.facts.get("need") not in (None, "none")][:9]
#: What one assessor answers and nobody else: in any page or file it would stand out.
ODD_HOURS = 1777
#: Everything that somebody can read without naming a case, a draft or a version.
READABLE = (
    "/beleid/", "/beleid/voorbeelden/", "/beleid/verschillen/", "/beleid/verschillen.csv",
    "/beleid/verschillen.json", "/beleid/bundel.yaml", "/beleid/doorrekenen/",
    "/beleid/afwijkingen/", "/beleid/versies/", "/beleid/concepten/", LIST, "/werkvoorraad/",
    "/vergelijken/", "/vergelijken/tabel/", "/vergelijken/export.csv", "/beheer/",
    "/beheer/gebruikers/", "/beheer/logboek/", "/register/",
    "/api/v1/vignettes", "/api/v1/benchmark-figures", "/api/v1/cases", "/api/v1/openapi.json",
)  # fmt: skip
ROLES = ("consultant", "policy_officer", "analyst", "tenant_admin")


def opened_by(officer, **given) -> RoundRow:
    whole = {
        "title": "Voorjaar",
        "vignettes": CLIENTS,
        "last_day": timezone.localdate() + timedelta(days=7),
    }
    return actions.open_round(actor=officer, **{**whole, **given})


def judge(
    user,
    row: RoundRow,
    *,
    need: str = "medium",
    hours: int | None = None,
    verdict: str = "grant",
) -> None:
    minutes = None if hours is None else hours * 60
    for name in row.vignettes:
        answer = Judgement(need=need, verdict=verdict, minutes=minutes)
        actions.judge(actor=user, round_id=row.id, vignette=name, judgement=answer)


def without_own(text: str, need: str, verdict: str) -> str:
    """An outcome without its column of the reader's own answers."""
    return text.replace(" Uw oordeel", "").replace(f" {need} {verdict}", "")


@pytest.fixture
def officer(first_tenant, make_user):
    return make_user(first_tenant, "policy_officer")


@pytest.fixture
def row(first_tenant, officer) -> RoundRow:
    with context.inside(first_tenant.schema_name):
        return opened_by(officer)


def page_of(client: Client, address: str, status: int = 200, language: str = "nl") -> HtmlPage:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == status
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def close(row: RoundRow, officer, tenant) -> None:
    with context.inside(tenant.schema_name):
        actions.close_round(actor=officer, round_id=row.id)


def test_an_officer_opens_a_round_and_hears_all_that_is_missing_at_once(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    answer = client.post(f"{LIST}nieuw/", {"klanten_person": CLIENTS[:2]})
    page = HtmlPage(answer.content.decode())
    assert answer.status_code == 400
    assert "Kies ten minste 8 klanten. U koos er 2." in page.text
    assert "De persoon: Kies" not in page.text  # of all the themes together
    assert "3 punten vragen nog aandacht" in page.text
    day = timezone.localdate() + timedelta(days=14)
    given = {"naam": "Voorjaar", "laatste_dag": day.isoformat()}
    for theme in ("person", "job", "request", "provider"):
        given[f"klanten_{theme}"] = [one.id for one in VIGNETTES if one.theme == theme][:3]
    answer = client.post(f"{LIST}nieuw/", given, follow=True)
    assert "De ronde is open" in answer.content.decode()
    assert "moeten nog 5 collega" in HtmlPage(answer.content.decode()).text
    assert "Voorjaar" in page_of(client, LIST).text


def test_a_consultant_is_told_at_the_worklist_until_all_is_judged(row, first_tenant, sign_in):
    client = sign_in(first_tenant, "consultant")
    address = f"{LIST}{row.id}/"
    assert address in page_of(client, "/werkvoorraad/").links
    with context.inside(first_tenant.schema_name):
        judge(client.user, row)
    assert address not in page_of(client, "/werkvoorraad/").links


def test_a_client_is_shown_without_what_would_tell_the_answer(row, first_tenant, sign_in):
    """No title, no aim, no name in the address, no need, no rules, and no answer of anybody."""
    client = sign_in(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        order = queries.own_answers(row=row, user_id=client.user.id).order
    for place, name in enumerate(order, start=1):
        page = page_of(client, f"{LIST}{row.id}/klant/{place}/")
        one = vignette(name)
        told = f"Klant {place} van {len(order)}"
        assert one.story.nl[:60] in page.text
        assert told in page.text
        for secret in (one.title.nl, one.tests.nl, name, "UWV-basis", "voldoet"):
            assert secret not in page.text, secret
        for fact in JUDGED:
            assert FACT_BY_NAME[fact].label.nl not in page.text
        assert not any(name in link for link in page.links)


def test_judging_goes_on_where_it_stopped(row, first_tenant, sign_in):
    client = sign_in(first_tenant, "consultant")
    address = f"{LIST}{row.id}/klant/"
    given = {"behoefte": "light", "oordeel": "grant", "uren": "40", "doorslag": "abilities"}
    answer = client.post(f"{address}1/", given)
    assert answer.headers["Location"] == f"{address}2/"
    answer = client.post(f"{address}2/", {**given, "daarna": "stoppen"})
    assert answer.headers["Location"] == f"{LIST}{row.id}/"
    page = page_of(client, f"{LIST}{row.id}/")
    assert f"{address}3/" in page.links
    assert "Verder met klant 3" in page.text
    again = client.get(f"{address}1/").content.decode()
    assert 'value="40"' in again
    assert re.search(r'value="light"[^>]* checked', again)


def test_what_is_missing_is_told_at_its_field_and_nothing_is_kept(row, first_tenant, sign_in):
    client = sign_in(first_tenant, "consultant")
    answer = client.post(f"{LIST}{row.id}/klant/1/", {"behoefte": "heavy", "uren": "veel"})
    page = HtmlPage(answer.content.decode())
    assert answer.status_code == 400
    assert "3 punten vragen nog aandacht" in page.text
    assert "Kies of u begeleiding zou toekennen." in page.text
    with context.inside(first_tenant.schema_name):
        assert not queries.own_answers(row=row, user_id=client.user.id).scores
    assert client.get(f"{LIST}{row.id}/klant/10/").status_code == 404
    assert client.get(f"{LIST}{row.id}/klant/0/").status_code == 404


def test_an_open_round_shows_no_outcome_to_anybody(row, first_tenant, sign_in, make_user):
    with context.inside(first_tenant.schema_name):
        for _ in range(6):
            judge(make_user(first_tenant, "consultant"), row, hours=40)
    for role in ("consultant", "policy_officer", "analyst"):
        text = page_of(sign_in(first_tenant, role), f"{LIST}{row.id}/").text
        assert "alfa" not in text.casefold()
        assert "6 collega" not in text
    assert "genoeg collega's klaar" in text


def test_with_four_nobody_sees_more_than_their_own(row, first_tenant, sign_in, make_user, officer):
    client = sign_in(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        judge(client.user, row, need="light", hours=40)
        for _ in range(3):
            judge(make_user(first_tenant, "consultant"), row)
    close(row, officer, first_tenant)
    own = page_of(client, f"{LIST}{row.id}/").text
    assert "Er had nog 1 collega klaar moeten zijn" in own
    assert "Wat u zelf koos" in own
    assert "UWV-basis" not in own
    for role in ("consultant", "policy_officer", "analyst"):
        text = page_of(sign_in(first_tenant, role), f"{LIST}{row.id}/").text
        assert "Wat u zelf koos" not in text
        assert "alfa" not in text.casefold()


def test_afterwards_agreement_and_the_own_answer_beside_the_group(
    row, first_tenant, sign_in, make_user, officer
):
    """K4.2-b4: whether assessors judge alike is measured, and each sees the own answer."""
    client = sign_in(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        judge(client.user, row, need="intensive")
        for number in range(6):
            need = "light" if number < 3 else "medium"
            judge(make_user(first_tenant, "consultant"), row, need=need)
    close(row, officer, first_tenant)
    page = page_of(client, f"{LIST}{row.id}/")
    assert "7 collega's beoordeelden alle klanten" in page.text
    assert "Krippendorffs alfa" in page.text
    assert len(page.of_class("px-own")) == len(CLIENTS)
    reader = page_of(sign_in(first_tenant, "analyst"), f"{LIST}{row.id}/")
    assert reader.of_class("px-own") == []
    assert "UWV-basis" in reader.text
    english = page_of(sign_in(first_tenant, "analyst"), f"{LIST}{row.id}/", language="en").text
    for dutch in ("klanten", "collega", "behoefte", "alfa", "antwoord"):
        assert dutch not in english.casefold()


def test_no_page_file_or_record_shows_anybody_one_persons_answer(
    row, first_tenant, sign_in, make_user, officer, few_indicators
):
    """One answers otherwise than all others, with hours that nobody else gives."""
    odd = sign_in(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        judge(odd.user, row, need="none", hours=ODD_HOURS, verdict="refuse")
        for _ in range(6):
            judge(make_user(first_tenant, "consultant"), row, hours=40)
        pseudonym = queries.pseudonym_in(round_id=row.id, user_id=odd.user.id)
    close(row, officer, first_tenant)
    make_release(actor=None)
    secrets = [str(ODD_HOURS), "1.777", "1,777", str(ODD_HOURS * 60), pseudonym]
    reader = sign_in(first_tenant, *ROLES)  # every role at once, and no assessor of this round
    for address in (*READABLE, f"{LIST}{row.id}/", "/werkvoorraad/zoeken/"):
        answer = reader.get(address, follow=True)
        text = answer.content.decode(errors="replace")
        assert answer.status_code == 200, address
        assert [secret for secret in secrets if secret in text] == [], address
    outcome = page_of(reader, f"{LIST}{row.id}/")
    assert outcome.text.count("3 of meer") == len(CLIENTS)  # six granted, and one refused
    assert not re.search(r"\b6\b", outcome.text[outcome.text.index("Klant voor klant") :][:400])
    with context.inside(first_tenant.schema_name):
        record = serialize("json", AuditEvent.objects.all())
    assert [secret for secret in secrets if secret in record] == []
    own = page_of(odd, f"{LIST}{row.id}/").text
    assert "1.777,0 u" in own


def test_the_outcome_is_the_same_for_everybody_but_for_the_own_answer(
    row, first_tenant, sign_in, make_user, officer
):
    """Nothing can be learnt by comparing what two people see: two who took part, and one who did
    not."""
    answers = (("light", "grant"), ("medium", "refuse"), ("intensive", "grant"))
    readers = [sign_in(first_tenant, "consultant") for _ in range(7)]
    with context.inside(first_tenant.schema_name):
        for number, reader in enumerate(readers):
            need, verdict = answers[number % 3]
            judge(reader.user, row, need=need, verdict=verdict)
    close(row, officer, first_tenant)
    seen = []
    for reader in (readers[0], readers[1], sign_in(first_tenant, "analyst")):
        text = page_of(reader, f"{LIST}{row.id}/").text
        seen.append(text[text.index("Hoe ver") : text.index("Hoe is dit berekend")])
    light, medium, outsider = seen
    # All clients were judged in the same three ways: no agreement, with seven assessors.
    assert "0,0 of minder 95%-interval: 0,4 of minder" in " ".join(light.split())
    assert light != medium
    assert without_own(light, "licht", "Ja, toekennen") == outsider
    assert without_own(medium, "midden", "Nee, afwijzen") == outsider


def test_a_closed_round_keeps_the_rules_of_the_day_it_ended(
    row, first_tenant, sign_in, make_user, officer, monkeypatch
):
    """Whatever holds later says nothing of what the assessors had before them."""
    with context.inside(first_tenant.schema_name):
        for _ in range(5):
            judge(make_user(first_tenant, "consultant"), row)
    close(row, officer, first_tenant)
    asked = []
    for name in ("baseline_on", "profile_on"):
        real = getattr(policy, name)
        monkeypatch.setattr(policy, name, lambda *, on, real=real: asked.append(on) or real(on=on))
    closed = timezone.localdate()
    later = closed + timedelta(days=90)
    client = sign_in(first_tenant, "analyst")
    monkeypatch.setattr(timezone, "localdate", lambda value=None: closed if value else later)
    page_of(client, f"{LIST}{row.id}/")
    assert closed in asked
    assert later not in asked


def test_a_second_press_leads_to_the_round_that_is_open(row, first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    given = {"naam": "Weer", "laatste_dag": timezone.localdate().isoformat()}
    for theme in ("person", "job", "request", "provider"):
        given[f"klanten_{theme}"] = [
            one.id for one in VIGNETTES if one.theme == theme and one.id in CLIENTS
        ]
    answer = client.post(f"{LIST}nieuw/", given, follow=True)
    assert answer.redirect_chain[-1][0] == f"{LIST}{row.id}/"
    assert "Met deze klanten is al een ronde open" in HtmlPage(answer.content.decode()).text
    with context.inside(first_tenant.schema_name):
        assert len(queries.rounds()) == 1


def test_closing_says_first_what_it_does(row, first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    address = f"{LIST}{row.id}/sluiten/"
    page = page_of(client, address)
    assert "nog 5 collega's klaar zijn" in page.text
    assert "De ronde is gesloten" in client.post(address, follow=True).content.decode()
    answer = client.post(address, follow=True)
    assert answer.redirect_chain[-1][0] == f"{LIST}{row.id}/"
    consultant = sign_in(first_tenant, "consultant")
    answer = consultant.post(f"{LIST}{row.id}/klant/1/", {"behoefte": "light", "oordeel": "grant"})
    assert answer.headers["Location"] == f"{LIST}{row.id}/"
    with context.inside(first_tenant.schema_name):
        assert not queries.own_answers(row=row, user_id=consultant.user.id).scores


def test_an_answer_stands_in_no_log(row, first_tenant, sign_in, caplog):
    client = sign_in(first_tenant, "consultant")
    given = {"behoefte": "intensive", "oordeel": "refuse", "uren": str(ODD_HOURS)}
    with caplog.at_level("DEBUG", logger="django.request"):
        client.post(f"{LIST}{row.id}/klant/1/", given)
    assert json.dumps(ODD_HOURS) not in caplog.text
