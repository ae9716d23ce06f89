"""The example data of UWV come out at what UWV published, and the page says how close."""

from pathlib import Path

import pytest

from demo.calibration import Row, retention, rows, seen_jobs
from demo.careers import histories, lasting
from demo.published import next_job_spans, published
from demo.tables import TABLES
from demo.tenant_list import demo_tenants
from demo.window import FIRST_DAY

UWV = demo_tenants()[0]
PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "demo-data.md"


@pytest.mark.parametrize("row", rows(UWV), ids=lambda row: row.what)
def test_each_figure_lies_within_its_tolerance(row: Row) -> None:
    assert row.is_close, f"{row.generated:.1f} instead of {row.published:.1f} {row.unit}"


def test_every_published_figure_has_its_row() -> None:
    """Those after three and four years lie beyond what anybody saw in three years."""
    names = "\n".join(row.what for row in rows(UWV) if not row.is_derived)
    for months in published()["next_job"]["external"]:
        seen = "a week" if months < 1 else f"within {months} month"
        assert (seen in names) == (months < 36), months
    assert names.count("Ended jobs with an external coach") == 3
    assert names.count("Mean length") == 3


def test_next_jobs_after_three_years_are_drawn_as_published_though_nobody_sees_them() -> None:
    spans = next_job_spans("external")
    assert {months: round(100 * spans.over_by(months)) for months in (36, 48)} == {36: 83, 48: 85}


def test_retention_is_that_of_a_steady_flow_of_jobs() -> None:
    """Our choice: as many jobs end as begin, so the curve mirrors the lengths of ended jobs."""
    curve = retention(UWV)
    contracts = histories()["contracts"]
    for months, day in ((6, 183), (12, 366), (24, 731)):
        over = sum(share / 100 * lasting(name).over_by(months) for name, share in contracts.items())
        assert abs(curve.survival_at(day) - (1 - over)) < 0.05, months


def test_every_job_counts_once() -> None:
    for tenant in demo_tenants():
        numbers = [job.case.job.number for job in seen_jobs(tenant)]
        assert len(numbers) == len(set(numbers))


def test_jobs_that_began_in_the_three_years_are_seen_from_their_first_application() -> None:
    """Otherwise those that ended before a second one would be missed, and retention look better."""
    for job in seen_jobs(UWV):
        first = job.case.facts["request_kind"] == "first"
        assert first == (job.case.job.starts >= FIRST_DAY)


@pytest.mark.parametrize("name", TABLES)
def test_the_page_shows_the_tables_that_the_data_give(name: str) -> None:
    """Run `python -m demo.tables` and put what it prints between the marks."""
    page = PAGE.read_text(encoding="utf-8")
    shown = page.split(f"<!-- {name} -->\n\n")[1].split("\n<!-- end -->")[0]
    assert shown == TABLES[name]()
