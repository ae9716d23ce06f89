"""A step whose answers are refused: what is named, where, and what the finding makes of it."""

import html
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from assessments import queries
from assessments.queries import CaseRow
from tenants.queries import TenantRow

REASON = "De laatste dag van het contract ligt voor de eerste dag. Verbeter een van de twee."


@pytest.fixture
def client(eikenberg: TenantRow, sign_in: Callable[..., Client]) -> Client:
    """A browser of a consultant of Eikenberg, in Dutch."""
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    return browser


@pytest.fixture
def case(open_case: Callable[..., CaseRow]) -> CaseRow:
    """A case of which the contract is not known yet."""
    return open_case(contract_start=None, contract_end=None)


def _work(case: CaseRow, **typed: str) -> Mapping[str, object]:
    first: date = case.facts["employment_start"]
    return {
        "revision": case.revision, "work_situation": "employment", "contract_form": "fixed_term",
        "employment_start": f"{first:%d-%m-%Y}", "weekly_hours": "24", "wage_value": "40",
        **typed,
    }  # fmt: skip


def _contradiction(case: CaseRow) -> Mapping[str, object]:
    first: date = case.facts["employment_start"]
    ends = first + timedelta(days=5)
    starts = first + timedelta(days=9)
    return _work(case, contract_start=f"{starts:%d-%m-%Y}", contract_end=f"{ends:%d-%m-%Y}")


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _panel(text: str) -> str:
    return text[text.index('id="bevinding"') :]


def test_a_contradiction_is_one_point_and_marks_both_fields(client: Client, case: CaseRow) -> None:
    """The summary names it once, with a way to one of the fields."""
    text = _text(client.post(f"/werkvoorraad/{case.number}/werk/", _contradiction(case)))
    summary = text[text.index('id="problemen"') : text.index('name="revision"')]
    assert "Eén punt vraagt nog aandacht" in summary
    assert re.findall(r'<a href="(#\w+)">(.*?)</a>', summary) == [("#id_contract_start", REASON)]
    for name in ("contract_start", "contract_end"):
        marked = re.search(rf'id="id_{name}_error">(.*?)</p>', text)
        assert marked is not None
        assert marked[1] == REASON
        assert re.search(rf'<input[^>]*name="{name}"[^>]*aria-invalid="true"', text)


def test_two_fields_that_are_each_unreadable_are_two_points(client: Client, case: CaseRow) -> None:
    """Also when what to do about them is the same."""
    typed = _work(case, contract_start="ooit", contract_end="later")
    text = _text(client.post(f"/werkvoorraad/{case.number}/werk/", typed))
    assert "2 punten vragen nog aandacht" in text


@pytest.mark.parametrize("address", ["werk/", "werk/bevinding/"])
def test_what_was_refused_is_to_be_corrected_and_not_asked_for(
    client: Client, case: CaseRow, address: str
) -> None:
    """Somebody who has filled a field in is not asked to find out what belongs there."""
    typed = _contradiction(case)
    panel = _panel(_text(client.post(f"/werkvoorraad/{case.number}/{address}", typed)))
    asked = "".join(re.findall(r"Vraag na:.*?</span>", panel))
    assert "id_contract_start" not in asked
    assert "id_contract_end" not in asked
    notice = re.search(r'<p class="as-correct">.*?</p>', panel, re.DOTALL)
    assert notice is not None
    assert re.findall(r"#id_(\w+)", notice[0]) == ["contract_start", "contract_end"]
    assert "Eerst te verbeteren:" in notice[0]
    assert queries.case(number=case.number).facts.get("contract_end") is None


def test_the_live_finding_says_why_answers_cannot_both_be_true(
    client: Client, case: CaseRow
) -> None:
    """Nothing else on the page does while one is typing."""
    live = f"/werkvoorraad/{case.number}/werk/bevinding/"
    assert REASON in _text(client.post(live, _contradiction(case)))
    assert "as-correct" not in _text(client.post(live, _work(case)))


def test_an_application_of_tomorrow_has_not_been_received(client: Client, case: CaseRow) -> None:
    """The field says which days can be; nothing of the page is saved."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    answers = {"revision": case.revision, "received_on": f"{tomorrow:%d-%m-%Y}"}
    response = client.post(f"/werkvoorraad/{case.number}/aanvraag/", answers)
    assert response.status_code == 400
    assert "Geef vandaag of een eerdere dag." in _text(response)
    assert queries.case(number=case.number).revision == case.revision
