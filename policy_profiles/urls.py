"""Addresses of the policy of a tenant."""

from django.urls import path

from policy_profiles import views

app_name = "policy"
urlpatterns = [path("beleid/", views.sheet, name="sheet")]
