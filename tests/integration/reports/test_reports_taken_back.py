"""A report that should not be out is taken back: every face says so, and when and why."""

import importlib
import json
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.permissions import NotPermitted
from assessments.references import BsnInText
from benchmarking.releases.making import make_release
from reports import public_views
from reports.actions import approve_report, make_report
from reports.published.models import PublishedReport, WithdrawnReport
from reports.queries import report
from reports.withdrawing import NotLetGo, ReasonMissing, WithdrawnAlready, withdraw_report
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db
REASON = "De cijfers van 2025 zijn dubbel geteld."
_QUERY = "query($id: UUID!) { report(id: $id) { contentHash } reports { id } }"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=60, generosity=0.8)
    make_release(actor=None)


@pytest.fixture
def people(country, first_tenant, make_user):
    """Two policy officers of Eikenberg: one makes reports, the other lets them go."""
    return make_user(first_tenant, "policy_officer"), make_user(first_tenant, "policy_officer")


def _made(people, audience="everyone", *, approved=True) -> UUID:
    maker, checker = people
    made = make_report(actor=maker, name="municipal-profile", period="2025", audience=audience)
    if approved:
        approve_report(actor=checker, snapshot_id=made)
    return made


def test_everyone_is_told_when_and_why_and_gets_no_figure(people, first_tenant):
    with context.inside(first_tenant.schema_name):
        made, stands = _made(people), _made(people)
        withdraw_report(actor=people[0], snapshot_id=made, reason=REASON)
    visitor = Client(SERVER_NAME="localhost")
    listed = visitor.get("/rapporten/").content.decode()
    assert (str(made) in listed, str(stands) in listed) == (False, True)
    for rest in ("", "rapport.pdf", "rapport.csv", "rapport.xlsx", "rapport.parquet"):
        answer = visitor.get(f"/rapporten/{made}/{rest}")
        assert answer.status_code == 410
        page = HtmlPage(answer.content.decode())
        assert page.problems == []
        assert REASON in page.text
        assert "Eikenberg trok dit rapport in op" in page.text
        assert "Toegekende uren" not in page.text


def test_colleagues_and_programs_are_told_as_well(people, first_tenant, sign_in):
    """A colleague still reads what was said, with the mark; nothing gives it to a program."""
    with context.inside(first_tenant.schema_name):
        made = _made(people, "own")
    client, address = sign_in(first_tenant, "policy_officer"), f"/rapporten/{made}/"
    page = f"{address}intrekken/"
    assert page in client.get(address).content.decode()
    assert client.post(page, {"reden": " "}).status_code == 400
    told = HtmlPage(client.post(page, {"reden": REASON}, follow=True).content.decode())
    assert told.problems == []
    assert f"De reden: {REASON}" in told.text
    assert page not in client.get(address).content.decode()
    assert client.get(f"{address}rapport.pdf").status_code == 410
    rest = client.get(f"/api/v1/reports/{made}")
    assert (rest.status_code, rest.json()["type"]) == (410, "urn:meetlat:problem:withdrawn")
    assert REASON in rest.json()["detail"]
    assert client.get("/api/v1/reports").json() == []
    asked = {"query": _QUERY, "variables": {"id": str(made)}}
    answer = client.post("/graphql", asked, content_type="application/json").json()
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], REASON in error["message"]) == ("withdrawn", True)
    assert not (answer["data"] or {}).get("reports")
    assert "ingetrokken" in client.get("/rapporten/").content.decode()


def test_what_is_refused(people, first_tenant, make_user):
    with context.inside(first_tenant.schema_name):
        made, draft = _made(people), _made(people, approved=False)

        def take_back(snapshot_id=made, reason=REASON, actor=people[0]):
            withdraw_report(actor=actor, snapshot_id=snapshot_id, reason=reason)

        with pytest.raises(NotPermitted):
            take_back(actor=make_user(first_tenant, "analyst"))
        with pytest.raises(NotLetGo):
            take_back(draft)
        with pytest.raises(ReasonMissing):
            take_back(reason=" \n")
        with pytest.raises(BsnInText):
            take_back(reason="Zoals bij 111222333.")
        take_back()
        with pytest.raises(WithdrawnAlready):
            take_back()
        assert report(snapshot_id=made).snapshot.lines, "what it said is kept"


def test_nobody_takes_back_a_report_of_another_or_undoes_it(people, first_tenant, second_tenant):
    """Also with every filter of ours taken away."""
    with context.inside(first_tenant.schema_name):
        made = _made(people)
    for claims in (first_tenant, second_tenant):
        row = WithdrawnReport(
            report_id=made, schema_name=claims.schema_name, reason="x", withdrawn_at=timezone.now()
        )
        refused = pytest.raises((ProgrammingError, IntegrityError))
        with context.inside(second_tenant.schema_name), refused, transaction.atomic():
            row.save(force_insert=True)
            connection.check_constraints()
    with context.inside(first_tenant.schema_name):
        withdraw_report(actor=people[0], snapshot_id=made, reason=REASON)
        with pytest.raises(ProgrammingError), transaction.atomic():
            WithdrawnReport.objects.all()._raw_delete("default")


def test_the_list_has_pages_and_reads_no_report(people, first_tenant, monkeypatch):
    with context.inside(first_tenant.schema_name):
        made = [_made(people) for _ in range(3)]
    monkeypatch.setattr(public_views, "_ON_A_PAGE", 2)
    visitor, seen = Client(SERVER_NAME="localhost"), []
    for number in (1, 2):
        page = HtmlPage(visitor.get("/rapporten/", {"bladzijde": number}).content.decode())
        assert page.problems == []
        assert "Profiel van de uitvoerder, 2025" in page.text
        seen += [str(each) for each in reversed(made) if f"/rapporten/{each}/" in page.links]
    assert seen == [str(each) for each in reversed(made)]


def test_reports_of_before_get_the_names_that_a_list_needs(people, first_tenant):
    with context.inside(first_tenant.schema_name):
        made, damaged = _made(people), _made(people)
    migration = importlib.import_module("reports.published.migrations.0002_what_a_list_names")
    nameless = {"title_nl": "", "title_en": "", "organisation": "", "period": ""}
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {migration._TABLE} NO FORCE ROW LEVEL SECURITY")
        PublishedReport.objects.update(**nameless, facts_as_of=None)
        PublishedReport.objects.filter(pk=damaged).update(content=json.dumps({}))
    # While a new version comes in, the one before lets go without naming.
    unnamed = Client(SERVER_NAME="localhost").get("/rapporten/").content.decode()
    assert (str(made) in unnamed, str(damaged) in unnamed) == (True, False)
    assert "Profiel van de uitvoerder" in unnamed
    with context.as_owner(), connection.cursor() as cursor:
        migration._name(apps, None)
        row, broken = (PublishedReport.objects.get(pk=each) for each in (made, damaged))
        cursor.execute(f"ALTER TABLE {migration._TABLE} FORCE ROW LEVEL SECURITY")
    assert (row.title_nl, row.title_en) == (
        "Profiel van de uitvoerder",
        "Profile of the organisation",
    )
    assert (row.organisation, row.period) == ("Eikenberg", "2025")
    assert row.facts_as_of
    assert broken.title_nl == ""
    listed = Client(SERVER_NAME="localhost").get("/rapporten/").content.decode()
    assert (str(made) in listed, str(damaged) in listed) == (True, False)
