"""Objection and appeal as the page of a decision shows them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.permissions import Permission, has_permission
from assessments.objections.queries import objections_of
from assessments.queries import CaseRow


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part that tells what was lodged against a decision, and leads on from there."""
    context = {
        "objections": objections_of(case_id=case.id),
        "may_object": has_permission(request.user, Permission.DECIDE_CASE),
    }
    return "assessments/objections/part.html", context
