"""Addresses of retention; none holds who or what."""

from django.urls import path

from assessments.retention import views

urlpatterns = [
    path("beheer/bewaren/", views.terms, name="retention"),
    path("beheer/bewaren/<slug:kind>/", views.due, name="retention_due"),
]
