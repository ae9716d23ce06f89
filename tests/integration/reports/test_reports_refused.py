"""What is refused of reports, and what goes on when one is refused."""

from uuid import UUID

import pytest
from django.db import transaction

from accounts.permissions import NotPermitted
from benchmarking.releases.making import make_release
from reports import making, scheduled
from reports.actions import (
    AuthorIsChecker,
    approve_report,
    make_report,
    set_schedule,
    write_story,
)
from reports.definition import shipped_definitions
from reports.faces.as_pdf import SignNotOnPaper
from reports.own_definitions import NameTaken, add_definition
from reports.periods import Period
from reports.queries import report, reports
from tenants import context

pytestmark = pytest.mark.django_db
STORY = "Wij kregen er twee jobcoaches bij."
NAME = "municipal-profile"
_PERIOD = Period(year=2025)


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=200, generosity=0.8)
    make_release(actor=None)


@pytest.fixture
def people(country, first_tenant, make_user):
    """Two policy officers of Eikenberg: one makes reports, the other lets them go."""
    return make_user(first_tenant, "policy_officer"), make_user(first_tenant, "policy_officer")


@pytest.fixture
def inside(people, first_tenant):
    with context.inside(first_tenant.schema_name):
        yield people


def _made(people, audience="own", name=NAME) -> UUID:
    return make_report(actor=people[0], name=name, period="2025", audience=audience)


def test_who_wrote_a_story_or_the_definition_does_not_let_it_go(inside):
    """B has it on a schedule, A writes the text: A may not be who lets it go."""
    author = inside[1]
    write_story(actor=author, indicator_name="awarded_hours", text=STORY)
    told = _made(inside, "everyone")
    content = shipped_definitions()[NAME].as_data()
    name = add_definition(actor=author, title="Cijfers A", content=content)
    defined = _made(inside, "everyone", name)
    for made in (told, defined):
        with pytest.raises(AuthorIsChecker):
            approve_report(actor=author, snapshot_id=made)


def test_an_analyst_reads_what_is_for_everyone_and_does_not_bring_it_out(
    inside, first_tenant, make_user
):
    analyst = make_user(first_tenant, "analyst")
    made = _made(inside, "everyone")
    with pytest.raises(NotPermitted):
        approve_report(actor=analyst, snapshot_id=made)
    approve_report(actor=analyst, snapshot_id=_made(inside))


def test_another_title_takes_no_report_of_a_colleagues_place(inside):
    content = shipped_definitions()[NAME].as_data()
    titles = [
        content | {"title": dict.fromkeys(("nl", "en"), x)} for x in ("Cijfers A", "Cijfers: A")
    ]
    for maker in inside:  # the same title is the next edition
        add_definition(actor=maker, title="Cijfers A", content=titles[0])
    with pytest.raises(NameTaken):
        add_definition(actor=inside[0], title="Cijfers: A", content=titles[1])


def test_a_sign_that_no_pdf_can_show_is_refused_before_it_is_kept(inside):
    write_story(actor=inside[0], indicator_name="awarded_hours", text="\u1230\u120b\u121d")
    with pytest.raises(SignNotOnPaper) as refused, transaction.atomic():
        _made(inside)
    assert refused.value.sign
    assert reports() == []


def test_an_organisation_that_is_not_open_is_told_so(people, first_tenant, sign_in, monkeypatch):
    monkeypatch.setattr(making, "launched_tenants", list)
    given = {"periode": "2025", "lezers": "own"}
    answer = sign_in(first_tenant, "analyst").post(f"/rapporten/maken/{NAME}/", given)
    assert answer.status_code == 400
    assert "nog niet open" in answer.content.decode()


def test_one_organisations_refusal_leaves_the_worker_alive(inside, monkeypatch):
    def broken(*_args, **_given):
        raise RuntimeError

    monkeypatch.setattr(scheduled, "last_over", lambda rhythm, on: _PERIOD)  # noqa: ARG005
    monkeypatch.setattr(scheduled, "keep", broken)
    set_schedule(actor=inside[0], name=NAME, audience="own", is_active=True)
    beats = []
    with context.as_platform():
        assert scheduled.make_due_reports(beat=lambda: beats.append(1)) == 0
    assert beats


def test_who_published_no_policy_is_not_said_to_have_no_cases(inside):
    lines = report(snapshot_id=_made(inside)).snapshot.lines
    with_parts = {one.indicator for one in lines if one.part}
    assert not [one for one in lines if not one.part and one.indicator in with_parts]
