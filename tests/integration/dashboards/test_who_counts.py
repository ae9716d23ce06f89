"""A line of years says of how many it is: who is hidden in a year is left out of the group."""

from dataclasses import replace

import pytest

from benchmarking.releases.making import make_release
from dashboards.sheets import one_indicator

pytestmark = pytest.mark.django_db

PAGE = "/vergelijken/indicator/tabel/?indicator=refusals&groep=all"
SAID = "In de groep tellen niet elk jaar evenveel uitvoerders mee"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=400)
    send_country("duinzicht", cases=500)
    make_release(actor=None)


def test_years_of_others_are_named_as_such_and_the_same_are_not(
    sign_in, first_tenant, country, monkeypatch
):
    analyst = sign_in(first_tenant, "analyst")
    assert SAID not in analyst.get(PAGE).content.decode()
    read = one_indicator.years_of

    def one_less_in_2024(form, whom):
        return tuple(
            replace(one, members_counted=1) if one.selection.year == 2024 else one
            for one in read(form, whom)
        )

    monkeypatch.setattr(one_indicator, "years_of", one_less_in_2024)
    assert f"{SAID} (2023: 2, 2024: 1, 2025: 2)" in analyst.get(PAGE).content.decode()
