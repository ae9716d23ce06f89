"""Where this checkout keeps what it makes while running, and under which account."""

import contextlib
import fcntl
import hashlib
import os
import pwd
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from console.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parents[2]
_FOR_ROOT = Path("/var/lib/meetlat")
_ACCOUNTS = ("postgres", "nobody")  # the first that exists; no account is ever created


class NoUnprivilegedAccount(Refusal):
    """PostgreSQL refuses to run as root, and no account without privileges exists."""

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL does not run as root, and this system has no account "
            f"{' or '.join(_ACCOUNTS)} to run it as. Start as an ordinary user, "
            "or set DATABASE_URL to a PostgreSQL of your own."
        )


class UnusableFolder(Refusal):
    """The folder for data cannot be made or written."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"{folder} cannot be used for data ({reason}). "
            "Set STATE_FOLDER to a folder that this account may write."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of this system that a program can run as."""

    uid: int
    gid: int


def locate(given: str = "") -> Path:
    """Give the folder for data: the one given, or `.local` of the checkout.

    Root gets a folder outside the checkout. A checkout often lies below a home that only root may
    enter, and PostgreSQL, which must run as somebody else, could not reach its own data there.
    """
    if given:
        return Path(given).absolute()
    if os.geteuid() == 0:
        digest = hashlib.sha256(bytes(CHECKOUT)).hexdigest()[:12]
        return _FOR_ROOT / digest
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / ".local"
    return Path.home() / ".local" / "state" / "meetlat"


def make(folder: Path, *, mode: int) -> None:
    """Make a folder with exactly this mode, or repair the mode of the one that is there.

    Raises:
        UnusableFolder: it cannot be made, or belongs to somebody else.
    """
    try:
        for missing in reversed([part for part in folder.parents if not part.exists()]):
            missing.mkdir()
            missing.chmod(0o755)
        folder.mkdir(exist_ok=True)
        if folder.stat().st_mode & 0o777 != mode:
            folder.chmod(mode)
    except OSError as error:
        raise UnusableFolder(folder, error.strerror or str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnusableFolder(folder, "it belongs to another account")


def unprivileged_account(data: Path) -> Account | None:
    """Give the account for PostgreSQL when root starts it; None when no change is needed.

    Data that exist stay with the account that owns them.

    Raises:
        NoUnprivilegedAccount: root started this, and the system has no account to change to.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(uid=data.stat().st_uid, gid=data.stat().st_gid)
    for name in _ACCOUNTS:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise NoUnprivilegedAccount


def write_private(path: Path, text: str, *, owner: Account | None = None) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    if owner is not None:
        os.chown(unfinished, owner.uid, owner.gid)
    unfinished.replace(path)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock for the block, waiting for it; the system drops it when the process dies."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Presence:
    """Counts the processes that use something: a shared lock each, which dies with its process."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop being present; say whether nobody else was."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            self._file.close()
        return True
