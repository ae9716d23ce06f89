"""Addresses of reports on the host of a tenant."""

from django.urls import path

from reports import profile_views, report_views, story_views, withdraw_views

_REPORT = "rapporten/<uuid:snapshot_id>/"

app_name = "reports"
urlpatterns = [
    path("beleid/afdrukken/", profile_views.own_page, name="own_profile"),
    path("beleid/beleid.pdf", profile_views.own_file, {"extension": "pdf"}, name="own_pdf"),
    path("beleid/beleid.xlsx", profile_views.own_file, {"extension": "xlsx"}, name="own_xlsx"),
    path("rapporten/", report_views.overview, name="overview"),
    path("rapporten/maken/<slug:name>/", report_views.make, name="make"),
    path("rapporten/maken/<slug:name>/rooster/", report_views.schedule, name="schedule"),
    path("rapporten/eigen/", report_views.own_report, name="own_report"),
    path("rapporten/verhalen/", story_views.overview, name="stories"),
    path("rapporten/verhalen/<slug:name>/", story_views.story, name="story"),
    path(_REPORT, report_views.read, name="report"),
    path(f"{_REPORT}vrijgeven/", report_views.approve, name="approve"),
    path(f"{_REPORT}intrekken/", withdraw_views.withdraw, name="withdraw"),
    path(f"{_REPORT}rapport.<slug:extension>", report_views.file, name="file"),
]
