"""The tables of docs/reference/demo-data.md, made from the example data: python -m demo.tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from demo.calibration import Row, next_job_curve, retention, rows, seen_jobs
from demo.population import cases_of
from demo.practice import REFUSE
from demo.tenant_list import DemoTenant, demo_tenants
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame
from rulebook.profiles import BASELINE, load_shipped

_HOUR: Final = 60  # minutes
_A_YEAR: Final = 365
_HALF_A_YEAR: Final = 181  # days: up to and including the last day before six months


def closeness_table() -> str:
    """Each published figure beside that of the UWV tenant, with the difference that is allowed."""
    head = ("figure", "published", "example data", "may differ by", "of")
    lines = [_closeness(row) for row in rows(demo_tenants()[0])]
    return _table(head, lines)


def tenants_table() -> str:
    """The tenants beside one another: cases, decisions, hours and what became of the jobs."""
    head = (
        "tenant", "profile", "decided", "refused", "otherwise", "hours: awarded", "own rules",
        "baseline", "in the job after a year", "ended jobs: under 6 months", "next job in 6 months",
    )  # fmt: skip
    return _table(head, [_tenant_line(tenant) for tenant in demo_tenants()])


#: By the name between the marks in the page.
TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "closeness": closeness_table,
    "tenants": tenants_table,
}


def _closeness(row: Row) -> tuple[str, ...]:
    what = f"{row.what} *" if row.is_derived else row.what
    unit = " %" if row.unit == "%" else f" {row.unit}"
    return (
        what,
        f"{row.published:.1f}{unit}",
        f"{row.generated:.1f}{unit}",
        f"{row.tolerance:.1f}",
        str(row.n),
    )


def _tenant_line(tenant: DemoTenant) -> tuple[str, ...]:
    cases = cases_of(tenant)
    frame = CaseFrame.from_rows([case.facts for case in cases])
    own = evaluate(frame, load_shipped(tenant.profile)).minutes
    baseline = evaluate(frame, load_shipped(BASELINE)).minutes
    complete = [row for row in range(len(cases)) if own[row] >= 0 and baseline[row] >= 0]
    ended = [job for job in seen_jobs(tenant) if job.has_ended]
    waiting = next_job_curve(ended)
    return (
        tenant.name,
        f"`{tenant.profile}`",
        str(len(cases)),
        _percent(case.choice.outcome == REFUSE for case in cases),
        _percent(bool(case.choice.reason) for case in cases),
        _hours(cases[row].choice.minutes for row in complete),
        _hours(int(own[row]) for row in complete),
        _hours(int(baseline[row]) for row in complete),
        f"{100 * retention(tenant).survival_at(_A_YEAR):.0f} %",
        _percent(job.lasted(0, 6) for job in ended),
        f"{100 * (1 - waiting.survival_at(_HALF_A_YEAR)):.0f} %",
    )


def _percent(answers: Iterable[bool]) -> str:
    listed = list(answers)
    return f"{100 * sum(listed) / len(listed):.0f} %"


def _hours(minutes: Iterable[int]) -> str:
    listed = list(minutes)
    return f"{sum(listed) / len(listed) / _HOUR:.1f}"


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *lines)) + "\n"


if __name__ == "__main__":
    for name, made in TABLES.items():
        sys.stdout.write(f"{name}\n\n{made()}\n")
