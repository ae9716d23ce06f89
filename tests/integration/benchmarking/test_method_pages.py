"""The pages of method: every indicator, for everyone, in two languages, with a way there."""

from html import unescape

import pytest

from benchmarking.definitions import indicators

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_leads_to_every_indicator(language, sign_in):
    page = _text(sign_in(None).get("/methode/", headers={"accept-language": language}))
    for one in indicators().values():
        assert f'href="/methode/{one.name}/"' in page
        assert one.definition.in_language(language) in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_says_what_counts_and_what_it_does_not_say(language, sign_in):
    client = sign_in(None)
    for one in indicators().values():
        page = _text(client.get(f"/methode/{one.name}/", headers={"accept-language": language}))
        for text in (one.label, one.numerator, one.denominator, one.window, *one.caveats):
            assert text.in_language(language) in page
        assert f"/api/v1/indicators/{one.name}" in page


def test_what_is_not_computed_says_so_and_names_no_address_of_figures(sign_in):
    page = _text(sign_in(None).get("/methode/agreement_on_vignettes/"))
    assert "Dit cijfer staat niet bij de vergelijking" in page
    assert "agreement_on_vignettes/figures" not in page


def test_where_figures_are_asked_is_said_with_who_may(sign_in):
    page = _text(sign_in(None).get("/methode/refusals/"))
    assert "/api/v1/indicators/refusals/figures" in page
    assert "Voor wie uitvoerders mag vergelijken." in page


def test_the_pages_stand_on_the_host_of_an_organisation_too(sign_in, first_tenant):
    assert sign_in(first_tenant).get("/methode/refusals/").status_code == 200
    assert sign_in(first_tenant).get("/methode/wachttijd/").status_code == 404


def _text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())
