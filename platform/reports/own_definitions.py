"""Putting a report of one's own together."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.references import check_open_texts
from audit.actions import record
from policy_profiles.one_at_a_time import one_at_a_time
from reports.definition import SHIPPED, Definition, definition_from
from reports.models import OwnDefinition

_LONGEST_NAME: Final = 60


class NameTaken(ValueError):
    """Another report has that name: one that ships, or one of a colleague."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is another report: give yours another title.")


@transaction.atomic
def add_definition(*, actor: User, title: str, content: Mapping[str, Any]) -> str:
    """Put a report of one's own together; one of the same title takes the place of the one before.

    Returns:
        its name.

    Raises:
        NotPermitted: the actor may not make reports.
        NameTaken: a report that ships is called so, or one of another title.
        BadReport: with all that is wrong in it.
        BsnInText: a text could hold a citizen service number.
    """
    check_permission(actor, Permission.MAKE_REPORTS)
    name = slugify(title)[:_LONGEST_NAME].strip("-") or "rapport"
    if name in SHIPPED:
        raise NameTaken(name)
    chosen = definition_from(name, content)
    check_open_texts(*_texts(chosen))
    one_at_a_time("putting a report together")
    before = list(OwnDefinition.objects.filter(name=name))
    if any(row.content["title"] != chosen.as_data()["title"] for row in before):
        raise NameTaken(name)
    number = len(before) + 1
    OwnDefinition.objects.create(
        name=name,
        number=number,
        content=chosen.as_data(),
        made_by=actor.id,
        made_at=timezone.now(),
    )
    record(
        actor=actor,
        action="report.defined",
        object_kind="report",
        object_id=name,
        details={"number": number},
    )
    return name


def _texts(chosen: Definition) -> list[str]:
    texts = [chosen.title, chosen.lead]
    for section in chosen.sections:
        texts += [section.title, *([section.text] if section.text else [])]
    return [said for text in texts for said in (text.nl, text.en)]
