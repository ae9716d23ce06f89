"""The pages of asking across organisations: sent once, kept, on record, and in plain words."""

import csv
import io
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.permissions import Role
from audit.models import AuditEvent
from benchmarking.across import asking, refusals
from benchmarking.across.inside import Reason
from benchmarking.across.models import AcrossAnswer
from policy_profiles.models import ProfilePeriod
from policy_profiles.taking_part.actions import state_sharing
from tenants import context
from tests.across_fixtures import YEAR, organisations

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk")
QUESTION = {"na": "uwv-baseline", "groep": "alle", "jaar": str(YEAR), "uren": "1000"}


@pytest.fixture(scope="module")
def three(for_whole_module: None) -> None:
    organisations(NAMES, cases=10)


@pytest.fixture
def analyst(three: None, sign_in) -> Client:
    return sign_in(None, Role.PLATFORM_ANALYST)


def asked(client: Client, **other: str):
    return client.post("/doorrekenen/", {**QUESTION, **other})


def actions() -> list[str]:
    with context.as_platform():
        found = AuditEvent.objects.filter(action__startswith="across.").order_by("occurred_at")
        return list(found.values_list("action", flat=True))


def test_a_question_is_sent_once_its_answer_kept_and_each_reading_on_record(analyst):
    sent = asked(analyst)
    assert re.fullmatch(r"/doorrekenen/[0-9a-f-]{36}/\?uren=1000", sent["Location"])
    first, second = (analyst.get(sent["Location"]).content.decode() for _time in range(2))
    assert first.partition("<h1")[2] == second.partition("<h1")[2]
    assert "te weinig mensen om veel te kunnen zeggen" in first
    assert "Aalst, Beek, Cuyk" in first
    assert "ε = 3,9" in first
    assert "ten hoogste 83 van de 100" in first
    assert "te onzeker" in first  # of thirty people nearly everything is
    assert asked(analyst)["Location"] == sent["Location"]
    assert actions() == ["across.asked", "across.read", "across.read", "across.read"]
    listed = analyst.get("/doorrekenen/").content.decode()
    assert sent["Location"].split("?")[0] in listed
    assert "11 keer naar beleid" in listed


def test_page_csv_and_json_are_of_the_same_lines(analyst):
    place = asked(analyst)["Location"].split("?")[0]
    data = analyst.get(f"{place}cijfers.json").json()
    content = analyst.get(f"{place}cijfers.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert len(lines) == len(data["figures"]) > 100
    for line, figure in zip(lines, data["figures"], strict=True):
        assert line["figure"] == figure["figure"]
        assert line["value"] == ("" if figure["value"] is None else str(figure["value"]))
        assert (line["too_uncertain"] == "yes") is (figure["value"] is None)
    assert {line["policy"] for line in lines} == {"uwv-baseline"}
    assert data["organisations"] == ["Aalst", "Beek", "Cuyk"]
    assert data["guarantee"]["epsilon"] < 4
    with context.as_platform():
        answered = AcrossAnswer.objects.exclude(subject="").get()
    assert {line["id"] for line in lines} == {str(answered.id)}


def test_who_could_not_answer_is_named_with_the_reason_and_no_number(analyst):
    with context.as_owner(NAMES[0]):
        ProfilePeriod.objects.all().delete()
    sent = asked(analyst)
    assert sent["Location"].startswith("/doorrekenen/?na=uwv-baseline")
    [told] = get_messages(sent.wsgi_request)
    assert "Aalst (er geldt daar geen beleid)" in str(told)
    assert actions() == ["across.refused"]


def test_too_few_organisations_are_told_plainly(analyst):
    with context.inside(NAMES[0]):
        state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
    [told] = get_messages(asked(analyst).wsgi_request)
    assert "ten minste 3" in str(told)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (refusals.NothingLeft(YEAR), "niets nieuws meer"),
        (refusals.SettledMeanwhile(), "Stel uw vraag nog eens"),
        (refusals.SomebodyFailed({"beek": Reason.NOT_WORKING}), "Beek (daar kon nu niet"),
    ],
)
def test_why_there_is_no_answer_is_said_plainly(analyst, monkeypatch, why, words):
    def refuse(*_given):
        raise why

    monkeypatch.setattr(asking, "_ask", refuse)
    [told] = get_messages(asked(analyst).wsgi_request)
    assert words in str(told)


def test_what_is_not_on_the_list_comes_back_with_the_form(analyst):
    page = asked(analyst, na="hier-niet", jaar="1999", groep="soort-partnership")
    assert page.status_code == 400
    text = page.content.decode()
    assert "Kies er een uit de lijst" in text
    assert "Kies een jaar uit de lijst" in text
    assert analyst.get("/doorrekenen/00000000-0000-7000-8000-000000000000/").status_code == 404


def test_what_there_is_without_a_policy_has_no_page_of_its_own(analyst):
    asked(analyst)
    with context.as_platform():
        now = AcrossAnswer.objects.get(subject="")
    assert analyst.get(f"/doorrekenen/{now.id}/").status_code == 404


def test_taking_part_says_what_it_means(three, two_tenants, sign_in):
    page = sign_in(two_tenants.first, "tenant_admin").get("/beheer/meedoen/").content.decode()
    assert "Wat meedoen betekent" in page
    assert "een getal dat het toeval trekt" in page
    assert "Nog niemand stelt deze vragen" not in page


def test_who_takes_part_declares_that_references_are_of_people(three, two_tenants, sign_in):
    browser = sign_in(two_tenants.first, "tenant_admin")
    answer = {"meedoen": "ja", "vanaf": f"{timezone.localdate():%d-%m-%Y}"}
    refused = browser.post("/beheer/meedoen/", answer)
    assert refused.status_code == 400
    assert "Verklaar dit" in refused.content.decode()
    assert browser.post("/beheer/meedoen/", {**answer, "kenmerk": "on"}).status_code == 302
    assert browser.post("/beheer/meedoen/", {**answer, "meedoen": "nee"}).status_code == 302
