"""Addresses of reports on the public host."""

from django.urls import path

from reports import profile_views, public_views

_PROFILE = "profielen/<slug:code>/"
_REPORT = "rapporten/<uuid:snapshot_id>/"

app_name = "public_reports"
urlpatterns = [
    path(f"{_PROFILE}afdrukken/", profile_views.public_page, name="profile"),
    path(f"{_PROFILE}beleid.pdf", profile_views.public_file, {"extension": "pdf"}, name="pdf"),
    path(f"{_PROFILE}beleid.xlsx", profile_views.public_file, {"extension": "xlsx"}, name="xlsx"),
    path("rapporten/", public_views.overview, name="overview"),
    path(_REPORT, public_views.read, name="report"),
    path(f"{_REPORT}rapport.<slug:extension>", public_views.file, name="file"),
]
