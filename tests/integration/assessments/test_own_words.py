"""The organisation's own words: beside the shared ones on its pages, and explained in letters."""

import pytest
from django.test import Client
from django.utils import timezone

from assessments import page_parts, rules_of_case
from assessments.letters.actions import letter_for
from assessments.letters.codes import Language, Reader
from assessments.own_words import SHARED
from assessments.queries import case as case_of
from rulebook.own_words import OwnWords
from rulebook.parameter import PARAMETERS
from tests.assessment_fixtures import stating

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
WORDS = {
    "words.external_coach": OwnWords("werkmaatje", "work buddy"),
    "words.plan": OwnWords("plan van aanpak"),
    "words.need": OwnWords("steunbehoefte"),
    "words.tailoring": OwnWords("ruimte", "room"),
}


@pytest.fixture
def own_words(monkeypatch):
    """Have the own policy give words of its own."""
    for module in (page_parts, rules_of_case):
        whole = module.rules_on
        monkeypatch.setattr(
            module, "rules_on", lambda *, on, whole=whole: stating(whole(on=on), WORDS)
        )


def written(consultant, case, reader, language=Language.NL):
    return letter_for(
        actor=consultant, case=case, reader=reader, language=language,
        sent_on=timezone.localdate(), organisation="Eikenberg",
        checked_at="https://eikenberg.voorbeeld/controle/",
    ).lines  # fmt: skip


def test_every_word_of_a_policy_has_its_thing():
    """K2.1-a: what a policy can name is what the pages and letters name, by one code."""
    parameters = {name.removeprefix("words.") for name in PARAMETERS if name.startswith("words.")}
    assert set(SHARED) == parameters


def test_k2_1_a_the_own_word_stands_beside_the_shared_one(client, open_case, own_words):
    """K2.1-a: in casework where the thing is asked or told, and on a public page with its code."""
    where = f"/werkvoorraad/{open_case().number}/"
    for page, word in (
        ("begeleider", "werkmaatje (een externe jobcoach)"),
        ("behoefte", "steunbehoefte"),
        ("plan", "plan van aanpak"),
        ("besluiten", "ruimte"),
    ):
        assert word in client.get(f"{where}{page}/").content.decode(), page
    assert "werkmaatje" not in client.get(f"{where}werk/").content.decode()
    anybody = Client(SERVER_NAME=client.defaults["SERVER_NAME"])
    anybody.cookies["django_language"] = "en"
    read = anybody.get("/woorden/").content.decode()
    assert "work buddy" in read
    assert "<code>external_coach</code>" in read
    assert "plan van aanpak" in read  # Dutch where there is no English


def test_k2_1_a_letters_explain_the_own_words(consultant, open_case, decide, own_words):
    """K2.1-a: those of things that the letter tells of, and no section where there are none."""
    case = case_of(number=decide(open_case()).number)
    told = written(consultant, case, Reader.CLIENT)
    assert "werkmaatje: zo noemen wij een externe jobcoach." in told
    assert not any("ruimte" in line for line in told)  # as advised: nothing was tailored
    assert "work buddy: this is what we call an external job coach." in written(
        consultant, case, Reader.EMPLOYER, Language.EN
    )


def test_k2_1_a_a_letter_without_own_words_says_nothing_of_them(consultant, open_case, decide):
    """K2.1-a: a policy that is silent leaves letter and pages as they were."""
    case = case_of(number=decide(open_case()).number)
    assert "Onze woorden" not in written(consultant, case, Reader.CLIENT)
