"""Who is laid beside whom: the own organisation, if there is one, and others that one chooses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy_profiles import queries
from policy_profiles.differences.candidate_key import CandidateKind
from policy_profiles.register.queries import PublishedRow, published_profiles
from rulebook.profile import Profile
from rulebook.profiles import BASELINE
from tenants import context
from tenants import queries as tenant_queries
from tenants.identifiers import code_of

#: So many others at most: a wider table is not read, and the search would take too long.
MOST_OTHERS = 11


class GroupKind(StrEnum):
    """How the group came about."""

    REGION = "region"
    ALIKE = "alike"  # all that are as real, or as invented, as the own organisation; else the real
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One policy: `code` in the addresses here, `key` in those of the differences."""

    code: str
    key: str
    name: str
    is_own: bool
    is_fictitious: bool
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Everything that can be laid side by side today; `regional` are codes of the own region.

    For everyone, without an organisation that one is of, `own` is None.
    """

    today: date
    own: Member | None
    baseline: Member
    others: tuple[Member, ...]
    regional: frozenset[str]

    @property
    def alike(self) -> tuple[str, ...]:
        """The codes of all that are as real, or as invented, as the own one; else of the real."""
        is_own = self.own is not None and self.own.is_fictitious
        return tuple(m.code for m in self.others if m.is_fictitious == is_own)

    def usual(self) -> tuple[str, ...]:
        """Whom to show who has not chosen: the region, else all alike, else nobody."""
        found = [m.code for m in self.others if m.code in self.regional] or list(self.alike)
        return tuple(found) if len(found) <= MOST_OTHERS else ()

    def group(self, codes: Collection[str]) -> "Group":
        """Make the group of the own organisation, if there is one, and these others."""
        others = tuple(member for member in self.others if member.code in codes)
        return Group(own=self.own, baseline=self.baseline, others=others, kind=self._kind(others))

    def _kind(self, others: Sequence[Member]) -> GroupKind:
        if not others:
            return GroupKind.NONE
        codes = {member.code for member in others}
        if codes != {*self.usual()}:
            return GroupKind.CHOSEN
        return GroupKind.REGION if codes <= self.regional else GroupKind.ALIKE


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The own organisation, if there is one, and others, beside the baseline."""

    own: Member | None
    baseline: Member
    others: tuple[Member, ...]
    kind: GroupKind

    @property
    def members(self) -> tuple[Member, ...]:
        """The group itself: the own organisation first, without the baseline."""
        return self.others if self.own is None else (self.own, *self.others)

    @property
    def everybody(self) -> tuple[Member, ...]:
        """The baseline, then the group."""
        return (self.baseline, *self.members)

    @property
    def has_invented(self) -> bool:
        """Whether an example is laid beside organisations that exist, as the baseline does."""
        beside = self.everybody if self.own is None else self.members
        return len({member.is_fictitious for member in beside}) > 1

    @property
    def givers(self) -> tuple[Member, ...]:
        """Whose values can be proposed to all: not those of examples, for one that exists."""
        if self.own is None or self.own.is_fictitious:
            return self.everybody
        return tuple(member for member in self.everybody if not member.is_fictitious)


def offered(*, today: date) -> Offered:
    """Give the own policy that holds today, the baseline, and what others have published.

    Raises:
        NoProfileInForce: the organisation has no policy today.
    """
    pinned = queries.profile_on(on=today)
    schema_name = context.current_schema_name()
    tenant = {row.schema_name: row for row in tenant_queries.tenants()}[schema_name]
    own = Member(
        code=code_of(schema_name),
        key=CandidateKind.NOW.value,
        name=tenant.name,
        is_own=True,
        is_fictitious=tenant.is_synthetic_policy or pinned.profile.is_fictitious,
        profile=pinned.profile,
    )
    rows = [row for row in published_profiles(on=today) if row.schema_name]
    others = tuple(_member(row) for row in rows if row.schema_name != schema_name)
    regional = tenant_queries.neighbours(schema_name=schema_name)
    return Offered(
        today=today,
        own=own,
        baseline=_baseline(today),
        others=others,
        regional=frozenset(code_of(name) for name in regional),
    )


def offered_to_everyone(*, today: date, language: str) -> Offered:
    """Give everything that is published and holds today, agreements that are shared as well."""
    others = [row for row in published_profiles(on=today) if row.code != BASELINE]
    return Offered(
        today=today,
        own=None,
        baseline=_baseline(today),
        others=tuple(_member(row, language) for row in others),
        regional=frozenset(),
    )


def _member(row: PublishedRow, language: str = "nl") -> Member:
    """An organisation under its name; what is shared under its title, in a language."""
    is_shared = not row.schema_name
    return Member(
        code=row.code,
        key=row.code if is_shared else f"{CandidateKind.PUBLISHED.value}:{row.schema_name}",
        name=row.title.in_language(language) if is_shared else row.tenant_name,
        is_own=False,
        is_fictitious=row.is_fictitious,
        profile=row.profile,
    )


def _baseline(today: date) -> Member:
    return Member(
        code=BASELINE,
        key=BASELINE,
        name="UWV",
        is_own=False,
        is_fictitious=False,
        profile=queries.baseline_on(on=today).profile,
    )
