"""Published policy beside the baseline as a page reads it: of whom, beside whom, by quarter."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from benchmarking.disclosure import Protected
from benchmarking.measures.policy_standing import PolicyStanding, Quarter, standings_by_quarter
from benchmarking.released_indicators.standing import standing_release
from benchmarking.releases.moment import moment
from benchmarking.snapshots import AGAINST_LABELS, Against, members_of
from dashboards import words
from dashboards.choice import ChoiceForm
from rulebook.headings import TOPICS


@dataclass(frozen=True, kw_only=True)
class PolicyReading:
    """Where the policy of an organisation and of a group stands, of one topic or of all weighted.

    Attributes:
        own: schema name of the organisation.
        group: what the group is called; `group_code` names it for a program.
        members: schema names of everybody in the group, by name.
        topic: one of `TOPICS`; empty for all of them.
        quarters: oldest first; the last one is of today.
    """

    own: str
    group: str
    group_code: str
    members: tuple[str, ...]
    names: dict[str, str]
    topic: str
    quarters: tuple[Quarter, ...]

    @property
    def today(self) -> Quarter:
        """What holds today."""
        return self.quarters[-1]

    @property
    def own_name(self) -> str:
        """The name of the organisation."""
        return self.names[self.own]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of which somebody states something, in the order of the table."""
        found = next(iter(self.today.standings.values()), None)
        return tuple(topic for topic in TOPICS if found is not None and topic in found.by_topic)

    @property
    def with_policy(self) -> tuple[PolicyStanding, ...]:
        """Of everybody in the group whose policy is published, how it stands today."""
        there = self.today.standings
        return tuple(there[name] for name in self.members if name in there)

    def of_own(self, quarter: Quarter, topic: str) -> int | None:
        """Return the distance of the organisation in whole percents; None without policy."""
        found = quarter.standings.get(self.own)
        return None if found is None else in_percents(found.distance(topic))

    def of_group(self, quarter: Quarter, topic: str) -> int | None:
        """Return the mean of the group in whole percents; None where nobody had policy."""
        return self._means[quarter.on, topic]

    @cached_property
    def _means(self) -> Mapping[tuple[date, str], int | None]:
        """Every mean of a page, each reckoned once: it is over hundreds of policies."""
        of_today = [(self.today, topic) for topic in (*self.topics, self.topic)]
        of_before = [(quarter, self.topic) for quarter in self.quarters]
        return {
            (quarter.on, topic): self._mean(quarter, topic)
            for quarter, topic in (*of_today, *of_before)
        }

    def _mean(self, quarter: Quarter, topic: str) -> int | None:
        found = [
            quarter.standings[name].distance(topic)
            for name in self.members
            if name in quarter.standings
        ]
        return in_percents(sum(found, Fraction(0)) / len(found)) if found else None

    @property
    def snapshot_id(self) -> str:
        """The name of these answers: the same policies under the same choice have the same."""
        content = [self.own, self.group_code, *self.members, self.topic]
        for quarter in self.quarters:
            stood = sorted((name, one.content_hash) for name, one in quarter.standings.items())
            content.append(json.dumps([quarter.on.isoformat(), stood]))
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)
def in_percents(distance: Fraction) -> int:
    """Return a distance from 0 to 1 in whole percents."""
    return round(100 * distance)


def told(percents: int | None) -> Protected | None:
    """Return a distance as a figure of a card: policy is public, so nothing of it is hidden."""
    return None if percents is None else Protected(value=percents)


def policy_reading(form: ChoiceForm, *, on: date) -> PolicyReading:
    """Return how published policy stands under a valid choice; it needs no release."""
    rows = moment().rows
    names = {row.schema_name: row.name for row in rows}
    code = form.cleaned_data["groep"]
    if code in set(Against):
        against = Against(code)
        label = words.said(AGAINST_LABELS[against])
        members = tuple(rows[place].schema_name for place in members_of(rows, against))
    else:
        label, chosen = _group(code)
        members = tuple(name for name in names if name in chosen)
    return PolicyReading(
        own=form.cleaned_data["uitvoerder"],
        group=label,
        group_code=code,
        members=members,
        names=names,
        topic=form.cleaned_data["onderwerp"],
        quarters=standings_by_quarter(rows, on=on),
    )


def _group(code: str) -> tuple[str, frozenset[str]]:
    """Return the name and the members of a group that a release knows."""
    found = standing_release().whom(code)  # the list offers it where there is a release alone
    return words.said(found.label), frozenset(found.members)
