"""Addresses of reports on the host of a tenant."""

from django.urls import path

from reports import profile_views

app_name = "reports"
urlpatterns = [
    path("beleid/afdrukken/", profile_views.own_page, name="own_profile"),
    path("beleid/beleid.pdf", profile_views.own_file, {"extension": "pdf"}, name="own_pdf"),
    path("beleid/beleid.xlsx", profile_views.own_file, {"extension": "xlsx"}, name="own_xlsx"),
]
