"""Reading files in: every kind of file says what it would do, and does it, all or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.models import User
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.targets import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One row of a file and what it comes to, in words."""

    row: int
    reference: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What reading a file in does, or did.

    `lines` are the first rows, for a look; `summary` says in words what the file holds.
    """

    new: int
    unchanged: int
    lines: tuple[ReportLine, ...]
    summary: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The number of rows in the file."""
        return self.new + self.unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What a file does not say itself: whose cases they are, and whether they are made up."""

    municipality_code: str = ""
    is_synthetic: bool = False


Look = Callable[[Incoming, ImportOptions], ImportReport]
#: The last argument is the SHA-256 of the file that was uploaded, for the audit record.
CarryOut = Callable[[User, Incoming, ImportOptions, str], ImportReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One kind of file: its columns by name, and what is done with a file in those columns.

    Both functions raise `BadCaseFile` with every problem of every row. A kind whose cells mean
    something else than cases registers in the same way from its own app.
    """

    kind: str
    label: str | Promise
    help: str | Promise
    targets: Callable[[], Mapping[str, Target]]
    look: Look
    carry_out: CarryOut


_importers: dict[str, Importer] = {}


def can_import(importer: Importer) -> Importer:
    """Add a kind of file; register in `AppConfig.ready`."""
    _importers[importer.kind] = importer
    return importer


def importers() -> Mapping[str, Importer]:
    """Give every kind of file that can be read in, by kind."""
    return _importers
