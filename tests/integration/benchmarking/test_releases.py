"""Releases: made as an act, added to a register, and each beside all before it."""

import importlib
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import ProgrammingError, transaction
from django.utils import timezone

from benchmarking import comparison, queries
from benchmarking.actions import record_decision_facts
from benchmarking.cells import Selection
from benchmarking.group_figures import group_figures, group_hours
from benchmarking.models import Release, ReleasedDays, ReleasedTable
from benchmarking.participation.agreement import send_anew, state_participation
from benchmarking.released_indicators.door import figure_of
from benchmarking.releases.making import make_release
from benchmarking.releases.moment import NothingReleased
from benchmarking.releases.overview import line_of
from benchmarking.releases.register import last_number, newest_release, releases
from benchmarking.releases.showing import released_tables
from benchmarking.shown import Group
from benchmarking.snapshots import comparison_choices, protected_comparison
from console import demo_command
from console.cli import main
from dashboards.cards import registration
from tenants import context
from tenants.queries import launched_tenants
from tests.benchmark_fixtures import decision_facts
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def country(for_whole_module, send_country, few_indicators):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


def figures(*names):
    """What the newest release says of organisations together."""
    members = [row.schema_name for row in launched_tenants()]
    tables = released_tables(newest_release(), members=members, agreements=queries.agreements())
    places = tuple(members.index(name) for name in names)
    source = tables.source(selection=Selection(), members=places)
    group = Group(code="group", name="", members=places)
    return group_figures(group, group_hours(group, source), source).as_data()


def need_judged(name):
    """What the newest release says of one indicator that is not of the comparison."""
    return figure_of(name="need_judged", whom=f"organisation:{name}")


def test_a_release_says_what_the_facts_say(country):
    release = newest_release()
    assert (release.number, release.facts_as_of) == (1, timezone.localdate())
    said = figures("eikenberg")
    assert abs(said["decided"]["value"] - 400) < 5
    assert said["awarded_minutes"]["value"]
    assert said["job_retention"]["points"][1]["survival_percent"]["value"]
    assert 15 <= said["refused_percent"]["value"] <= 30


def test_few_more_cases_change_nothing_and_many_do(country, send_country):
    first, first_hash = figures("eikenberg"), newest_release().content_hash
    judged = need_judged("eikenberg")
    send_country("eikenberg", cases=6, seed=2, first=1000)
    assert figures("eikenberg") == first
    assert make_release(actor=None) == 2
    assert figures("eikenberg") == first
    again = need_judged("eikenberg")
    assert (again.release.number, again.as_of) == (2, 1)
    assert replace(again, release=judged.release) == judged
    said = protected_comparison(tenant="eikenberg", against="all")
    assert set(said.tenant.as_of.values()) == {1}
    assert any("Eikenberg: sinds publicatie 1 niet" in line for line in registration(said))
    send_country("eikenberg", cases=120, seed=3, first=2000)
    assert make_release(actor=None) == 3
    third = figures("eikenberg")
    assert third["decided"]["value"] >= first["decided"]["value"] + 115
    assert third["job_retention"] != first["job_retention"]
    assert need_judged("eikenberg").as_of == 3
    assert protected_comparison(tenant="eikenberg").tenant.as_of["decided"] == 3
    assert need_judged("eikenberg").cases.value >= judged.cases.value + 115
    assert [row.number for row in releases()] == [3, 2, 1]
    assert len({row.content_hash for row in releases()} | {first_hash}) == 3


def test_who_withdraws_is_out_of_every_figure_at_once_and_the_rest_stays(country):
    own = figures("eikenberg")
    assert figures("eikenberg", "duinzicht")["members_counted"] == 2
    with context.inside("duinzicht"), transaction.atomic():
        state_participation(actor=None, takes_part=False, from_day=timezone.localdate())
    assert figures("duinzicht")["decided"] == {"value": None, "hidden": "no_cases"}
    assert need_judged("duinzicht").cases.as_data() == {"value": None, "hidden": "no_cases"}
    after = figures("eikenberg", "duinzicht")
    assert after["members_counted"] == 1
    assert after["awarded_minutes"]["hidden"] == "dominated"
    assert figures("eikenberg") == own


FIRST_DAY = date(2000, 1, 1)  # from which `take_part` has organisations take part


def _say(name, **said):
    with context.inside(name), transaction.atomic():
        state_participation(actor=None, **{"from_day": timezone.localdate(), **said})


def _away_and_back(name, *, from_day=FIRST_DAY):
    _say(name, takes_part=False)
    _say(name, takes_part=True, from_day=from_day)


