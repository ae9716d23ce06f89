"""What lists of choices offer of the newest release: indicators by topic, groups by kind."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from benchmarking.definitions import TOPICS, indicators
from benchmarking.method.words import TOPICS as TOPIC_WORDS
from benchmarking.released_indicators.door import whom_offered
from benchmarking.released_indicators.standing import standing_release
from benchmarking.released_indicators.values import Whom, WhomKind
from benchmarking.releases.moment import NothingReleased
from benchmarking.snapshots import Against, ChoiceUnknown
from dashboards import words

#: These say nothing of organisations beside each other: they have pages of their own.
_ELSEWHERE = ("split", "index")
#: The same for everybody.
_FIXED = (WhomKind.ALL, WhomKind.G4, WhomKind.UWV)

#: A group of one's own choice has so many members: fewer are no group, more no address.
LEAST_OF_OWN_CHOICE, MOST_OF_OWN_CHOICE = 3, 40

Heading = tuple[str, Sequence[tuple[str, str]]]


def indicators_by_topic() -> list[Heading]:
    """Return every indicator of facts under the heading of its topic."""
    known = [one for one in indicators().values() if one.method not in _ELSEWHERE]
    lists = {
        topic: [(one.name, words.said(one.label)) for one in known if one.topic == topic]
        for topic in TOPICS
    }
    return [(str(TOPIC_WORDS[topic]), found) for topic, found in lists.items() if found]


def groups_by_kind(*, own: str, chosen: str = "") -> list[Heading]:
    """Return the groups that an organisation can stand beside, under what they have in common.

    Args:
        own: its schema name: groups that it belongs to stand apart from those that it does not.
        chosen: the code in the address; where it is of somebody's own choice it is offered too.
    """
    fixed = str(_("Vast"))
    try:
        known = whom_offered()
    except NothingReleased:
        return [(fixed, [(Against.ALL.value, words.label_of_reference(Against.ALL))])]
    headings = (
        (_("Eigen keuze"), _own_choice(chosen)),
        (fixed, [one for one in known if one.kind in _FIXED]),
        (_("Even groot"), _of(known, WhomKind.SIZE, own, is_in=True)),
        (_("Zelfde arbeidsmarktregio"), _of(known, WhomKind.REGION, own, is_in=True)),
        (_("Andere omvang"), _of(known, WhomKind.SIZE, own, is_in=False)),
        (_("Andere arbeidsmarktregio"), _of(known, WhomKind.REGION, own, is_in=False)),
    )
    return [
        (name, [(one.code, words.said(one.label)) for one in found])
        for name, found in headings
        if found
    ]


def _own_choice(code: str) -> list[Whom]:
    """Return the group of one's own choice that a code means, as that code; nobody where none."""
    if not code.startswith(f"{WhomKind.CHOICE}:"):
        return []
    try:
        found = standing_release().whom(code)
    except ChoiceUnknown:
        return []
    if not LEAST_OF_OWN_CHOICE <= len(found.members) <= MOST_OF_OWN_CHOICE:
        return []
    return [replace(found, code=code)]


def _of(known: Sequence[Whom], kind: WhomKind, own: str, *, is_in: bool) -> list[Whom]:
    return [one for one in known if one.kind is kind and (own in one.members) is is_in]
