"""Asking for rows by many values at once: one array, where `__in` writes every value by itself."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, TextField, Value


def among(name: str, ids: Iterable[UUID]) -> Q:
    """Give the condition that a field of identifiers holds one of these; for `filter`."""
    return _held_in(name, ",".join(map(str, ids)), "uuid")


def among_texts(name: str, texts: Iterable[str]) -> Q:
    """Give the condition that a field of text holds one of these; for `filter`."""
    return _held_in(name, ",".join(f'"{_escaped(text)}"' for text in texts), "text")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _held_in(name: str, elements: str, kind: str) -> Q:
    if not elements:
        return Q(pk__in=())  # of which Django knows that it need not be asked
    holds = Func(
        F(name),
        Value(f"{{{elements}}}", output_field=TextField()),
        template=f"%(expressions)s::{kind}[])",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    return Q(holds)
