"""Which database a command or a test run gets, and with which keys."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import databases, demo_keys, demo_lock
from console.state_folder import CHECKOUT, locate

TEST_RUN = """
from config import environment
from console.databases import provide_for_tests
provide_for_tests()
print(environment.current().database.name, flush=True)
input()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that PostgreSQL's account can reach, and leave nothing running there."""
    base = Path(tempfile.mkdtemp())
    base.chmod(0o711)
    yield base
    databases.EmbeddedPostgresql(base / "postgresql-for-tests").stop()
    shutil.rmtree(base)


def _environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"STATE_FOLDER": str(folder), "ENVIRONMENT": "testing", **more}


def test_test_runs_at_the_same_time_get_a_database_each(folder: Path) -> None:
    """Two terminals, or a person and an editor, do not take each other's tables away."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", TEST_RUN], env=_environment(folder), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    names = [run.stdout.readline().strip() for run in runs if run.stdout]
    assert len(set(names)) == 2
    assert "meetlat" in names
    for run in runs:
        run.communicate("\n", timeout=60)
        assert run.returncode == 0


def test_a_database_of_ones_own_is_used_as_it_is(folder: Path) -> None:
    """DATABASE_URL wins, and no server is started."""
    url = "postgresql://someone:secret@db.example.nl/elsewhere"
    run = subprocess.run(
        [sys.executable, "-c", TEST_RUN], env=_environment(folder, DATABASE_URL=url),
        input="\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "elsewhere"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "command", [["tenant", "list"], ["migrate"], ["worker", "--once"], ["demo"]]
)
def test_a_database_that_does_not_answer_is_a_sentence(folder: Path, command: list[str]) -> None:
    """Not a traceback; the password is not in it."""
    url = "postgresql://someone:secret@127.0.0.1:1/elsewhere"
    refused = subprocess.run(
        [sys.executable, "-m", "console", *command],
        env=_environment(folder, DATABASE_URL=url, ENVIRONMENT="development"),
        capture_output=True, text=True,
    )  # fmt: skip
    assert refused.returncode == 1
    assert "127.0.0.1" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "secret" not in refused.stderr


def test_keys_of_the_demonstration_are_made_once_and_kept_private(folder: Path) -> None:
    """Pseudonyms stay the same between runs; a file that was opened to others is closed again."""
    first = demo_keys.kept_in(folder)
    assert min(len(key) for key in first.values()) >= 32
    assert len(set(first.values())) == len(first)
    (folder / "keys.json").chmod(0o644)
    assert demo_keys.kept_in(folder) == first == json.loads((folder / "keys.json").read_text())
    assert stat.S_IMODE((folder / "keys.json").stat().st_mode) == 0o600


def test_root_keeps_data_where_another_account_can_reach_them() -> None:
    """A checkout often lies below a home that only root may enter."""
    place = locate()
    assert place.is_relative_to(CHECKOUT) is (os.geteuid() != 0)
    assert locate("somewhere") == Path.cwd() / "somewhere"


def _removed(folder: Path, *arguments: str, said: str = "", **more: str) -> str:
    command = [sys.executable, "-m", "console", "database", "remove", *arguments]
    run = subprocess.run(
        command, env=_environment(folder, **more), input=said, capture_output=True, text=True
    )
    return run.stdout + run.stderr


def _left_by_a_demonstration(folder: Path) -> None:
    (folder / "postgresql" / "data").mkdir(parents=True)
    demo_keys.kept_in(folder)
    (folder / "demo.lock").touch()


def test_removing_says_what_and_where_before_it_asks_and_leaves_nothing(folder: Path) -> None:
    """The question is another one for the tests' database: that holds nothing of anybody."""
    _left_by_a_demonstration(folder)
    asked = _removed(folder, said="n\n")
    assert "of the demonstration, with everything entered in it" in asked
    assert str(folder / "postgresql") in asked
    assert (folder / "keys.json").exists(), "who says no keeps all of it"
    assert "Removed." in _removed(folder, said="y\n")
    assert list(folder.iterdir()) == []
    (folder / "postgresql-for-tests").mkdir()
    asked = _removed(folder, "--for-tests", said="y\n")
    assert "of the tests:" in asked
    assert "demonstration" not in asked
    assert "Removed." in asked


def test_where_there_is_nothing_to_remove_that_is_said(folder: Path) -> None:
    assert f"There is no database of the demonstration in {folder}" in _removed(folder)
    assert "There is no database of the tests" in _removed(folder, "--for-tests")


def test_keys_stay_where_the_data_are_in_a_database_of_ones_own(folder: Path) -> None:
    _left_by_a_demonstration(folder)
    told = _removed(folder, "--yes", DATABASE_URL="postgresql://me:secret@db.example.nl/mine")
    assert "keys.json" not in told
    assert (folder / "keys.json").exists()
    assert not (folder / "postgresql").exists()


def test_the_data_of_a_running_demonstration_are_not_removed(folder: Path) -> None:
    _left_by_a_demonstration(folder)
    with demo_lock.alone(folder, patience=0):
        told = _removed(folder, "--yes")
    assert "runs already, in another terminal" in told
    assert (folder / "postgresql").exists()
