"""Addresses of choosing who coaches, below that of a case."""

from django.urls import path

from assessments.providers import views

urlpatterns = [
    path("werkvoorraad/<casus:number>/begeleider/kiezen/", views.choose, name="choose_provider"),
]
