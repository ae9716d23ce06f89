"""Addresses on the host of a tenant."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from accounts.start import start

handler400 = "config.pages.bad_request"
handler403 = "config.pages.no_permission"
handler404 = "config.pages.not_found"
handler500 = "config.pages.server_error"


def _of_app(module: str, prefix: str = "") -> list[URLPattern | URLResolver]:
    """Include an app's addresses once it has some."""
    return [path(prefix, include(module))] if find_spec(module) else []


urlpatterns = [
    path("", start, name="start"),
    path("", include("accounts.urls")),
    path("beheer/", include("accounts.urls_tenant")),
    path("beheer/meedoen/", include("policy_profiles.taking_part.urls")),
    path("beheer/benchmark/", include("benchmarking.participation.urls")),
    path("gegevenskwaliteit/", include("benchmarking.quality.urls")),
    path("", include("config.page_urls")),
    path("register/", include("coaches.urls")),
    *_of_app("assessments.urls"),
    *_of_app("outcomes.urls"),
    *_of_app("policy_profiles.urls"),
    *_of_app("reports.urls"),
    *_of_app("dashboards.urls"),
    *_of_app("benchmarking.urls"),
    *_of_app("api.urls"),
]
