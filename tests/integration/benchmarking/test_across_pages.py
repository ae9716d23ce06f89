"""The pages of asking across organisations: sent once, kept, and saying whose every answer is."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.permissions import Role
from audit.models import AuditEvent
from benchmarking.across import asking
from benchmarking.across.models import AskedAcross
from benchmarking.across.register import RegisterMoved
from policy_profiles.models import ProfilePeriod
from tenants import context
from tests.across_fixtures import YEAR, organisations, policy, put

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk")
QUESTION = {"na": "uwv-baseline", "groep": "alle", "jaar": str(YEAR), "uren": "1000"}


@pytest.fixture(scope="module")
def three(for_whole_module: None) -> None:
    organisations(NAMES, cases=30)


@pytest.fixture
def analyst(three: None, sign_in) -> Client:
    return sign_in(None, Role.PLATFORM_ANALYST)


def asked(client: Client, **other: str):
    return client.post("/doorrekenen/", {**QUESTION, **other})


def test_a_question_is_sent_once_and_its_answer_kept(analyst):
    """Going back, again and on asks nobody anything."""
    sent = asked(analyst)
    assert sent.status_code == 302
    assert re.fullmatch(r"/doorrekenen/[0-9a-f-]{36}/\?uren=1000", sent["Location"])
    for _time in range(2):
        page = analyst.get(sent["Location"]).content.decode()
        assert "3 tellen mee in de uitkomst" in page
        assert "van ongeveer 90 aanvragen" in page
    assert AskedAcross.objects.count() == 1
    with context.inside(NAMES[0]):
        inside = AuditEvent.objects.get(action="across.asked")
    with context.as_platform():
        outside = AuditEvent.objects.get(action="across.asked")
    assert inside.object_id == outside.object_id == str(AskedAcross.objects.get().id)
    again = asked(analyst)
    assert again["Location"] == sent["Location"]
    assert sent["Location"].split("?")[0] in analyst.get("/doorrekenen/").content.decode()


def test_page_csv_and_json_of_a_near_answer_say_whose_it_is(analyst):
    day = timezone.localdate() - timedelta(days=1)  # the same policy, a day before
    put(analyst.user, policy("uwv-baseline", day=day))
    row = AskedAcross.objects.get()
    near = asked(analyst)["Location"].split("?")[0]
    page = analyst.get(near).content.decode()
    assert "U ziet het antwoord op een eerdere vraag" in page
    assert f"Antwoord {row.id}, op {row.question['base']}; werkwijze" in page
    data = analyst.get(f"{near}cijfers.json").json()
    assert data["is_the_answer_to_an_earlier_question"]
    assert data["answer_to"]["id"] == str(row.id) != data["question"]["id"]
    assert (data["answer_to"]["policy"], data["answer_to"]["year"]) == (row.question["base"], YEAR)
    lines = lines_of(analyst, near)
    assert {line["id"] for line in lines} == {str(row.id)}
    assert {line["policy"] for line in lines} == {row.question["base"]}
    assert all(line["rules_in_force_on"] and line["method"] and line["group"] for line in lines)


def lines_of(client: Client, place: str) -> list[dict[str, str]]:
    """The lines of the file behind an answer."""
    content = client.get(f"{place}cijfers.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_figures_of_an_earlier_question_are_named_in_an_answer_of_its_own(analyst):
    asked(analyst)
    place = asked(analyst, na="uitvoerder:cuyk")["Location"].split("?")[0]
    row = AskedAcross.objects.latest("asked_at")
    assert row.stands_for == row.question_hash
    assert row.answer["near"]
    earlier = str(AskedAcross.objects.earliest("asked_at").id)
    data = analyst.get(f"{place}cijfers.json").json()
    assert {each["id"] for each in data["figures_of_earlier_questions"]} == {earlier}
    assert {line["id"] for line in lines_of(analyst, place)} == {earlier, str(row.id)}
    assert "Welke getallen van een eerdere vraag zijn" in analyst.get(place).content.decode()


def test_an_answer_of_somebody_else_meanwhile_is_told_plainly(analyst, monkeypatch):
    def moved(*_args, **_named):
        raise RegisterMoved

    monkeypatch.setattr(asking.register, "add_answer", moved)
    sent = asked(analyst)
    assert sent["Location"].startswith("/doorrekenen/?na=uwv-baseline")
    [told] = get_messages(sent.wsgi_request)
    assert "Stel uw vraag nog eens" in str(told)
    with context.inside(NAMES[0]):  # tried three times, and on record once
        assert AuditEvent.objects.filter(action="across.asked").count() == 1


def test_too_few_organisations_are_told_with_who_could_not_be_counted(analyst):
    with context.as_owner(NAMES[0]):
        ProfilePeriod.objects.all().delete()
    [told] = get_messages(asked(analyst).wsgi_request)
    assert "ten minste 3 uitvoerders nodig" in str(told)
    assert "Niet meegerekend: Aalst (er geldt daar geen beleid)." in str(told)
    assert not AskedAcross.objects.exists()


def test_what_is_not_on_the_list_comes_back_with_the_form(analyst):
    page = asked(analyst, na="hier-niet", jaar="1999", groep="soort-partnership")
    assert page.status_code == 400
    text = page.content.decode()
    assert "Kies er een uit de lijst" in text
    assert "Kies een jaar uit de lijst" in text
    assert analyst.get("/doorrekenen/00000000-0000-7000-8000-000000000000/").status_code == 404
