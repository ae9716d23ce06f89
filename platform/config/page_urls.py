"""Addresses of the house itself, the same on every host."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from config import environment, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("taal/", set_language, name="set_language"),
    path("", include("benchmarking.method.urls")),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
]
if not environment.current().is_production:  # a page for builders and for the accessibility check
    urlpatterns.append(path("stijl/", pages.style, name="style"))
