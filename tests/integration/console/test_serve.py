"""The web server starts with its database, answers on localhost, and ends without leftovers."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from console import postgres_processes, web_server
from console.embedded_postgresql import EmbeddedPostgresql

_PATIENCE = 120  # seconds; a busy machine takes its time


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder for data and a free port."""

    folder: Path
    port: int

    @property
    def data(self) -> Path:
        """Where the database's processes work."""
        return self.folder.resolve() / "postgresql" / "data"

    def run(self, command: str) -> "subprocess.Popen[str]":
        """Start a command as somebody at a terminal would, in a process group of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.Popen(
            [sys.executable, "-m", "console", command],
            env=kept | {"STATE_FOLDER": str(self.folder), "PORT": str(self.port)},
            cwd="/", start_new_session=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def health(self, host: str) -> int:
        """Ask until somebody answers, and give the status."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                connection = http.client.HTTPConnection(host, self.port, timeout=5)
                connection.request("GET", "/health", headers={"Host": "localhost"})
                answer = connection.getresponse()
                assert json.loads(answer.read())["status"] == "ok"
                return answer.status
            time.sleep(0.1)
        pytest.fail("nobody answered")


def _free_port() -> int:
    """Give a port that the system hands to nobody, so that it is still free when it is taken."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """Give a place with tables and without tenants, and leave nothing running there."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o711)
    made = Place(folder=folder, port=_free_port())
    migrated = made.run("migrate")
    told, _ = migrated.communicate(timeout=_PATIENCE)
    assert migrated.returncode == 0, told
    yield made
    EmbeddedPostgresql(folder / "postgresql").stop()
    shutil.rmtree(folder)


def _end(process: "subprocess.Popen[str]", sign: signal.Signals) -> str:
    os.killpg(process.pid, sign)
    told, _ = process.communicate(timeout=_PATIENCE)
    return told


def test_it_answers_on_localhost_and_ctrl_c_ends_everything(place: Place) -> None:
    """On some systems `localhost` is ::1 first, on others 127.0.0.1."""
    server = place.run("serve")
    addresses = {info[4][0] for info in socket.getaddrinfo("localhost", place.port)}
    if socket.has_ipv6:
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
            addresses.add("::1")
    assert {place.health(str(address)) for address in {"127.0.0.1", *addresses}} == {200}
    asked, _ = place.run("health").communicate(timeout=_PATIENCE)
    assert asked.startswith("ok, version ")
    told = _end(server, signal.SIGINT)
    assert "Traceback" not in told
    assert "SIGKILL" not in told, "a worker did not end by itself"
    assert postgres_processes.using(place.data) == []


def test_after_a_kill_the_next_start_recovers(place: Place) -> None:
    """First all is killed at once; then only the first process, whose workers have to notice."""
    killed = place.run("serve")
    place.health("127.0.0.1")
    for process in postgres_processes.using(place.data):
        process.kill()
    _end(killed, signal.SIGKILL)
    recovered = place.run("serve")
    assert place.health("127.0.0.1") == 200
    recovered.kill()
    recovered.wait()
    last = place.run("serve")
    assert last.stdout is not None
    assert "listens" in last.stdout.readline()
    assert place.health("127.0.0.1") == 200
    _end(last, signal.SIGINT)
    assert postgres_processes.using(place.data) == []


def test_a_port_in_use_is_told_with_the_way_out(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else listens there and stays."""
    monkeypatch.setattr(web_server, "_PATIENCE", 0.2)
    with (
        socket.create_server(("127.0.0.1", place.port)),
        pytest.raises(web_server.PortTaken, match=f"Port {place.port} .* PORT="),
    ):
        web_server.loopback_addresses(place.port)
