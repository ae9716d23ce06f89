"""Writes of reports: making one, letting it go, its schedule, its stories, and own definitions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.references import check_open_texts
from audit.actions import record
from benchmarking.definitions import indicator
from policy_profiles.one_at_a_time import one_at_a_time
from reports.definition import SHIPPED, Definition, definition_from
from reports.making import Asked, made
from reports.models import (
    LONGEST_STORY,
    Audience,
    FigureStory,
    OwnDefinition,
    ReportApproval,
    ReportSchedule,
    ReportSnapshot,
)
from reports.periods import Period
from reports.published.models import PublishedReport
from reports.queries import definition, report_row, schedules, stories
from reports.snapshot import hash_of
from tenants import context

_KIND: Final = "report"
_LONGEST_NAME: Final = 60


class MakerIsChecker(Exception):
    """Who made a report does not let it go."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} is let go by somebody else than who made it.")


class ApprovedAlready(Exception):
    """A report is let go once."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} was let go before: nothing is left to do.")


class NameTaken(ValueError):
    """A report that ships has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is a report that ships: give yours another title.")


@transaction.atomic
def make_report(*, actor: User, name: str, period: str, audience: str) -> UUID:
    """Make a report of a period, and keep it; it waits for a second person.

    Args:
        actor: who makes it.
        name: of a definition.
        period: a year (2025), or for a quarterly report a quarter (2026-Q3).
        audience: one of `Audience`.

    Raises:
        NotPermitted: the actor may not read the benchmark.
        ReportUnknown: there is no such definition.
        NotAPeriod: it is none of this report.
        NothingReleased, PeriodNotReleased: there are no figures for it.
    """
    check_permission(actor, Permission.READ_BENCHMARK)
    chosen = definition(name=name)
    made_of = Period.from_text(period, chosen.rhythm)
    snapshot_id = keep(chosen, made_of, Audience(audience), made_by=actor.id, schedule_id=None)
    _record(actor, "report.made", snapshot_id, {"report": name, "period": made_of.name})
    return snapshot_id


def keep(
    chosen: Definition,
    period: Period,
    audience: Audience,
    *,
    made_by: UUID,
    schedule_id: UUID | None,
) -> UUID:
    """Make a report from the newest release and add it, inside a transaction of the caller."""
    asked = Asked(
        definition=chosen,
        period=period,
        audience=audience.value,
        own=context.current_schema_name(),
        on=timezone.localdate(),
    )
    snapshot = made(asked, stories=stories())
    content = snapshot.as_text()
    row = ReportSnapshot.objects.create(
        definition=chosen.name,
        definition_hash=snapshot.definition_hash,
        period=period.name,
        audience=audience.value,
        release_number=snapshot.release.number,
        method_version=snapshot.method_version,
        seed=snapshot.seed,
        content=content,
        content_hash=hash_of(content),
        made_by=made_by,
        made_at=timezone.now(),
        schedule_id=schedule_id,
    )
    return row.id


@transaction.atomic
def approve_report(*, actor: User, snapshot_id: UUID) -> None:
    """Let a report go that somebody else made: from then on it has files, and answers programs.

    One for everyone is published in the same transaction.

    Raises:
        NotPermitted: the actor may not read the benchmark.
        SnapshotUnknown: there is no such report here.
        MakerIsChecker: the actor made it.
        ApprovedAlready: it was let go before.
    """
    check_permission(actor, Permission.READ_BENCHMARK)
    one_at_a_time("letting a report go")
    row = report_row(snapshot_id=snapshot_id)
    if row.approved_at is not None:
        raise ApprovedAlready(snapshot_id)
    if row.made_by == actor.id:
        raise MakerIsChecker(snapshot_id)
    now = timezone.now()
    ReportApproval.objects.create(
        snapshot_id=snapshot_id, made_by=row.made_by, approved_by=actor.id, approved_at=now
    )
    if row.audience == Audience.EVERYONE:
        _publish(snapshot_id, now)
    _record(actor, "report.approved", snapshot_id, {"audience": row.audience})


