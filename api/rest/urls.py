"""Addresses of the REST interface; no trailing slash, the major version first."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from api.rest.benchmark import BenchmarkFigures
from api.rest.cases import Cases, OneCase
from api.rest.changes import CaseChanges
from api.rest.coaches import Coaches
from api.rest.differences import PolicyDifferences, ProfileVersions
from api.rest.evaluations import Evaluations
from api.rest.indicators import (
    IndicatorFigures,
    IndicatorOfEveryone,
    Indicators,
    OneIndicator,
)
from api.rest.outcomes import CaseOutcomes, OutcomeFigures
from api.rest.profiles import OneProfile, Profiles
from api.rest.reports import OneReport, Reports
from api.rest.vignettes import OneVignette, Vignettes

public_urlpatterns = [
    path("api/v1/openapi.json", SpectacularJSONAPIView.as_view(), name="openapi"),
    path(
        "api/v1/docs",
        SpectacularSwaggerSplitView.as_view(
            url_name="openapi", template_name="api/documentation.html"
        ),
        name="api-docs",
    ),
    path("api/v1/profiles", Profiles.as_view(), name="api-profiles"),
    path("api/v1/profiles/<slug:name>", OneProfile.as_view(), name="api-profile"),
    path(
        "api/v1/profiles/<slug:name>/versions",
        ProfileVersions.as_view(),
        name="api-profile-versions",
    ),
    path("api/v1/differences", PolicyDifferences.as_view(), name="api-differences"),
    path("api/v1/indicators", Indicators.as_view(), name="api-indicators"),
    path("api/v1/indicators/<slug:name>", OneIndicator.as_view(), name="api-indicator"),
    path("api/v1/vignettes", Vignettes.as_view(), name="api-vignettes"),
    path("api/v1/vignettes/<slug:name>", OneVignette.as_view(), name="api-vignette"),
]
urlpatterns = [
    *public_urlpatterns,
    path("api/v1/evaluations", Evaluations.as_view(), name="api-evaluations"),
    path("api/v1/benchmark-figures", BenchmarkFigures.as_view(), name="api-benchmark-figures"),
    path(
        "api/v1/indicators/<slug:name>/figures",
        IndicatorFigures.as_view(),
        name="api-indicator-figures",
    ),
    path(
        "api/v1/indicators/<slug:name>/figures/organisations",
        IndicatorOfEveryone.as_view(),
        name="api-indicator-organisations",
    ),
    path("api/v1/reports", Reports.as_view(), name="api-reports"),
    path("api/v1/reports/<uuid:key>", OneReport.as_view(), name="api-report"),
    path("api/v1/outcome-figures", OutcomeFigures.as_view(), name="api-outcome-figures"),
    path("api/v1/coaches", Coaches.as_view(), name="api-coaches"),
    path("api/v1/cases", Cases.as_view(), name="api-cases"),
    path("api/v1/cases/<slug:number>", OneCase.as_view(), name="api-case"),
    path("api/v1/cases/<slug:number>/changes", CaseChanges.as_view(), name="api-case-changes"),
    path("api/v1/cases/<slug:number>/outcomes", CaseOutcomes.as_view(), name="api-case-outcomes"),
]
