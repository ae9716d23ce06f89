"""Writes of reports: making one, letting it go, its schedule, its stories, and own definitions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.references import check_open_texts
from audit.actions import record
from benchmarking.definitions import indicator
from benchmarking.releases.register import newest_release
from policy_profiles.one_at_a_time import one_at_a_time
from reports.definition import Definition
from reports.faces.as_pdf import check_on_paper
from reports.making import Asked, made
from reports.models import (
    LONGEST_STORY,
    Audience,
    FigureStory,
    ReportApproval,
    ReportSchedule,
    ReportSnapshot,
)
from reports.periods import Period, QuarterIsPast, periods_offered
from reports.published.models import LONGEST_TITLE, PublishedReport
from reports.queries import (
    authors_of,
    definition,
    report,
    report_row,
    schedules,
    stories,
)
from reports.snapshot import Snapshot, hash_of
from tenants import context

_KIND: Final = "report"


class MakerIsChecker(Exception):
    """Who made a report does not let it go."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} is let go by somebody else than who made it.")


class AuthorIsChecker(Exception):
    """Whose words stand in a report does not let it go."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} is let go by somebody who wrote nothing in it.")


class ApprovedAlready(Exception):
    """A report is let go once."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} was let go before: nothing is left to do.")


@transaction.atomic
def make_report(*, actor: User, name: str, period: str, audience: str) -> UUID:
    """Make a report of a period, and keep it; it waits for a second person.

    Args:
        actor: who makes it.
        name: of a definition.
        period: a year (2025), or for a quarterly report a quarter (2026-Q3).
        audience: one of `Audience`.

    Raises:
        NotPermitted: the actor may not make reports.
        ReportUnknown: there is no such definition.
        NotAPeriod: it is none of this report.
        QuarterIsPast: the figures go on after it.
        NotOpenYet: the organisation is not open.
        NothingReleased, PeriodNotReleased: there are no figures for it.
        SignNotOnPaper: a text has a sign that a PDF cannot show.
    """
    check_permission(actor, Permission.MAKE_REPORTS)
    chosen = definition(name=name)
    made_of = Period.from_text(period, chosen.rhythm)
    _check_newest(made_of, chosen)
    snapshot_id = keep(chosen, made_of, Audience(audience), made_by=actor.id, schedule_id=None)
    _record(actor, "report.made", snapshot_id, {"report": name, "period": made_of.name})
    return snapshot_id


def _check_newest(period: Period, chosen: Definition) -> None:
    release = newest_release()
    if period.quarter is None or release is None or period.year not in release.years:
        return
    years = tuple(release.years)
    if period not in periods_offered(chosen.rhythm, years=years, on=release.facts_as_of):
        raise QuarterIsPast(period.name)


def keep(
    chosen: Definition,
    period: Period,
    audience: Audience,
    *,
    made_by: UUID,
    schedule_id: UUID | None,
) -> UUID:
    """Make a report from the newest release and add it, inside a transaction of the caller.

    Raises:
        NotOpenYet, NothingReleased, PeriodNotReleased: there is nothing to make it of.
        SignNotOnPaper: a text has a sign that a PDF cannot show.
    """
    asked = Asked(
        definition=chosen,
        period=period,
        audience=audience.value,
        own=context.current_schema_name(),
        on=timezone.localdate(),
    )
    told = stories()
    snapshot = made(asked, stories={name: story.text for name, story in told.items()})
    authors = {told[name].written_by for name in snapshot.stories} | authors_of(chosen)
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
        authors=sorted(authors),
        schedule_id=schedule_id,
    )
    check_on_paper(report(snapshot_id=row.id))
    return row.id


@transaction.atomic
def approve_report(*, actor: User, snapshot_id: UUID) -> None:
    """Let a report go that somebody else made: from then on it has files, and answers programs.

    One for everyone is published in the same transaction.

    Raises:
        NotPermitted: the actor may not make reports, or not bring out what is for everyone.
        SnapshotUnknown: there is no such report here.
        SnapshotDamaged: it does not fit its hash.
        MakerIsChecker: the actor made it.
        AuthorIsChecker: the actor wrote a story in it, or put its definition together.
        ApprovedAlready: it was let go before.
    """
    check_permission(actor, Permission.MAKE_REPORTS)
    one_at_a_time("letting a report go")
    row = report_row(snapshot_id=snapshot_id)
    if row.audience == Audience.EVERYONE:
        check_permission(actor, Permission.BRING_OUT_REPORTS)
    if row.approved_at is not None:
        raise ApprovedAlready(snapshot_id)
    if row.made_by == actor.id:
        raise MakerIsChecker(snapshot_id)
    if actor.id in row.authors:
        raise AuthorIsChecker(snapshot_id)
    snapshot = report(snapshot_id=snapshot_id).snapshot  # none, where it does not fit its hash
    now = timezone.now()
    ReportApproval.objects.create(
        snapshot_id=snapshot_id, made_by=row.made_by, approved_by=actor.id, approved_at=now
    )
    if row.audience == Audience.EVERYONE:
        _publish(snapshot_id, snapshot, now)
    _record(actor, "report.approved", snapshot_id, {"audience": row.audience})


def _publish(snapshot_id: UUID, snapshot: Snapshot, now: datetime) -> None:
    kept = ReportSnapshot.objects.get(pk=snapshot_id)
    published = PublishedReport(
        id=kept.id,
        schema_name=context.current_schema_name(),
        content=kept.content,
        content_hash=kept.content_hash,
        made_at=kept.made_at,
        published_at=now,
        title_nl=snapshot.title.nl[:LONGEST_TITLE],
        title_en=snapshot.title.en[:LONGEST_TITLE],
        organisation=snapshot.organisation,
        period=kept.period,
        facts_as_of=snapshot.release.facts_as_of,
    )
    PublishedReport.objects.bulk_create([published])


@transaction.atomic
def write_story(*, actor: User, indicator_name: str, text: str) -> None:
    """Tell the story behind a figure, in the place of the one before; an empty one takes it back.

    It stands in every report that is made from then on. Reports that were made stay as they are.

    Raises:
        NotPermitted: the actor may not make reports.
        IndicatorUnknown: there is none of that name.
        BsnInText: the text could hold a citizen service number.
    """
    check_permission(actor, Permission.MAKE_REPORTS)
    named = indicator(indicator_name).name
    check_open_texts(text)
    one_at_a_time("telling the story behind a figure")
    told = text.strip()[:LONGEST_STORY]
    standing = stories().get(named)
    if (standing.text if standing else "") == told:
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
        NotPermitted: the actor may not make reports.
        ReportUnknown: there is no such definition.
    """
    check_permission(actor, Permission.MAKE_REPORTS)
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


def _record(
    actor: User, action: str, object_id: UUID | str, details: Mapping[str, str | int]
) -> None:
    record(actor=actor, action=action, object_kind=_KIND, object_id=object_id, details=details)
