"""Files of cases and outcomes: a look first, then all of it or nothing."""

import html
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import queries
from assessments.case_import import import_cases, look_at_cases
from assessments.importing import ImportOptions
from assessments.models import Case, StagedFile
from assessments.queries import CaseRow, DecisionRow
from audit.models import AuditEvent
from outcomes.outcome_import import import_outcomes
from rulebook.case_format import BadCaseFile
from tenants.queries import TenantRow

HEADER = (
    "kenmerk;request_kind;work_situation;support_start;received_on;contract_form;"
    "employment_start;contract_start;contract_end;weekly_hours;wage_value;need;target_register;"
    "structural_limitation;wage_cost_subsidy_group;illness_weeks;concurrent_support"
)
ROW = (
    ";first;employment;01-02-2026;02-02-2026;fixed_term;01-02-2026;01-02-2026;31-12-2026;24,5;"
    "40;medium;ja;ja;nee;0;nee"
)
CASES = "\r\n".join([HEADER, f"D-1{ROW}", f"D-2{ROW}", ""]).encode()


@pytest.fixture
def client(eikenberg: TenantRow, sign_in: Callable[..., Client]) -> Client:
    """A browser of a consultant of Eikenberg, in Dutch."""
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    return browser


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _upload(client: Client, content: bytes, kind: str = "cases") -> HttpResponse:
    file = SimpleUploadedFile("casussen.csv", content)
    return client.post("/werkvoorraad/inlezen/", {"kind": kind, "file": file})


def test_a_file_is_looked_at_before_it_is_read_in(client: Client) -> None:
    """The first page says what would happen; only the second button does it."""
    seen = _upload(client, CASES)
    assert not Case.objects.exists()
    text = _text(client.get(seen["Location"]))
    assert "2 rijen inlezen" in text
    assert "D-2" in text
    assert "2 × voldoet" in text
    done = client.post(seen["Location"], {"stap": "inlezen"}, follow=True)
    assert "2 rijen zijn ingelezen." in _text(done)
    case = queries.case_by_external_reference(reference="D-1")
    assert (case.facts["weekly_hours"], case.status) == (1470, "draft")
    assert case.municipality_code == "XX9001"
    assert not StagedFile.objects.exists()
    assert AuditEvent.objects.filter(action="cases.imported", origin="import").count() == 1


def test_the_same_file_twice_changes_nothing(client: Client, consultant: User) -> None:
    """Also when one row is new: the others stay as they are."""
    options = ImportOptions(municipality_code="XX9001")
    first = import_cases(consultant, CASES, options)
    before = list(Case.objects.order_by("id").values_list())
    again = import_cases(consultant, CASES, options)
    assert (first.new, again.new, again.unchanged) == (2, 0, 2)
    assert list(Case.objects.order_by("id").values_list()) == before
    more = CASES + f"D-3{ROW}\r\n".encode()
    assert (import_cases(consultant, more, options).new, Case.objects.count()) == (1, 3)
    seen = _upload(client, CASES)
    text = _text(client.get(seen["Location"]))
    assert "is er al, blijft zoals het is" in text
    assert "rijen inlezen" not in text


def test_a_known_case_with_other_facts_is_refused(eikenberg: TenantRow, consultant: User) -> None:
    """A file does not overwrite a case behind somebody's back; the row is named."""
    import_cases(consultant, CASES, ImportOptions())
    changed = CASES.replace(f"D-2{ROW}".encode(), f"D-2{ROW}".replace("24,5", "30").encode())
    with pytest.raises(BadCaseFile) as refused:
        look_at_cases(changed, ImportOptions())
    assert [problem.row for problem in refused.value.problems] == [3]


def test_every_bad_row_is_named_and_nothing_is_read_in(client: Client) -> None:
    """Row, column and what to do; also the good row stays out."""
    bad = (
        CASES
        + f"111222333{ROW}\r\nD-4{ROW}\r\n".replace(
            "01-02-2026;31-12", "99-02-2026;31-12", 1
        ).encode()
    )
    response = client.get(_upload(client, bad)["Location"])
    text = _text(response)
    assert response.status_code == 409
    assert "punten in het bestand vragen nog aandacht" in text
    assert "burgerservicenummer" in text
    assert "111222333" not in text
    assert not Case.objects.exists()
    assert client.post(response.request["PATH_INFO"], {"stap": "inlezen"}).status_code == 409
    assert not Case.objects.exists()
    listed = client.get(f"{response.request['PATH_INFO']}problemen.csv").content.decode()
    assert listed.startswith("\ufeffRij;Kolom;Wat u kunt doen\r\n4;kenmerk;Dit lijkt op een burger")
    assert "111222333" not in listed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"kenmerk;need\x00\nA;B", "UTF-8"),
        (b"PK\x03\x04 a workbook", "werkmap"),
        (b"<script>alert(1)</script>", "kop"),
        (HEADER.encode(), "geen casussen"),
        (f'{HEADER}\n"D-1'.encode(), "aanhalingsteken"),
        (b"\x81\x8d\x8f\x90\x9d", "UTF-8"),
        (b"a" * 50_000_001, "50 MB"),
    ],
)
def test_a_hostile_file_gets_a_clear_answer(client: Client, content: bytes, words: str) -> None:
    """Whatever is in it: what to do, and nothing behind."""
    response = _upload(client, content)
    assert response.status_code == 400
    assert words in _text(response)
    assert "<script>alert" not in response.content.decode()
    assert not Case.objects.exists()


