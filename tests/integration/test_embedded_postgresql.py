"""The embedded PostgreSQL keeps its data through everything that can happen to it."""

import json
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from console import postgres_processes, postgresql_programs
from console.embedded_postgresql import DataOfAnotherVersion, EmbeddedPostgresql
from console.postgresql_programs import MissingPostgresql

USE = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
from console.embedded_postgresql import EmbeddedPostgresql
with EmbeddedPostgresql(Path(sys.argv[1])).running() as url:
    print(url, flush=True)
    time.sleep(600)
"""

FORK = """
import os, sys, psycopg
from pathlib import Path
from console.embedded_postgresql import EmbeddedPostgresql
with EmbeddedPostgresql(Path(sys.argv[1])).running() as url:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print(psycopg.connect(url).execute("SELECT 1").fetchone())
"""


@pytest.fixture
def empty() -> Iterator[Path]:
    """Give a folder for a server that never started, and leave nothing running."""
    base = Path(tempfile.mkdtemp())  # pytest's own folders are closed to PostgreSQL's account
    base.chmod(0o711)
    yield base / "postgresql"
    EmbeddedPostgresql(base / "postgresql").stop()
    shutil.rmtree(base)


@pytest.fixture(scope="module")
def started_before() -> Iterator[Path]:
    """Give the folder of a server that started once and stopped: a first start takes seconds."""
    base = Path(tempfile.mkdtemp())
    base.chmod(0o711)
    with EmbeddedPostgresql(base / "postgresql").running():
        pass
    yield base / "postgresql"
    shutil.rmtree(base)


@pytest.fixture
def folder(empty: Path, started_before: Path) -> Path:
    """Give a folder of its own for a server that started before."""
    subprocess.run(["cp", "-a", str(started_before), str(empty)], check=True)
    return empty


@pytest.fixture
def server(folder: Path) -> EmbeddedPostgresql:
    """Give a server of its own."""
    return EmbeddedPostgresql(folder)


def _launcher(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """Start a second process that uses the server, and give it with the address it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def _processes(folder: Path) -> list[psutil.Process]:
    return postgres_processes.using(folder / "data")


def _wait_until_gone(folder: Path) -> None:
    end = time.monotonic() + 20
    while _processes(folder) and time.monotonic() < end:
        time.sleep(0.05)
    assert _processes(folder) == []


def _kill_all(folder: Path) -> None:
    """Those that live: without the first one the others end by themselves, perhaps just now."""
    postgres_processes.end(folder / "data", signal.SIGKILL, seconds=20)


def _wait_until_zombie(process: psutil.Process) -> None:
    """One that ends has no folder any more before it counts as a zombie."""
    end = time.monotonic() + 20
    while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < end:
        time.sleep(0.05)
    assert process.status() == psutil.STATUS_ZOMBIE


def test_the_application_has_no_right_to_pass_by_row_level_security(
    server: EmbeddedPostgresql,
) -> None:
    """The role owns its database and makes roles, and is no superuser."""
    with server.running() as url, psycopg.connect(url) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, pg_get_userbyid(datdba)"
            " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = 'meetlat'"
        ).fetchone()
        assert rights == (False, False, True, "meetlat")
        for extension in ("btree_gist", "unaccent", "pg_trgm"):
            connection.execute(f"CREATE EXTENSION {extension}")


def test_nobody_gets_in_without_the_password(server: EmbeddedPostgresql) -> None:
    """Other accounts of the machine can reach the port, so the password has to hold them."""
    with server.running() as url:
        password = url.split(":")[2].split("@")[0]
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url.replace(password, "guess"))


def test_the_server_stops_when_its_last_user_leaves(
    folder: Path, server: EmbeddedPostgresql
) -> None:
    """Of two users the first to leave leaves the server to the other."""
    process, first = _launcher(folder)
    try:
        with server.running() as second:
            assert first == second
        with psycopg.connect(first) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
    assert _processes(folder) == []


