"""Addresses of files that come in, below /werkvoorraad/inlezen/."""

from django.urls import path

from assessments.intake_files import kept_views, mapping_views, views

urlpatterns = [
    path("", views.upload, name="import"),
    path("keuzes/", kept_views.mappings, name="mappings"),
    path("keuzes/<uuid:mapping_id>/", kept_views.mapping, name="mapping"),
    path("<uuid:file_id>/", views.dry_run, name="dry_run"),
    path("<uuid:file_id>/kolommen/", mapping_views.columns, name="columns"),
    path("<uuid:file_id>/problemen.csv", views.problems, name="problems"),
]
