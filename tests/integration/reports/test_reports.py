"""A report is made once and frozen: every face says the same, and a second person lets it go."""

import csv
import io
from dataclasses import replace
from uuid import UUID

import openpyxl
import pyarrow.parquet
import pypdfium2
import pytest
from click.testing import CliRunner
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from assessments.references import BsnInText
from benchmarking.releases.making import make_release
from benchmarking.releases.register import newest_release
from console.cli import main
from reports import making, scheduled
from reports.actions import (
    ApprovedAlready,
    MakerIsChecker,
    approve_report,
    make_report,
    set_schedule,
    write_story,
)
from reports.definition import shipped_definitions
from reports.models import ReportApproval, ReportSnapshot
from reports.own_definitions import add_definition
from reports.periods import Period
from reports.queries import SnapshotDamaged, SnapshotUnknown, approved_report, report, reports
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db
STORY = "Wij kregen er twee jobcoaches bij."
NAME = "municipal-profile"
_PERIOD = Period(year=2025)


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=200, generosity=0.8)
    make_release(actor=None)


@pytest.fixture
def people(country, first_tenant, make_user):
    """Two policy officers of Eikenberg: one makes reports, the other lets them go."""
    return make_user(first_tenant, "policy_officer"), make_user(first_tenant, "policy_officer")


@pytest.fixture
def inside(people, first_tenant):
    with context.inside(first_tenant.schema_name):
        yield people


def _made(people, audience="own", name=NAME, period="2025", *, approved=True) -> UUID:
    maker, checker = people
    made = make_report(actor=maker, name=name, period=period, audience=audience)
    if approved:
        approve_report(actor=checker, snapshot_id=made)
    return made


def _workbook(content: bytes) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


QUERY = """query($id: UUID!) { report(id: $id) { contentHash
    figures(first: 100) { indicator part whose year value low hidden inWords } } }"""


def test_the_same_number_stands_on_every_face(people, first_tenant, sign_in):
    """Page, workbook (as read and as numbers), paper, CSV, Parquet, REST and GraphQL."""
    with context.inside(first_tenant.schema_name):
        write_story(actor=people[0], indicator_name="awarded_hours", text=STORY)
        made = _made(people)
        kept = report(snapshot_id=made)
    client, address = sign_in(first_tenant, "analyst"), f"/rapporten/{made}/"
    (told,) = [
        one
        for one in kept.snapshot.lines
        if one.indicator == "awarded_hours" and one.column.startswith("organisation:eikenberg")
    ]
    words = f"{told.value / 60:.1f}".replace(".", ",")
    page = client.get(address).content.decode()
    assert f'<data value="{told.value}">{words}</data>' in page
    files = {kind: client.get(f"{address}rapport.{kind}").content for kind in _KINDS}
    expected = [
        (one.indicator, one.part, one.column, one.value, one.low, one.hidden)
        for one in kept.snapshot.lines
    ]
    book = _workbook(files["xlsx"])
    head, *rows = book["Cijfers"]
    assert _lines(dict(zip(head, row, strict=True)) for row in rows) == expected
    text = files["csv"].decode("utf-8-sig")
    assert _lines(csv.DictReader(io.StringIO(text), delimiter=";")) == expected
    table = pyarrow.parquet.read_table(io.BytesIO(files["parquet"]))
    assert table.schema.metadata[b"content_hash"].decode() == kept.content_hash
    assert _lines(table.to_pylist()) == expected
    rest = client.get(f"/api/v1/reports/{made}").json()
    assert rest["contentHash"] == kept.content_hash
    assert _lines(rest["figures"]) == expected
    asked = {"query": QUERY, "variables": {"id": str(made)}}
    answer = client.post("/graphql", asked, content_type="application/json").json()
    assert _lines(answer["data"]["report"]["figures"]) == expected
    paper = _paper(files["pdf"])
    (row,) = [row for row in book["Rapport"] if row[0] == "Toegekende uren (uren)"]
    assert row[1].startswith(f"{words} (")
    for face in (page, paper, str(book["Rapport"])):
        assert STORY in face
        assert kept.content_hash in face or face == str(book["Rapport"])
    assert f"{words} (" in paper
    assert len(pypdfium2.PdfDocument(files["pdf"])) == 1


