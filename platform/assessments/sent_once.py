"""What a page gives out with its form, so that the same page sent twice counts once.

What is said in the same words on another page counts again: there can be two contacts on one day.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django import forms

from accounts.plain_forms import PlainForm
from tenants.identifiers import uuid7


class SentOnceForm(PlainForm):
    """A form that carries the key of the page that it was shown on, unseen."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"once": uuid7(), **(initial or {})})


def identifier(*, once: UUID | None, said: Mapping[str, object]) -> UUID:
    """Give the identifier of a row: what comes from one page in the same words has the same.

    Args:
        once: the key of the page; None for what comes from no page, which counts by itself.
        said: all that the row says, with the case that it is about.
    """
    if once is None:
        return uuid7()
    return uuid5(once, json.dumps(said, default=str, sort_keys=True))
