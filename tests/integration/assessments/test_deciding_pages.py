"""The pages on which a consultant decides: nothing is lost on the way, nothing decided unseen."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from assessments import actions, queries
from assessments.models import Decision, KeptAnswers
from assessments.queries import CaseRow, DecisionRow
from audit.models import AuditEvent
from console.housekeeping import tidy
from policy_profiles.actions import adopt_shipped
from policy_profiles.models import ProfilePeriod
from rulebook.finding import find
from rulebook.profiles import load_shipped
from rulebook.wording import hours_minutes
from tenants import context
from tenants.queries import TenantRow

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]
SignIn = Callable[..., Client]


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _address(case: CaseRow, rest: str = "besluiten/") -> str:
    return f"/werkvoorraad/{case.number}/{rest}"


def _to_put_right(case: CaseRow) -> str:
    return _address(case, "besluiten/?nakijken")


def _look_at(case: CaseRow) -> str:
    return _address(case, "besluiten/vastleggen/")


def _choice(case: CaseRow, **given: object) -> dict[str, object]:
    first = case.facts["support_start"]
    chosen = {
        "revision": case.revision, "choice": "grant_otherwise", "minutes": "30,5",
        "starts_on": f"{first:%d-%m-%Y}", "ends_on": f"{first + timedelta(days=100):%d-%m-%Y}",
        "reason": "workplace", "motivation": "Nieuwe werkplek.",
    }  # fmt: skip
    return {**chosen, **given}


def _seen(look: HttpResponse) -> dict[str, str]:
    """What the button of a look sends along."""
    found = re.search(r'name="gezien" value="([0-9a-f]{64})"', look.content.decode())
    assert found is not None
    return {"gezien": found[1]}


def _hours(case: CaseRow, profile: str) -> str:
    """What a shipped policy advises; how many hours that is depends on the day."""
    found = find(case.facts, load_shipped(profile, timezone.localdate()))
    assert found.minutes
    return hours_minutes(found.minutes, "nl")


def _record(client: Client, case: CaseRow) -> HttpResponse:
    return client.post(_look_at(case), _seen(client.get(_look_at(case))))


def test_the_look_is_a_page_that_can_be_loaded_again(client: Client, open_case: Opener) -> None:
    """Choosing leads to an address; nothing stands in it, and nothing is recorded by opening it."""
    case = open_case()
    chosen = client.post(_address(case), _choice(case))
    assert (chosen.status_code, chosen["Location"]) == (302, _look_at(case))
    for _ in range(2):
        text = _text(client.get(_look_at(case)))
        assert "Dit legt u vast" in text
        assert "Anders toegekend dan geadviseerd: 30:30 uur" in text
        assert "Het werk of de werkplek vraagt iets anders" in text
        assert "Nieuwe werkplek." in text
    assert not Decision.objects.exists()


def test_what_was_shown_is_recorded_once(client: Client, open_case: Opener) -> None:
    """Recording leads to the decision; going back and pressing again leads there too."""
    case = open_case()
    client.post(_address(case), _choice(case))
    seen = _seen(client.get(_look_at(case)))
    assert client.post(_look_at(case), seen)["Location"] == _address(case, "besluit/")
    made = queries.decision(number=case.number)
    assert (made.granted_minutes, made.motivation) == (1830, "Nieuwe werkplek.")
    assert "Dit telt mee als maatwerk." in _text(client.get(_address(case, "besluit/")))
    for again in (
        client.get(_look_at(case), follow=True),
        client.post(_look_at(case), seen, follow=True),
        client.get(_address(case), follow=True),
        client.post(_address(case), _choice(case, minutes="40"), follow=True),
    ):
        assert again.redirect_chain == [(_address(case, "besluit/"), 302)]
        assert "Uw besluit is al vastgelegd." in _text(again)
    assert Decision.objects.get().granted_minutes == 1830
    assert not KeptAnswers.objects.exists()


def test_going_back_keeps_what_was_filled_in(client: Client, open_case: Opener) -> None:
    """As it was typed; and what is changed is what the next look shows."""
    case = open_case()
    client.post(_address(case), _choice(case))
    text = _text(client.get(_address(case)))
    assert 'value="30,5"' in text
    assert "Nieuwe werkplek.</textarea>" in text
    assert '<option value="workplace" selected>' in text
    assert "Er staan" not in text
    assert "aandacht" not in text
    client.post(_address(case), _choice(case, minutes="20"))
    assert "20:00 uur" in _text(client.get(_look_at(case)))


def test_a_bad_choice_names_every_field_and_can_be_loaded_again(
    client: Client, open_case: Opener
) -> None:
    """Hours that cannot be, no reason, and a period that ends before it begins."""
    case = open_case()
    bad = {
        "choice": "grant_otherwise", "revision": case.revision, "minutes": "0",
        "starts_on": "02-03-2026", "ends_on": "01-03-2026",
    }  # fmt: skip
    answer = client.post(_address(case), bad)
    assert (answer.status_code, answer["Location"]) == (302, _to_put_right(case))
    for _ in range(2):
        text = _text(client.get(_to_put_right(case)))
        assert "Geef meer dan 0" in text
        assert "Kies de reden waarom u anders besluit." in text
        assert "de laatste ligt niet voor de eerste" in text
        assert 'value="02-03-2026"' in text
    assert client.get(_look_at(case))["Location"] == _to_put_right(case)
    assert not Decision.objects.exists()


def test_what_does_not_belong_to_the_choice_is_left_out(client: Client, open_case: Opener) -> None:
    """Hours that stayed in a hidden field do not turn advice into something else."""
    case = open_case()
    client.post(_address(case), _choice(case, choice="advised", minutes="99"))
    _record(client, case)
    made = queries.decision(number=case.number)
    assert (made.outcome, made.deviation_reason) == ("grant", "")
    assert made.granted_minutes == made.own_minutes


def test_a_look_that_the_case_has_overtaken_leads_back_to_the_choice(
    client: Client, open_case: Opener
) -> None:
    """A colleague saved something: nothing is recorded, the page says so and keeps the choice."""
    case = open_case()
    client.post(_address(case), _choice(case))
    seen = _seen(client.get(_look_at(case)))
    actions.save_facts(
        actor=client.user, case_id=case.id, revision=case.revision, facts={"goal_hours": 600}
    )
    for answer in (client.post(_look_at(case), seen), client.get(_look_at(case))):
        assert answer["Location"] == _to_put_right(case)
    text = _text(client.get(_address(case)))
    assert "De gegevens zijn gewijzigd nadat u dit invulde" in text
    assert 'value="30,5"' in text
    assert not Decision.objects.exists()
    client.post(_address(case), _choice(queries.case(number=case.number)))
    _record(client, case)
    assert Decision.objects.get().granted_minutes == 1830


def test_a_choice_made_on_an_old_screen_is_not_looked_at(client: Client, open_case: Opener) -> None:
    """The form was opened before a colleague saved something."""
    case = open_case()
    actions.save_facts(
        actor=client.user, case_id=case.id, revision=case.revision, facts={"goal_hours": 600}
    )
    for old in (_choice(case), _choice(case, revision="x"), _choice(case, revision="9" * 30)):
        assert client.post(_address(case), old)["Location"] == _to_put_right(case)
        assert "gewijzigd nadat u dit invulde" in _text(client.get(_address(case)))


def test_what_is_recorded_is_what_this_window_showed(client: Client, open_case: Opener) -> None:
    """Another window chose otherwise: the page shows what it is now, and records nothing."""
    case = open_case()
    client.post(_address(case), _choice(case, choice="advised"))
    seen = _seen(client.get(_look_at(case)))
    client.post(_address(case), _choice(case))
    answer = client.post(_look_at(case), seen, follow=True)
    assert answer.redirect_chain == [(_look_at(case), 302)]
    assert "Wat u vastlegt is veranderd nadat u het bekeek." in _text(answer)
    assert "30:30 uur" in _text(answer)
    assert client.post(_look_at(case), {})["Location"] == _look_at(case)
    assert not Decision.objects.exists()


def test_a_policy_that_changed_overnight_is_shown_first(client: Client, open_case: Opener) -> None:
    """As advised is another number of hours by now: it is looked at before it is recorded."""
    case = open_case()
    client.post(_address(case), _choice(case, choice="advised"))
    before = client.get(_look_at(case))
    assert _hours(case, "hour-caps") in _text(before)
    ProfilePeriod.objects.update(known_to=timezone.now())
    adopt_shipped(actor=None, name="weekly-hours", valid_from=timezone.localdate())
    assert client.post(_look_at(case), _seen(before))["Location"] == _look_at(case)
    assert not Decision.objects.exists()
    now = _hours(case, "weekly-hours")
    assert _hours(case, "hour-caps") != now
    assert now in _text(client.get(_look_at(case)))
    _record(client, case)
    assert hours_minutes(Decision.objects.get().granted_minutes, "nl") == now


def test_a_choice_is_its_makers_own_and_kept_an_hour(
    client: Client, open_case: Opener, eikenberg: TenantRow, sign_in: SignIn
) -> None:
    """A colleague sees nothing of it; afterwards the page says that it is gone."""
    case = open_case()
    client.post(_address(case), _choice(case))
    colleague = sign_in(eikenberg, "consultant")
    colleague.cookies["django_language"] = "nl"
    for answer in (colleague.get(_look_at(case), follow=True), colleague.post(_look_at(case))):
        assert "Nieuwe werkplek" not in _text(answer)
    assert "Er staat geen keuze van u klaar." in _text(colleague.get(_look_at(case), follow=True))
    assert client.get(_look_at(case)).status_code == 200
    KeptAnswers.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    gone = client.get(_look_at(case), follow=True)
    assert gone.redirect_chain == [(_address(case), 302)]
    assert "Er staat geen keuze van u klaar." in _text(gone)
    with context.as_platform():
        tidy()
    assert not KeptAnswers.objects.exists()
    told = AuditEvent.objects.filter(action__startswith="case.answers").order_by("occurred_at")
    assert [(event.action, event.actor_id is None) for event in told] == [
        ("case.answers_kept", False),
        ("case.answers_expired", True),
    ]


def test_what_was_refused_is_kept_encrypted_and_for_its_writer_alone(
    client: Client, open_case: Opener
) -> None:
    """A citizen service number in the words is refused, and stands nowhere as it was typed."""
    case = open_case()
    typed = "Bel 111 222 333 over de werkplek."
    answer = client.post(_address(case), _choice(case, motivation=typed), follow=True)
    assert "Haal het burgerservicenummer weg." in _text(answer)
    assert typed in _text(answer)
    kept = KeptAnswers.objects.get()
    assert b"111 222 333" not in bytes(kept.sealed)
    KeptAnswers.objects.update(sealed=b"")  # as after a key that is gone
    assert "Er staat geen keuze van u klaar." in _text(client.get(_look_at(case), follow=True))


def test_a_colleague_who_decided_first_is_named_as_such(
    client: Client, open_case: Opener, decide: Decider
) -> None:
    """And what was filled in by others goes with the decision."""
    case = open_case()
    client.post(_address(case), _choice(case))
    decide(case)
    answer = client.get(_look_at(case), follow=True)
    assert answer.redirect_chain == [(_address(case, "besluit/"), 302)]
    assert "Een collega heeft al over deze casus besloten." in _text(answer)
    assert not KeptAnswers.objects.exists()


def test_letters_that_the_database_does_not_take_are_left_out(
    client: Client, open_case: Opener
) -> None:
    """A NUL in a field leads to no error of the server."""
    case = open_case()
    client.post(_address(case), _choice(case, motivation="Nieuwe\x00 werkplek."))
    assert "Nieuwe werkplek." in _text(client.get(_look_at(case)))


def test_what_was_half_filled_in_is_there_again_without_a_word_of_it(
    client: Client, open_case: Opener
) -> None:
    """Who comes back to a choice made no mistake yet; who presses on reads what is missing."""
    case = open_case()
    half = _choice(case, minutes="", reason="")
    told = _text(client.post(_address(case), half, follow=True))
    for each in ("Geef meer dan 0 uur.", "Kies de reden waarom u anders besluit."):
        assert each in told
    again = _text(client.get(_address(case)))
    assert "aandacht" not in again
    assert "Geef meer dan 0" not in again
    assert "Nieuwe werkplek.</textarea>" in again
    assert re.search(r'value="grant_otherwise"[^>]*checked', again)
    too_many = _choice(case, minutes="9999")
    assert "Zoveel uren" in _text(client.post(_address(case), too_many, follow=True))
