"""Addresses of both interfaces on the host of a tenant."""

from django.urls import path

from api.graphql.schema import schema
from api.graphql.view import Guarded
from api.rest.urls import urlpatterns as rest

urlpatterns = [*rest, path("graphql", Guarded.as_view(schema=schema), name="graphql")]
