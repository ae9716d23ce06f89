"""What is typed on a step of a case is kept while somebody goes on, and over nobody's answer."""

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from assessments import actions, queries
from assessments.choices import AsAdvised
from assessments.queries import CaseRow, DecisionRow
from rulebook.facts import FactValue
from tenants.queries import TenantRow
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
Opener = Callable[..., CaseRow]


def where(case: CaseRow, step: str = "behoefte") -> str:
    return f"/werkvoorraad/{case.number}/{step}/"


def opened(client: Client, case: CaseRow) -> dict[str, str]:
    """What the page of the need sends along, with what it shows."""
    page = client.get(where(case))
    shown = {name: hidden(name, page) for name in ("revision", "seen", "sitting")}
    return {**shown, "need": str(case.facts["need"])}


def hidden(name: str, page: HttpResponse) -> str:
    """A hidden field as a browser sends it."""
    return unescape(value_of(name, page))


def facts_of(case: CaseRow) -> dict[str, FactValue]:
    return dict(queries.case(number=case.number).facts)


def test_what_is_typed_is_kept_and_the_step_is_not_done(client: Client, open_case: Opener) -> None:
    """Stop, and go on elsewhere; what cannot be read is told and not kept."""
    case = open_case()
    page = opened(client, case)
    kept = client.post(f"{where(case)}bewaren/", {**page, "goal_hours": "20"})
    assert "Bewaard op" in kept.content.decode()
    now = queries.case(number=case.number)
    assert (now.facts["goal_hours"], now.revision) == (1200, case.revision + 1)
    assert "behoefte" not in now.visited_steps
    again = page | {name: hidden(name, kept) for name in ("revision", "seen")}
    told = client.post(f"{where(case)}bewaren/", {**again, "goal_hours": "veel"})
    assert "Nog niet bewaard." in told.content.decode()
    assert facts_of(case)["goal_hours"] == 1200
    client.post(f"{where(case)}bewaren/", {**again, "goal_hours": "20"})
    assert queries.case(number=case.number).revision == now.revision  # nothing new was said
    assert client.get(f"{where(case)}bewaren/").status_code == 302


def test_a_page_does_not_argue_with_itself(client: Client, open_case: Opener) -> None:
    """Two answers on their way before the first was heard of: the later one stands."""
    case = open_case()
    page = opened(client, case)
    for typed in ("20", "22"):
        kept = client.post(f"{where(case)}bewaren/", {**page, "goal_hours": typed})
        assert "Bewaard op" in kept.content.decode()
    assert client.post(where(case), {**page, "goal_hours": "24"}).status_code == 302
    assert facts_of(case)["goal_hours"] == 1440


def test_a_colleague_is_never_written_over(
    client: Client, consultant: User, open_case: Opener
) -> None:
    """The same field: both stand to choose from. Another field: theirs stays, also at the end."""
    case = open_case()
    page = opened(client, case)
    saved = actions.save_facts(
        actor=consultant, case_id=case.id, revision=case.revision,
        facts={"goal_hours": 600, "need": "intensive"},
    )  # fmt: skip
    told = client.post(f"{where(case)}bewaren/", {**page, "goal_hours": "20"}).content.decode()
    assert "Niet bewaard: een collega vulde" in told
    assert 'value="vergelijken"' in told
    assert queries.case(number=case.number).revision == saved.revision
    both = client.post(where(case), {**page, "goal_hours": "20", "daarna": "vergelijken"})
    assert (both.status_code, "10 uur" in both.content.decode()) == (400, True)
    kept = client.post(f"{where(case)}bewaren/", {**page, "goal_hours": "10"})
    assert "Een collega vulde intussen" in kept.content.decode()
    onward = page | {name: hidden(name, kept) for name in ("revision", "seen")}
    assert client.post(where(case), {**onward, "goal_hours": "12"}).status_code == 302
    facts = facts_of(case)
    assert (facts["need"], facts["goal_hours"]) == ("intensive", 720)


def test_usual_answers_count_only_where_somebody_goes_on(client: Client, open_case: Opener) -> None:
    """A suggestion that stands on the page is not kept as an answer."""
    case = open_case(support_start=None)
    page = client.get(where(case, "aanvraag"))
    shown = {name: hidden(name, page) for name in ("revision", "seen", "sitting")}
    shown |= {name: hidden(name, page) for name in ("received_on", "support_start")}
    assert shown["support_start"]
    given = {**shown, "request_kind": "first", "requested_minutes": "40"}
    kept = client.post(f"{where(case, 'aanvraag')}bewaren/", given)
    assert "Bewaard op" in kept.content.decode()
    now = queries.case(number=case.number)
    assert ("support_start" in now.facts, now.requested_minutes) == (False, 2400)


def test_who_signed_out_or_comes_after_the_decision_is_told(
    client: Client,
    open_case: Opener,
    decide: Callable[..., DecisionRow],
    eikenberg: TenantRow,
) -> None:
    """Beside what is typed, and nothing is saved."""
    case = open_case()
    page = opened(client, case)
    stranger = Client(SERVER_NAME=eikenberg.host)
    out = stranger.post(f"{where(case)}bewaren/", page)
    assert (out.status_code, "afgemeld" in out.content.decode()) == (401, True)
    assert hidden("seen", out) == page["seen"]
    decide(case, AsAdvised())
    told = client.post(f"{where(case)}bewaren/", {**page, "goal_hours": "20"}).content.decode()
    assert "niet meer in behandeling" in told
