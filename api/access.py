"""Permissions of the interfaces: the same table as the pages."""

from __future__ import annotations

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.permissions import Permission, has_permission


def permitted(permission: Permission) -> type[BasePermission]:
    """A DRF permission class that asks for `permission`."""

    class Permitted(BasePermission):
        def has_permission(self, request: Request, view: APIView) -> bool:  # noqa: ARG002
            return has_permission(request.user, permission)

    return Permitted