_KINDS = ("pdf", "xlsx", "csv", "parquet")


def _lines(rows) -> list[tuple]:
    """The figures of a face, in its order, from texts or numbers."""
    return [
        (
            row["indicator"],
            row["part"] or "",
            f"{row['whose']}@{row['year']}",
            _whole(row["value"]),
            _whole(row["low"]) if "low" in row else None,
            row["hidden"] or "",
        )
        for row in rows
    ]


def _whole(value) -> int | None:
    return None if value in (None, "") else int(value)


def _paper(content: bytes) -> str:
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", b"/Lang(nl)"):
        assert mark in content
    book = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(p.get_textpage().get_text_bounded().split()) for p in book)


def test_it_stays_as_it_was_when_everything_else_changes(inside):
    made = _made(inside)
    before = report(snapshot_id=made)
    write_story(actor=inside[0], indicator_name="refusals", text="Dit kwam later.")
    assert report(snapshot_id=made) == before
    again = report(snapshot_id=_made(inside))
    assert again.snapshot == replace(before.snapshot, stories={"refusals": "Dit kwam later."})
    with pytest.raises(ProgrammingError), transaction.atomic():
        ReportSnapshot.objects.filter(pk=made).update(content="{}")


def test_a_release_that_comes_out_meanwhile_is_in_all_of_it_or_in_nothing(inside, monkeypatch):
    newest = newest_release()
    before = replace(newest, number=newest.number - 1)
    said = iter([before, newest, newest, newest])
    monkeypatch.setattr(making, "newest_release", lambda: next(said))
    assert report(snapshot_id=_made(inside)).snapshot.release.number == newest.number


def test_what_no_longer_fits_its_hash_is_shown_nowhere(inside, first_tenant):
    made = _made(inside)
    with context.as_owner(first_tenant.schema_name):
        row = ReportSnapshot.objects.get(pk=made)
        ReportSnapshot.objects.filter(pk=made).update(content=row.content.replace("2025", "2024"))
    with pytest.raises(SnapshotDamaged):
        report(snapshot_id=made)


