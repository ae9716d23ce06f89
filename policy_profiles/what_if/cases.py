"""The decided cases that a what-if replays: who gives them, and how they are held in memory.

The app of the cases lies above this one, so it registers itself here. What it gives has no name,
no number and no reference of a case: columns of facts, what was granted, and the identifiers of the
decisions, which stay inside the organisation's schema.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from policy_profiles.simulation.simulate import Decided
from tenants import context

_HELD = 48  # sets in the memory of one process; 10,000 cases are about two megabytes


class NoCaseSource(RuntimeError):
    """No app gives decided cases."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing gives decided cases: call what_if_cases.give_cases_from in AppConfig.ready."
        )


class CasesChanged(RuntimeError):
    """The decisions of a frozen set do not hold what they held when it was frozen."""

    def __init__(self) -> None:
        super().__init__(
            "The decisions in this set are gone or changed: restore them from a back-up, or work "
            "the scenario through anew."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCases:
    """Decided cases in a fixed order, with the decisions that they are of."""

    decisions: tuple[UUID, ...]
    decided: Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How many decisions a period has, and when the last of them was recorded.

    A decision is never changed or removed, so with the same stand the period has the same cases.
    """

    cases: int
    last_recorded: datetime | None


class CaseSource(Protocol):
    """What the app of the cases gives; everything as the tenant that the connection works for."""

    def stand(self, *, first: date, until: date) -> Stand:
        """Give the stand of the decisions from `first` up to but not including `until`."""

    def of_period(self, *, first: date, until: date) -> DecidedCases:
        """Give the cases decided in a period, in the order of their decisions."""

    def of_decisions(self, *, decisions: Sequence[UUID]) -> DecidedCases:
        """Give the cases of these decisions, in the order of their decisions."""

    def people(self, *, decisions: Sequence[UUID]) -> Sequence[int]:
        """Give of each decision, in their order, whose it is: numbers from nought, no identifier.

        All decisions about one person have one number.
        """

    def fingerprint(self, *, decisions: Sequence[UUID]) -> str:
        """Give a SHA-256 of what these decisions and the facts of their cases hold."""

    def first_and_last_day(self) -> tuple[date, date] | None:
        """Give the first and last day on which anything was decided; None where nothing was."""


_sources: list[CaseSource] = []
_sets: dict[tuple[str, UUID], DecidedCases] = {}


def give_cases_from(source: CaseSource) -> None:
    """Have `source` give the cases; for `AppConfig.ready` of the app that has them."""
    _sources[:] = [source]


def case_source() -> CaseSource:
    """Give the source of cases.

    Raises:
        NoCaseSource: no app registered one.
    """
    if not _sources:
        raise NoCaseSource
    return _sources[0]


def cases_of_period(*, first: date, until: date) -> DecidedCases:
    """Give the cases decided in a period; from memory while nothing was decided since."""
    stand = case_source().stand(first=first, until=until)
    return _of_period(context.current_schema_name(), first, until, stand)


def cases_of_set(
    *, set_id: UUID, fingerprint: str, decisions: Callable[[], Sequence[UUID]]
) -> DecidedCases:
    """Give the cases of a frozen set; from memory once they were read and found unchanged.

    Args:
        decisions: gives those in the set, asked only where they must be read.

    Raises:
        CasesChanged: they no longer hold what they held.
    """
    key = (context.current_schema_name(), set_id)
    held = _sets.get(key)
    if held is None:
        held = _read(decisions(), fingerprint)
        _sets[key] = held
        while len(_sets) > _HELD:
            _sets.pop(next(iter(_sets)), None)
    return held


def _read(decisions: Sequence[UUID], fingerprint: str) -> DecidedCases:
    if case_source().fingerprint(decisions=decisions) != fingerprint:
        raise CasesChanged
    return case_source().of_decisions(decisions=decisions)


@lru_cache(maxsize=_HELD)
def _of_period(schema_name: str, first: date, until: date, stand: Stand) -> DecidedCases:  # noqa: ARG001 - the key
    return case_source().of_period(first=first, until=until)
