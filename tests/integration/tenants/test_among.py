"""Asking by many values at once finds what asking by each would."""

import pytest

from tenants.actions import add_municipality
from tenants.among import among_texts
from tenants.models import Municipality

pytestmark = pytest.mark.django_db

ODD = ("", "NULL", "null", '"', "\\", "a,b", "{x}", "it's", " a ", "%s", "%(x)s", "ë")


def test_odd_texts_are_found_as_they_are() -> None:
    """No character of a text is read as part of the array."""
    for place, name in enumerate(ODD):
        add_municipality(code=f"XX{7000 + place}", name=name)
    every = Municipality.objects.filter(code__startswith="XX7")
    for some in (ODD, ODD[:4], ODD[4:], ODD[::2], ()):
        asked = every.filter(among_texts("name", some)).values_list("name", flat=True)
        assert sorted(asked) == sorted(every.filter(name__in=some).values_list("name", flat=True))
        assert len(asked) == len(some)
