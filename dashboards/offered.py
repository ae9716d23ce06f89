"""What lists of choices offer of the newest release: indicators by topic, groups by kind."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from benchmarking.definitions import TOPICS, indicators
from benchmarking.method.words import TOPICS as TOPIC_WORDS
from benchmarking.released_indicators.door import whom_offered
from benchmarking.released_indicators.standing import NothingReleased
from benchmarking.released_indicators.values import WhomKind
from benchmarking.snapshots import Against
from dashboards import words

#: These say nothing of organisations beside each other: they have pages of their own.
_ELSEWHERE = ("split", "index")

Heading = tuple[str, Sequence[tuple[str, str]]]


def indicators_by_topic() -> list[Heading]:
    """Return every indicator of facts under the heading of its topic."""
    known = [one for one in indicators().values() if one.method not in _ELSEWHERE]
    lists = {
        topic: [(one.name, words.said(one.label)) for one in known if one.topic == topic]
        for topic in TOPICS
    }
    return [(str(TOPIC_WORDS[topic]), found) for topic, found in lists.items() if found]


def groups_by_kind() -> list[Heading]:
    """Return the groups of organisations that are alike in something, under what that is."""
    headings = (
        (_("Vast"), (WhomKind.ALL, WhomKind.G4, WhomKind.UWV)),
        (_("Even groot"), (WhomKind.SIZE,)),
        (_("Zelfde arbeidsmarktregio"), (WhomKind.REGION,)),
    )
    try:
        known = whom_offered()
    except NothingReleased:
        return [(headings[0][0], [(Against.ALL.value, words.label_of_reference(Against.ALL))])]
    lists = [
        (name, [(one.code, words.said(one.label)) for one in known if one.kind in kinds])
        for name, kinds in headings
    ]
    return [(name, found) for name, found in lists if found]
