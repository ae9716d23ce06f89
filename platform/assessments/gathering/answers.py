"""The answers of a topic in their row, and back; encrypted, for this room only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assessments.gathering.codes import DOMAIN_OF_ITEM
from assessments.gathering.models import GatheredTopic
from assessments.gathering.topics import Topic
from assessments.people.sealing import seal, unseal

_PURPOSE = "gathered topic"
_MARK = "@"  # no field has it in its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """From which opened page an answer was stored last, by whom, and when."""

    sitting: str
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a row holds: answers by field, the empty ones left out, and their marks."""

    texts: Mapping[str, str]
    marks: Mapping[str, Mark]

    def __repr__(self) -> str:
        """Leave health out of logs and tracebacks."""
        return "Kept(…)"


NOTHING_KEPT = Kept(texts={}, marks={})


def put(row: GatheredTopic, topic: Topic, kept: Kept) -> None:
    """Encrypt answers into a row; what tells nothing of health goes beside them."""
    codes = {field.name for field in topic.fields if field.is_code}
    given = {name: text for name, text in kept.texts.items() if text}
    row.codes = {name: text for name, text in given.items() if name in codes}
    row.domains = domains_told(topic, given)
    hidden = {name: text for name, text in given.items() if name not in codes}
    marks = {f"{name}{_MARK}": _as_text(mark) for name, mark in kept.marks.items()}
    row.sealed = seal({**hidden, **marks}, purpose=_PURPOSE, row=row.id)


def kept_in(row: GatheredTopic) -> Kept:
    """Decrypt the answers of a row; whoever asks puts on record that somebody looks."""
    opened = unseal(row.sealed, purpose=_PURPOSE, row=row.id)
    hidden = {name: text for name, text in opened.items() if not name.endswith(_MARK)}
    marks = {
        name.removesuffix(_MARK): _from_text(text)
        for name, text in opened.items()
        if name.endswith(_MARK)
    }
    return Kept(texts={**hidden, **row.codes}, marks=marks)


def domains_told(topic: Topic, texts: Mapping[str, str]) -> list[str]:
    """Give the domains of life about which something was said, also that one plays no part."""
    told = {
        str(DOMAIN_OF_ITEM[group.item].value)
        for group in topic.groups
        if group.item in DOMAIN_OF_ITEM and any(texts.get(field.name) for field in group.fields)
    }
    return sorted(told)


def encrypt_topics_anew() -> int:
    """Encrypt every topic under the first key; gives the number of rows."""
    count = 0
    for row in GatheredTopic.objects.select_for_update().order_by("id").iterator(chunk_size=200):
        row.sealed = seal(
            unseal(row.sealed, purpose=_PURPOSE, row=row.id), purpose=_PURPOSE, row=row.id
        )
        row.save(update_fields=["sealed"])
        count += 1
    return count


def _as_text(mark: Mark) -> str:
    return f"{mark.sitting} {mark.by} {mark.at.isoformat()}"


def _from_text(text: str) -> Mark:
    sitting, by, at = text.split(" ")
    return Mark(sitting=sitting, by=UUID(by), at=datetime.fromisoformat(at))
