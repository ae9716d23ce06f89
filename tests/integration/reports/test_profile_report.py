"""A profile to print says the same on the page, in the PDF and in the workbook."""

import io
import re

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import queries
from policy_profiles.drafts import actions as draft_actions
from rulebook import wording
from rulebook.parameter import PARAMETERS
from rulebook.profiles import load_shipped
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


def _workbook(client: Client, address: str, language: str = "nl") -> dict[str, list[tuple]]:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def _page(client: Client, address: str, language: str = "nl") -> HtmlPage:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def test_page_and_workbook_have_every_rule(first_tenant, sign_in):
    client = sign_in(first_tenant, "consultant")
    page = _page(client, "/beleid/afdrukken/")
    book = _workbook(client, "/beleid/beleid.xlsx")
    assert list(book) == ["Beleid", "Over dit beleid"]
    rules = book["Beleid"][1:]
    assert len(rules) == len(PARAMETERS)
    assert {row[1] for row in rules} == {p.label.nl for p in PARAMETERS.values()}
    for row in rules:
        assert row[1] in page.text
        assert " ".join(row[2].split()) in page.text
    day = wording.date_long(timezone.localdate(), "nl")
    (title,) = re.findall("<title>(.*)</title>", client.get("/beleid/afdrukken/").content.decode())
    assert title == f"Ons beleid, zoals het geldt op {day} · Eikenberg · Meetlat"
    assert load_shipped("hour-caps", timezone.localdate()).content_hash in page.text


def test_what_differs_from_uwv_stands_beside_it(first_tenant, sign_in):
    book = _workbook(sign_in(first_tenant, "analyst"), "/beleid/beleid.xlsx")
    differing = {row[1] for row in book["Beleid"][1:] if row[3] != "gelijk"}
    today = timezone.localdate()
    expected = load_shipped("hour-caps", today).differences_from(
        load_shipped("uwv-baseline", today)
    )
    assert differing == {PARAMETERS[name].label.nl for name in expected}


def test_the_pdf_is_tagged_in_its_language_and_the_same_each_time(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    for language, mark in (("nl", b"/Lang(nl)"), ("en", b"/Lang(en)")):
        answer = client.get("/beleid/beleid.pdf", headers={"accept-language": language})
        assert answer.content.startswith(b"%PDF-1.")
        for part in (b"pdfuaid:part", b"/StructTreeRoot", b"/MarkInfo", mark):
            assert part in answer.content
        again = client.get("/beleid/beleid.pdf", headers={"accept-language": language})
        assert again.content == answer.content


@pytest.mark.parametrize("code", ["uwv-baseline", "g4-2015", "eikenberg", "duinzicht"])
def test_everyone_prints_what_is_published(code):
    client = Client(SERVER_NAME="localhost")
    page = _page(client, f"/profielen/{code}/afdrukken/")
    assert ("Verzonnen voorbeeld" in page.text) == (code in ("eikenberg", "duinzicht"))
    assert client.get(f"/profielen/{code}/beleid.pdf").content.startswith(b"%PDF")
    assert len(_workbook(client, f"/profielen/{code}/beleid.xlsx")["Beleid"]) > len(PARAMETERS)


def test_nothing_else_is_printed(first_tenant, second_tenant, sign_in):
    public = Client(SERVER_NAME="localhost")
    for code in ("nergens", "law", "nu", "public"):
        for end in ("afdrukken/", "beleid.pdf", "beleid.xlsx"):
            assert public.get(f"/profielen/{code}/{end}").status_code == 404
    with context.inside(second_tenant.schema_name):
        theirs = queries.profile_on(on=timezone.localdate()).version_id
    client = sign_in(first_tenant, "policy_officer")
    for key in (f"versie:{theirs}", "<script>", "x" * 3000):
        assert client.get("/beleid/beleid.pdf", {"van": key}).status_code == 404


def test_words_that_look_like_a_command_stay_words(first_tenant, sign_in, make_user):
    """Typst's own language and spreadsheet formulas, in the name of a version."""
    title = '=1+1 #panic("x") $a$ @b <c>'
    with context.inside(first_tenant.schema_name):
        officer = make_user(first_tenant, "policy_officer")
        draft_id = draft_actions.start_draft(actor=officer, title=title)
    client = sign_in(first_tenant, "policy_officer")
    assert client.get(f"/beleid/beleid.pdf?van=concept:{draft_id}").content.startswith(b"%PDF")
    book = _workbook(client, f"/beleid/beleid.xlsx?van=concept:{draft_id}")
    versions = [row[1] for row in book["Over dit beleid"] if row[0] == "Versie"]
    assert versions == [f"'{title}"]


def test_the_page_is_complete_in_english():
    page = _page(Client(SERVER_NAME="localhost"), "/profielen/duinzicht/afdrukken/", "en")
    for dutch in ("Waarde", "Bij UWV", "gelijk", "Kenmerk", "Druk deze", "zoals het geldt"):
        assert dutch not in page.text
