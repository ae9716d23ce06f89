"""Who is asked and who is counted: as numbers; only who could not be counted has a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from benchmarking.across.catalogue import Catalogue
from benchmarking.across.groups import OfferedGroup, offered_groups
from benchmarking.across.inside import Reason, Standing, each_inside, standing_of
from benchmarking.across.members import Members, Settled, settled
from benchmarking.across.register import OutAlready, out_already
from policy_profiles.what_if.shield import FEWEST_CASES
from tenants import context
from tenants.queries import TenantRow, launched_tenants


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who was asked and who was counted.

    Attributes:
        invited: organisations in the group.
        taking_part: of those, who agreed to take part.
        too_few_cases: of those, who decided fewer than ten applications in the year.
        waiting: who is left out so that no answer differs from another by one or two.
        counted: who is in the answer.
        failing: names with the reason that they could not be counted.
    """

    invited: int
    taking_part: int
    too_few_cases: int
    waiting: int
    counted: int
    failing: Mapping[str, Reason]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Presence":
        """Read what was kept."""
        failing = {name: Reason(reason) for name, reason in data["failing"].items()}
        return cls(**{**data, "failing": failing})

    def as_data(self) -> dict[str, Any]:
        """Give plain JSON."""
        failing = {name: reason.value for name, reason in self.failing.items()}
        names = ("invited", "taking_part", "too_few_cases", "waiting", "counted")
        return {name: getattr(self, name) for name in names} | {"failing": failing}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Who can be counted at the moment, and what is out already."""

    rows: Sequence[TenantRow]
    groups: Sequence[OfferedGroup]
    standings: Mapping[str, Standing]
    failing: Mapping[str, Reason]
    out: OutAlready
    rules_day: date
    today: date

    def countable(self) -> dict[str, int]:
        """Cases by organisation, of who takes part and has enough of them."""
        return {
            name: found.cases
            for name, found in self.standings.items()
            if found.takes_part and found.cases >= FEWEST_CASES
        }

    def settled(self, code: str, cases: Mapping[str, int]) -> Settled:
        """Settle who of a group goes into the answer."""
        upto = [group.code for group in self.groups].index(code) + 1
        wanted = [group.members & cases.keys() for group in self.groups[:upto]]
        return settled(wanted, cases, shown_before=self.out.sets)

    def stand_on(self, members: Members) -> date:
        """Give the last day on which one of them froze the year; today for a new one."""
        return max(self.standings[name].frozen_on or self.today for name in members)

    def presence(self, code: str, members: Members, failing: Mapping[str, Reason]) -> Presence:
        """Say who of a group was asked and counted."""
        group = next(group for group in self.groups if group.code == code)
        reasons = {**self.failing, **failing}
        names = {row.schema_name: row.name for row in self.rows}
        part = [n for n in group.members if n in self.standings and self.standings[n].takes_part]
        few = [name for name in part if self.standings[name].cases < FEWEST_CASES]
        late = sum(1 for name in part if name in reasons)
        return Presence(
            invited=len(group.members),
            taking_part=len(part),
            too_few_cases=len(few),
            waiting=len(part) - len(few) - late - len(members),
            counted=len(members),
            failing={names[name]: reasons[name] for name in sorted(group.members & reasons.keys())},
        )


def field_of(*, year: int, catalogue: Catalogue) -> Field:
    """Read who there is, who takes part, and what is out of a year.

    The day of the rules is that of the first answer about the year, and never moves: what
    organisations or the baseline changed since would be what two answers differ by.
    """
    rows = launched_tenants()
    with context.as_platform():
        out = out_already(year=year, catalogue=catalogue)
    rules_day = out.rules_day or catalogue.today
    read = partial(standing_of, year=year, today=catalogue.today, rules_day=rules_day)
    standings, failing = each_inside([row.schema_name for row in rows], read)
    return Field(
        rows=rows,
        groups=offered_groups(rows),
        standings=standings,
        failing=failing,
        out=out,
        rules_day=rules_day,
        today=catalogue.today,
    )
