"""Choosing who coaches from the register: facts filled in, still to change, and the check shown."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments import queries
from assessments.actions import save_facts
from assessments.providers.actions import NobodyChosen, choose_provider
from assessments.providers.queries import provider_of
from coaches import actions as register
from coaches.listing import put_on_list
from coaches.models import Coach, CoachOrganisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FILLED = {
    "support_form", "provider_recognition", "coach_level", "coach_trained",
    "coach_direct_colleague",
}  # fmt: skip


@pytest.fixture
def organisation(consultant):
    made = register.add_organisation(
        actor=consultant,
        values={"name": "De Opstap", "specialisms": ["autism"], "regions": ["AM18"]},
    )
    register.add_proof(
        actor=consultant, model=CoachOrganisation, entry_id=made, kind="uwv", issuer="UWV",
        valid_from=date(2024, 1, 1), valid_until=TODAY + timedelta(days=40),
    )  # fmt: skip
    return made


@pytest.fixture
def coach(consultant, organisation):
    made = register.add_coach(
        actor=consultant, values={"name": "Sam", "level": "hbo", "people_now": 3, "people_most": 5},
        organisation_id=organisation,
    )  # fmt: skip
    register.add_proof(
        actor=consultant, model=Coach, entry_id=made, kind="coach_training", issuer="",
        valid_from=date(2020, 1, 1), valid_until=None,
    )  # fmt: skip
    return made


def unfilled(open_case):
    return open_case(**dict.fromkeys(FILLED))


def text(answer) -> str:
    return answer.content.decode()


def test_start2_choosing_a_coach_fills_in_what_the_register_knows(consultant, open_case, coach):
    """K3.2-start2: quality and specialism are seen while choosing, and nothing is asked twice."""
    case = unfilled(open_case)
    saved = choose_provider(
        actor=consultant, case_id=case.id, revision=case.revision, coach_id=coach
    )
    assert {name: saved.facts[name] for name in FILLED} == {
        "support_form": "external", "provider_recognition": "uwv", "coach_level": "hbo",
        "coach_trained": True, "coach_direct_colleague": False,
    }  # fmt: skip
    assert provider_of(case_id=case.id).from_register(saved.facts) == FILLED


def test_what_is_changed_by_hand_is_no_longer_from_the_register(consultant, open_case, coach):
    """The source is told per fact, and only where it still says what the register said."""
    case = unfilled(open_case)
    saved = choose_provider(
        actor=consultant, case_id=case.id, revision=case.revision, coach_id=coach
    )
    changed = save_facts(
        actor=consultant, case_id=case.id, revision=saved.revision,
        facts={"coach_level": "below_hbo"},
    )  # fmt: skip
    assert "coach_level" not in provider_of(case_id=case.id).from_register(changed.facts)


def test_another_choice_takes_what_the_first_one_told_with_it(consultant, open_case, coach):
    """The level of one coach never stays behind as that of the next."""
    other = register.add_coach(actor=consultant, values={"name": "Noor"})
    case = unfilled(open_case)
    saved = choose_provider(
        actor=consultant, case_id=case.id, revision=case.revision, coach_id=coach
    )
    again = choose_provider(
        actor=consultant, case_id=case.id, revision=saved.revision, coach_id=other
    )
    assert again.facts["support_form"] == "municipal"
    assert not {"coach_level", "coach_trained", "provider_recognition"} & set(again.facts)


def test_nobody_is_chosen_by_sending_nothing(consultant, open_case, client):
    """Without script the page says what to do, and keeps the list."""
    case = open_case()
    with pytest.raises(NobodyChosen):
        choose_provider(actor=consultant, case_id=case.id, revision=case.revision)
    for key in ("", "coach:iets", "coach:00000000-0000-0000-0000-000000000007"):
        answer = client.post(
            f"/werkvoorraad/{case.number}/begeleider/kiezen/",
            {"wie": key, "revision": case.revision},
        )
        assert answer.status_code == 400
        assert "Kies een jobcoach of een organisatie" in text(answer)


def test_the_step_shows_who_is_chosen_with_reasons_and_what_expires(client, open_case, coach):
    """On the page: who, from where each fact comes, each requirement, and the recognition's end."""
    case = unfilled(open_case)
    address = f"/werkvoorraad/{case.number}/begeleider/"
    page = text(client.get(f"{address}kiezen/?specialisme=autism"))
    assert "De Opstap" in page
    assert "plaats voor 2" in page
    assert "De Opstap" not in text(client.get(f"{address}kiezen/?specialisme=hearing"))
    answer = client.post(
        f"{address}kiezen/", {"wie": f"coach:{coach}", "revision": case.revision}, follow=True
    )
    shown = text(answer)
    assert shown.count("Uit het register") == len(FILLED)
    assert "Toon elke eis met haar antwoord" in shown
    assert "Dit verloopt binnenkort of tijdens de begeleiding" in shown


def test_at_grant_the_check_stands_beside_what_will_be_recorded(client, open_case, coach):
    """Before the button that records: the answer of the policy, reasons and warnings."""
    case = unfilled(open_case)
    where = f"/werkvoorraad/{case.number}/"
    client.post(f"{where}begeleider/kiezen/", {"wie": f"coach:{coach}", "revision": case.revision})
    revision = queries.case(number=case.number).revision
    client.post(f"{where}besluiten/", {"choice": "advised", "revision": revision})
    look = text(client.get(f"{where}besluiten/vastleggen/"))
    assert "Dit legt u vast" in look
    assert "Eisen van het beleid:" in look
    assert "Dit verloopt binnenkort of tijdens de begeleiding" in look


def test_after_the_decision_nobody_else_is_chosen(client, open_case, decide, coach):
    """The facts of a decided case stand; its page tells who coaches."""
    case = open_case()
    client.post(
        f"/werkvoorraad/{case.number}/begeleider/kiezen/",
        {"wie": f"coach:{coach}", "revision": case.revision},
    )
    decide(queries.case(number=case.number))
    answer = client.get(f"/werkvoorraad/{case.number}/begeleider/kiezen/")
    assert answer.status_code == 302
    assert "Sam" in text(client.get(f"/werkvoorraad/{case.number}/besluit/"))


def test_only_the_own_list_makes_a_provider_listed(consultant, open_case, organisation):
    """What another tenant admitted counts as nothing here; what one admitted oneself does."""
    put_on_list(actor=consultant, organisation_id=organisation, valid_from=TODAY, valid_until=None)
    case = unfilled(open_case)
    saved = choose_provider(
        actor=consultant, case_id=case.id, revision=case.revision, organisation_id=organisation
    )
    assert saved.facts["provider_recognition"] in ("uwv", "municipal_list")
    assert "coach_level" not in saved.facts


def test_a_visitor_and_an_analyst_choose_nobody(eikenberg, sign_in, open_case):
    """Choosing is work on a case."""
    where = f"/werkvoorraad/{open_case().number}/begeleider/kiezen/"
    assert sign_in(eikenberg, "analyst").get(where).status_code == 403
    assert Client(SERVER_NAME=eikenberg.host).get(where).status_code == 302
