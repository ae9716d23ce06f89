"""The two profiles that a case is worked through: the tenant's own and the UWV baseline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from assessments.events import RulesAnswer
from policy_profiles import queries as policy
from rulebook.conclusion import Conclusion, Found, conclude
from rulebook.facts import FactValue
from rulebook.finding import Finding, find
from rulebook.frame import CaseFrame
from rulebook.profile import Profile

Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesOfDay:
    """The profiles in force on a day; `version_id` is the tenant's published version.

    From `holds_from` up to but not including `holds_to` the very same values, sources and version
    are in force; None stands for no such limit.
    """

    own: Profile
    version_id: UUID | None
    baseline: Profile
    holds_from: date | None
    holds_to: date | None

    def hold_on(self, day: date) -> bool:
        """Whether these are the rules of that day as well."""
        begun = self.holds_from is None or self.holds_from <= day
        return begun and (self.holds_to is None or day < self.holds_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class BothFindings:
    """What the two profiles say of the same facts."""

    own: Finding
    baseline: Finding

    @property
    def difference(self) -> int | None:
        """Minutes of the own advice above that of the baseline; None where one is not known."""
        if self.own.minutes is None or self.baseline.minutes is None:
            return None
        return self.own.minutes - self.baseline.minutes


class BothConclusions(NamedTuple):
    """What the two profiles say of the same facts, without their reasons."""

    own: Conclusion
    baseline: Conclusion


def rules_on(*, on: date) -> RulesOfDay:
    """Give the profiles of the tenant that this connection works for.

    Raises:
        whatever `policy_profiles.queries.profile_on` raises where no version holds on that day.
    """
    own, baseline = policy.profile_on(on=on), policy.baseline_on(on=on)
    limits = [day for one in (own, baseline) for day in (one.valid_from, one.valid_to)]
    limits += [*_turns(own.profile), *_turns(baseline.profile)]
    days = [day for day in limits if day is not None]
    return RulesOfDay(
        own=own.profile,
        version_id=own.version_id,
        baseline=baseline.profile,
        holds_from=max((day for day in days if day <= on), default=None),
        holds_to=min((day for day in days if day > on), default=None),
    )


def _turns(profile: Profile) -> list[date | None]:
    """The days on which some value of a profile starts or stops to hold."""
    dated = [entry for layer in profile.layers for some in layer.values.values() for entry in some]
    return [day for entry in dated for day in (entry.valid_from, entry.valid_to)]


def both_findings(*, facts: Facts, rules: RulesOfDay) -> BothFindings:
    """Work one case through both profiles, with every reason.

    Raises:
        UnknownFact, NotAFactValue: the facts do not fit the rulebook.
    """
    return BothFindings(own=find(facts, rules.own), baseline=find(facts, rules.baseline))


def conclusions_of_many(
    *, cases: Sequence[tuple[Facts, RulesOfDay]], frame: CaseFrame | None = None
) -> Iterator[BothConclusions]:
    """Work many cases through the profiles of their days: what `both_findings` comes down to.

    `frame` holds the same cases as columns, where somebody has them. What they come down to is put
    together one by one, when asked for; the database is asked nothing.

    Raises:
        NotAFactValue: the facts of a case do not fit the rulebook.
    """
    frame = CaseFrame.from_rows([facts for facts, _rules in cases]) if frame is None else frame
    places: dict[int, list[int]] = {}
    for place, (_facts, rules) in enumerate(cases):
        places.setdefault(id(rules), []).append(place)
    found: dict[int, Iterator[BothConclusions]] = {}
    for key, some in places.items():
        part = frame if len(some) == len(cases) else frame.take(some)
        found[key] = _concluded([cases[place][0] for place in some], cases[some[0]][1], part)
    return (next(found[id(rules)]) for _facts, rules in cases)


def _concluded(
    facts: Sequence[Facts], rules: RulesOfDay, frame: CaseFrame
) -> Iterator[BothConclusions]:
    own = conclude(facts, rules.own, frame=frame)
    baseline = conclude(facts, rules.baseline, frame=frame)
    return (
        BothConclusions(own=one, baseline=other) for one, other in zip(own, baseline, strict=True)
    )


def answer_of(finding: Found) -> RulesAnswer:
    """Give what a finding or conclusion says, in short."""
    return RulesAnswer(
        verdict=finding.verdict,
        minutes=finding.minutes,
        support_minutes=finding.support_minutes,
        failed_criteria=failed_criteria(finding),
        profile_hash=finding.profile.content_hash,
    )


def failed_criteria(finding: Found) -> tuple[str, ...]:
    """Give the criteria that decide and are not met; those of the provider check do not decide."""
    if isinstance(finding, Conclusion):
        return finding.weighed.failed
    return tuple(
        criterion.code
        for criterion in finding.criteria
        if criterion.group != "provider" and criterion.outcome == "not_met"
    )
