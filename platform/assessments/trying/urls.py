"""The address of the check by people themselves."""

from django.urls import path

from assessments.trying import views

urlpatterns = [path("kan-ik-hulp-krijgen/", views.own_check, name="own_check")]
