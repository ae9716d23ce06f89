"""The surroundings of the process, read once into a frozen value; only here is os.environ read."""

import functools
import ipaddress
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Name = Literal["production", "demo", "development", "testing"]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAMES: Mapping[str, Name] = {
    "production": "production",
    "demo": "demo",
    "development": "development",
    "testing": "testing",
}

SETTINGS_PAGE = "docs/reference/settings.md"

# Every variable that may be read. docs/reference/settings.md explains each; a test compares.
VARIABLES = (
    "ENVIRONMENT",
    "DATABASE_URL",
    "SECRET_KEY",
    "PSEUDONYM_KEY",
    "IDENTITY_KEYS",
    "IDENTITY_INDEX_KEY",
    "BASE_DOMAIN",
    "ALLOWED_HOSTS",
    "PORT",
    "TRUSTED_PROXIES",
    "STATE_FOLDER",
    "WEB_WORKERS",
    "WEB_THREADS",
    "CHROMIUM",
)

# Outside production nothing is secret, so that tests and `manage.py` work without preparation;
# `meetlat demo` makes random keys of its own. Production refuses to start without its own.
_OPEN_KEY = "not-secret-only-for-development-and-tests"
_SHORTEST_KEY = 32  # characters


class InvalidEnvironment(Exception):
    """The environment cannot be used; the message names every variable and its fix."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"The environment is not complete:\n{listed}\n{SETTINGS_PAGE} explains every variable."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseAddress:
    """Where PostgreSQL answers, taken from one URL; `options` are libpq parameters."""

    name: str
    user: str
    password: str
    host: str
    port: int
    options: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Leave the password out of logs and tracebacks."""
        return f"DatabaseAddress({self.user}@{self.host}:{self.port}/{self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """All that the surroundings say about this process."""

    name: Name
    database: DatabaseAddress | None
    secret_key: str
    pseudonym_key: bytes
    identity_keys: tuple[bytes, ...]
    identity_index_key: bytes
    base_domain: str
    allowed_hosts: tuple[str, ...]
    port: int
    trusted_proxies: tuple[Network, ...]
    state_folder: Path | None
    web_workers: int
    web_threads: int
    chromium: Path | None

    def __repr__(self) -> str:
        """Leave the keys out of logs and tracebacks."""
        return f"Environment({self.name}, {self.database})"

    @property
    def is_production(self) -> bool:
        """Whether people's real data are at stake: HTTPS only, and no key that is public."""
        return self.name == "production"


