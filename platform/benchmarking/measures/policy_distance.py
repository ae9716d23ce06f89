"""How far published policies lie from the UWV baseline, per topic: public, and of no cases."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.values import hidden
from benchmarking.measures.figures import IndicatorFigure
from benchmarking.shown import Group
from policy_profiles.harmonisation.measure.stated import ByTopic, stated_measure
from policy_profiles.register.queries import published_profiles
from tenants.models import TenantKind
from tenants.queries import TenantRow

_NOUGHT = Fraction(0)


def distances_to_baseline(rows: Sequence[TenantRow], *, on: date) -> Mapping[str, ByTopic]:
    """Return by schema name, for every organisation with a published policy, its distances.

    The measure is that of the pages on harmonising, over all that is published. UWV's policy is
    the baseline itself.
    """
    published = published_profiles(on=on)
    measure = stated_measure([row.profile for row in published])
    baseline = published[0].profile
    found = {
        row.schema_name: measure.between(row.profile, baseline)
        for row in published
        if row.schema_name
    }
    uwv = [row.schema_name for row in rows if row.kind == TenantKind.UWV]
    return {**found, **dict.fromkeys(uwv, measure.between(baseline, baseline))}


def distance_figure(
    group: Group, schemas: Sequence[str], distances: Mapping[str, ByTopic]
) -> IndicatorFigure:
    """Return the distance of a group per topic in whole percents: the mean of its members.

    `schemas` are those of all organisations by their place. Cases are policies here, and shown as
    they are: who publishes what is public.
    """
    found = [distances[schema] for schema in _of(group, schemas) if schema in distances]
    count = Protected(value=len(found)) if found else hidden(HiddenReason.NO_CASES)
    parts = {
        topic: Protected(
            value=round(100 * sum((one[topic] for one in found), _NOUGHT) / len(found))
        )
        for topic in (found[0] if found else ())
    }
    return IndicatorFigure(
        code=group.code,
        name=group.name,
        members=len(group.members),
        members_counted=len(found),
        holds_synthetic=group.holds_synthetic,
        rows=count,
        cases=count,
        value=None if found else count,
        parts=parts,
    )


def _of(group: Group, schemas: Sequence[str]) -> list[str]:
    return [schemas[member] for member in group.members]
