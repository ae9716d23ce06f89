"""A workbook with own columns: what they are, a look with problems, mended, recorded, and again."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.functional.axe import violations
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

HEADER = [
    "Dossiernummer",
    "Soort aanvraag",
    "Werksituatie",
    "Startdatum",
    "Uren p.w.",
    "Intensiteit",
]
GOOD = [["F-1", "1e keer", "Dienstverband", "20260201", 24.5, "M"],
        ["F-2", "Vervolg", "Dienstverband", "20260201", 30, "L"]]  # fmt: skip
BAD = [[*GOOD[0][:4], "veel", "M"], ["111222333", *GOOD[1][1:]]]


def workbook(rows: list[list[object]]) -> dict[str, object]:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        for number, row in enumerate([HEADER, *rows]):
            page.write_row(number, 0, row)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "eigen.xlsx", "mimeType": kind, "buffer": out.getvalue()}


@pytest.fixture
def page(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> Page:
    """The page to choose a file on, of a consultant."""
    user = make_user(two_tenants.first, "consultant")
    home = f"http://{two_tenants.first.host}:{port}"
    opened = page_of(user, home, accept_downloads=True)
    opened.goto(f"{home}/werkvoorraad/inlezen/")
    return opened


def choose(page: Page, rows: list[list[object]]) -> None:
    page.get_by_label("Bestand van Excel of CSV").set_input_files(workbook(rows))  # type: ignore[arg-type]
    page.get_by_role("button", name="Bekijk wat dit bestand doet").click()


def test_from_own_columns_to_cases_and_again(page: Page) -> None:
    """The whole way, by keyboard where one decides; the second time nothing is asked or changed."""
    choose(page, BAD)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Kolommen van het bestand")
    assert violations(page) == []
    expect(page.get_by_label("Dossiernummer", exact=True)).to_have_value("reference")
    expect(page.get_by_label("“1e keer” betekent")).to_have_value("first")
    page.get_by_label("“M” betekent").focus()
    page.keyboard.type("Midden")
    page.get_by_label("“L” betekent").select_option(label="Licht (af en toe, op bekende punten)")
    page.get_by_label("Bewaren onder de naam").fill("Uitvoer")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("Controle van het bestand")
    expect(page.get_by_role("alert")).to_contain_text("2 punten in het bestand vragen nog aandacht")
    expect(page.get_by_role("main")).not_to_contain_text("111222333")
    assert violations(page) == []
    with page.expect_download() as listed:
        page.get_by_role("link", name="Deze lijst als CSV").click()
    assert "Uren p.w." in Path(listed.value.path()).read_text("utf-8-sig")
    page.get_by_role("link", name="Verbeterd bestand kiezen").click()
    choose(page, GOOD)
    expect(page.get_by_role("main")).to_contain_text("De kolommen zijn gelezen als “Uitvoer”.")
    page.get_by_role("button", name="2 rijen inlezen").click()
    expect(page.get_by_role("status")).to_contain_text("2 rijen zijn ingelezen.")
    page.goto(page.url.split("/werkvoorraad/")[0] + "/werkvoorraad/inlezen/")
    choose(page, GOOD)
    expect(page.get_by_role("main")).to_contain_text("2 rijen, blijven zoals ze zijn")


def test_a_large_file_shows_how_far_it_is(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a bar that moves by itself; without a worker the web process does the work."""
    from assessments.intake_files import runs

    monkeypatch.setattr(runs, "MOST_ROWS_AT_ONCE", 1)
    file = {
        "name": "groot.csv",
        "mimeType": "text/csv",
        "buffer": b"kenmerk;request_kind;work_situation;support_start\n"
        + b"".join(b"L-%d;first;employment;01-02-2026\n" % number for number in range(20)),
    }
    page.get_by_label("Bestand van Excel of CSV").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Bekijk wat dit bestand doet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Casussen: Wordt nagekeken")
    assert violations(page) == []
    expect(page.get_by_role("button", name="20 rijen inlezen")).to_be_visible(timeout=20_000)
