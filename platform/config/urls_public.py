"""Addresses on the public host: the landing page, comparisons and the platform's administration."""

from django.urls import include, path

from config import health, pages

handler400 = "config.pages.bad_request"
handler403 = "config.pages.no_permission"
handler404 = "config.pages.not_found"
handler500 = "config.pages.server_error"

urlpatterns = [
    path("health", health.health, name="health"),
    path("", pages.landing, name="landing"),
    path("", include("accounts.urls")),
    path("beheer/", include("accounts.urls_platform")),
    path("beheer/basis/", include("policy_profiles.platform_urls")),
    path("beheer/kaarten/", include("benchmarking.boundaries.urls")),
    path("register/", include("coaches.platform_urls")),
    path("", include("config.page_urls")),
    path("", include("policy_profiles.public_urls")),
    path("", include("reports.public_urls")),
    path("", include("dashboards.public.urls")),
    path("", include("api.urls_public")),
    path("", include("benchmarking.across.urls")),
    path("", include("benchmarking.releases.urls")),
]
