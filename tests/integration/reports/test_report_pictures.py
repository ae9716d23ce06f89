"""A report draws what its tables say: the same on page and paper, told in a sentence to all."""

import re
from dataclasses import replace
from fractions import Fraction

import pypdfium2
import pytest
from django.template.loader import render_to_string

from benchmarking.releases.making import make_release
from reports.actions import approve_report, make_report
from reports.faces.as_pdf import report_pdf
from reports.figure_words import figure_words
from reports.layout import laid_out
from reports.queries import report
from reports.report_views import page_of
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def country(for_whole_module, send_country, few_indicators):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


def made_of(tenant, make_user, name):
    maker, checker = (make_user(tenant, "policy_officer") for _ in range(2))
    with context.inside(tenant.schema_name):
        found = make_report(actor=maker, name=name, period="2025", audience="own")
        approve_report(actor=checker, snapshot_id=found)
        return report(snapshot_id=found)


@pytest.fixture
def yearly(country, first_tenant, make_user):
    """One of two columns that may be longer than a page."""
    kept = made_of(first_tenant, make_user, "municipal-profile")
    return replace(kept, snapshot=replace(kept.snapshot, is_brief=False))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_picture_says_its_figures_and_its_sentence(yearly, language):
    pictures = [one for part in laid_out(yearly, language).sections for one in part.charts]
    assert pictures
    drawn = " ".join(one.svg for one in pictures)
    lines = [line for line in yearly.snapshot.lines if line.indicator == "awarded_hours"]
    for line in (one for one in lines if one.value is not None):
        assert figure_words(line, "minutes", language) in drawn
    hours = next(one for one in pictures if "awarded" in one.story or "Toegekend" in one.story)
    highest = max(line.value for line in lines if line.value is not None)
    assert Fraction(highest, 60) > 0
    assert re.search(r"het hoogst bij|highest for", hours.story)


def test_the_same_report_is_the_same_paper_with_its_pictures_read_out(yearly):
    paper = report_pdf(yearly, "nl")
    assert paper == report_pdf(yearly, "nl")
    stories = [one.story for part in laid_out(yearly, "nl").sections for one in part.charts]
    pages = pypdfium2.PdfDocument(paper)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    assert all(story.split(":")[0] in text for story in stories)
    assert paper.count(b"/Alt") >= len(stories) or b"/ObjStm" in paper


def test_the_page_shows_them_without_script(yearly):
    html = render_to_string("reports/report_body.html", page_of(yearly))
    page = HtmlPage(html)
    stories = [one for part in laid_out(yearly, "nl").sections for one in part.charts]
    assert html.count("<svg xmlns") == len(stories) > 0
    assert stories[0].story in page.text


def test_a_report_of_one_page_stays_one_page(country, first_tenant, make_user):
    brief = made_of(first_tenant, make_user, "municipal-profile")
    assert all(not part.charts for part in laid_out(brief, "nl").sections)
    assert len(pypdfium2.PdfDocument(report_pdf(brief, "nl"))) == 1
