"""A report says of each figure over how many cases it is, and of a group how many are in it."""

import io

import openpyxl
import pyarrow.parquet
import pypdfium2
import pytest

from benchmarking.releases.making import make_release
from reports.actions import approve_report, make_report
from reports.queries import report
from reports.snapshot import Snapshot
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db
_FIELDS = ("cases", "members", "members_counted", "as_of_release")
_QUERY = """query($id: UUID!) { report(id: $id) {
    figures(first: 100) { cases members membersCounted asOfRelease } } }"""


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=200, generosity=0.8)
    make_release(actor=None)


@pytest.fixture
def made(country, first_tenant, make_user):
    maker, checker = (make_user(first_tenant, "policy_officer") for _ in range(2))
    with context.inside(first_tenant.schema_name):
        found = make_report(actor=maker, name="municipal-profile", period="2025", audience="own")
        approve_report(actor=checker, snapshot_id=found)
        return report(snapshot_id=found)


def test_every_face_says_it(made, first_tenant, sign_in):
    client, address = sign_in(first_tenant, "analyst"), f"/rapporten/{made.id}/"
    lines = made.snapshot.lines
    own, everybody = (_told(made.snapshot, whose) for whose in ("organisation:eikenberg", "all"))
    expected = [(one.cases, one.members, one.members_counted, one.as_of) for one in lines]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}rapport.xlsx").content))
    head, *rows = book["Cijfers"].iter_rows(values_only=True)
    assert [_counts(dict(zip(head, row, strict=True))) for row in rows] == expected
    table = pyarrow.parquet.read_table(io.BytesIO(client.get(f"{address}rapport.parquet").content))
    assert [_counts(row) for row in table.to_pylist()] == expected
    asked = {"query": _QUERY, "variables": {"id": str(made.id)}}
    answer = client.post("/graphql", asked, content_type="application/json").json()
    rest = client.get(f"/api/v1/reports/{made.id}").json()["figures"]
    for figures in (rest, answer["data"]["report"]["figures"]):
        names = ("cases", "members", "membersCounted", "asOfRelease")
        assert [tuple(one[name] for name in names) for one in figures] == expected
    page = HtmlPage(client.get(address).content.decode())
    assert page.problems == []
    paper = pypdfium2.PdfDocument(client.get(f"{address}rapport.pdf").content)
    on_paper = " ".join(" ".join(p.get_textpage().get_text_bounded().split()) for p in paper)
    as_read = str(list(book["Rapport"].iter_rows(values_only=True)))
    for face in (page.text, on_paper, as_read):
        assert f"aantal: {own.cases}" in face
        assert f"{everybody.members_counted} van {everybody.members} uitvoerders" in face


def test_a_report_of_before_is_read_without_it(made):
    """What was frozen then does not change: it has no such fields."""
    text = made.snapshot.as_text()
    for line in made.snapshot.lines:
        for name in ("members", "members_counted", "as_of"):
            value = getattr(line, name)
            text = text.replace(f'"{name}":{"null" if value is None else value},', "")
    before = Snapshot.from_text(text)
    assert len(text) < len(made.snapshot.as_text())
    assert {line.members for line in before.lines} == {None}
    assert [line.value for line in before.lines] == [line.value for line in made.snapshot.lines]


def _told(snapshot, whose):
    (found,) = [
        one
        for one in snapshot.lines
        if one.indicator == "awarded_hours" and one.column.startswith(f"{whose}@")
    ]
    return found


def _counts(row) -> tuple:
    return tuple(row[name] for name in _FIELDS)
