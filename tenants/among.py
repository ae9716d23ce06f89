"""Asking for rows by many values at once: one array, where `__in` writes every value by itself."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, F, Func, TextField, Value


def among(name: str, ids: Iterable[UUID]) -> Func:
    """Give the condition that a field of identifiers holds one of these; for `filter`."""
    return _held_in(name, f"{{{','.join(map(str, ids))}}}", "uuid")


def among_texts(name: str, texts: Iterable[str]) -> Func:
    """Give the condition that a field of text holds one of these; for `filter`."""
    quoted = ",".join(f'"{_escaped(text)}"' for text in texts)
    return _held_in(name, f"{{{quoted}}}", "text")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _held_in(name: str, array: str, kind: str) -> Func:
    return Func(
        F(name),
        Value(array, output_field=TextField()),
        template=f"%(expressions)s::{kind}[])",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
