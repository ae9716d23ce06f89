"""The PostgreSQL connection that takes its role and its search path together, and fails closed."""

import re
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError
from django.db.backends.base.base import NO_DB_ALIAS
from django_tenants.postgresql_backend import base
from psycopg import errors
from psycopg.pq import TransactionStatus

from tenants.access import Standing
from tenants.roles import LONGEST_SCHEMA_NAME, quoted, role_name

PUBLIC = "public"
SCHEMA_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ROLE_ERRORS = (errors.InvalidParameterValue, errors.InsufficientPrivilege)
_RESERVED = re.compile(r"public|information_schema|pg_.*")


class SchemaNameRefused(ValueError):
    """A tenant's schema must have a plain name."""

    def __init__(self, schema_name: object) -> None:
        super().__init__(
            f"{schema_name!r} cannot be a tenant's schema: use at most {LONGEST_SCHEMA_NAME} "
            "lower-case letters, digits and underscores, beginning with a letter, and not a name "
            "that PostgreSQL keeps for itself."
        )


class SchemaMissing(OperationalError):
    """The schema does not exist, or the role may not use it: nothing is read or written."""

    def __init__(self, *, schema_name: str, found: str | None) -> None:
        self.schema_name = schema_name
        super().__init__(
            f"The schema {schema_name} is not there for this role (found: {found}). "
            "Make the tenant, or run the migrations, which also set the rights."
        )


class OwnerNeeded(OperationalError):
    """Only the login that owns the database migrates and makes tenants."""

    def __init__(self) -> None:
        super().__init__(
            "This login does not own the database: migrate and make tenants from the command "
            "line, with the DATABASE_URL of the owner."
        )


class RoleMissing(OperationalError):
    """The database has not been prepared: without its role nothing is read or written."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"The database role {role} is not there, or this login may not step into it. "
            "Run the migrations, which make the roles."
        )


class DatabaseNotGiven(ImproperlyConfigured):
    """Nobody said which database to use."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL is not set: give postgresql://USER:PASSWORD@HOST:PORT/NAME, or use "
            "`make demo` and `make test`, which bring their own PostgreSQL."
        )


class LoginTooMighty(ImproperlyConfigured):
    """The login of DATABASE_URL passes by the protection of the tenants."""

    def __init__(self) -> None:
        super().__init__(
            "The login of DATABASE_URL is a superuser or has BYPASSRLS, so that no row would be "
            "protected. Use a login made with: CREATE ROLE … LOGIN CREATEROLE NOSUPERUSER "
            "NOBYPASSRLS."
        )


class NothingToCommit(OperationalError):
    """An error of a statement was caught inside a transaction that went on to its end."""

    def __init__(self) -> None:
        super().__init__(
            "A statement failed in this transaction, so nothing of it can be kept: PostgreSQL "
            "would answer COMMIT with a rollback and call it no failure. Put a "
            "transaction.atomic() of its own around what may fail, and catch the error outside it."
        )


