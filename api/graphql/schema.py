"""The GraphQL schema: the questions that the interface answers."""

from __future__ import annotations

import graphene

from api.graphql.answers import PAGE
from api.graphql.benchmark import BenchmarkFigures, resolve_benchmark
from api.graphql.cases import (
    Case,
    CaseChanges,
    CasePage,
    resolve_case,
    resolve_case_changes,
    resolve_cases,
)
from api.graphql.coaches import RegisterPage, resolve_coaches
from api.graphql.differences import Differences, resolve_differences
from api.graphql.evaluating import Evaluation, FactsInput, resolve_evaluate
from api.graphql.indicators import (
    Indicator,
    IndicatorFigures,
    resolve_indicator,
    resolve_indicator_figures,
    resolve_indicators,
)
from api.graphql.profiles import Profile, resolve_profile, resolve_profiles
from api.graphql.reports import Report, ReportSummary, resolve_report, resolve_reports
from api.policy_differences import SIDES


class Query(graphene.ObjectType):
    """Published profiles, evaluations, the tenant's own cases, coaches, and protected figures."""

    profiles = graphene.List(
        graphene.NonNull(Profile), required=True, first=PAGE, resolver=resolve_profiles
    )
    profile = graphene.Field(
        Profile, required=True, name=graphene.ID(required=True), resolver=resolve_profile
    )
    differences = graphene.Field(
        Differences,
        required=True,
        args={side: graphene.Argument(graphene.String, required=True) for side in SIDES},
        resolver=resolve_differences,
        description="Between any two policies that you may see: versions, drafts, days.",
    )
    evaluate = graphene.Field(
        Evaluation,
        required=True,
        facts=FactsInput(required=True),
        profile=graphene.String(),
        against=graphene.String(),
        resolver=resolve_evaluate,
        description="Nothing is stored. Your own profile, against the UWV baseline, by default.",
    )
    cases = graphene.Field(
        CasePage, required=True, first=PAGE, after=graphene.UUID(), resolver=resolve_cases
    )
    case = graphene.Field(
        Case, required=True, number=graphene.String(required=True), resolver=resolve_case
    )
    case_changes = graphene.Field(
        CaseChanges,
        required=True,
        number=graphene.String(required=True),
        resolver=resolve_case_changes,
        description="What changed since the decision; never what tells of health.",
    )
    coaches = graphene.Field(
        RegisterPage,
        required=True,
        first=PAGE,
        offset=graphene.Int(default_value=0),
        region=graphene.String(),
        specialism=graphene.String(),
        recognition=graphene.String(),
        resolver=resolve_coaches,
        description="The register of coach organisations, shared by all organisations.",
    )
    benchmark = graphene.Field(
        BenchmarkFigures,
        required=True,
        tenant=graphene.String(),
        against=graphene.String(),
        period=graphene.Int(),
        target_group=graphene.String(),
        contract=graphene.String(),
        resolver=resolve_benchmark,
        description="Your own organisation against UWV, by default.",
    )
    indicators = graphene.List(
        graphene.NonNull(Indicator),
        required=True,
        first=PAGE,
        topic=graphene.String(),
        resolver=resolve_indicators,
    )
    indicator = graphene.Field(
        Indicator, required=True, name=graphene.ID(required=True), resolver=resolve_indicator
    )
    indicator_figures = graphene.Field(
        IndicatorFigures,
        required=True,
        name=graphene.ID(required=True),
        tenant=graphene.String(),
        against=graphene.String(),
        period=graphene.Int(),
        target_group=graphene.String(),
        contract=graphene.String(),
        resolver=resolve_indicator_figures,
        description="One indicator of your own organisation; beside others where a release is.",
    )
    reports = graphene.List(
        graphene.NonNull(ReportSummary), required=True, first=PAGE, resolver=resolve_reports
    )
    report = graphene.Field(
        Report,
        required=True,
        id=graphene.UUID(required=True),
        resolver=resolve_report,
        description="A report that was let go: the figures of its page and of its files.",
    )


schema = graphene.Schema(query=Query)
