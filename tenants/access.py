"""What each database role may do with a model's table, declared on the model as `access`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

Rights = tuple[str, ...]

READ: Rights = ("SELECT",)
ADD: Rights = ("INSERT",)
READ_AND_ADD: Rights = ("SELECT", "INSERT")
READ_AND_WRITE: Rights = ("SELECT", "INSERT", "UPDATE", "DELETE")


class Standing(StrEnum):
    """As whom a connection speaks to the database: always the least that serves."""

    TENANT = "tenant"
    PLATFORM = "platform"
    BENCHMARK = "benchmark"
    OWNER = "owner"  # migrations and making a tenant, nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAccess:
    """Rights on one table; a right may name columns, such as `UPDATE (superseded_at)`.

    Attributes:
        own: for a table in a tenant's schema, what that tenant may do; for the copy of such a
            table in `public`, what the platform may do. No other role ever has a right there.
        tenant, platform, benchmark: rights on a table that exists only in `public`.
        row_owner: column of a table in `public` that holds the schema name of the tenant a row
            belongs to. Row-level security then shows a tenant its own rows only.
        benchmark_sees: condition in SQL on a row with a `row_owner`, which the benchmark's role
            sees no other rows than those of.
        everybody_reads: the rows are for every role to read, and for its owner alone to write; one
            that belongs to nobody's schema is the platform's.
    """

    own: Rights = READ_AND_WRITE
    tenant: Rights = ()
    platform: Rights = ()
    benchmark: Rights = ()
    row_owner: str | None = None
    benchmark_sees: str = "true"
    everybody_reads: bool = False

    def shared_rights(self) -> Mapping[Standing, Rights]:
        """Give the rights on a table that exists only in `public`, without the empty ones."""
        rights = {
            Standing.TENANT: self.tenant,
            Standing.PLATFORM: self.platform,
            Standing.BENCHMARK: self.benchmark,
        }
        return {standing: given for standing, given in rights.items() if given}


OWN_ROWS = TableAccess()
APPEND_ONLY = TableAccess(own=READ_AND_ADD)
NO_ACCESS = TableAccess(own=())

# Models of others, which cannot carry the attribute. Sign-in needs to write all three.
_MODELS_OF_OTHERS: Mapping[str, TableAccess] = {
    "sessions.session": OWN_ROWS,
    "axes.accessattempt": OWN_ROWS,
    "axes.accessattemptexpiration": OWN_ROWS,
    "axes.accesslog": NO_ACCESS,  # switched off: nobody's sign-ins are kept there
    "axes.accessfailurelog": NO_ACCESS,
}


def access_of(model: "type[Model]") -> TableAccess:
    """Give the rights on a model's table: as declared, else a tenant's own rows."""
    declared = getattr(model, "access", None) or _MODELS_OF_OTHERS.get(model._meta.label_lower)
    return declared or OWN_ROWS