class HasSchema(Protocol):
    """A tenant, as far as the connection needs to know one."""

    schema_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a connection is and as whom it speaks."""

    standing: Standing
    schema_name: str
    includes_public: bool = True


def checked_schema_name(schema_name: str) -> str:
    """Give the name back when it can be a tenant's schema.

    Raises:
        SchemaNameRefused: it has other signs, is too long or is PostgreSQL's own.
    """
    plain = isinstance(schema_name, str) and SCHEMA_NAME.fullmatch(schema_name)
    if not plain or len(schema_name) > LONGEST_SCHEMA_NAME or _RESERVED.fullmatch(schema_name):
        raise SchemaNameRefused(schema_name)
    return schema_name


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that speaks as the platform until it is told otherwise.

    django-tenants forgets its cached search path wherever PostgreSQL may have undone it: after a
    rollback, after a rollback to a savepoint, on a new connection. The role is kept in that same
    cache, so the two are always set together, by one statement, before the next query.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.standing = Standing.PLATFORM
        self.search_path_set_schemas: Place | None = None
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> Place:
        """Where this connection is now, or will be at its next query."""
        return Place(
            standing=self.standing,
            schema_name=self.schema_name,
            includes_public=self.include_public_schema,
        )

    def set_tenant(self, tenant: HasSchema, include_public: bool = True) -> None:
        """Choose the schema, and with it the role; an owner stays owner until told otherwise."""
        if tenant.schema_name != PUBLIC:
            checked_schema_name(tenant.schema_name)
        super().set_tenant(tenant, include_public)
        if self.standing is not Standing.OWNER:
            in_public = tenant.schema_name == PUBLIC
            self.standing = Standing.PLATFORM if in_public else Standing.TENANT

    def stand_as(
        self, standing: Standing, tenant: HasSchema, *, includes_public: bool = True
    ) -> None:
        """Choose schema and role; takes effect before the next query. For tenants.context only."""
        self.standing = standing
        self.set_tenant(tenant, includes_public)
        self.standing = standing

    def get_connection_params(self) -> dict[str, object]:
        """Give what psycopg connects with.

        Raises:
            DatabaseNotGiven: DATABASE_URL is not set.
        """
        if not self.settings_dict["NAME"] and self.alias != NO_DB_ALIAS:
            raise DatabaseNotGiven
        parameters: dict[str, object] = super().get_connection_params()
        return parameters

    def init_connection_state(self) -> None:
        """Take the role at once on every new connection, before anybody can use it."""
        try:
            super().init_connection_state()
            if self.alias != NO_DB_ALIAS:
                self._refuse_a_mighty_login()
                self._take_place()
        except BaseException:
            self.close()  # or the next cursor would find a connection that was never checked
            raise

    def _refuse_a_mighty_login(self) -> None:
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user"
            )
            (mighty,) = cursor.fetchone()
        if mighty:
            raise LoginTooMighty

    def commit(self) -> None:
        """Commit, or say that nothing was kept.

        A rollback follows, which forgets role and search path like any other.

        Raises:
            NothingToCommit: an error was caught inside the transaction.
        """
        if self._has_failed():
            raise NothingToCommit
        super().commit()

    def _has_failed(self) -> bool:
        if self.connection is None:
            return False
        return bool(self.connection.info.transaction_status == TransactionStatus.INERROR)

    def _handle_search_path(self, cursor: object = None) -> None:  # noqa: ARG002 - the library's hook
        if self.alias != NO_DB_ALIAS:
            self._take_place()

    def _take_place(self) -> None:
        """Set role and search path together, unless they are set; fail closed.

        In a failed transaction nothing but a rollback is accepted, and that forgets the place.
        """
        place = self.place
        if self.search_path_set_schemas == place:
            return
        if self._has_failed():
            return
        role = self._role(place)
        try:
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute(_statements(place, role))
                while cursor.nextset():
                    pass
                (found,) = cursor.fetchone()
        except DatabaseError as error:
            if isinstance(error.__cause__, _ROLE_ERRORS):
                raise RoleMissing(role) from error
            raise
        if found != place.schema_name:
            if place == Place(standing=Standing.OWNER, schema_name=PUBLIC):
                raise OwnerNeeded
            raise SchemaMissing(schema_name=place.schema_name, found=found)
        self.search_path_set_schemas = place

    def _role(self, place: Place) -> str:
        if place.standing is Standing.OWNER:
            return ""
        database = self.settings_dict["NAME"]
        return role_name(place.standing, database=database, schema_name=place.schema_name)


def _statements(place: Place, role: str) -> str:
    schemas = [place.schema_name]
    if place.includes_public and place.schema_name != PUBLIC:
        schemas.append(PUBLIC)
    path = ", ".join(quoted(schema) for schema in schemas)
    return (
        f"SET ROLE {quoted(role) if role else 'NONE'}; "
        f"SET search_path = {path}; SELECT current_schema()"
    )
