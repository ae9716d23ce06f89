"""The address of assessing together."""

from django.urls import path

from assessments.joint import views

urlpatterns = [path("werkvoorraad/<casus:number>/samen/", views.joint, name="joint")]
