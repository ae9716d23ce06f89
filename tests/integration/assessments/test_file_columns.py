"""A file with own columns and codes: what they are is asked once, kept by name, and used again."""

import html
import io
from collections.abc import Callable, Mapping

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from assessments import queries
from assessments.intake_files.models import KeptMapping
from assessments.models import Case, Decision, Receipt, StagedFile, SupportPeriod
from assessments.receipts import replay_receipt
from audit.models import AuditEvent
from benchmarking.models import DecisionFact
from tenants import context
from tenants.queries import TenantRow

HEADER = [
    "Dossiernummer",
    "Soort aanvraag",
    "Werksituatie",
    "Startdatum",
    "Uren p.w.",
    "Intensiteit",
]
ROWS = [["D-1", "1e keer", "Dienstverband", "20260201", 24.5, "M"],
        ["D-2", "1e keer", "Dienstverband", "20260201", 30, "L"]]  # fmt: skip
CHOSEN = {
    "kolom_0": "reference", "kolom_1": "request_kind", "kolom_2": "work_situation",
    "kolom_3": "support_start", "kolom_4": "weekly_hours", "kolom_5": "need",
}  # fmt: skip
SHOWN = {name.replace("kolom", "getoond"): value for name, value in CHOSEN.items()}
VALUES = {"waarde_1_0": "first", "waarde_5_0": "light", "waarde_5_1": "medium", "eenheid_4": ""}


@pytest.fixture
def client(eikenberg: TenantRow, sign_in: Callable[..., Client]) -> Client:
    """A browser of a consultant of Eikenberg, in Dutch."""
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    return browser


