"""Addresses of the investigation, below that of a case."""

from django.urls import path

from assessments.gathering import source_views, views

_HERE = "werkvoorraad/<casus:number>/onderzoek/"
urlpatterns = [
    path(_HERE, views.task_list, name="gathering"),
    path(f"{_HERE}bronnen/", source_views.sources, name="gathering_sources"),
    path(f"{_HERE}bronnen/<slug:slug>/", source_views.source, name="gathering_source"),
    path(f"{_HERE}<slug:slug>/", views.topic, name="gathering_topic"),
    path(f"{_HERE}<slug:slug>/bewaren/", views.keep, name="gathering_keep"),
]
