"""The environment is read once, whole, and its problems are told all at once."""

import ipaddress

import pytest

from config.environment import (
    InvalidEnvironment,
    read,
    read_database_url,
)

PRODUCTION = {
    "ENVIRONMENT": "production",
    "DATABASE_URL": "postgresql://meetlat:p%40ss@db.example.nl:5433/meetlat?sslmode=require",
    "SECRET_KEY": "s" * 40,
    "PSEUDONYM_KEY": "p" * 40,
    "IDENTITY_KEYS": f"{'n' * 40}, {'o' * 40}",
    "IDENTITY_INDEX_KEY": "i" * 40,
    "BASE_DOMAIN": "meetlat.example.nl",
}


def test_production_reads_every_part_of_its_address() -> None:
    """The parts of the URL are unquoted, and libpq's options are kept."""
    database = read(PRODUCTION).database
    assert database is not None
    assert (database.user, database.password) == ("meetlat", "p@ss")
    assert (database.host, database.port, database.name) == ("db.example.nl", 5433, "meetlat")
    assert database.options == (("sslmode", "require"),)


def test_production_without_anything_names_every_missing_variable_at_once() -> None:
    """Somebody who starts it for the first time sees one complete list."""
    with pytest.raises(InvalidEnvironment) as refused:
        read({})
    told = str(refused.value)
    for variable in (
        "DATABASE_URL", "SECRET_KEY", "PSEUDONYM_KEY", "IDENTITY_KEYS", "IDENTITY_INDEX_KEY",
        "BASE_DOMAIN",
    ):  # fmt: skip
        assert variable in told


def test_production_refuses_the_keys_that_everybody_knows() -> None:
    """A key of development, long enough as it is, protects nothing."""
    known = read({"ENVIRONMENT": "development"}).secret_key
    with pytest.raises(InvalidEnvironment, match="SECRET_KEY"):
        read(PRODUCTION | {"SECRET_KEY": known})


def test_identity_has_several_keys_of_which_the_first_is_used() -> None:
    """So that a key can be changed without losing what an older one encrypted."""
    assert read(PRODUCTION).identity_keys == (b"n" * 40, b"o" * 40)
    with pytest.raises(InvalidEnvironment, match="IDENTITY_KEYS"):
        read(PRODUCTION | {"IDENTITY_KEYS": f"{'n' * 40},short"})
    assert len(read({"ENVIRONMENT": "development"}).identity_keys) == 1


def test_keys_and_passwords_stay_out_of_tracebacks() -> None:
    """Printing the environment shows no secret."""
    printed = repr(read(PRODUCTION))
    assert "ssss" not in printed
    assert "p@ss" not in printed


def test_development_needs_nothing() -> None:
    """Tests and a first look work without preparation."""
    environment = read({"ENVIRONMENT": "development"})
    assert environment.base_domain == "localhost"
    assert environment.port == 8000
    assert not environment.is_production


def test_each_tenant_has_a_host_below_the_base_domain() -> None:
    """Subdomains are answered, and names that are listed."""
    environment = read(PRODUCTION | {"ALLOWED_HOSTS": "www.example.nl, example.nl"})
    expected = ("meetlat.example.nl", ".meetlat.example.nl", "www.example.nl", "example.nl")
    assert environment.allowed_hosts == expected


def test_proxies_are_networks() -> None:
    """A single address is a network of one."""
    environment = read(PRODUCTION | {"TRUSTED_PROXIES": "10.0.0.0/8, ::1"})
    assert ipaddress.ip_address("10.9.8.7") in environment.trusted_proxies[0]
    assert ipaddress.ip_address("::1") in environment.trusted_proxies[1]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ENVIRONMENT", "staging"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eight"),
        ("PORT", "²"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_DOMAIN", "https://meetlat.example.nl"),
        ("TRUSTED_PROXIES", "the proxy"),
        ("DATABASE_URL", "sqlite:///meetlat.db"),
        ("DATABASE_URL", "postgresql://meetlat@db:port/meetlat"),
        ("DATABASE_URL", "postgresql://db/"),
    ],
)
def test_an_impossible_value_is_refused_by_name(variable: str, value: str) -> None:
    """The message names the variable that has to change."""
    with pytest.raises(InvalidEnvironment, match=variable):
        read(PRODUCTION | {variable: value})


def test_a_url_that_is_refused_is_not_repeated() -> None:
    """It may hold a password."""
    with pytest.raises(InvalidEnvironment) as refused:
        read_database_url("mysql://meetlat:geheim@db/meetlat")
    assert "geheim" not in str(refused.value)
