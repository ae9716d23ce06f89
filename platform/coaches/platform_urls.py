"""Addresses of the register on the host of the platform: without the list of a tenant."""

from coaches.urls import SHARED

app_name = "coaches"
urlpatterns = SHARED
