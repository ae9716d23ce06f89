"""The letters of a case as the page of its decision shows them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.permissions import Permission, has_permission
from assessments.letters.queries import letters_of
from assessments.queries import CaseRow


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part that leads to the letters: those that were sent, and those to be made."""
    context = {
        "letters": letters_of(case_id=case.id),
        "may_send_letters": has_permission(request.user, Permission.DECIDE_CASE),
    }
    return "assessments/letters/part.html", context