def test_nobody_lets_go_what_they_made(inside):
    maker, checker = inside
    made = _made(inside, approved=False)
    with pytest.raises(SnapshotUnknown):
        approved_report(snapshot_id=made)
    with pytest.raises(MakerIsChecker):
        approve_report(actor=maker, snapshot_id=made)
    for says in (maker.id, checker.id):  # its own, or in another's name
        approval = ReportApproval(
            snapshot_id=made, made_by=says, approved_by=maker.id, approved_at=timezone.now()
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            approval.save(force_insert=True)
    approve_report(actor=checker, snapshot_id=made)
    with pytest.raises(ApprovedAlready):
        approve_report(actor=checker, snapshot_id=made)
    assert [row.approved_by for row in reports()] == [checker.id]


def test_a_draft_has_a_page_and_no_file_and_answers_no_program(people, first_tenant, sign_in):
    with context.inside(first_tenant.schema_name):
        made = _made(people, approved=False)
    client, address = sign_in(first_tenant, "policy_officer"), f"/rapporten/{made}/"
    page = HtmlPage(client.get(address).content.decode())
    assert page.problems == []
    assert "Concept: een collega" in page.text
    assert client.get(f"{address}rapport.pdf").status_code == 404
    assert client.get(f"/api/v1/reports/{made}").status_code == 404
    assert client.get("/api/v1/reports").json() == []
    assert client.post(f"{address}vrijgeven/", follow=True).status_code == 200
    assert client.get(f"{address}rapport.csv").status_code == 200
    assert client.get(f"{address}rapport.exe").status_code == 404
    assert [one["id"] for one in client.get("/api/v1/reports").json()] == [str(made)]


def test_everyone_reads_what_was_let_go_for_everyone_and_only_released_figures(
    people, first_tenant, second_tenant, sign_in
):
    with context.inside(first_tenant.schema_name):
        draft = _made(people, "everyone", approved=False)
        made = [_made(people, audience) for audience in ("own", "everyone")]
        hidden = [_not_released(each) for each in made]
    own, public = made
    assert hidden[0] <= hidden[1]
    visitor = Client(SERVER_NAME="localhost")
    listed = visitor.get("/rapporten/").content.decode()
    assert str(public) in listed
    for unseen in (own, draft):
        assert str(unseen) not in listed
        assert visitor.get(f"/rapporten/{unseen}/").status_code == 404
    page = HtmlPage(visitor.get(f"/rapporten/{public}/").content.decode())
    assert page.problems == []
    assert visitor.get(f"/rapporten/{public}/rapport.pdf").content.startswith(b"%PDF")
    other = sign_in(second_tenant, "policy_officer")
    assert other.get(f"/rapporten/{public}/").status_code == 404


def _not_released(made: UUID) -> set[tuple[str, str]]:
    lines = report(snapshot_id=made).snapshot.lines
    return {(one.indicator, one.column) for one in lines if one.hidden == "not_released"}


def test_a_schedule_makes_a_report_once_for_each_period_that_is_over(inside, monkeypatch):
    maker, _ = inside
    monkeypatch.setattr(scheduled, "last_over", lambda rhythm, on: _PERIOD)  # noqa: ARG005
    set_schedule(actor=maker, name=NAME, audience="own", is_active=True)
    set_schedule(actor=maker, name=NAME, audience="own", is_active=True)  # said again
    with context.as_platform():
        assert scheduled.make_due_reports() == 1
        assert scheduled.make_due_reports() == 0
    (row,) = reports()
    assert (row.period, row.made_by, row.approved_at) == ("2025", maker.id, None)
    set_schedule(actor=maker, name=NAME, audience="own", is_active=False)
    monkeypatch.setattr(scheduled, "last_over", lambda rhythm, on: replace(_PERIOD, year=2024))  # noqa: ARG005
    with context.as_platform():
        assert scheduled.make_due_reports() == 0


def test_a_report_of_ones_own_is_put_together_and_made(people, first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    given = {
        "titel": "Ons rapport", "inleiding": "Voor de raad.", "ritme": "yearly",
        "naast": ["all"], "cijfers_2": ["refusals"], "cijfers_3": ["awarded_hours"],
    }  # fmt: skip
    assert client.post("/rapporten/eigen/", {}).status_code == 400
    again = client.post("/rapporten/eigen/", given | {"titel": "Municipal profile"})
    assert again.status_code == 400
    answer = client.post("/rapporten/eigen/", given)
    assert answer.headers["Location"] == "/rapporten/maken/ons-rapport/"
    answer = client.post(answer.headers["Location"], {"periode": "2025", "lezers": "own"})
    page = HtmlPage(client.get(answer.headers["Location"]).content.decode())
    assert page.problems == []
    for words in ("Ons rapport", "Voor de raad.", "Toegekende uren", "Alle uitvoerders samen"):
        assert words in page.text
    for path in ("/rapporten/", "/rapporten/verhalen/", "/rapporten/verhalen/refusals/"):
        assert HtmlPage(client.get(path).content.decode()).problems == []


def test_a_citizen_service_number_gets_into_no_report(inside):
    with pytest.raises(BsnInText):
        write_story(actor=inside[0], indicator_name="refusals", text="Zoals bij 111222333.")
    content = shipped_definitions()[NAME].as_data()
    content["lead"] = {"nl": "Zoals bij 111222333.", "en": "x"}
    with pytest.raises(BsnInText):
        add_definition(actor=inside[0], title="Eigen", content=content)


def test_the_command_makes_and_lists(people, first_tenant):
    run = CliRunner().invoke
    given = ["report", "run", "--tenant", first_tenant.schema_name, "--report", NAME]
    done = run(main, [*given, "--period", "2025", "--by", people[0].email])
    assert done.exit_code == 0, done.output
    listed = run(main, ["report", "list", "--tenant", first_tenant.schema_name])
    assert NAME in listed.output
    assert "waits" in listed.output
    wrong = run(main, [*given, "--period", "2019", "--by", people[0].email])
    assert wrong.exit_code != 0
    assert "2019" in str(wrong.exception)
