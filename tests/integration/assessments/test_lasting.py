"""The long-term track: by the policy, recognised in a grant, and looked at once a year."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import decide_pages
from assessments.choices import Otherwise
from assessments.following import gathering_days, overview
from assessments.following.attention import signals_in
from assessments.following.norms import Norms
from assessments.following.stretches import Stretch
from assessments.lasting import actions
from assessments.lasting.models import LastingTrack
from assessments.lasting.queries import track_in
from assessments.lasting.rules import Track
from assessments.queries import case as case_of
from tests.assessment_fixtures import stating
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
#: Thirty hours in three years, as the study proposes (Jobcoaching onder de loep, par. 2.3).
STATED = {"long_term.track": True, "long_term.minutes": 1800, "long_term.months": 36}


@pytest.fixture
def granted(open_case, decide):
    """A case with this many minutes for so many days, since two hundred days."""

    def given(minutes=1800, days=1095):
        start = TODAY - 200 * DAY
        choice = Otherwise(
            outcome="grant_otherwise", reason="person", minutes=minutes, starts_on=start,
            ends_on=start + (days - 1) * DAY,
        )  # fmt: skip
        return case_of(number=decide(open_case(), choice).number)

    return given


@pytest.fixture
def states(monkeypatch):
    """Have the policy of the case state a track."""

    def stated(answers):
        for module in (actions, overview):
            found = module.rules_of
            changed = lambda case, found=found: stating(found(case), answers)  # noqa: E731
            monkeypatch.setattr(module, "rules_of", changed)

    return stated


def test_k2_3_d_need_that_lasts_is_recognised_and_looked_at_once_a_year(
    client, granted, states, monkeypatch
):
    """K2.3-d: need that lasts is not recognised. No half-yearly round, an evaluation a year."""
    half_year = Norms(evaluation_months=6)
    monkeypatch.setattr(gathering_days, "_norms_on", lambda _day: half_year)
    case = granted()
    states(STATED)
    kinds = [signal.kind.value for signal in signals_in(case_id=case.id, today=TODAY)]
    assert "evaluation" in kinds  # two hundred days without one
    page = client.get(reverse("assessments:following", args=[case.number])).content.decode()
    assert "Dit is een langdurig traject" in page
    url = reverse("assessments:follow_track", args=[case.number])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 302  # twice changes nothing
    row = track_in(case_id=case.id)
    assert row is not None
    assert (row.minutes, row.starts_on) == (1800, TODAY - 200 * DAY)
    kinds = [signal.kind.value for signal in signals_in(case_id=case.id, today=TODAY)]
    assert "evaluation" not in kinds
    page = client.get(reverse("assessments:following", args=[case.number])).content.decode()
    assert "met elk jaar een evaluatie" in page


def test_only_a_grant_within_the_track_of_the_policy_is_one(consultant, granted, states):
    """More hours, more months, or a year at most; and no track where the policy has none."""
    with pytest.raises(actions.NoTrackInPolicy):
        actions.record_track(actor=consultant, case_id=granted().id)
    states(STATED)
    for wrong in ({"minutes": 1801}, {"days": 1200}, {"days": 365}):
        with pytest.raises(actions.GrantIsNoTrack):
            actions.record_track(actor=consultant, case_id=granted(**wrong).id)
    assert not LastingTrack.objects.exists()


@pytest.mark.parametrize(
    ("last", "holds"),
    [
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), True),
        (date(2028, 12, 31), True),
        (date(2029, 1, 1), False),
    ],
)
def test_a_track_is_longer_than_a_year_and_ends_within_its_months(last, holds):
    """From 1 January 2026: three years end on 31 December 2028."""
    track = Track(minutes=1800, months=36)
    grant = Stretch(starts_on=date(2026, 1, 1), ends_on=last, granted=1800)
    assert track.holds([grant]) is holds


def test_k2_3_d_the_track_of_the_policy_is_filled_in_where_one_decides(
    client, open_case, monkeypatch
):
    """K2.3-d: one press gives its hours and its days, from the first day of support on."""
    case = open_case()
    where = reverse("assessments:decide", args=[case.number])
    assert "Vul het langdurige traject in" not in client.get(where).content.decode()
    track = Track(minutes=1800, months=36)
    monkeypatch.setattr(decide_pages, "track_of", lambda _profile: track)
    assert 'href="?voorstel=traject"' in client.get(where).content.decode()
    page = client.get(f"{where}?voorstel=traject")
    begins = case.facts["support_start"]
    last = track.last_day(begins)
    assert value_of("minutes", page) == "30"
    assert value_of("starts_on", page) == f"{begins:%d-%m-%Y}"
    assert value_of("ends_on", page) == f"{last:%d-%m-%Y}"
    chosen = r'<input[^>]*name="choice"[^>]*value="grant_otherwise"[^>]*checked'
    assert re.search(chosen, page.content.decode())
