"""The same client elsewhere: each published profile once, with answer, coach and reason."""

from dataclasses import replace

import pytest

from policy_profiles.vignettes.coach_requirements import coach_requirements
from policy_profiles.vignettes.elsewhere import months_in_words, same_client_elsewhere
from policy_profiles.vignettes.explained import explaining_values
from rulebook.answer import Answer
from rulebook.finding import find
from rulebook.parameter import PARAMETERS
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from rulebook.vignettes import VIGNETTES, vignette


@pytest.fixture(scope="module")
def rows(published):
    return [published(name) for name in shipped_profile_names()]


def elsewhere(rows, name, own="hour-caps", **given):
    return same_client_elsewhere(
        facts=vignette(name).facts, own=load_shipped(own), rows=rows, language="nl", **given
    )


@pytest.mark.parametrize("one", VIGNETTES, ids=lambda one: one.id)
def test_every_profile_is_there_once_with_the_answer_of_its_finding(one, rows) -> None:
    places = elsewhere(rows, one.id)
    assert sorted(place.row.code for place in places) == sorted(row.code for row in rows)
    own = find(one.facts, load_shipped("hour-caps"))
    for place in places:
        finding = find(one.facts, place.row.profile)
        assert (place.answer.verdict, place.answer.minutes) == (finding.verdict, finding.minutes)
        known = None not in (finding.minutes, own.minutes)
        assert place.difference == (finding.minutes - own.minutes if known else None)


def test_most_hours_come_first_then_unknown_then_refused(rows) -> None:
    order = [place.answer for place in elsewhere(rows, "municipal-coach")]
    assert [answer.minutes for answer in order] == sorted((a.minutes for a in order), reverse=True)
    verdicts = [place.answer.verdict for place in elsewhere(rows, "register-only")]
    assert verdicts == ["met"] * (len(rows) - 1) + ["not_met"]


def test_the_own_row_and_the_baseline_are_marked(rows) -> None:
    places = elsewhere(rows, "register-only", own_schema="hour_caps")
    assert [place.row.code for place in places if place.is_own] == ["hour-caps"]
    assert [place.row.code for place in places if place.is_baseline] == [BASELINE]
    assert not any(place.is_own for place in elsewhere(rows, "register-only"))


@pytest.mark.parametrize("name", ["ordinary-application", "internal-supervisor", "punch-card"])
def test_what_explains_it_is_empty_only_where_the_answer_is_the_same(name, rows) -> None:
    places = elsewhere(rows, name, own="utrecht")
    (own,) = [place.answer for place in places if place.row.code == "utrecht"]
    differing = {row.code: row.profile.differences_from(load_shipped("utrecht")) for row in rows}
    for place in places:
        told = {value.parameter for value in place.explained_by}
        assert bool(told) == (place.answer != own)
        assert told <= set(differing[place.row.code])


def test_a_case_that_is_no_vignette_and_half_known_is_worked_too(rows) -> None:
    """As it comes from a case page: some facts, some None."""
    facts = {**vignette("ordinary-application").facts, "need": None, "wage_value": None}
    places = same_client_elsewhere(
        facts=facts, own=load_shipped(BASELINE), rows=rows, language="en"
    )
    assert {place.answer.verdict for place in places} == {"not_known"}
    assert all(place.difference is None for place in places)


def test_a_long_table_says_only_the_cells_that_differ() -> None:
    own, other = load_shipped(BASELINE), load_shipped("g4-2015")
    (value,) = explaining_values(
        parameters=["intensity.need_map"], here=own, there=other, language="nl"
    )
    assert value.here == "zeer licht: zeer licht; intensief: intensief"
    assert value.there == "zeer licht: licht; intensief: midden"
    caps = load_shipped("low-rate")
    (long,) = explaining_values(
        parameters=["intensity.percentage_caps"], here=own, there=caps, language="nl"
    )
    assert long.there == "gewoon, jaar 1: 10 %; gewoon, jaar 2: 5 %; gewoon, jaar 3 en later: 3 % …"
    assert long.label == PARAMETERS["intensity.percentage_caps"].label.nl


