"""Our own launcher of the embedded PostgreSQL: data kept, loopback only, recovered after a kill."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from console import postgres_processes, postgresql_programs
from console.refusal import Refusal
from console.state_folder import (
    Presence,
    locked,
    make,
    unprivileged_account,
    write_private,
)

ADDRESS = "127.0.0.1"
ROLE = DATABASE = "meetlat"
_SUPERUSER = "postgres"
_START_SECONDS = 120.0  # recovery after a kill took 1.4 s for 2 million rows
_STOP_SECONDS = 30.0
_LARGEST_LOG = 5_000_000  # bytes

_SETTINGS = {
    "listen_addresses": ADDRESS,
    "unix_socket_directories": "",
    "max_locks_per_transaction": "1024",  # one transaction may touch the tables of many schemas
    "log_error_verbosity": "terse",  # DETAIL lines repeat rows, and rows hold personal data
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "timezone": "UTC",
}
_SETTINGS_THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerDidNotStart(Refusal):
    """PostgreSQL stopped or stayed silent while starting; the message ends with its own words."""

    def __init__(self, log: Path) -> None:
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        super().__init__(
            f"PostgreSQL did not start. The last lines of {log}:\n" + "\n".join(lines[-8:])
        )


class DataOfAnotherVersion(Refusal):
    """The data were made by another major version, which this one cannot read."""

    def __init__(self, data: Path, version: str) -> None:
        super().__init__(
            f"{data} was made by PostgreSQL {version}, and this is "
            f"{postgresql_programs.MAJOR}. Move that folder away to begin anew, or carry the data "
            "over with pg_dump of the older version."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Access:
    """What is remembered between starts: port and passwords, in a file only the owner can read."""

    port: int = 0
    superuser_password: str = field(default_factory=secrets.token_urlsafe)
    password: str = field(default_factory=secrets.token_urlsafe)


class EmbeddedPostgresql:
    """One server with one folder; every method may be called from several processes at once."""

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        """Take the folder for all that the server keeps; `throwaway` trades safety for speed."""
        self.folder = folder.resolve()
        self._data = self.folder / "data"
        self._log = self.folder / "postgresql.log"
        self._throwaway = throwaway
        make(self.folder, mode=0o711)  # the account passes through to its data, and reads nothing
        self._account = unprivileged_account(self._data)

    # What callers use.

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Have the server run for the block and give its URL; the last user out stops it."""
        with locked(self.folder / "lock"):
            url = self._start()
            presence = Presence(self.folder / "users")
        user = os.getpid()
        try:
            yield url
        finally:
            if os.getpid() == user:  # a child that was forked inside the block stops nothing
                self._leave(presence)

    def _leave(self, presence: Presence) -> None:
        with locked(self.folder / "lock"):
            if presence.leave() and not self._keep.exists():
                self._stop()

    def start(self) -> str:
        """Start the server if needed, let it run on, and give its URL."""
        with locked(self.folder / "lock"):
            url = self._start()
            self._keep.touch()
        return url

    def stop(self) -> None:
        """Stop the server, finishing nothing but losing nothing that was committed."""
        with locked(self.folder / "lock"):
            self._keep.unlink(missing_ok=True)
            self._stop()

    def remove(self) -> None:
        """Stop the server and remove its data, passwords and all."""
        self.stop()
        shutil.rmtree(self.folder)

    @property
    def _keep(self) -> Path:
        return self.folder / "keep"

    # Starting.

    def _start(self) -> str:
        access = self._access()
        if not self._answers(access):
            programs = postgresql_programs.find(folder=self.folder, account=self._account)
            self._make_data(programs, access)
            access = self._launch(programs, access)
        self._prepare_database(access)
        return (
            f"postgresql://{ROLE}:{access.password}@{ADDRESS}:{access.port}/{DATABASE}"
            "?sslmode=disable"
        )

    def _access(self) -> _Access:
        path = self.folder / "access.json"
        if path.exists():
            path.chmod(0o600)
            return _Access(**json.loads(path.read_text(encoding="utf-8")))
        return self._remember(_Access(), renew=self._data.exists())

    def _remember(self, access: _Access, *, renew: bool = False) -> _Access:
        if renew:  # the passwords were lost, the data were not
            self._renew_superuser(access)
        values = {name: getattr(access, name) for name in _Access.__slots__}
        write_private(self.folder / "access.json", json.dumps(values))
        return access

    def _renew_superuser(self, access: _Access) -> None:
        programs = postgresql_programs.find(folder=self.folder, account=self._account)
        self._repair()
        self._clear_dead()
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            sql.Identifier(_SUPERUSER), sql.Literal(access.superuser_password)
        )
        answer = postgresql_programs.run(
            programs / "postgres", "--single", "-D", str(self._data), _SUPERUSER,
            account=self._account, text=statement.as_string() + "\n",
        )  # fmt: skip
        if answer.returncode != 0:
            raise ServerDidNotStart(self._log)

    def _answers(self, access: _Access) -> bool:
        """Prove life by signing in: a process list cannot, and a stranger lacks the password."""
        if not access.port:
            return False
        try:
            self._connect(access, _SUPERUSER).close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self, access: _Access, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=ADDRESS, port=access.port, user=_SUPERUSER, dbname=database,
            password=access.superuser_password, sslmode="disable", connect_timeout=3,
            autocommit=True,
        )  # fmt: skip

    def _make_data(self, programs: Path, access: _Access) -> None:
        if self._data.exists():
            self._repair()
            return
        unfinished = self.folder / "data.new"  # renamed when whole: a kill leaves no half of it
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished, mode=0o700)
        if self._account is not None:
            shutil.chown(unfinished, self._account.uid, self._account.gid)
        password = self.folder / "first-password"
        write_private(password, access.superuser_password, owner=self._account)
        answer = postgresql_programs.run(
            programs / "initdb", "--pgdata", str(unfinished), "--username", _SUPERUSER,
            "--pwfile", str(password), "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C",
            "--no-instructions", account=self._account,
        )  # fmt: skip
        password.unlink()
        if answer.returncode != 0:
            self._log.write_text(answer.stdout + answer.stderr)
            raise ServerDidNotStart(self._log)
        unfinished.rename(self._data)

    def _repair(self) -> None:
        make(self._data, mode=0o700)  # PostgreSQL refuses a folder that others can enter
        version = (self._data / "PG_VERSION").read_text().strip()
        if version != postgresql_programs.MAJOR:
            raise DataOfAnotherVersion(self._data, version)

    def _clear_dead(self) -> None:
        """End what is left of a server that does not answer, so that a new one may start."""
        postgres_processes.end(self._data, signal.SIGINT, seconds=5)
        postgres_processes.end(self._data, signal.SIGKILL, seconds=10)
        # A zombie or a stranger with the same number makes PostgreSQL believe its own file.
        # Nobody holds the data any more, so the file says nothing.
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self, programs: Path, access: _Access) -> _Access:
        # A server that is starting or stopping gets the time to finish either.
        if postgres_processes.using(self._data) and self._wait(access, None, seconds=20):
            return access
        self._clear_dead()
        access = self._remember(_with_free_port(access))
        settings = _SETTINGS | {"port": str(access.port)}
        settings |= _SETTINGS_THROWAWAY if self._throwaway else {}
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        large = self._log.exists() and self._log.stat().st_size > _LARGEST_LOG
        with self._log.open("wb" if large else "ab") as log:
            server = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(self._data), *arguments],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we stop the server in good order
                **postgresql_programs.surroundings(self._account),
            )  # fmt: skip
        if not self._wait(access, server, seconds=_START_SECONDS):
            raise ServerDidNotStart(self._log)
        return access

    def _wait(
        self, access: _Access, server: "subprocess.Popen[bytes] | None", *, seconds: float
    ) -> bool:
        """Wait until the server answers; give up when it has ended or the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._answers(access):
                return True
            ended = server.poll() is not None if server else None
            if ended or (ended is None and not postgres_processes.using(self._data)):
                return False
            time.sleep(0.03)
        return False

    def _prepare_database(self, access: _Access) -> None:
        role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
        with self._connect(access, _SUPERUSER) as connection:
            query = "SELECT count(*) FROM pg_roles WHERE rolname = %s"
            if connection.execute(query, [ROLE]).fetchone() == (0,):
                connection.execute(sql.SQL("CREATE ROLE {}").format(role))
            # Never a superuser: that would pass by row-level security. CREATEDB is for the tests.
            connection.execute(
                sql.SQL(
                    "ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE CREATEDB PASSWORD {}"
                ).format(role, sql.Literal(access.password))
            )
            query = "SELECT count(*) FROM pg_database WHERE datname = %s"
            if connection.execute(query, [DATABASE]).fetchone() == (0,):
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))

    def _stop(self) -> None:
        if not self._data.exists():
            return
        postgres_processes.end(self._data, signal.SIGINT, seconds=_STOP_SECONDS)
        postgres_processes.end(self._data, signal.SIGKILL, seconds=10)


def _with_free_port(access: _Access) -> _Access:
    """Keep the port of the last time if it is free, else choose another."""
    for port in (access.port, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((ADDRESS, port))
            return _Access(
                port=probe.getsockname()[1],
                superuser_password=access.superuser_password,
                password=access.password,
            )
    raise OSError("no free port")
