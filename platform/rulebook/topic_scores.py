"""What the field thinks of harmonising each topic: the scores of Tabel 6.1, and what they weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from rulebook.data_file import parsed
from rulebook.headings import TOPICS
from rulebook.source import Source, source_from_data
from rulebook.text import Text

#: Scores are means of answers from 1 to 4, in tenths.
LOWEST, HIGHEST = 10, 40


class BadTopicScores(ValueError):
    """The file of scores does not have each topic once, with three scores from 1 to 4."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"topic_scores.yaml: {problem}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """One row of the table: the wish as people were asked it, and three scores in tenths."""

    topic: str
    wish: Text
    enthusiasm: int
    possibility: int
    impact: int

    @property
    def weight(self) -> int:
        """Enthusiasm × possibility × impact as a whole number: 3,6 × 3,6 × 3,6 is 47.

        The product, because a topic that is wanted and cannot be done should not weigh as much as
        one that is both: a mean makes up for the one with the other, and here it leaves all
        twelve within a seventh of each other. Only the proportion between weights means anything.
        """
        product = self.enthusiasm * self.possibility * self.impact
        return (product + 500) // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScores:
    """The whole table, with where it was read."""

    rows: Mapping[str, TopicScore]
    source: Source
    certainty: str
    asked: Text

    @property
    def weights(self) -> dict[str, int]:
        """The weight of each topic that follows from its scores."""
        return {topic: row.weight for topic, row in self.rows.items()}


@cache
def topic_scores() -> TopicScores:
    """The scores that ship, in the order of the topics.

    Raises:
        BadTopicScores: a topic is missing or too many, or a score is out of its scale.
    """
    data = parsed(resources.files("rulebook").joinpath("topic_scores.yaml").read_text("utf-8"))
    given = data["topics"]
    if set(given) != set(TOPICS):
        raise BadTopicScores("give each harmonisation topic of headings.py once")
    rows = {topic: _row(topic, given[topic]) for topic in TOPICS}
    return TopicScores(
        rows=MappingProxyType(rows),
        source=source_from_data(data["source"]),
        certainty=str(data["certainty"]),
        asked=Text.from_data(data["asked"]),
    )


_SCORES: Final = ("enthusiasm", "possibility", "impact")


def _row(topic: str, data: Mapping[str, object]) -> TopicScore:
    scores = [data.get(name) for name in _SCORES]
    if not all(type(score) is int and LOWEST <= score <= HIGHEST for score in scores):
        raise BadTopicScores(f"{topic} has three scores from {LOWEST} to {HIGHEST} tenths")
    enthusiasm, possibility, impact = (int(str(score)) for score in scores)
    return TopicScore(
        topic=topic,
        wish=Text.from_data(data["wish"]),
        enthusiasm=enthusiasm,
        possibility=possibility,
        impact=impact,
    )