def test_who_comes_back_is_held_against_what_was_told_of_it(country, send_country):
    """One more decision of 150 hours was in the difference of two releases: 139.7 to 162.2."""
    before, judged = figures("duinzicht"), need_judged("duinzicht")
    _away_and_back("duinzicht")
    assert figures("duinzicht")["decided"] == {"value": None, "hidden": "no_cases"}
    _send_again(send_country, cases=500)
    _one_more("duinzicht")
    assert figures("duinzicht")["decided"] == {"value": None, "hidden": "no_cases"}
    assert make_release(actor=None) == 2
    assert figures("duinzicht") == before
    again = need_judged("duinzicht")
    assert (again.as_of, again.cases, again.parts) == (1, judged.cases, judged.parts)
    assert set(_since("duinzicht")) == {1}


def test_it_is_so_too_across_a_release_that_it_was_not_in(country, send_country):
    before, own = figures("duinzicht"), figures("eikenberg")
    _say("duinzicht", takes_part=False)
    make_release(actor=None)
    assert figures("duinzicht")["decided"] == {"value": None, "hidden": "no_cases"}
    assert newest_release().agreements.keys() == {"eikenberg"}
    assert figures("eikenberg") == own
    _say("duinzicht", takes_part=True, from_day=FIRST_DAY)
    _send_again(send_country, cases=500)
    _one_more("duinzicht")
    assert not figures("duinzicht")["members_counted"]
    assert make_release(actor=None) == 3
    assert figures("duinzicht") == before
    assert set(_since("duinzicht")) == {1}


def test_many_more_are_told_of_who_came_back(country, send_country):
    before = figures("duinzicht")
    _away_and_back("duinzicht", from_day=date(1999, 1, 1))
    _send_again(send_country, cases=620)
    make_release(actor=None)
    assert figures("duinzicht")["decided"]["value"] >= before["decided"]["value"] + 115


def test_who_comes_back_from_a_later_day_stays_out_until_it_takes_that_back(country, send_country):
    """What is left of it, beside what was told, would say what was taken back."""
    before = figures("duinzicht")
    _away_and_back("duinzicht", from_day=date(2001, 1, 1))
    _send_again(send_country, cases=499)
    make_release(actor=None)
    assert figures("duinzicht")["decided"] == {"value": None, "hidden": "no_cases"}
    assert newest_release().agreements.keys() == {"eikenberg"}
    _say("duinzicht", takes_part=True, from_day=FIRST_DAY)
    _send_again(send_country, cases=500, first=40_000)
    make_release(actor=None)
    assert figures("duinzicht") == before


def _send_again(send_country, *, cases, first=20_000):
    """Send all facts of Duinzicht under other pseudonyms, as is done in another edition."""
    send_country("duinzicht", cases=cases, generosity=1.1, first=first)


def _one_more(name):
    """One decision of 150 hours, which nobody may learn of."""
    fact = decision_facts(8000, np.random.default_rng(1), 1.0)
    with context.inside(name), transaction.atomic():
        record_decision_facts(facts=[fact._replace(refused=False, awarded_minutes=9000)])


def _since(name):
    """In which releases the shown decisions and the days of an organisation changed."""
    members = [row.schema_name for row in launched_tenants()]
    released = released_tables(newest_release(), members=members, agreements=queries.agreements())
    place, decided = members.index(name), released.tables.decided
    days = np.concatenate([released.since[curve][place].ravel() for curve in released.since])
    return [*decided.as_of[place][decided.counts[place] > 0].tolist(), *days.tolist()]


def test_facts_sent_anew_take_nothing_back(country):
    before = figures("duinzicht")
    with context.inside("duinzicht"), transaction.atomic():
        send_anew()
    assert figures("duinzicht") == before
    assert queries.agreements()["duinzicht"] == newest_release().agreements["duinzicht"]


def test_a_release_from_before_learns_by_which_agreements_it_was_made(country):
    known = newest_release().agreements
    _say("duinzicht", takes_part=False)
    _say("duinzicht", takes_part=True)
    fill = importlib.import_module("benchmarking.migrations.0009_agreements_of_releases")._fill
    with transaction.atomic(), context.as_owner():
        Release.objects.update(agreements={})
        fill(apps, None)
        assert set(known) >= {"eikenberg", "duinzicht"}
        assert Release.objects.get().agreements == known


def test_what_is_lost_is_told_by_table_in_shares_alone(country):
    lost = line_of(1).lost
    assert set(lost) >= {"decided", "complete", "refused", "followed", "ended"}
    decided = lost["decided"]
    assert decided.cases.is_hidden, "of two organisations either knows the other's"
    assert 0 < decided.cells.value < 100
    assert decided.held_back.is_hidden, "in a first release few cells are"
    told = {one for shares in newest_release().lost.values() for one in shares}
    assert told == {"cells_hidden_percent", "cases_hidden_percent", "cells_held_back_percent"}


