"""How much every published profile differs from the baseline, by topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from policy_profiles.reading.comparison import Column, column_of
from policy_profiles.register.queries import PublishedRow
from rulebook.parameter import PARAMETERS, TOPICS


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """In how many parameters a profile differs from the baseline, in all and by topic."""

    column: Column
    total: int
    by_topic: tuple[int, ...]
    same_as: str


def used_topics() -> tuple[str, ...]:
    """Give the harmonisation topics that have a parameter, in their order."""
    used = {parameter.topic for parameter in PARAMETERS.values()}
    return tuple(code for code in TOPICS if code in used)


def summary(
    *, baseline: PublishedRow, others: Sequence[PublishedRow], language: str
) -> tuple[SummaryRow, ...]:
    """Count for every profile in how many parameters it differs from the baseline.

    `same_as` names the first profile in the list that has exactly the same values.
    """
    firsts = {baseline.content_hash: column_of(baseline, language).name}
    rows = []
    for row in others:
        column = column_of(row, language)
        topics = [PARAMETERS[n].topic for n in row.profile.differences_from(baseline.profile)]
        rows.append(
            SummaryRow(
                column=column,
                total=len(topics),
                by_topic=tuple(topics.count(topic) for topic in used_topics()),
                same_as=firsts.get(row.content_hash, ""),
            )
        )
        firsts.setdefault(row.content_hash, column.name)
    return tuple(rows)
