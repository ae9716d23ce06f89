"""Hours after changes: random histories against the day-by-day twin, and worked examples."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from assessments.changes.reckoning.history import Change, Grant, Kind, Settlement
from assessments.changes.reckoning.lines import lines_of
from assessments.changes.reckoning.reckoning import Reckoned, facts_now, reckoned
from rulebook.award import award
from rulebook.facts import EPOCH
from rulebook.finding import find
from rulebook.frame import CaseFrame
from rulebook.layer import layer_from_data
from rulebook.plan import plan_of
from rulebook.profile import Profile, resolve
from rulebook.profiles import layers_below, load_shipped
from tests.unit.assessments.naive_changes import Naive
from tests.unit.rulebook.random_cases import AWKWARD, random_facts, random_profile

DAY = timedelta(days=1)
LONGEST = 420
EXAMPLES = yaml.safe_load((Path(__file__).parent / "examples" / "changes.yaml").read_text())


def random_grant(rng: Random, profile: Profile) -> Grant | None:
    """Support as the rules give it or otherwise; None where a case has no period."""
    facts = {k: v for k, v in random_facts(rng, missing=0.02).items() if v is not None}
    granted = award(CaseFrame.from_rows([facts]), plan_of(profile))
    first, after = (EPOCH + timedelta(days=int(days[0])) for days in (granted.start, granted.end))
    if not granted.known[0] or first >= after or rng.random() < 0.1:
        first = facts.get("support_start", rng.choice(AWKWARD))
        after = first + timedelta(days=rng.randint(1, LONGEST))
    if (after - first).days > LONGEST:
        return None
    advised = find(facts, profile).support_minutes
    minutes = advised if advised is not None and rng.random() < 0.7 else rng.randint(0, 9_000)
    return Grant(start=first, end=after, minutes=minutes, facts=facts)


def telling_profile(rng: Random) -> Profile:
    """A policy of which every rule that a change can meet says something."""
    years = ("year_1", "year_2", "year_3")
    regimes, classes = ("very_light", "light", "medium", "intensive"), ("light", "medium")
    return with_rules(
        {
            "intensity.method": rng.choice(("percentage_by_regime", "yearly_caps")),
            "intensity.need_map": {regime: rng.choice(classes) for regime in regimes},
            "intensity.table_short": {
                regime: {year: rng.randint(0, 1_500) for year in years} for regime in regimes
            },
            "intensity.yearly_caps": {
                each: {year: rng.randint(0, 6_000) for year in years} for each in classes
            },
            "intensity.carry_forward": {each: rng.randint(0, 1_000) for each in classes},
            "illness.maximum_weeks": rng.choice((None, 0, 2, 4)),
            "bands.count_from": rng.choice(("employment", "coaching")),
            "duration.break_keeps_counting": rng.random() < 0.3,
            "duration.new_employer_restarts": rng.random() < 0.5,
            "award.change_within_period": rng.random() < 0.7,
            "early_end.settlement": rng.choice(("pro_rata", "actual_hours")),
        }
    )


def random_change(rng: Random, grant: Grant) -> Change:
    """Something that happens shortly before, in or after the days of a grant.

    Often on one of few days, so that things meet on the same day.
    """
    kind = rng.choice(tuple(Kind))
    days = (grant.end - grant.start).days
    day = grant.start + timedelta(days=rng.choice((rng.randint(-20, days + 20), days // 3, 1)))
    until = rng.choice((None, day + timedelta(days=rng.choice((1, 27, 28, 29, 60, 200, 400)))))
    hours = rng.choice((None, 480, 720, 1_440, 2_160))
    return Change(
        kind=kind,
        day=day,
        until=until if kind in (Kind.ILLNESS, Kind.CONTRACT, Kind.EMPLOYER) else None,
        weekly_minutes=hours if kind not in (Kind.ILLNESS, Kind.EXTRA, Kind.ENDED) else None,
        yearly_minutes=rng.choice((None, None, None, 74_880)) if kind is Kind.HOURS else None,
        contract_form=rng.choice(("", "permanent", "fixed_term")) if kind is Kind.CONTRACT else "",
        is_approved=rng.random() < 0.3,
        minutes=rng.choice((None, 0, 600, 5_000)) if kind in (Kind.EXTRA, Kind.ENDED) else None,
        settlement=rng.choice((None, *Settlement)) if kind is Kind.ENDED else None,
    )


@pytest.mark.parametrize("seed", range(40))
def test_hours_after_changes_equal_a_count_day_by_day(seed: int) -> None:
    """Whatever happens to a job, under whatever policy, to the minute and to the day."""
    rng = Random(seed)
    profile = telling_profile(rng) if seed % 2 else random_profile(rng)
    for _ in range(6 if seed % 2 else 2):
        grant = random_grant(rng, profile)
        if grant is None:
            continue
        drawn = [random_change(rng, grant) for _ in range(rng.choice((0, 1, 1, 2, 3, 5)))]
        changes = list({(each.kind, each.day): each for each in drawn}.values())
        found = reckoned(grant, changes, profile)
        assert (found.minutes, found.end) == Naive(grant, changes, profile).minutes(), changes
        rng.shuffle(changes)
        assert reckoned(grant, changes, profile) == found


def test_nothing_changed_leaves_every_minute_as_it_was_granted() -> None:
    """Under every method; also where somebody decided otherwise than the rules."""
    rng, seen = Random(7), 0
    while seen < 25:
        profile = random_profile(rng)
        grant = random_grant(rng, profile)
        if grant is None:
            continue
        seen += 1
        found = reckoned(grant, (), profile)
        assert (found.minutes, found.end) == (grant.minutes, grant.end)


def worked(example: dict[str, Any], *, profile: Profile, **facts: Any) -> Reckoned:
    """The example of the file under the UWV baseline, or another policy."""
    changes = [
        Change(kind=Kind(given["kind"]), **{k: v for k, v in given.items() if k != "kind"})
        for given in example["changes"]
    ]
    return reckoned(grant_of_examples(**facts), changes, profile)


def grant_of_examples(**facts: Any) -> Grant:
    start = date(2026, 3, 1)
    job = {
        "structural_limitation": True,
        "work_situation": "employment",
        "contract_form": "fixed_term",
        "employment_start": start,
        "contract_start": start,
        "contract_end": date(2027, 3, 31),
        "weekly_hours": 1_200,
        "request_kind": "first",
        "received_on": start,
        "support_start": start,
        "need": "medium",
        "support_form": "external",
    }
    return Grant(start=start, end=date(2026, 9, 1), minutes=3_154, facts={**job, **facts})


@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda each: each["id"])
def test_hours_come_to_what_was_worked_out_by_hand(example: dict[str, Any]) -> None:
    """Minutes, end, what is claimed back, and the steps in words."""
    profile = load_shipped("uwv-baseline", on=date(2026, 3, 1))
    found = worked(example, profile=profile)
    assert (found.minutes, found.end) == (example["minutes"], example["end"])
    assert found.settled is None or found.settled.over == example.get("over", found.settled.over)
    lines = lines_of(found, profile)
    assert [line.code for line in lines] == example.get("lines", [line.code for line in lines])
    for language in ("nl", "en"):
        assert all("{" not in line.in_language(language) for line in lines)


def test_a_contract_that_goes_on_lets_support_go_on_as_far_as_the_policy_would_have() -> None:
    """Support that stopped with a contract of four months runs to the end of its half-year."""
    profile = load_shipped("uwv-baseline", on=date(2026, 3, 1))
    grant = Grant(
        start=date(2026, 3, 1),
        end=date(2026, 7, 1),
        minutes=2_091,
        facts=grant_of_examples(contract_end=date(2026, 6, 30)).facts,
    )
    longer = Change(kind=Kind.CONTRACT, day=date(2026, 7, 1), until=date(2027, 7, 1))
    found = reckoned(grant, [longer], profile)
    assert (found.end, found.minutes) == (date(2026, 9, 1), 3_154)
    gap = Change(kind=Kind.CONTRACT, day=date(2026, 7, 8), until=date(2027, 7, 1))
    assert reckoned(grant, [gap], profile).minutes == 3_154 - 120


def test_a_lower_percentage_begins_on_its_day_whatever_changes_around_it() -> None:
    """In the seventh month of the second year the hours are those of year 2: 5 %."""
    profile = load_shipped("uwv-baseline", on=date(2026, 3, 1))
    facts = {"employment_start": date(2025, 6, 1), "contract_start": date(2025, 6, 1)}
    grant = grant_of_examples(**facts)
    year_1, year_2 = 92 * 120, 92 * 60  # sevenths of a minute
    grant = Grant(
        start=grant.start, end=grant.end, facts=grant.facts, minutes=round((year_1 + year_2) / 7)
    )
    more = Change(kind=Kind.HOURS, day=date(2026, 7, 1), weekly_minutes=2_400)
    expected = (year_1 + 30 * 60 + 62 * 120) / 7
    assert reckoned(grant, [more], profile).minutes == round(expected)


def test_hours_wait_for_the_next_period_where_the_policy_says_so() -> None:
    """And the facts for the next application know the new hours all the same."""
    profile = with_rules({"award.change_within_period": False})
    more = Change(kind=Kind.HOURS, day=date(2026, 6, 1), weekly_minutes=1_800)
    found = reckoned(grant_of_examples(), [more], profile)
    assert found.minutes == 3_154
    assert "hours_wait" in [line.code for line in lines_of(found, profile)]
    assert facts_now(grant_of_examples(), [more])["weekly_hours"] == 1_800


def test_hours_actually_spent_count_where_the_policy_says_so() -> None:
    """K4.2-l6: nothing is claimed back for a month of crisis, up to what was granted."""
    profile = with_rules({"early_end.settlement": "actual_hours"})
    ended = [
        Change(kind=Kind.ENDED, day=date(2026, 6, 1), minutes=spent) for spent in (2_400, 4_000)
    ]
    settled = [reckoned(grant_of_examples(), [each], profile).settled for each in ended]
    assert [(each.allowed, each.over) for each in settled if each] == [(2_400, 0), (3_154, 846)]


def with_rules(values: dict[str, Any]) -> Profile:
    """The baseline with a municipal layer that says these things."""
    text = {"nl": "Verzonnen", "en": "Fictitious"}
    layer = layer_from_data(
        {
            "name": "own", "layer": "municipality", "version": "1", "title": text,
            "description": text, "fictitious": True,
            "values": {
                name: {"value": value, "certainty": "fictitious", "source": {"id": "TENANT"}}
                for name, value in values.items()
            },
        }
    )  # fmt: skip
    return resolve((*layers_below("uwv-baseline"), layer), on=date(2026, 3, 1))


def test_years_wait_while_support_stands_still_where_the_policy_says_so() -> None:
    """K2.3-b: year 2 would begin on 1 June; 63 days of standing still move that to 3 August."""
    profile = with_rules({"duration.break_keeps_counting": False})
    begun = date(2025, 6, 1)
    facts = grant_of_examples(employment_start=begun, contract_start=begun).facts
    grant = Grant(
        start=date(2026, 3, 1),
        end=date(2026, 9, 1),
        minutes=round((92 * 120 + 92 * 60) / 7),
        facts=facts,
    )
    ill = Change(kind=Kind.ILLNESS, day=date(2026, 4, 1), until=date(2026, 7, 1))
    expected = ((59 + 33) * 120 + 29 * 60) / 7
    found = reckoned(grant, [ill], profile)
    assert found.minutes == round(expected) == Naive(grant, [ill], profile).minutes()[0]
    assert "years_wait" in [line.code for line in lines_of(found, profile)]
