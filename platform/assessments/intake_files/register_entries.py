"""What rows of a file ask of the register of coaches, held against what it has, and adding it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from accounts.models import User
from coaches import actions
from coaches.entries import keeper_here
from coaches.models import Coach, CoachOrganisation, Proof
from rulebook.case_format.cells import folded
from rulebook.text import Text

_Proof = tuple[str, date, date | None]


@dataclass(slots=True, kw_only=True)
class Wanted:
    """A coach as a row has it.

    Attributes:
        organisation: its name; empty where the tenant employs the coach.
        values: of the coach, by the names of the register; what is left out is not known.
        training, recognition: something that the coach or the organisation can show.
        organisation_id, coach_id: the entries that are there already.
        adds: what the row adds: `organisation`, `coach`, `training`, `recognition`.
        refused: why the row cannot be; None where it can.
    """

    row: int
    coach: str
    organisation: str
    kvk_number: str
    values: Mapping[str, Any]
    training: _Proof | None
    recognition: _Proof | None
    organisation_id: UUID | None = None
    coach_id: UUID | None = None
    adds: set[str] = field(default_factory=set)
    refused: Text | None = None

    @property
    def is_new(self) -> bool:
        """Whether the row adds anything."""
        return bool(self.adds)

    @property
    def key(self) -> str:
        """What tells the organisation of the row from others in the file."""
        return self.kvk_number or folded(self.organisation)


@dataclass(slots=True, kw_only=True)
class Known:
    """The register as far as a file may touch it, and what earlier rows of the file add."""

    organisations: dict[str, CoachOrganisation]
    coaches: dict[tuple[UUID | None, str], Coach]
    shown: set[tuple[UUID, str, date]]
    earlier: set[tuple[str, ...]] = field(default_factory=set)

    @classmethod
    def of_the_register(cls) -> "Known":
        """Read the organisations that are known by number, and those that are kept here."""
        here = keeper_here()
        organisations: dict[str, CoachOrganisation] = {}
        for each in CoachOrganisation.objects.order_by("-added_at"):
            if each.kept_by == here:
                organisations[folded(each.name)] = each
            if each.kvk_number:
                organisations[each.kvk_number] = each
        coaches = {
            (each.organisation_id, folded(each.name)): each
            for each in Coach.objects.filter(employer_name="").order_by("-added_at")
            if each.organisation_id is not None or each.kept_by == here
        }
        proofs = Proof.objects.values_list("organisation_id", "coach_id", "kind", "valid_from")
        shown = {
            (organisation or coach, kind, first)
            for organisation, coach, kind, first in proofs
            if organisation or coach
        }
        return cls(organisations=organisations, coaches=coaches, shown=shown)

    def meet(self, wanted: Wanted) -> None:
        """Say what a row adds to what is known, or why it cannot."""
        if wanted.organisation:
            self._meet_organisation(wanted)
        found = None
        if wanted.organisation_id is not None or not wanted.organisation:
            found = self.coaches.get((wanted.organisation_id, folded(wanted.coach)))
        self._meet_coach(wanted, found)
        for name, proof, entry in (
            ("training", wanted.training, wanted.coach_id),
            ("recognition", wanted.recognition, wanted.organisation_id),
        ):
            of = wanted.key if name == "recognition" else f"{wanted.key}/{folded(wanted.coach)}"
            if proof and (entry is None or (entry, proof[0], proof[1]) not in self.shown):
                self._add(wanted, name, of, proof[0], proof[1].isoformat())
        if wanted.adds and not self._is_kept_here(wanted):
            wanted.refused = _OTHER_KEEPER

    def _meet_organisation(self, wanted: Wanted) -> None:
        found = self.organisations.get(wanted.kvk_number) or self.organisations.get(
            folded(wanted.organisation)
        )
        if found is None:
            self._add(wanted, "organisation", wanted.key)
        elif wanted.kvk_number and found.kvk_number not in ("", wanted.kvk_number):
            wanted.refused = _OTHERWISE
        elif found is not None:
            wanted.organisation_id = found.id

    def _meet_coach(self, wanted: Wanted, found: Coach | None) -> None:
        if found is None:
            self._add(wanted, "coach", wanted.key, folded(wanted.coach))
            return
        wanted.coach_id = found.id
        if any(_plain(getattr(found, name)) != _plain(v) for name, v in wanted.values.items()):
            wanted.refused = _OTHERWISE

    def _is_kept_here(self, wanted: Wanted) -> bool:
        kept = (
            each.kept_by
            for each in self.organisations.values()
            if each.id == wanted.organisation_id
        )
        return next(kept, keeper_here()) == keeper_here()

    def _add(self, wanted: Wanted, what: str, *of: str) -> None:
        """Add it once: an earlier row of the file may add the same."""
        if (what, *of) not in self.earlier:
            self.earlier.add((what, *of))
            wanted.adds.add(what)


def add_wanted(*, actor: User, wanted: Sequence[Wanted], is_synthetic: bool) -> None:
    """Add what rows ask for, in the caller's transaction; each entry has its line on record.

    Raises:
        NotPermitted: the actor may not keep the register.
    """
    made: dict[str, UUID] = {}
    for each in wanted:
        organisation = each.organisation_id or made.get(each.key)
        if "organisation" in each.adds:
            values = {"name": each.organisation, "kvk_number": each.kvk_number}
            organisation = made[each.key] = actions.add_organisation(
                actor=actor, values=values, is_synthetic=is_synthetic
            )
        coach = each.coach_id
        if "coach" in each.adds:
            coach = actions.add_coach(
                actor=actor, values={"name": each.coach, **each.values},
                organisation_id=organisation, is_synthetic=is_synthetic,
            )  # fmt: skip
        if "training" in each.adds and coach is not None:
            _show(actor, Coach, coach, each.training)
        if "recognition" in each.adds and organisation is not None:
            _show(actor, CoachOrganisation, organisation, each.recognition)


def _show(
    actor: User, model: type[Coach] | type[CoachOrganisation], entry: UUID, proof: _Proof | None
) -> None:
    if proof is not None:
        actions.add_proof(
            actor=actor, model=model, entry_id=entry, kind=proof[0], issuer="",
            valid_from=proof[1], valid_until=proof[2],
        )  # fmt: skip


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, list | tuple) else value


_OTHERWISE: Final = Text(
    "Het register zegt hier iets anders. Wijzig het register zelf, of verbeter de rij.",
    "The register says something else here. Change the register itself, or correct the row.",
)
_OTHER_KEEPER: Final = Text(
    "Een andere organisatie beheert deze jobcoachorganisatie. Stel in het register een correctie "
    "voor, of haal de rij weg.",
    "Another organisation keeps this coach organisation. Propose a correction in the register, or "
    "remove the row.",
)
