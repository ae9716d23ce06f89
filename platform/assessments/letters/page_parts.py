"""The letters of a case as the page of its decision shows them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.permissions import Permission, has_permission
from assessments.letters.codes import SLUGS
from assessments.letters.queries import letters_of
from assessments.objections.queries import answered_in
from assessments.objections.readers import readers_of
from assessments.queries import CaseRow
from assessments.sharing.codes import LETTER_TO
from assessments.sharing.letters_to import letter_bar


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part that leads to the letters: those that were sent, and those to be made.

    A decision in place of another stands in the decision on the objection, for who gets that.
    """
    answered = answered_in(new_case_id=case.id)
    told = {reader for each in answered for reader in readers_of(each)}
    barred = {reader for reader in LETTER_TO if letter_bar(case, reader)}
    may_send = has_permission(request.user, Permission.DECIDE_CASE)
    context = {
        "letters": letters_of(case_id=case.id),
        "letter_readers": [
            (each.label, slug)
            for slug, each in SLUGS.items()
            if may_send and each not in told | barred
        ],
        "barred_readers": [str(each.label) for each in SLUGS.values() if each in barred - told],
        "may_share": has_permission(request.user, Permission.OPEN_CASE),
        "told_with": [each for each in answered if readers_of(each)],
    }
    return "assessments/letters/part.html", context
