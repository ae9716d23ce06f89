"""Where each published policy stands beside the UWV baseline: per topic, since when, and before.

The measure is that of `policy_distance`: what somebody states today takes part. The quarters before
are measured in the same way, so that only policy moves a line and never the measure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from policy_profiles.harmonisation.measure.stated import (
    ByTopic,
    StatedMeasure,
    stated_measure,
    weighted,
)
from policy_profiles.register.queries import PublishedRow, Register, register_between
from rulebook.profile import Profile
from rulebook.topic_scores import topic_scores
from tenants.models import TenantKind
from tenants.queries import TenantRow

#: So many quarters are told; the last one is that of today.
QUARTERS: Final = 8
#: What a reader has to be told of: nobody read the rule itself.
_UNSURE: Final = frozenset({"unverified", "fictitious"})
_NOUGHT: Final = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStanding:
    """The policy of one organisation as it holds on a day.

    Attributes:
        by_topic: the distance to the baseline of each topic that takes part, from 0 to 1.
        differing: by topic, of how many rules the value is another than the baseline's.
        unsure: by topic, of how many of those nobody read the rule, or which are invented.
        whole: the distance over all topics, weighted as Tabel 6.1 does.
        valid_from: since when it holds; None for the baseline itself.
        content_hash: of what it says.
    """

    schema_name: str
    is_fictitious: bool
    valid_from: date | None
    by_topic: ByTopic
    differing: Mapping[str, int]
    unsure: Mapping[str, int]
    whole: Fraction
    content_hash: str

    def distance(self, topic: str) -> Fraction:
        """Return the distance of one topic; without one that over all."""
        return self.by_topic.get(topic, _NOUGHT) if topic else self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """The end of a quarter, or today: what held on that day, by schema name."""

    on: date
    standings: Mapping[str, PolicyStanding]


def standings_by_quarter(rows: Sequence[TenantRow], *, on: date) -> tuple[Quarter, ...]:
    """Return where policies stood at the end of the last quarters, and where they stand today.

    Args:
        rows: the organisations that are open; UWV among them stands at nought.
        on: today. What was withdrawn by then is not told.
    """
    days = ends_of_quarters(on, QUARTERS)
    return _worked_out(register_between(days[0], on, rows=rows), days)


@lru_cache(maxsize=4)
def _worked_out(register: Register, days: Sequence[date]) -> tuple[Quarter, ...]:
    """Work out what the register says, once for its content: policy changes a few times a year."""
    published = {day: register.published(day) for day in days}
    measure = stated_measure([row.profile for row in published[days[-1]]])
    uwv = [row.schema_name for row in register.tenants if row.kind == TenantKind.UWV]
    return tuple(
        Quarter(on=day, standings=_standings(published[day], measure, uwv)) for day in days
    )


def ends_of_quarters(on: date, count: int) -> tuple[date, ...]:
    """Return the last days of the quarters that are over, and `on` itself: `count` days in all."""
    days, first = [on], date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    while len(days) < count:
        last = first - timedelta(days=1)
        if last != on:
            days.append(last)
        first = date(last.year, last.month - 2, 1)
    return tuple(reversed(days))


def _standings(
    published: Sequence[PublishedRow], measure: StatedMeasure, uwv: Sequence[str]
) -> dict[str, PolicyStanding]:
    baseline = published[0]
    yardstick = _Yardstick(measure=measure, baseline=baseline.profile)
    own = {
        row.schema_name: _standing(row.schema_name, row, yardstick)
        for row in published
        if row.schema_name
    }
    return own | {name: _standing(name, baseline, yardstick) for name in uwv}


@dataclass(frozen=True, kw_only=True)
class _Yardstick:
    """What policies are laid beside, and in which parameters; named once for hundreds of them."""

    measure: StatedMeasure
    baseline: Profile

    @cached_property
    def key(self) -> str:
        named = [sorted(names) for _topic, names in sorted(self.measure.parameters.items())]
        told = json.dumps([self.baseline.content_hash, named])
        return hashlib.sha256(told.encode()).hexdigest()


def _standing(schema_name: str, row: PublishedRow, yardstick: _Yardstick) -> PolicyStanding:
    laid = _beside(
        _Pair(
            key=(row.profile.content_hash, yardstick.key),
            measure=yardstick.measure,
            profile=row.profile,
            baseline=yardstick.baseline,
        )
    )
    return PolicyStanding(
        schema_name=schema_name,
        is_fictitious=row.is_fictitious,
        valid_from=row.valid_from if schema_name and row.schema_name else None,
        by_topic=laid.by_topic,
        differing=laid.differing,
        unsure=laid.unsure,
        whole=laid.whole,
        content_hash=row.profile.content_hash,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A policy beside a baseline; the same contents under the same measure are the same pair."""

    key: tuple[str, ...]
    measure: StatedMeasure = field(compare=False)
    profile: Profile = field(compare=False)
    baseline: Profile = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    by_topic: ByTopic
    differing: Mapping[str, int]
    unsure: Mapping[str, int]
    whole: Fraction


@lru_cache(maxsize=2048)
def _beside(pair: _Pair) -> _Beside:
    """Lay a policy beside a baseline, once for its content: most hold for many quarters."""
    profile, baseline = pair.profile, pair.baseline
    other = {
        topic: [name for name in names if profile[name].value != baseline[name].value]
        for topic, names in pair.measure.parameters.items()
    }
    by_topic = pair.measure.between(profile, baseline)
    return _Beside(
        by_topic=by_topic,
        whole=weighted(by_topic, topic_scores().weights) or _NOUGHT,
        differing={topic: len(names) for topic, names in other.items()},
        unsure={
            topic: sum(profile[name].certainty in _UNSURE for name in names)
            for topic, names in other.items()
        },
    )
