"""What was found out in some open cases of the demonstration: topics, and sources asked for."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import User
from assessments.gathering.answers import Kept, put
from assessments.gathering.codes import SourceKind
from assessments.gathering.models import GatheredTopic, UsedSource
from assessments.gathering.status import CHANGES, SOURCE_ACTIONS, SourceState, TopicChange
from assessments.gathering.topics import TOPIC_BY_SLUG
from assessments.models import Case
from audit.actions import record_many
from demo.open_work import OpenCase
from tenants.copying import copy_in

#: Cases in which somebody is at work, and how many of them.
_STAGES: Final = ("halfway", "ready")
_MOST: Final = 6
_ASKED_BEFORE: Final = timedelta(days=3)
#: Invented, and about nobody: what every second of these cases holds.
_SAID: Final[Sequence[Mapping[str, Mapping[str, str]]]] = (
    {
        "activiteiten": {
            "activities_words": "Werkt precies, en raakt van slag als er iets verandert",
            "activities_bearing": "hindering",
            "activities_basis": "both",
            "participation_words": "Na de pauze komt het werk moeilijk op gang",
            "participation_bearing": "hindering",
            "participation_basis": "fact",
        },
        "werkplek": {
            "job_tasks": "Bestellingen verzamelen en inpakken, in een vaste volgorde.",
            "work_relations_words": "Eén collega legt rustig uit",
            "work_relations_bearing": "helping",
            "work_relations_basis": "experience",
        },
        "kern": {
            "has_bottleneck": "yes",
            "core": "Wisselende taken zonder uitleg. Met een vaste lijst gaat het goed.",
        },
        "andere-oplossing": {
            "organisational_outcome": "beside",
            "organisational_why": "Een vaste volgorde helpt, en is niet genoeg",
            "technical_outcome": "not_enough",
            "colleagues_outcome": "beside",
        },
    },
    {
        "activiteiten": {
            "activities_words": "Leert door voordoen, vergeet wat alleen is verteld",
            "activities_bearing": "hindering",
            "activities_basis": "fact",
        },
        "kern": {"has_bottleneck": "yes", "core": "Het tempo bij het inwerken ligt te hoog."},
    },
)


def gather(cases: Sequence[OpenCase], *, consultant: User) -> None:
    """Put on record what was found out in some open cases; the same for a tenant each time."""
    wanted = [one.reference for one in cases if one.stage in _STAGES][:_MOST]
    found = Case.objects.filter(external_reference__in=wanted).order_by("external_reference")
    topics: list[GatheredTopic] = []
    sources: list[UsedSource] = []
    for place, case in enumerate(found):
        topics += _topics(case, _SAID[place % len(_SAID)], consultant)
        sources.append(_asked(case, consultant))
    copy_in(topics)
    copy_in(sources)
    for action, rows in (
        (CHANGES[TopicChange.SAVE].audit_action, topics),
        (SOURCE_ACTIONS[SourceState.ASKED], sources),
    ):
        told = [(row.case_id, {"example": True}) for row in rows]
        record_many(actor=consultant, action=action, object_kind="case", objects=told)


def _topics(
    case: Case, said: Mapping[str, Mapping[str, str]], consultant: User
) -> list[GatheredTopic]:
    rows = []
    for slug, texts in said.items():
        row = GatheredTopic(
            case=case, topic=slug, changed_by=consultant.id, changed_at=timezone.now()
        )
        put(row, TOPIC_BY_SLUG[slug], Kept(texts=texts, marks={}))
        rows.append(row)
    return rows


def _asked(case: Case, consultant: User) -> UsedSource:
    return UsedSource(
        case=case,
        kind=SourceKind.WORK_HISTORY,
        state=SourceState.ASKED,
        seen_on=timezone.localdate() - _ASKED_BEFORE,
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )
