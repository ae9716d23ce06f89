"""Who is in each group in a year: settled with the first answer about it, and never moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from benchmarking.across.groups import offered_groups
from benchmarking.across.inside import each_inside
from benchmarking.across.members import Members, may_be_asked, settled
from benchmarking.across.models import AcrossAnswer, SettledYear
from benchmarking.across.refusals import GroupTooSmall, SomebodyFailed
from policy_profiles.taking_part.queries import takes_part
from tenants import context
from tenants.queries import launched_tenants


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Who is in each group in a year, and whether that is kept already."""

    groups: Mapping[str, Members]
    rules_day: date
    is_kept: bool

    def as_data(self) -> dict[str, list[str]]:
        """Give the groups as plain JSON."""
        return {code: sorted(members) for code, members in self.groups.items()}


def kept_year(*, year: int) -> Settled | None:
    """Give what is settled of a year, as the platform; None before its first answer."""
    row = SettledYear.objects.filter(year=year).first()
    if row is None:
        return None
    groups = {code: frozenset(names) for code, names in row.groups.items()}
    return Settled(groups=groups, rules_day=row.rules_day, is_kept=True)


def settled_year(*, year: int, today: date) -> Settled:
    """Give who is in each group in a year, or would be if it were asked about now.

    Who joins after the first answer waits for another year: two answers would differ by them.

    Raises:
        SomebodyFailed: of an organisation it cannot be told whether it takes part.
    """
    with context.as_platform():
        kept = kept_year(year=year)
    if kept is not None:
        return kept
    rows = launched_tenants()
    part = taking_part([row.schema_name for row in rows], today=today)
    offered = offered_groups(rows)
    found = settled([group.members & part for group in offered])
    groups = {group.code: members for group, members in zip(offered, found, strict=True)}
    return Settled(groups=groups, rules_day=today, is_kept=False)


def members_to_ask(found: Settled, *, group: str, year: int, today: date) -> Members:
    """Give the organisations that a new question goes to: without who withdrew since.

    Raises:
        GroupTooSmall: no such group, or what it and earlier answers differ by is of one or two.
        SomebodyFailed: as `settled_year`.
    """
    members = found.groups.get(group, frozenset())
    if found.is_kept:
        open_ones = {row.schema_name for row in launched_tenants()}
        members = members & taking_part(sorted(members & open_ones), today=today)
    with context.as_platform():
        check_fits(members, group=group, year=year)
    return members


def check_unmoved(members: Members, *, group: str, year: int, today: date) -> None:
    """Check, as the platform, that an answer of these can still be kept now that it is worked out.

    Raises:
        GroupTooSmall: one of them withdrew, or an answer came out that this may not stand beside.
        SomebodyFailed: as `settled_year`.
    """
    if taking_part(sorted(members), today=today) != members:
        raise GroupTooSmall(group)
    check_fits(members, group=group, year=year)


def check_fits(members: Members, *, group: str, year: int) -> None:
    """Check, as the platform, that a set of organisations can stand beside the answers of a year.

    Raises:
        GroupTooSmall: there is nobody in it, or what it and they differ by is of one or two.
    """
    rows = AcrossAnswer.objects.filter(year=year).values_list("members", flat=True)
    out = {frozenset(names) for names in rows}
    if not members or not may_be_asked(members, out=out):
        raise GroupTooSmall(group)


def taking_part(schema_names: list[str], *, today: date) -> Members:
    """Give who of these takes part today.

    Raises:
        SomebodyFailed: of one it cannot be told.
    """
    found, failing = each_inside(schema_names, partial(takes_part, on=today))
    if failing:
        raise SomebodyFailed(failing)
    return frozenset(name for name, is_in in found.items() if is_in)
