"""Outcomes from files that arrive late, twice, or in the wrong order."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db.migrations import RunPython
from django.utils import timezone

from accounts.models import User
from assessments.going_back import RowsOfThisRelease
from assessments.importing import ImportOptions, ImportReport
from assessments.models import Case
from assessments.queries import CaseRow, DecisionRow
from outcomes.models import Outcome
from outcomes.outcome_import import import_outcomes
from rulebook.case_format import BadCaseFile

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def followed(open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]) -> CaseRow:
    """A decided case that files know as D-1."""
    case = open_case()
    decide(case)
    Case.objects.filter(pk=case.id).update(external_reference="D-1")
    return case


def file_with(*rows: tuple[str, date]) -> bytes:
    lines = [f"D-1;{kind};{day:%d-%m-%Y}" for kind, day in rows]
    return "\r\n".join(["kenmerk;uitkomst;gezien op", *lines, ""]).encode()


def read_in(consultant: User, content: bytes) -> ImportReport:
    return import_outcomes(consultant, content, ImportOptions())


def test_the_same_file_twice_changes_nothing(consultant: User, followed: CaseRow) -> None:
    content = file_with(("in_job", TODAY - timedelta(days=2)), ("in_job", TODAY))
    read_in(consultant, content)
    read_in(consultant, content)
    assert Outcome.objects.count() == 2


def test_a_late_file_does_not_undo_later_news(consultant: User, followed: CaseRow) -> None:
    """What was seen first and arrives last is refused by row and column; nothing is written."""
    read_in(consultant, file_with(("in_job", TODAY)))
    with pytest.raises(BadCaseFile) as refused:
        read_in(consultant, file_with(("in_job", TODAY - timedelta(days=3))))
    (problem,) = refused.value.problems
    assert (problem.row, problem.column) == (2, "gezien op")
    assert "later" in problem.reason.en
    assert [outcome.observed_on for outcome in Outcome.objects.all()] == [TODAY]


def test_a_file_tells_of_a_service_and_of_one_that_cannot_be(
    consultant: User, followed: CaseRow
) -> None:
    """By code or label; without who gives it, or before the job, it is refused by its column."""
    start = TODAY - timedelta(days=1)
    head = "kenmerk;uitkomst;gezien op;vervolgdienst vanaf;vervolgdienst door"
    row = f"D-1;in_job;{TODAY:%d-%m-%Y}"
    early = TODAY - timedelta(days=900)
    for wrong, column in ((f"{start:%d-%m-%Y};", "vervolgdienst door"),
                          (f"{early:%d-%m-%Y};same", "vervolgdienst vanaf")):  # fmt: skip
        with pytest.raises(BadCaseFile) as refused:
            read_in(consultant, f"{head}\r\n{row};{wrong}\r\n".encode())
        assert [problem.column for problem in refused.value.problems] == [column]
    good = f"{head}\r\n{row};{start:%d-%m-%Y};Een andere organisatie\r\n".encode()
    read_in(consultant, good)
    read_in(consultant, good)
    told = Outcome.objects.get()
    assert (told.service_started_on, told.service_provider) == (start, "other")


def test_a_file_takes_a_service_back_that_an_earlier_one_told_of(
    consultant: User, followed: CaseRow
) -> None:
    """Also where the same row without word of a service was read in before; twice changes nothing.

    Going back to the tables of before is refused in words from then on.
    """
    head = "kenmerk;uitkomst;gezien op;vervolgdienst vanaf;vervolgdienst door"
    row = f"D-1;in_job;{TODAY:%d-%m-%Y}"
    taken_back = f"{head}\r\n{row};;none\r\n".encode()
    read_in(consultant, file_with(("in_job", TODAY)))
    go_back()
    told = f"{head}\r\n{row};{TODAY - timedelta(days=1):%d-%m-%Y};same\r\n".encode()
    read_in(consultant, told)
    read_in(consultant, taken_back)
    assert Outcome.objects.get(superseded_by__isnull=True).service_provider == "none"
    again = read_in(consultant, taken_back)
    assert Outcome.objects.count() == 3
    assert "blijft zoals het is" in again.lines[0].result
    replaced = read_in(consultant, told)  # the same file twice, or a service given back?
    assert (Outcome.objects.count(), replaced.unchanged) == (3, 1)
    assert "tenzij u een latere dag invult" in replaced.lines[0].result
    assert replaced.lines[0].result in replaced.summary[-1]
    with pytest.raises(RowsOfThisRelease, match="1 outcomes take a service back"):
        go_back()


def go_back() -> None:
    """Do what going back over the migration of it does before the table is touched."""
    module = import_module("outcomes.migrations.0003_a_service_can_be_taken_back")
    first = module.Migration.operations[-1]
    assert isinstance(first, RunPython)
    first.reverse_code(apps, None)
