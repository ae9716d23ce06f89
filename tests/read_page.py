"""What people and browsers read from a page, for tests."""

import re

from django.http import HttpResponse


def value_of(name: str, page: HttpResponse) -> str:
    """Return what the field `name` of a page holds, as a browser would send it back."""
    field = re.search(rf'<input[^>]*\bname="{name}"[^>]*>', page.content.decode())
    assert field is not None, f"the page has no field {name}"
    value = re.search(r'\bvalue="([^"]*)"', field[0])
    return value[1] if value else ""


def address_of(link: str, page: HttpResponse) -> str:
    """Return where the link with these words leads to."""
    found = re.search(rf'<a href="([^"]*)"[^>]*>{re.escape(link)}</a>', page.content.decode())
    assert found is not None, f"the page has no link {link!r}"
    return found[1]
