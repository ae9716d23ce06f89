"""Reports that were let go over GraphQL."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from accounts.language import language_now
from accounts.permissions import Permission, check_permission
from api.graphql.answers import PAGE, Answer, page_size
from api.reports import report_data, reports_data


class ReportFigure(Answer):
    """One figure; without a value `hidden` says why. `part` is empty for the figure itself."""

    section = graphene.String(required=True)
    indicator = graphene.ID(required=True)
    code = graphene.String(required=True)
    label = graphene.String(required=True)
    part = graphene.String(required=True)
    part_label = graphene.String(required=True)
    whose = graphene.String(required=True)
    whose_label = graphene.String(required=True)
    year = graphene.Int(required=True)
    unit = graphene.String(required=True)
    value = graphene.Int()
    low = graphene.Int()
    high = graphene.Int()
    cases = graphene.Int()
    members = graphene.Int()
    members_counted = graphene.Int()
    as_of_release = graphene.Int()
    hidden = graphene.String(required=True)
    in_words = graphene.String(required=True)


def resolve_figures(
    root: dict[str, Any],
    info: graphene.ResolveInfo,  # noqa: ARG001
    first: int,
    offset: int,
) -> list[dict[str, Any]]:
    """A page of the figures of a report, in its order."""
    begin = max(offset, 0)
    found: list[dict[str, Any]] = root["figures"]
    return found[begin : begin + page_size(first)]


class ReportStory(Answer):
    """The story behind a figure, in the organisation's own words."""

    indicator = graphene.ID(required=True)
    text = graphene.String(required=True)


class ReportSummary(Answer):
    """A report that was let go, without its figures."""

    id = graphene.ID(required=True)
    definition = graphene.String(required=True)
    period = graphene.String(required=True)
    audience = graphene.String(required=True)
    release = graphene.Int(required=True)
    content_hash = graphene.String(required=True)
    made_at = graphene.String(required=True)
    approved_at = graphene.String(required=True)


class Report(ReportSummary):
    """A report with every figure and word of it."""

    title = graphene.String(required=True)
    lead = graphene.String(required=True)
    organisation = graphene.String(required=True)
    facts_as_of = graphene.String(required=True)
    method_version = graphene.String(required=True)
    seed = graphene.String(required=True)
    holds_synthetic = graphene.Boolean(required=True)
    figures = graphene.List(
        graphene.NonNull(ReportFigure),
        required=True,
        first=PAGE,
        offset=graphene.Int(default_value=0),
        resolver=resolve_figures,
    )
    stories = graphene.List(graphene.NonNull(ReportStory), required=True)


def resolve_reports(root: object, info: graphene.ResolveInfo, first: int) -> list[dict[str, Any]]:  # noqa: ARG001
    """The reports of your organisation that were let go."""
    check_permission(info.context.user, Permission.READ_BENCHMARK)
    return reports_data()[: page_size(first)]


def resolve_report(root: object, info: graphene.ResolveInfo, id: UUID) -> dict[str, Any]:  # noqa: A002, ARG001
    """One of them, whole; the same call as REST makes."""
    check_permission(info.context.user, Permission.READ_BENCHMARK)
    return report_data(id, language_now())
