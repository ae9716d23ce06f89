"""Addresses of the what-if across organisations, on the public host."""

from django.urls import path

from benchmarking.across import views

app_name = "across"
urlpatterns = [
    path("doorrekenen/", views.across, name="page"),
    path("doorrekenen/<uuid:asked_id>/", views.answer, name="answer"),
    path("doorrekenen/<uuid:asked_id>/cijfers.csv", views.answer_as_csv, name="csv"),
    path("doorrekenen/<uuid:asked_id>/cijfers.json", views.answer_as_json, name="json"),
]