def workbook(header: list[str], rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        for number, row in enumerate([header, *rows]):
            page.write_row(number, 0, row)
    return out.getvalue()


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def upload(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("eigen.xlsx", content)
    return str(client.post("/werkvoorraad/inlezen/", {"kind": "cases", "file": file})["Location"])


def answered(client: Client, address: str, **changed: str) -> HttpResponse:
    sent: Mapping[str, str] = CHOSEN | SHOWN | VALUES | changed
    return client.post(address, sent)


def test_own_columns_are_asked_and_then_read(client: Client) -> None:
    """From a workbook to cases, with the codes of the municipality itself."""
    asked = upload(client, workbook(HEADER, ROWS))
    assert asked.endswith("/kolommen/")
    page = text_of(client.get(asked))
    for words in ("Dossiernummer", "“1e keer” betekent", "“L” betekent", "2 rijen"):
        assert words in page
    assert "D-1" not in page  # nobody's reference is needed to say what a column is
    seen = answered(client, asked)
    assert client.post(seen["Location"], {"stap": "inlezen"}).status_code == 302
    case = queries.case_by_external_reference(reference="D-1")
    assert case.facts["request_kind"] == "first"
    assert case.facts["weekly_hours"] == 1470
    assert case.facts["need"] == "medium"
    assert case.facts["support_start"].isoformat() == "2026-02-01"


def test_a_kept_mapping_reads_the_next_file_without_asking(client: Client) -> None:
    """Of the same columns; a new code is asked all the same."""
    answered(client, upload(client, workbook(HEADER, ROWS)), naam="Suite uitvoer")
    assert KeptMapping.objects.get().name == "Suite uitvoer"
    assert AuditEvent.objects.filter(action="mapping.kept").count() == 1
    again = upload(client, workbook([name.upper() for name in HEADER], ROWS[:1]))
    assert not again.endswith("/kolommen/")
    assert "gelezen als “Suite uitvoer”" in text_of(client.get(again))
    new = upload(client, workbook(HEADER, [[*ROWS[0][:5], "H"]]))
    assert new.endswith("/kolommen/")
    page = text_of(client.get(new))
    assert "“H” betekent" in page
    answered(client, new, naam="Suite uitvoer")
    assert KeptMapping.objects.count() == 1


def test_a_kept_mapping_gets_another_name_and_goes(client: Client) -> None:
    """Each on record; without it the next file is asked about again."""
    for name in ("Suite", "Oud"):
        answered(client, upload(client, workbook([*HEADER[:5], f"Zorg {name}"], ROWS)), naam=name)
    listed = text_of(client.get("/werkvoorraad/inlezen/keuzes/"))
    assert "Suite" in listed
    assert "Oud" in listed
    kept = KeptMapping.objects.get(name="Suite")
    address = f"/werkvoorraad/inlezen/keuzes/{kept.id}/"
    taken = client.post(address, {"naam": "Oud"})
    assert (taken.status_code, "Kies een andere." in text_of(taken)) == (400, True)
    client.post(address, {"naam": "Uitvoer"})
    assert KeptMapping.objects.get(pk=kept.id).name == "Uitvoer"
    client.post(address, {"stap": "verwijderen"})
    assert list(KeptMapping.objects.values_list("name", flat=True)) == ["Oud"]
    told = AuditEvent.objects.filter(object_id=str(kept.id)).order_by("occurred_at")
    assert [each.action for each in told] == ["mapping.kept", "mapping.renamed", "mapping.removed"]
    assert client.get(address).status_code == 404


def test_what_changes_on_the_page_is_asked_before_going_on(client: Client) -> None:
    """Another column chosen has values of its own; nothing is taken for granted."""
    asked = upload(client, workbook(HEADER, ROWS))
    response = answered(client, asked, kolom_5="support_form", getoond_5="need")
    assert response.status_code == 200
    assert "Er zijn vragen bijgekomen." in text_of(response)
    assert StagedFile.objects.get().mapping is None


def test_a_column_twice_or_no_reference_is_told(client: Client) -> None:
    """At the field, and nothing is kept."""
    asked = upload(client, workbook(HEADER, ROWS))
    response = answered(client, asked, kolom_0="support_start")
    assert response.status_code == 400
    page = text_of(response)
    assert "is al een andere kolom" in page
    assert "Kies welke kolom “Kenmerk van de casus” is" in page


def test_somebody_else_cannot_say_what_columns_are(
    client: Client, eikenberg: TenantRow, sign_in: Callable[..., Client]
) -> None:
    """The file is its uploader's own."""
    asked = upload(client, workbook(HEADER, ROWS))
    assert answered(sign_in(eikenberg, "consultant"), asked)["Location"].endswith("/inlezen/")


DECIDED = (
    "kenmerk;request_kind;work_situation;support_start;received_on;contract_form;employment_start;"
    "contract_start;contract_end;weekly_hours;wage_value;need;target_register;"
    "structural_limitation;wage_cost_subsidy_group;illness_weeks;concurrent_support;"
    "Besluit;Besloten op;Toegekende uren;Toegekend vanaf;Toegekend tot en met;"
    "Reden om af te wijken\n"
)
FACTS = (
    "first;employment;01-02-2026;02-02-2026;fixed_term;01-02-2026;01-02-2026;31-12-2026;24,5;40;"
    "medium;ja;ja;nee;0;nee"
)


def decided(*rows: str) -> bytes:
    return (DECIDED + "".join(f"D-{number};{FACTS};{row}\n" for number, row in
                              enumerate(rows, start=1))).encode()  # fmt: skip


def test_decisions_come_with_their_periods_receipts_and_facts(client: Client) -> None:
    """As advised, otherwise with a reason, and refused; each with all that a decision has."""
    seen = upload(client, decided(
        "Toegekend;03-02-2026;;;;",
        "Toegekend;03-02-2026;20;01-02-2026;30-06-2026;person",
        "Afgewezen;03-02-2026;;;;other_support",
        ";;;;;",
    ))  # fmt: skip
    client.post(seen, {"stap": "inlezen"})
    rows = {row.case.external_reference: row for row in Decision.objects.select_related("case")}
    outcomes = {name: (row.outcome, row.granted_minutes) for name, row in rows.items()}
    assert outcomes["D-1"][0] == "grant"
    assert outcomes["D-2"] == ("grant_otherwise", 1_200)
    assert outcomes["D-3"] == ("refuse", 0)
    assert Case.objects.get(external_reference="D-4").status == "draft"
    assert SupportPeriod.objects.count() == 2
    assert all(replay_receipt(receipt=each).is_identical for each in Receipt.objects.all())
    told = AuditEvent.objects.filter(action="case.decided", origin="import")
    sealed = {each.sha256 for each in Receipt.objects.all()}
    assert {event.details["receipt"] for event in told} == sealed
    with context.as_benchmark():
        assert DecisionFact.objects.filter(tenant_schema="eikenberg").count() >= 3
    again = upload(client, decided(
        "Toegekend;03-02-2026;;;;",
        "Toegekend;03-02-2026;20;01-02-2026;30-06-2026;person",
        "Afgewezen;03-02-2026;;;;other_support",
        ";;;;;",
    ))  # fmt: skip
    assert "4 rijen, blijven zoals ze zijn" in text_of(client.get(again))


def test_every_decision_that_cannot_be_is_named(client: Client) -> None:
    """Without a reason, without a day, in the future, before any policy held."""
    seen = upload(client, decided(
        "Toegekend;03-02-2026;20;01-02-2026;30-06-2026;",
        "Toegekend;;;;;",
        ";03-02-2026;;;;",
        "Toegekend;03-02-2099;;;;",
        "Toegekend;03-02-1999;;;;",
    ))  # fmt: skip
    page = text_of(client.get(seen))
    for words in (
        "Geef de dag van het besluit.",
        "Zeg wat er besloten is",
        "Deze dag moet nog komen.",
    ):
        assert words in page
    seen = upload(client, decided(
        "Toegekend;03-02-2026;20;01-02-2026;30-06-2026;", "Toegekend;03-02-1999;;;;",
    ))  # fmt: skip
    page = text_of(client.get(seen))
    for words in ("Kies de reden waarom u anders besluit.", "Op deze dag gold hier geen beleid."):
        assert words in page
    assert not Case.objects.exists()