INTERNAL = (
    "passende training",
    "ervaring met werkinstructie",
    "kent het werk",
    "deels vrijgesteld",
    "plan dat de persoon tekent",
)


@pytest.mark.parametrize(
    ("name", "form", "asked"),
    [
        (BASELINE, "external", ("erkenning van UWV", "hbo-niveau")),
        (BASELINE, "municipal", ("deze vorm is er niet",)),
        (BASELINE, "internal", INTERNAL),
        (BASELINE, None, ("erkenning van UWV", "hbo-niveau")),
        ("g4-2015", "municipal", ("hbo-niveau",)),
        ("utrecht", "internal", (*INTERNAL, "geen directe collega of leidinggevende")),
        (
            "strict-cap",
            "external",
            (
                "erkenning van UWV of plaats op de lijst van de uitvoerder",
                "hbo-niveau",
                "geen directe collega of leidinggevende",
            ),
        ),
    ],
)
def test_what_a_policy_asks_of_the_coach(name, form, asked) -> None:
    assert coach_requirements(profile=load_shipped(name), form=form, language="nl") == asked


def test_what_is_asked_agrees_with_the_provider_check(rows) -> None:
    """Where the check says no to an experienced coach without hbo, hbo is among what is asked."""
    for place in elsewhere(rows, "experienced-coach"):
        assert ("hbo-niveau" in place.coach) == ("coach_level" in place.answer.not_met)
    for place in elsewhere(rows, "municipal-coach"):
        refused = "provider_form" in place.answer.not_met
        assert refused == (place.coach == ("deze vorm is er niet",))


def test_months_are_said_with_the_days_that_remain() -> None:
    late = vignette("late-application").expected
    assert months_in_words(late, "nl") == "4 maanden en 8 dagen"
    assert months_in_words(late, "en") == "4 months and 8 days"
    assert months_in_words(vignette("thirteenth-month").expected, "nl") == "1 maand"
    assert months_in_words(Answer(verdict="not_met", provider="met", minutes=0), "nl") == ""


def stating(**values):
    """The UWV baseline with some values changed."""
    baseline = load_shipped(BASELINE)
    given = {name.replace("__", "."): value for name, value in values.items()}
    changed = {name: replace(baseline[name], value=value) for name, value in given.items()}
    return replace(baseline, values={**baseline.values, **changed}, content_hash="changed")


def test_an_organisation_that_nobody_judged_before_is_asked_what_the_policy_states() -> None:
    """A quality mark says nothing of insurance or complaints; a recognition by UWV does."""
    open_to_marks = stating(provider__accepted_recognitions=("uwv", "quality_mark"))
    asked = coach_requirements(profile=open_to_marks, form="external", language="nl")
    assert asked == (
        "erkenning van UWV of keurmerk",
        "rechtspersoon",
        "inschrijving bij de Kamer van Koophandel",
        "aansprakelijkheidsverzekering",
        "klachtenregeling",
        "privacyreglement",
        "verzekerd voor minstens € 1.000.000",
        "hbo-niveau",
    )
    anybody = stating(
        provider__accepted_recognitions=("none",),
        provider__insurance_required=False,
        provider__legal_person_required=False,
    )
    asked = coach_requirements(profile=anybody, form="external", language="en")
    assert asked[0] == "entry in the Chamber of Commerce register"
    assert not any("insur" in each or "legal person" in each for each in asked)


def test_what_a_coach_must_be_is_said_where_a_policy_states_it() -> None:
    strict = stating(
        provider__register_required=True,
        provider__refresher_required=True,
        provider__certified_within_months=24,
        provider__caseload_maximum=30,
    )
    asked = coach_requirements(profile=strict, form="external", language="nl")
    assert asked[1:] == (
        "hbo-niveau",
        "inschrijving in een beroepsregister",
        "elk jaar bijscholing",
        "gecertificeerd binnen 24 maanden",
        "hoogstens 30 mensen per jobcoach",
    )
    internal = coach_requirements(profile=strict, form="internal", language="nl")
    assert internal == INTERNAL