@pytest.mark.parametrize("model", [ReleasedTable, ReleasedDays])
def test_who_makes_a_release_cannot_read_the_counts_in_it(country, model):
    with pytest.raises(ProgrammingError), transaction.atomic(), context.as_platform():
        model.objects.first()


@pytest.mark.parametrize("model", [Release, ReleasedTable, ReleasedDays])
@pytest.mark.parametrize("standing", [context.as_platform, context.as_benchmark])
def test_nobody_changes_or_removes_what_was_released(country, model, standing):
    with pytest.raises(ProgrammingError), transaction.atomic(), standing():
        model.objects.update(**{"number" if model is Release else "release_number": 9})


def test_the_comparison_is_of_the_newest_release_and_carries_its_number(country, send_country):
    first = protected_comparison(tenant="eikenberg", against="all")
    assert first.release.number == 1
    send_country("eikenberg", cases=60, seed=5, first=3000)
    assert protected_comparison(tenant="eikenberg", against="all").as_data() == first.as_data()
    make_release(actor=None)
    second = protected_comparison(tenant="eikenberg", against="all")
    assert second.tenant.decided.value > first.tenant.decided.value
    assert second.snapshot_id != first.snapshot_id


def test_before_the_first_release_nothing_is_told(country):
    """Counted as the facts stand, it would tell of one decision that came in between."""
    with transaction.atomic(), context.as_owner():
        Release.objects.all().delete()
        with pytest.raises(NothingReleased):
            protected_comparison(tenant="duinzicht", against="all", period=2024)
        assert comparison_choices().years == ()
        transaction.set_rollback(True)


def test_the_page_says_of_which_release_its_figures_are(country, sign_in, first_tenant):
    page = sign_in(first_tenant, "analyst").get("/vergelijken/tabel/?met=all").content.decode()
    assert "Dit zijn de cijfers van publicatie 1" in page


def test_the_page_of_data_quality_has_ones_own_detail_and_the_release_of_others(
    country, sign_in, first_tenant
):
    browser = sign_in(first_tenant, "analyst")
    page = HtmlPage(browser.get("/gegevenskwaliteit/").content.decode())
    assert not page.problems
    own, beside = page.text.split("Deel van de gevallen, volgens publicatie 1")
    assert "Behoefte 100 % 0 % 1 van 5" in own
    assert "Sector 0 % – 0 van 8" in own
    assert "Behoefte beoordeeld 100 %" in beside
    assert "Duinzicht" not in page.text


def test_the_command_tells_what_is_lost_and_lists_releases(country):
    made = CliRunner().invoke(main, ["release", "make"])
    assert made.exit_code == 0, made.output
    assert made.output.startswith("Release 2\n")
    assert "criterion.wage_value" in made.output
    assert CliRunner().invoke(main, ["release", "make", "--to-be-approved"]).exit_code == 0
    assert newest_release().number == 2
    listed = CliRunner().invoke(main, ["release", "list"])
    assert newest_release().content_hash[:16] in listed.output
    assert "waiting" in listed.output
    refused = CliRunner().invoke(main, ["release", "approve", "2"])
    assert refused.exit_code == 1
    assert CliRunner().invoke(main, ["release", "approve", "3"]).exit_code == 0
    assert newest_release().number == 3


def test_an_earlier_year_that_comes_in_later_changes_no_other_figure(country, send_country):
    before = protected_comparison(tenant="eikenberg", against="all", period=2025).as_data()
    source = np.random.default_rng(4)
    facts = [
        decision_facts(number, source, 1.0)._replace(decided_month=date(2021, 5, 1))
        for number in range(5000, 5120)
    ]
    with context.inside("eikenberg"), transaction.atomic():
        record_decision_facts(facts=facts)
    make_release(actor=None)
    assert newest_release().years == (2023, 2024, 2025, 2021)
    assert comparison_choices().years == (2021, 2023, 2024, 2025)
    after = protected_comparison(tenant="eikenberg", against="all", period=2025).as_data()
    assert after["tenant"] == before["tenant"]
    assert protected_comparison(tenant="eikenberg", against="all", period=2021).tenant.decided.value


def test_a_demonstration_that_was_kept_makes_one_by_the_method_of_now(country, monkeypatch):
    """What was kept by an older method tells nothing: its pages would stand empty."""
    # A process of its own would not see what this test has not committed.
    monkeypatch.setattr(demo_command, "_in_its_own_process", lambda work: work())
    demo_command._release(anew=False)
    assert last_number() == 1
    monkeypatch.setattr(comparison, "METHOD_VERSION", "a later one")
    demo_command._release(anew=False)
    assert last_number() == 2
