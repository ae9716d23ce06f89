"""What GraphQL's types share: values from plain data, and pages of a bounded size."""

from __future__ import annotations

from typing import Any

import graphene
from django.utils.translation import gettext as _
from graphql import GraphQLError

from api.member_names import camel
from api.own_cases import LARGEST_PAGE

PAGE = graphene.Int(default_value=20, description=f"From 1 to {LARGEST_PAGE}.")


class Answer(graphene.ObjectType):
    """An object whose values stand in plain data under camelCase names."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:  # noqa: ANN401 - graphene's own hook
        super().__init_subclass_with_meta__(default_resolver=_from_data, **options)


def _from_data(
    name: str,
    default: object,
    root: dict[str, Any],
    info: graphene.ResolveInfo,  # noqa: ARG001
    **_arguments: object,
) -> object:
    return root.get(camel(name), default)


def page_size(first: int) -> int:
    """The size of a page, if it is one.

    Raises:
        GraphQLError: smaller than 1 or larger than the largest page.
    """
    if 1 <= first <= LARGEST_PAGE:
        return first
    text = _("Vraag bij first een getal van 1 tot en met %(largest)s.") % {"largest": LARGEST_PAGE}
    error = {"field": "first", "detail": text}
    raise GraphQLError(text, extensions={"code": "invalid-input", "errors": [error]})