def test_a_forked_child_that_ends_leaves_the_server_running(folder: Path) -> None:
    """The web server forks its workers inside the block, and replaces them now and then."""
    answer = subprocess.run(
        [sys.executable, "-c", FORK, str(folder)], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "(1,)\n"


def test_data_and_address_are_kept_between_starts(server: EmbeddedPostgresql) -> None:
    """A second start finds what the first one wrote, at the same port."""
    with server.running() as first, psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with server.running() as second, psycopg.connect(second) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert first == second


def test_what_was_committed_survives_a_kill_of_launcher_and_server(
    folder: Path, server: EmbeddedPostgresql
) -> None:
    """Both are killed in the middle of a large update; the next start recovers."""
    process, url = _launcher(folder)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE rows AS SELECT generate_series(1, 300000) AS value")
    connection = psycopg.connect(url)
    connection.execute("UPDATE rows SET value = value + 1000000")
    process.kill()
    _kill_all(folder)
    process.wait()
    with server.running() as again, psycopg.connect(again) as fresh:
        assert fresh.execute("SELECT count(*), max(value) FROM rows").fetchone() == (300000, 300000)


def test_a_server_left_behind_by_a_killed_launcher_is_taken_over(
    folder: Path, server: EmbeddedPostgresql
) -> None:
    """Only the launcher is killed: the next user finds the server, and stops it in the end."""
    process, url = _launcher(folder)
    process.kill()
    process.wait()
    first = _processes(folder)[0].pid
    with server.running() as again:
        assert again == url
        assert _processes(folder)[0].pid == first
    assert _processes(folder) == []


def test_a_zombie_counts_as_dead(folder: Path) -> None:
    """A killed server that nobody buried still has a number and a file that names it."""
    script = USE.replace("time.sleep(600)", "input()\n    print(1)\n    input()")
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    postmaster = _processes(folder)[0]
    _kill_all(folder)
    _wait_until_gone(folder)
    _wait_until_zombie(postmaster)  # its parent lives and did not bury it
    with EmbeddedPostgresql(folder).running() as again, psycopg.connect(again) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert again == url
    process.kill()
    process.communicate()


def test_a_stranger_with_the_number_of_the_server_is_left_alone(
    folder: Path, server: EmbeddedPostgresql
) -> None:
    """After a restart of the machine the number in PostgreSQL's file may be anybody's."""
    with server.running():
        lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (folder / "data" / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]))
        with server.running() as url, psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_folders_and_files_that_were_opened_to_others_are_closed_again(
    folder: Path, server: EmbeddedPostgresql
) -> None:
    """A copy or a careless chmod does not stop the next start, and does not stay."""
    with server.running():
        pass
    (folder / "data").chmod(0o755)
    (folder / "access.json").chmod(0o644)
    with server.running():
        assert stat.S_IMODE((folder / "data").stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "access.json").stat().st_mode) == 0o600


def test_lost_passwords_are_replaced(folder: Path, server: EmbeddedPostgresql) -> None:
    """The data belong to whoever owns the folder, so losing the password loses nothing."""
    with server.running() as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    (folder / "access.json").unlink()
    with server.running() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_port_taken_by_another_program_is_exchanged(
    folder: Path, server: EmbeddedPostgresql
) -> None:
    """Something else got the port while the server was away."""
    with server.running():
        port = json.loads((folder / "access.json").read_text())["port"]
    listen = f"import socket, sys; s = socket.create_server(('127.0.0.1', {port}))"
    taker = subprocess.Popen(
        [sys.executable, "-c", listen + "; print(1, flush=True); sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert taker.stdout is not None
    taker.stdout.readline()
    try:
        with server.running() as url, psycopg.connect(url) as connection:
            assert f":{port}/" not in url
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        taker.communicate()


def test_a_first_start_that_was_killed_half_way_begins_again(
    empty: Path,
) -> None:
    """Half-made data lie beside the place where whole data belong."""
    server = EmbeddedPostgresql(empty)
    (empty / "data.new").mkdir()
    (empty / "data.new" / "PG_VERSION").write_text("18\n")
    with server.running() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_of_another_version_are_not_touched(folder: Path, server: EmbeddedPostgresql) -> None:
    """The message says which version made them."""
    with server.running():
        pass
    (folder / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(DataOfAnotherVersion, match="PostgreSQL 15"), server.running():
        pass
    (folder / "data" / "PG_VERSION").write_text("18\n")


def test_after_removal_everything_begins_anew(folder: Path, server: EmbeddedPostgresql) -> None:
    """Nothing of the old data or passwords is left."""
    first = server.start()
    server.remove()
    assert not folder.exists()
    with EmbeddedPostgresql(folder).running() as second:
        assert second != first


def test_a_missing_wheel_fails_loudly(
    server: EmbeddedPostgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other PostgreSQL of the machine is taken instead, and the message says what to do."""
    monkeypatch.setattr(postgresql_programs.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingPostgresql, match="pip install"), server.running():
        pass


def test_programs_run_from_where_their_account_can_reach_them(empty: Path) -> None:
    """Below a closed home the programs are copied, and the copies find their own libraries."""
    empty.mkdir()
    programs = postgresql_programs.copied(postgresql_programs.installed(), empty) / "bin"
    for name in ("postgres", "initdb"):
        answer = postgresql_programs.run(programs / name, "--version", account=None)
        assert "(PostgreSQL) 18." in answer.stdout
        assert programs.is_relative_to(empty)


def test_root_runs_it_as_somebody_else(folder: Path, server: EmbeddedPostgresql) -> None:
    """Whoever starts it: the server itself has no privileges."""
    with server.running():
        owners = {process.uids().real for process in _processes(folder)}
    assert 0 not in owners
    assert len(owners) == 1
