"""Publishing on one page, by a colleague; ending and withdrawing with what they touch."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import actions, queries, touched
from policy_profiles.drafts import actions as draft_actions
from policy_profiles.status import VersionStatus
from policy_profiles.touched import Counter, Touched, TouchedCase
from policy_profiles.versions import ending_views
from rulebook.profiles import BASELINE
from tenants import context
from tests.integration.policy_profiles.drafting import FAR_AHEAD, WHY, entry
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"


@pytest.fixture
def maker(first_tenant, sign_in) -> Client:
    return sign_in(first_tenant, "policy_officer")


@pytest.fixture
def checker(first_tenant, sign_in) -> Client:
    return sign_in(first_tenant, "policy_officer")


@pytest.fixture
def offered(first_tenant, maker) -> UUID:
    """A version in review, planned for 2040, in which contracts take nine months."""
    with context.inside(first_tenant.schema_name):
        actor = maker.user
        draft = draft_actions.start_draft(
            actor=actor, title="Beleid 2040", base=BASELINE, planned_from=FAR_AHEAD
        )
        draft_actions.set_value(
            actor=actor, draft_id=draft, revision=1, parameter=MONTHS, entry=entry(9, why=WHY)
        )
        return draft_actions.offer_draft(actor=actor, draft_id=draft, revision=2)


@pytest.fixture
def row(first_tenant):
    """Read a version as it stands."""

    def read(version_id: UUID) -> queries.VersionRow:
        with context.inside(first_tenant.schema_name):
            return queries.version_row(version_id=version_id)

    return read


@pytest.fixture
def work(monkeypatch) -> list[tuple]:
    """Two decisions and three open cases, told through the hook; keeps what was asked."""
    asked: list[tuple] = []
    two = Touched(
        count=2,
        cases=tuple(
            TouchedCase(number=n, address=f"/werkvoorraad/{n}/")
            for n in ("2026-00001", "2026-00002")
        ),
    )

    def decisions(version_id, valid_from, valid_to):
        asked.append((version_id, valid_from, valid_to))
        return two

    counter = Counter(open_cases=lambda _valid_to: Touched(count=3), decisions=decisions)
    monkeypatch.setattr(touched, "counters", [counter])
    return asked


def _address(version_id: UUID, onward: str = "") -> str:
    return f"/beleid/versies/{version_id}/{onward}"


def _page(client: Client, address: str, language: str = "nl") -> HtmlPage:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def _publish(client: Client, version_id: UUID, day: str = "2040-01-01", **given: str):
    asked = {"ingang": day, "bekeken": day, "bedoeld": "on", **given}
    return client.post(_address(version_id, "publiceren/"), asked)


def test_the_page_says_what_publishing_does(checker, offered, work):
    page = _page(checker, _address(offered))
    for text in ("1 januari 2040", "Contract", "9 maanden", "3 casussen", "voorbeeldklant"):
        assert text in page.text
    assert "met terugwerkende kracht" not in page.text
    assert ", zoals wat op die dag al geldt" in page.text  # its UWV baseline


def test_the_page_leads_to_a_replay_of_what_was_decided(checker, offered):
    page = _page(checker, _address(offered))
    (link,) = [link for link in page.links if "doorrekenen" in link]
    assert f"versie:{offered}@2040-01-01" in link
    assert checker.get(link).status_code == 200


def test_a_colleague_publishes_for_a_day_to_come(checker, offered, row):
    assert _publish(checker, offered).status_code == 302
    assert (row(offered).status, row(offered).valid_from) == (VersionStatus.PUBLISHED, FAR_AHEAD)
    assert "Beleid 2040" in _page(checker, "/beleid/versies/").text


def test_who_may_check_it_reads_so_on_the_policy_page(
    maker, checker, offered, sign_in, first_tenant
):
    """Whoever has to publish is told where they come in, and the maker is not asked."""
    link = _address(offered)
    assert link in _page(checker, "/beleid/").links
    assert "wacht op controle" in _page(checker, "/beleid/").text
    for other in (maker, sign_in(first_tenant, "analyst")):
        assert link not in _page(other, "/beleid/").links
    assert _publish(checker, offered).status_code == 302
    assert link not in _page(checker, "/beleid/").links


def test_the_maker_is_offered_no_way_to_publish_and_is_refused(maker, offered, row):
    page = _page(maker, _address(offered))
    assert _address(offered, "publiceren/") not in [
        a.get("action") for tag, a in page.elements if tag == "form"
    ]
    assert "Een collega publiceert" in page.text
    answer = _publish(maker, offered)
    assert "U maakte deze versie zelf." in answer.content.decode()
    assert row(offered).status == VersionStatus.IN_REVIEW


def test_changed_examples_are_confirmed_first(checker, offered, row):
    page = _page(checker, _address(offered))
    assert "Bij geen enkele voorbeeldklant" not in page.text
    answer = _publish(checker, offered, bedoeld="")
    assert "Bevestig dat dit bedoeld is" in answer.content.decode()
    assert row(offered).status == VersionStatus.IN_REVIEW


def test_another_day_is_looked_at_before_it_is_published(checker, offered, row):
    answer = _publish(checker, offered, "2040-03-01", bekeken="2040-01-01")
    assert answer.status_code == 302
    assert "ingang=2040-03-01" in answer["Location"]
    assert row(offered).status == VersionStatus.IN_REVIEW
    assert "1 maart 2040" in _page(checker, answer["Location"]).text


def test_a_day_in_the_past_warns_and_counts_decisions(checker, offered, work, row):
    past = (timezone.localdate() - timedelta(days=30)).isoformat()
    page = _page(checker, _address(offered, f"?ingang={past}"))
    assert "Met terugwerkende kracht" in page.text
    assert "zijn 2 besluiten genomen" in page.text
    assert "2026-00001" not in page.text  # a policy officer sees no cases
    assert _publish(checker, offered, past).status_code == 302
    assert row(offered).valid_from.isoformat() == past


def test_all_problems_of_the_page_are_told_at_once(checker, offered, row):
    answer = checker.post(
        _address(offered, "publiceren/"),
        {"ingang": "", "einde": "morgen", "bekeken": "2040-01-01"},
    )
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    links = {a["href"] for tag, a in page.elements if tag == "a" and "#id_" in a.get("href", "")}
    assert links == {"#id_ingang", "#id_einde", "#id_bedoeld"}


def test_a_colleague_gives_back_and_says_what_to_change(maker, checker, offered, row):
    answer = checker.post(_address(offered, "teruggeven/"), {"terug-reden": "wrong_value"})
    assert HtmlPage(answer.content.decode()).problems == []
    assert row(offered).status == VersionStatus.IN_REVIEW
    given = {"terug-reden": "wrong_value", "terug-toelichting": "Zes maanden is genoeg."}
    answer = checker.post(_address(offered, "teruggeven/"), given)
    assert row(offered).status == VersionStatus.RETURNED
    draft = _page(maker, answer["Location"])
    assert "Zes maanden is genoeg." in draft.text
    assert "Een waarde is anders bedoeld" in draft.text


def test_the_maker_takes_back(maker, offered, row):
    assert maker.post(_address(offered, "teruggeven/")).status_code == 302
    assert row(offered).status == VersionStatus.RETURNED


def test_what_was_decided_in_the_meantime_is_told(checker, offered):
    _publish(checker, offered)
    for onward in ("publiceren/", "teruggeven/"):
        answer = checker.post(
            _address(offered, onward),
            {"ingang": "2040-01-01", "terug-reden": "other", "terug-toelichting": "x"},
            follow=True,
        )
        assert "intussen al over beslist" in answer.content.decode()


def test_readers_see_a_version_and_change_nothing(sign_in, first_tenant, offered, row):
    reader = sign_in(first_tenant, "analyst")
    page = _page(reader, _address(offered))
    assert [
        a for tag, a in page.elements if tag == "form" and "versies" in a.get("action", "")
    ] == []
    assert _publish(reader, offered).status_code == 403
    assert row(offered).status == VersionStatus.IN_REVIEW


def test_an_end_in_the_past_is_shown_first_and_then_recorded(checker, first_tenant, work, row):
    with context.inside(first_tenant.schema_name):
        current = queries.profile_on(on=timezone.localdate()).version_id
    past = timezone.localdate() - timedelta(days=10)
    given = {"dag": past.isoformat(), "reden": "court"}
    shown = checker.post(_address(current, "beeindigen/"), given)
    assert "2 besluiten" in shown.content.decode()
    assert row(current).valid_to is None
    checker.post(_address(current, "beeindigen/"), {**given, "bekeken": past.isoformat()})
    assert row(current).valid_to == past
    assert (current, past, None) in work


def test_an_end_beyond_the_next_version_is_refused(checker, first_tenant, offered, row):
    with context.inside(first_tenant.schema_name):
        before = queries.profile_on(on=FAR_AHEAD).version_id
    _publish(checker, offered)
    given = {"dag": "2040-06-01", "reden": "other"}
    answer = checker.post(_address(before, "beeindigen/"), given)
    assert "geldt al een andere versie" in answer.content.decode()
    assert row(before).valid_to == FAR_AHEAD


@pytest.mark.parametrize("day", ["2026-99-99", "gisteren", "", "2026-01-01T00:00", "\u0660" * 10])
def test_a_day_in_the_address_that_is_none_is_the_planned_one(checker, offered, day):
    answer = checker.get(_address(offered), {"ingang": day}, headers={"accept-language": "nl"})
    assert "1 januari 2040" in answer.content.decode()


def test_the_version_that_stands_in_the_way_is_named_before_publishing(
    maker, checker, offered, first_tenant
):
    """A later one from its first day on, or one that begins on the same day."""
    _publish(checker, offered)
    with context.inside(first_tenant.schema_name):
        draft = draft_actions.start_draft(actor=maker.user, title="Ertussen", base=BASELINE)
        between = draft_actions.offer_draft(actor=maker.user, draft_id=draft, revision=1)
    text = _page(checker, _address(between, "?ingang=2030-01-01")).text
    assert "Een andere versie staat in de weg" in text
    assert "Vanaf 1 januari 2040 geldt versie Beleid 2040 al." in text
    assert "Vul bij “Geldt tot” 1 januari 2040 of een eerdere dag in" in text
    text = _page(checker, _address(between, "?ingang=2015-01-01")).text
    assert "Van 1 januari 2015 tot 1 januari 2040 geldt versie" in text
    assert "Kies een latere dag om in te gaan." in text
    assert "die op die dag eindigt" not in text
    assert "staat in de weg" not in _page(checker, _address(between, "?ingang=2040-01-02")).text


def test_who_publishes_all_the_same_reads_which_version_and_which_day(checker, offered, row):
    answer = _publish(checker, offered, "2015-01-01")
    assert "Vanaf 1 januari 2015 geldt versie" in answer.content.decode()
    assert row(offered).status == VersionStatus.IN_REVIEW


def test_a_version_is_not_ended_before_it_begins(checker, offered, row):
    _publish(checker, offered)
    given = {"dag": "2040-01-01", "bekeken": "2040-01-01", "reden": "other"}
    answer = checker.post(_address(offered, "beeindigen/"), given)
    assert "Trek haar in." in answer.content.decode()
    assert row(offered).valid_to is None


def test_a_withdrawal_lists_what_it_touches_and_restores_what_held_before(
    checker, sign_in, first_tenant, offered, work, row
):
    with context.inside(first_tenant.schema_name):
        before = queries.profile_on(on=FAR_AHEAD).version_id
    _publish(checker, offered)
    page = _page(checker, _address(offered, "intrekken/"))
    assert "2 besluiten zijn onder deze versie genomen" in page.text
    answer = checker.post(_address(offered, "intrekken/"), {"reden": "court", "herstel": "on"})
    assert answer.status_code == 302
    assert row(offered).status == VersionStatus.WITHDRAWN
    assert row(before).valid_to is None
    officer_sees = _page(checker, _address(offered)).text
    assert "Besluiten om opnieuw te bekijken" in officer_sees
    assert "2026-00001" not in officer_sees
    consultant = sign_in(first_tenant, "consultant")
    assert "2026-00001" in _page(consultant, _address(offered)).text


def test_after_a_withdrawal_the_page_still_says_what_held_and_why_no_more(checker, offered):
    _publish(checker, offered)
    checker.post(_address(offered, "intrekken/"), {"reden": "court"})
    text = _page(checker, _address(offered)).text
    published, withdrawn = (
        text.index(words) for words in ("Beleid gepubliceerd", "Publicatie van beleid ingetrokken")
    )
    assert published < text.index("vanaf 01-01-2040") < withdrawn
    assert "Uitspraak van de rechter" in text[withdrawn:]


@pytest.mark.parametrize("onward", ["publiceren/", "teruggeven/"])
def test_an_address_to_send_to_leads_back_to_its_version(checker, offered, onward):
    answer = checker.get(_address(offered, onward))
    assert (answer.status_code, answer.headers["Location"]) == (302, _address(offered))


def test_a_version_of_another_organisation_is_not_there(offered, second_tenant, sign_in):
    stranger = sign_in(second_tenant, "policy_officer")
    assert stranger.get(_address(offered)).status_code == 404
    assert _publish(stranger, offered).status_code == 404


def test_the_pages_speak_english(checker, offered):
    page = _page(checker, _address(offered), language="en")
    for text in ("In review: Beleid 2040", "9 months", "Publish the version", "Give back"):
        assert text in page.text


@pytest.mark.parametrize("day", ["0001-01-01", "2014-12-31", "9999-12-31"])
def test_a_day_before_the_law_or_far_ahead_is_not_published(checker, offered, row, day):
    answer = _publish(checker, offered, day)
    assert answer.status_code == 400
    assert "Kies een dag van 1 januari 2015 tot en met" in answer.content.decode()
    assert row(offered).status == VersionStatus.IN_REVIEW
    assert checker.get(_address(offered), {"ingang": day}).status_code == 200


@pytest.mark.parametrize("onward", ["beeindigen/", "intrekken/"])
def test_what_a_colleague_withdrew_while_the_page_was_sent_is_told(
    maker, checker, offered, first_tenant, row, monkeypatch, onward
):
    """The colleague is in between reading the version and changing it."""
    _publish(checker, offered)

    def meanwhile(**_asked: object) -> None:
        if row(offered).status != VersionStatus.WITHDRAWN:
            actions.withdraw(actor=maker.user, version_id=offered)

    def decisions(**_asked: object) -> Touched:
        meanwhile()
        return Touched()

    monkeypatch.setattr(ending_views, "period_ending", meanwhile)
    monkeypatch.setattr(touched, "decisions", decisions)
    given = {"dag": "2041-01-01", "reden": "court", "herstel": "on"}
    answer = checker.post(_address(offered, onward), given, follow=True)
    assert "Een collega heeft hier intussen al over beslist" in answer.content.decode()
    assert row(offered).status == VersionStatus.WITHDRAWN


def test_who_worked_on_the_draft_can_give_back_and_not_publish(maker, checker, first_tenant, row):
    with context.inside(first_tenant.schema_name):
        draft = draft_actions.start_draft(
            actor=checker.user, title="Samen", base=BASELINE, planned_from=FAR_AHEAD
        )
        version_id = draft_actions.offer_draft(actor=maker.user, draft_id=draft, revision=1)
    page = _page(checker, _address(version_id))
    assert "U werkte mee aan deze versie" in page.text
    assert "Teruggeven aan de maker" in page.text
    assert "Versie publiceren" not in page.text
    answer = _publish(checker, version_id)
    assert "Vraag een andere collega" in answer.content.decode()
    assert row(version_id).status == VersionStatus.IN_REVIEW


def test_whoever_checks_a_version_reads_there_what_it_would_have_done(
    offered, checker, first_tenant
):
    address = f"/beleid/versies/{offered}/"
    assert "nog geen volle maand" in HtmlPage(checker.get(address).content.decode()).text
    with context.inside(first_tenant.schema_name):
        decide_cases(60)
    answer = checker.get(address)
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    assert re.search(r"van 60 aanvragen (krijgen|vallen)|alle 60 aanvragen", page.text)
    assert "Besluiten van januari 2025 tot en met oktober 2025" in page.text
    for label in ("Uren", "Coaches", "Valt af", "Komt erbij"):
        assert f"<dt>{label}</dt>" in answer.content.decode()
    (whole,) = [link for link in page.links if link.startswith("/beleid/doorrekenen/?")]
    assert "van 60 aanvragen" in HtmlPage(checker.get(whole).content.decode()).text


def test_of_a_few_decisions_the_page_of_a_version_tells_nothing(offered, checker, first_tenant):
    with context.inside(first_tenant.schema_name):
        decide_cases(9)
    text = HtmlPage(checker.get(f"/beleid/versies/{offered}/").content.decode()).text
    assert "over minder dan 10 aanvragen besloten" in text
    assert "krijgen" not in text.split("Op uw eigen besluiten")[1].split("Bekijk de hele")[0]
