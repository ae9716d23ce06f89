"""Addresses of the interface on the public host: only what is published."""

from api.rest.urls import public_urlpatterns as urlpatterns

__all__ = ["urlpatterns"]
