"""What would bring a group closest for the least change: alternatives, each with what it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policy_profiles.harmonisation.group import Group, Member
from policy_profiles.harmonisation.measure.effect import Effect, effect_of
from policy_profiles.harmonisation.measure.pieces import Change, Changes, Pieces
from policy_profiles.harmonisation.measure.search import Found, Searched, alternatives, search
from policy_profiles.vignettes.explained import ExplainingValue, explaining_values
from rulebook.profile import Profile

#: How many alternatives are shown, if there are so many that are really different.
WANTED: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonValue:
    """One value that the group would share: whose it is, and who has it already."""

    parameter: str
    giver: Member
    holders: tuple[Member, ...]

    @property
    def address(self) -> str:
        """How the value is named in a form: the parameter, and whose value it is."""
        return f"{self.parameter}={self.giver.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEffect:
    """What one organisation would change, and what becomes of the invented clients there."""

    member: Member
    changes: tuple[ExplainingValue, ...]
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One set of common values. `own` is the own policy with them; None where nothing changes."""

    number: int
    found: Found
    values: tuple[CommonValue, ...]
    members: tuple[MemberEffect, ...]
    own: Profile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """Everything that the search has to say of a group."""

    group: Group
    searched: Searched
    alternatives: tuple[Alternative, ...]

    @property
    def smallest_for_most(self) -> Found | None:
        """The best of the smallest sets that remove more than half of the spread."""
        return next((f for f in self.searched.best if self.searched.removes_most(f)), None)


def closer(*, group: Group, language: str) -> Closer:
    """Search a group for the smallest sets of common values that remove most of the spread.

    Nothing is changed by it. A value is one that somebody in the group or UWV has today; values
    of examples are not proposed to an organisation that exists.
    """
    givers = group.givers
    searched = search(
        [member.profile for member in group.members], [giver.profile for giver in givers]
    )
    chosen = alternatives(searched, wanted=WANTED)
    holders = tuple(giver.profile for giver in givers)
    pieces = [Pieces(member.profile, holders) for member in group.members]
    return Closer(
        group=group,
        searched=searched,
        alternatives=tuple(
            _alternative(number, found, group, pieces, language)
            for number, found in enumerate(chosen, 1)
        ),
    )


def _alternative(
    number: int, found: Found, group: Group, pieces: Sequence[Pieces], language: str
) -> Alternative:
    changes = frozenset(found.changes)
    own = pieces[0]
    return Alternative(
        number=number,
        found=found,
        values=tuple(_common(change, group) for change in found.changes),
        members=tuple(
            _of_member(member, each, changes, found.changes, group.givers, language)
            for member, each in zip(group.members, pieces, strict=True)
        ),
        own=own.changed(changes) if own.felt(changes) else None,
    )


def _common(change: Change, group: Group) -> CommonValue:
    name, place = change
    giver = group.givers[place]
    value = giver.profile[name].value
    holders = tuple(m for m in group.everybody if m.profile[name].value == value)
    return CommonValue(parameter=name, giver=giver, holders=holders)


def _of_member(
    member: Member,
    pieces: Pieces,
    changes: Changes,
    order: Sequence[Change],
    givers: Sequence[Member],
    language: str,
) -> MemberEffect:
    felt = pieces.felt(changes)
    told = [
        explaining_values(
            parameters=[name], here=member.profile, there=givers[place].profile, language=language
        )[0]
        for name, place in order
        if (name, place) in felt
    ]
    return MemberEffect(member=member, changes=tuple(told), effect=effect_of(pieces, changes))