def test_no_file_is_no_file(client: Client) -> None:
    """The form says what it needs."""
    response = client.post("/werkvoorraad/inlezen/", {"kind": "cases"})
    assert "Kies het bestand dat u wilt inlezen." in _text(response)


def test_a_kept_file_is_thrown_away_or_expires(client: Client) -> None:
    """Facts of people do not lie about."""
    seen = _upload(client, CASES)
    client.post(seen["Location"], {"stap": "weggooien"})
    assert not StagedFile.objects.exists()
    seen = _upload(client, CASES)
    StagedFile.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    response = client.post(seen["Location"], {"stap": "inlezen"}, follow=True)
    assert "Dit bestand wordt niet meer bewaard." in _text(response)
    assert not Case.objects.exists()
    _upload(client, CASES)
    assert StagedFile.objects.count() == 1
    events = AuditEvent.objects.filter(object_kind="file").order_by("occurred_at")
    told = [(event.action, event.actor_id is None) for event in events]
    assert told == [
        ("file.kept", False), ("file.removed", False), ("file.kept", False),
        ("file.expired", True), ("file.kept", False),
    ]  # fmt: skip


def test_a_kept_file_is_its_uploaders_own(
    client: Client, eikenberg: TenantRow, sign_in: Callable[..., Client]
) -> None:
    """A colleague cannot confirm it."""
    seen = _upload(client, CASES)
    colleague = sign_in(eikenberg, "consultant")
    colleague.post(seen["Location"], {"stap": "inlezen"})
    assert not Case.objects.exists()


def test_outcomes_are_read_in_for_decided_cases(
    client: Client, consultant: User, decide: Callable[..., DecisionRow]
) -> None:
    """Both languages, both ways to write a date; twice is once."""
    import_cases(consultant, CASES, ImportOptions())
    for reference in ("D-1", "D-2"):
        case: CaseRow = queries.case_by_external_reference(reference=reference)
        decide(case)
    content = (
        "kenmerk;uitkomst;gezien op;laatste dag;reden;volgende baan vanaf;situatie\n"
        "D-1;Werkt nog in deze baan;01-06-2026;;;;Meer uren\n"
        "D-2;ended;2026-07-01;30-06-2026;Contract niet verlengd;;\n"
    ).encode("cp1252")
    seen = _upload(client, content, "outcomes")
    assert "2 rijen inlezen" in _text(client.get(seen["Location"]))
    client.post(seen["Location"], {"stap": "inlezen"})
    case = queries.case_by_external_reference(reference="D-2")
    page = _text(client.get(f"/werkvoorraad/{case.number}/besluit/"))
    assert "Gestopt op 30 juni 2026: Contract niet verlengd." in page
    seen = _upload(client, content, "outcomes")
    text = _text(client.get(seen["Location"]))
    assert "2 rijen, blijven zoals ze zijn" in text


def test_every_bad_outcome_is_named(client: Client, consultant: User) -> None:
    """An unknown case, an undecided one, a reason that does not exist, a missing day."""
    import_cases(consultant, CASES, ImportOptions())
    content = (
        b"kenmerk;uitkomst;gezien op;laatste dag;reden\n"
        b"D-9;in_job;01-06-2026;;\n"
        b"D-1;in_job;01-06-2026;;\n"
    )
    text = _text(client.get(_upload(client, content, "outcomes")["Location"]))
    assert "Er is geen casus ingelezen met dit kenmerk." in text
    assert "Over deze casus is nog niet besloten" in text
    content = b"kenmerk;uitkomst;gezien op;laatste dag;reden;elders\nD-1;gone;;31-02-2026;mood;\n"
    assert _upload(client, content, "outcomes")["Location"].endswith("/kolommen/")
    own = content.replace(b";elders", b"").replace(b"mood;", b"mood")
    seen = _upload(client, own, "outcomes")["Location"]
    asked = {"kolom_0": "reference", "kolom_1": "kind", "kolom_2": "observed_on",
             "kolom_3": "ended_on", "kolom_4": "reason"}  # fmt: skip
    shown = {name.replace("kolom", "getoond"): value for name, value in asked.items()}
    client.post(seen, asked | shown)
    text = _text(client.get(seen.replace("kolommen/", "")))
    for words in ("Deze dag bestaat niet.", "Vul deze cel in."):  # a code nobody knew is empty
        assert words in text
    with pytest.raises(BadCaseFile, match="Choose one of: Still works"):
        import_outcomes(consultant, own, ImportOptions())