class _Reader:
    """Takes values from the variables and collects every problem before anything is raised."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.problems: list[str] = []
        self.name = self._name()

    def text(self, variable: str, default: str = "") -> str:
        """Give the value without surrounding blanks; an empty value counts as not set."""
        if variable not in VARIABLES:
            raise InvalidEnvironment((f"{variable} is read but stands in no list: add it.",))
        return self._variables.get(variable, "").strip() or default

    def _name(self) -> Name:
        given = self.text("ENVIRONMENT", "production")
        if given not in _NAMES:
            self.problems.append(f"ENVIRONMENT is “{given}”: choose one of {', '.join(_NAMES)}.")
        return _NAMES.get(given, "production")

    def number(self, variable: str, default: int, *, most: int) -> int:
        """Give a whole number from 1 up to `most`."""
        given = self.text(variable, str(default))
        if given.isascii() and given.isdigit() and 1 <= int(given) <= most:
            return int(given)
        self.problems.append(f"{variable} is “{given}”: give a whole number from 1 to {most}.")
        return default

    def key(self, variable: str) -> str:
        """Give a secret of at least 32 characters, which production must set itself."""
        return self._checked_key(variable, self.text(variable))

    def keys(self, variable: str) -> tuple[bytes, ...]:
        """Give secrets separated by commas, at least one: the first is used, all are known."""
        given = _parts(self.text(variable)) or ("",)
        return tuple(self._checked_key(variable, key).encode() for key in given)

    def _checked_key(self, variable: str, given: str) -> str:
        if not given and self.name != "production":
            return f"{_OPEN_KEY}-{variable.lower()}"
        if len(given) < _SHORTEST_KEY or given.startswith(_OPEN_KEY):
            self.problems.append(
                f"{variable} needs at least {_SHORTEST_KEY} random characters. Make one with "
                'python3 -c "import secrets; print(secrets.token_urlsafe(48))" and keep it secret.'
            )
        return given

    def database(self) -> DatabaseAddress | None:
        """Give the address of the database, or None where the embedded one may serve."""
        given = self.text("DATABASE_URL")
        if not given:
            if self.name == "production":
                self.problems.append(
                    "DATABASE_URL is not set. Give postgresql://USER:PASSWORD@HOST:PORT/NAME; "
                    "`make demo` brings its own PostgreSQL."
                )
            return None
        try:
            return read_database_url(given)
        except InvalidEnvironment as invalid:
            self.problems.extend(invalid.problems)
            return None

    def networks(self, variable: str) -> tuple[Network, ...]:
        """Give the networks of a list such as `10.0.0.0/8, ::1`."""
        return tuple(self._networks(variable))

    def _networks(self, variable: str) -> Iterator[Network]:
        for part in _parts(self.text(variable)):
            try:
                yield ipaddress.ip_network(part, strict=False)
            except ValueError:
                self.problems.append(f"{variable} holds “{part}”: give addresses or networks.")

    def hosts(self, base_domain: str) -> tuple[str, ...]:
        """Give the host names answered: the base domain, its subdomains and what is listed."""
        listed = _parts(self.text("ALLOWED_HOSTS"))
        if "*" in listed:
            self.problems.append(
                "ALLOWED_HOSTS holds “*”, which lets a forged host through: list the names."
            )
        return (base_domain, f".{base_domain}", *listed)

    def base_domain(self) -> str:
        """Give the domain below which every tenant has its own host name."""
        given = self.text("BASE_DOMAIN", "" if self.name == "production" else "localhost").lower()
        if not given or set(given) & set(":/*, "):
            self.problems.append(
                "BASE_DOMAIN needs the domain below which the tenants' host names lie, "
                "without scheme or port, such as meetlat.example.nl."
            )
        return given

    def path(self, variable: str) -> Path | None:
        """Give an absolute path, or None."""
        given = self.text(variable)
        return Path(given).absolute() if given else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def read_database_url(url: str) -> DatabaseAddress:
    """Take a `postgresql://` URL apart.

    Raises:
        InvalidEnvironment: the URL has another scheme, no host, no name or a wrong port.
    """
    wrong = InvalidEnvironment(
        ("DATABASE_URL has another form than postgresql://USER:PASSWORD@HOST:PORT/NAME.",)
    )
    parts = urlsplit(url)
    try:
        port = parts.port or 5432
    except ValueError:
        raise wrong from None
    name = unquote(parts.path.lstrip("/"))
    known_scheme = parts.scheme in {"postgresql", "postgres"}
    if not known_scheme or not parts.hostname or not name or not parts.username:
        raise wrong
    return DatabaseAddress(
        name=name,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        host=parts.hostname,
        port=port,
        options=tuple(parse_qsl(parts.query)),
    )


def read(variables: Mapping[str, str]) -> Environment:
    """Read the variables given.

    Raises:
        InvalidEnvironment: naming every variable that is missing or wrong, all at once.
    """
    reader = _Reader(variables)
    base_domain = reader.base_domain()
    environment = Environment(
        name=reader.name,
        database=reader.database(),
        secret_key=reader.key("SECRET_KEY"),
        pseudonym_key=reader.key("PSEUDONYM_KEY").encode(),
        identity_keys=reader.keys("IDENTITY_KEYS"),
        identity_index_key=reader.key("IDENTITY_INDEX_KEY").encode(),
        base_domain=base_domain,
        allowed_hosts=reader.hosts(base_domain),
        port=reader.number("PORT", 8000, most=65535),
        trusted_proxies=reader.networks("TRUSTED_PROXIES"),
        state_folder=reader.path("STATE_FOLDER"),
        web_workers=reader.number("WEB_WORKERS", 2, most=64),
        web_threads=reader.number("WEB_THREADS", 4, most=64),
        chromium=reader.path("CHROMIUM"),
    )
    if reader.problems:
        raise InvalidEnvironment(tuple(reader.problems))
    return environment


@functools.cache
def current() -> Environment:
    """Read the environment of this process, once.

    Raises:
        InvalidEnvironment: naming every variable that is missing or wrong, all at once.
    """
    return read(os.environ)


def provide(**variables: str) -> None:
    """Set variables for this process and its children, before anything has read them."""
    unknown = sorted(set(variables) - set(VARIABLES) - {"DJANGO_SETTINGS_MODULE"})
    if unknown:
        raise InvalidEnvironment((f"{', '.join(unknown)}: no such variable.",))
    os.environ.update(variables)
    current.cache_clear()


def given(variable: str) -> str:
    """Give one variable as it stands, or an empty text: for what must be known before the rest."""
    return os.environ.get(variable, "").strip() if variable in VARIABLES else ""
