"""Large files: the worker does the work, a killed one leaves nothing behind, and the page tells."""

import html
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from assessments.intake_files import run_pages, runs, working
from assessments.intake_files.models import FileRun
from assessments.models import Case, StagedFile
from audit.models import AuditEvent
from console.file_work import wait_for_work, work_on_everything
from tenants import context
from tests.tenant_fixtures import TwoTenants

HEADER = "kenmerk;request_kind;work_situation;support_start;need\n"
ROW = ";first;employment;01-02-2026;medium\n"
ROWS = 60


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten rows are large here, so that a large file is small; no web process helps out."""
    monkeypatch.setattr(runs, "MOST_ROWS_AT_ONCE", 10)
    monkeypatch.setattr(run_pages, "help_out", lambda _schema: None)


@pytest.fixture
def browser(real_commits: TwoTenants, sign_in: Callable[..., Client]) -> Client:
    """A browser of a consultant of Eikenberg, in Dutch."""
    client = sign_in(real_commits.first, "consultant")
    client.cookies["django_language"] = "nl"
    return client


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def upload(browser: Client, content: str) -> str:
    """Choose a file and give its page."""
    file = SimpleUploadedFile("groot.csv", content.encode())
    sent = browser.post("/werkvoorraad/inlezen/", {"kind": "cases", "file": file})
    browser.get(sent["Location"])
    return str(sent["Location"])


def rows(count: int, *, of: str = "G") -> str:
    return HEADER + "".join(f"{of}-{number}{ROW}" for number in range(count))


def cases() -> int:
    with context.inside("eikenberg"):
        return Case.objects.count()


def test_the_worker_looks_and_records_while_the_page_tells(browser: Client) -> None:
    """Twice is once, here too; each change stands in the record."""
    page = upload(browser, rows(ROWS))
    waiting = text_of(browser.get(page))
    assert "Wordt nagekeken" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert work_on_everything(beat=lambda: None) == 1
    assert f"{ROWS} rijen inlezen" in text_of(browser.get(page))
    assert "Nagekeken, wacht op u" in text_of(browser.get("/werkvoorraad/inlezen/"))
    assert cases() == 0
    browser.post(page, {"stap": "inlezen"})
    assert work_on_everything(beat=lambda: None) == 1
    assert f"{ROWS} rijen zijn ingelezen." in text_of(browser.get(page))
    assert cases() == ROWS
    with context.inside("eikenberg"):
        assert not StagedFile.objects.exists()
        told = set(AuditEvent.objects.filter(object_kind="file").values_list("action", flat=True))
        assert {
            "file.look_asked", "file.looked_through", "file.recording_asked", "file.recorded",
            "cases.imported",
        } <= told  # fmt: skip
    again = upload(browser, rows(ROWS))
    work_on_everything(beat=lambda: None)
    assert "rijen inlezen" not in text_of(browser.get(again))


def test_problems_of_a_large_file_are_all_listed(browser: Client) -> None:
    """On the page and as CSV; a mended file is another file."""
    page = upload(browser, rows(ROWS) + f"G-1{ROW}" + f"{ROW}")
    work_on_everything(beat=lambda: None)
    seen = browser.get(page)
    assert seen.status_code == 409
    assert "2 punten in het bestand vragen nog aandacht" in text_of(seen)
    listed = browser.get(f"{page}problemen.csv").content.decode().splitlines()
    assert [line.split(";")[0] for line in listed[1:]] == ["62", "63"]
    assert cases() == 0


def test_work_that_was_killed_leaves_nothing_and_is_begun_anew(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker dies by kill -9 in the middle of recording; the next one does it all."""
    page = upload(browser, rows(ROWS))
    work_on_everything(beat=lambda: None)
    browser.post(page, {"stap": "inlezen"})
    doomed = _worker_that_stays_in_the_middle()
    try:
        _wait_for(lambda: _is_held(page))
        doomed.send_signal(signal.SIGKILL)
    finally:
        doomed.kill()
        doomed.wait()
    _wait_for(lambda: not _is_held(page))
    assert cases() == 0
    assert "Wordt ingelezen" in text_of(browser.get(page))
    assert work_on_everything(beat=lambda: None) == 1
    assert cases() == ROWS
    assert f"{ROWS} rijen zijn ingelezen." in text_of(browser.get(page))


_STAYS = """
import sys, time
sys.path[:0] = sys.argv[1:]
from config import environment
environment.provide(DJANGO_SETTINGS_MODULE="config.settings.testing")
import django
django.setup()
from assessments import bulk_actions
from assessments.intake_files import progress, working
def stay(phase, *, done, total):
    if phase == progress.WRITING:
        time.sleep(60)
bulk_actions.progress.tell = stay
working.work_through("eikenberg")
"""


def _worker_that_stays_in_the_middle() -> "subprocess.Popen[bytes]":
    """A process that stops in the transaction, with all rows written and none committed."""
    given = connection.settings_dict
    address = (
        f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
        f"/{given['NAME']}"
    )
    home = Path(__file__).parents[3]
    surroundings = {**os.environ, "DATABASE_URL": address, "ENVIRONMENT": "testing"}
    return subprocess.Popen(
        [sys.executable, "-c", _STAYS, str(home / "platform"), str(home)],
        env=surroundings,
        cwd=home,
    )


def _is_held(page: str) -> bool:
    """Whether a worker is at the file and has written rows that nobody sees yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s",
                       [working._LOCKS])  # fmt: skip
        return bool(cursor.fetchone()[0])


def _wait_for(seen: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 40
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(1.0)


def test_a_file_that_cannot_be_worked_through_is_left_alone(
    browser: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not for ever anew; the log has what broke and where, and nothing of what stood in a cell."""
    page = upload(browser, rows(ROWS))

    def broken(*given: object) -> None:
        raise ZeroDivisionError("depressie, 111222333")

    monkeypatch.setattr(working, "_do", broken)
    for _ in range(working.MOST_ATTEMPTS + 1):
        work_on_everything(beat=lambda: None)
    assert "Dit bestand kon niet worden verwerkt." in text_of(browser.get(page))
    with context.inside("eikenberg"):
        assert FileRun.objects.get().status == "stopped"
    assert "ZeroDivisionError in broken, line" in caplog.text
    assert "depressie" not in caplog.text
    assert "111222333" not in caplog.text


def test_a_worker_hears_of_work_at_once(browser: Client) -> None:
    """It listens for the name of the tenant, and does nothing without one."""
    assert wait_for_work(seconds=0.1, beat=lambda: None) == 0
    upload(browser, rows(ROWS))
    assert wait_for_work(seconds=5, beat=lambda: None) == 1


def test_two_workers_do_not_do_the_same_file(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock of one leaves it to that one."""
    page = upload(browser, rows(ROWS))
    done: list[int] = []

    def second(run: object) -> None:
        import threading

        other = threading.Thread(target=lambda: done.append(_elsewhere()))
        other.start()
        other.join()

    def _elsewhere() -> int:
        try:
            return working.work_through("eikenberg")
        finally:
            connection.close()

    monkeypatch.setattr(working, "_do", second)
    working.work_through("eikenberg")
    assert done == [0]
    assert page


def test_a_colleague_sees_nothing_of_it(
    browser: Client, real_commits: TwoTenants, sign_in: Callable[..., Client]
) -> None:
    """The work is of who asked for it, as its file is."""
    page = upload(browser, rows(ROWS))
    colleague = sign_in(real_commits.first, "consultant")
    assert colleague.get(page)["Location"].endswith("/inlezen/")
    assert colleague.get(f"{page}problemen.csv").status_code == 302