def _publish(snapshot_id: UUID, now: datetime) -> None:
    kept = ReportSnapshot.objects.get(pk=snapshot_id)
    published = PublishedReport(
        id=kept.id,
        schema_name=context.current_schema_name(),
        content=kept.content,
        content_hash=kept.content_hash,
        made_at=kept.made_at,
        published_at=now,
    )
    PublishedReport.objects.bulk_create([published])


@transaction.atomic
def write_story(*, actor: User, indicator_name: str, text: str) -> None:
    """Tell the story behind a figure, in the place of the one before; an empty one takes it back.

    It stands in every report that is made from then on. Reports that were made stay as they are.

    Raises:
        NotPermitted: the actor may not read the benchmark.
        IndicatorUnknown: there is none of that name.
        BsnInText: the text could hold a citizen service number.
    """
    check_permission(actor, Permission.READ_BENCHMARK)
    named = indicator(indicator_name).name
    check_open_texts(text)
    one_at_a_time("telling the story behind a figure")
    told = text.strip()[:LONGEST_STORY]
    if stories().get(named, "") == told:
        return
    before = FigureStory.objects.filter(indicator=named).count()
    FigureStory.objects.create(
        indicator=named,
        number=before + 1,
        text=told,
        written_by=actor.id,
        written_at=timezone.now(),
    )
    action = "report.story_told" if told else "report.story_taken_back"
    _record(actor, action, named, {})


@transaction.atomic
def set_schedule(*, actor: User, name: str, audience: str, is_active: bool) -> None:
    """Have a report made for every period that is over, or no longer; saying it again is nothing.

    Raises:
        NotPermitted: the actor may not read the benchmark.
        ReportUnknown: there is no such definition.
    """
    check_permission(actor, Permission.READ_BENCHMARK)
    chosen = definition(name=name)
    one_at_a_time("setting a schedule of a report")
    running = {row.definition: row.audience for row in schedules()}
    if running.get(chosen.name) == (audience if is_active else None):
        return
    number = ReportSchedule.objects.filter(definition=chosen.name).count() + 1
    ReportSchedule.objects.create(
        definition=chosen.name,
        number=number,
        is_active=is_active,
        audience=Audience(audience).value,
        made_by=actor.id,
        made_at=timezone.now(),
    )
    action = "report.scheduled" if is_active else "report.schedule_ended"
    _record(actor, action, chosen.name, {"audience": audience})


@transaction.atomic
def add_definition(*, actor: User, title: str, content: Mapping[str, Any]) -> str:
    """Put a report of one's own together; one of the same title takes the place of the one before.

    Returns:
        its name.

    Raises:
        NotPermitted: the actor may not read the benchmark.
        NameTaken: a report that ships is called so.
        BadReport: with all that is wrong in it.
        BsnInText: a text could hold a citizen service number.
    """
    check_permission(actor, Permission.READ_BENCHMARK)
    name = slugify(title)[:_LONGEST_NAME].strip("-") or "rapport"
    if name in SHIPPED:
        raise NameTaken(name)
    chosen = definition_from(name, content)
    check_open_texts(*_texts(chosen))
    one_at_a_time("putting a report together")
    number = OwnDefinition.objects.filter(name=name).count() + 1
    OwnDefinition.objects.create(
        name=name,
        number=number,
        content=chosen.as_data(),
        made_by=actor.id,
        made_at=timezone.now(),
    )
    _record(actor, "report.defined", name, {"number": number})
    return name


def _texts(chosen: Definition) -> list[str]:
    texts = [chosen.title, chosen.lead]
    for section in chosen.sections:
        texts += [section.title, *([section.text] if section.text else [])]
    return [said for text in texts for said in (text.nl, text.en)]


def _record(
    actor: User, action: str, object_id: UUID | str, details: Mapping[str, str | int]
) -> None:
    record(actor=actor, action=action, object_kind=_KIND, object_id=object_id, details=details)
