"""Who is chosen held against a policy: worked examples of what a consultant is told."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from coaches.requirements.check import check
from coaches.requirements.prefill import facts_from_register
from coaches.requirements.rows import (
    Chosen,
    CoachRow,
    ListingRow,
    OrganisationRow,
    ProofRow,
    last_day,
)
from rulebook.profiles import load_shipped

ON = date(2026, 3, 2)
UWV = load_shipped("uwv-baseline", ON)


def proof(kind: str, until: date | None = None, since: date = date(2024, 1, 1)) -> ProofRow:
    return ProofRow(id=UUID(int=9), kind=kind, issuer="", valid_from=since, valid_until=until)


ORGANISATION = OrganisationRow(
    id=UUID(int=1), kept_by="eikenberg", name="De Opstap", regions=("AM18",),
    specialisms=("autism",), is_active=True, is_synthetic=True, revision=1,
    kvk_number="12345678", legal_form="private_company", website="", telephone="",
    staff_tenths=25, is_insured=True, insured_cents=100_000_000, insured_until=date(2026, 12, 31),
    insurance_names_coaching=True, complaints_rules=True, complaints_acknowledged_days=14,
    complaints_refusal_days=28, complaints_settled_days=42, complaints_escalation=True,
    privacy_rules=True, records_kept_months=60, satisfaction_of_people_tenths=78,
    satisfaction_of_employers_tenths=71, satisfaction_measured_on=date(2025, 2, 1),
    is_independent=True, outsourcing="no_outsourcing",
    proofs=(proof("quality_mark", date(2026, 4, 30)), proof("criminal_record"), proof("tax"),
            proof("bankruptcy")),
)  # fmt: skip
COACH = CoachRow(
    id=UUID(int=2), kept_by="eikenberg", name="Coach", regions=(), specialisms=(), is_active=True,
    is_synthetic=True, revision=1, employment="organisation", organisation_id=UUID(int=1),
    employer_name="", level="hbo", works_since=date(2020, 1, 1), people_now=14, people_most=20,
    instruction_experience=None, work_experience=None, is_freed=None,
    proofs=(proof("coach_training"), proof("professional_register", date(2026, 5, 1))),
)  # fmt: skip
CHOSEN = Chosen(organisation=ORGANISATION, coach=COACH, tenant="eikenberg")


def outcomes(chosen: Chosen, profile=UWV, **facts) -> dict[str, str]:
    found = check(chosen, profile, on=ON, facts=facts)
    return {line.code: line.outcome for line in found.lines}


def test_the_register_fills_in_every_fact_of_the_provider_that_it_knows() -> None:
    """K3.2-start2: what the register knows of quality is not asked of anybody again."""
    assert facts_from_register(CHOSEN, on=ON) == {
        "support_form": "external",
        "provider_recognition": "quality_mark",
        "provider_legal_person": True,
        "provider_insured": True,
        "provider_complaints_rules": True,
        "provider_privacy_rules": True,
        "coach_level": "hbo",
        "coach_trained": True,
        "coach_registered": True,
        "coach_direct_colleague": False,
    }


def test_what_the_register_does_not_know_stays_to_be_asked() -> None:
    """No training on record is no answer: it may be that nobody put it in."""
    unknown = replace(COACH, level="", proofs=())
    found = facts_from_register(replace(CHOSEN, coach=unknown), on=ON)
    assert not {"coach_level", "coach_trained", "coach_registered"} & set(found)


def test_what_has_expired_counts_as_gone() -> None:
    """On its last day a proof holds; the day after it does not."""
    last = date(2026, 4, 30)
    assert facts_from_register(CHOSEN, on=last)["provider_recognition"] == "quality_mark"
    assert facts_from_register(CHOSEN, on=date(2026, 5, 1))["provider_recognition"] == "none"
    assert facts_from_register(CHOSEN, on=date(2026, 5, 2))["coach_registered"] is False


def test_only_the_own_list_is_the_own_list() -> None:
    """Another tenant that has judged an organisation has not judged it for this one."""
    listed = ListingRow(kept_by="duinzicht", valid_from=date(2025, 1, 1), valid_until=None)
    organisation = replace(ORGANISATION, proofs=(), listings=(listed,))
    chosen = replace(CHOSEN, organisation=organisation)
    assert facts_from_register(chosen, on=ON)["provider_recognition"] == "none"
    there = replace(chosen, tenant="duinzicht")
    assert facts_from_register(there, on=ON)["provider_recognition"] == "municipal_list"


def test_of_several_recognitions_the_one_that_the_policy_accepts_is_told() -> None:
    """An organisation with both is not refused because the other one was named."""
    both = replace(ORGANISATION, proofs=(proof("uwv"), proof("quality_mark")))
    chosen = replace(CHOSEN, organisation=both)
    assert facts_from_register(chosen, on=ON)["provider_recognition"] == "uwv"
    found = facts_from_register(chosen, on=ON, accepted=("quality_mark",))
    assert found["provider_recognition"] == "quality_mark"


@pytest.mark.parametrize(
    ("parameter", "changed"),
    [
        ("provider.minimum_staff", {"staff_tenths": 19}),
        ("provider.insurance_minimum", {"insured_cents": 99_999_999}),
        ("provider.insurance_names_coaching", {"insurance_names_coaching": False}),
        ("provider.complaints_days", {"complaints_settled_days": 43}),
        ("provider.complaints_escalation", {"complaints_escalation": False}),
        ("provider.records_kept_months", {"records_kept_months": 121}),
        ("provider.satisfaction_minimum", {"satisfaction_of_employers_tenths": 64}),
        ("provider.satisfaction_every_months", {"satisfaction_measured_on": date(2024, 3, 1)}),
        ("provider.independence_required", {"is_independent": False}),
        ("provider.outsourcing", {"outsourcing": "outsourcing_free"}),
        ("provider.integrity_statements", {"proofs": (proof("tax", date(2026, 3, 1)),
            proof("criminal_record"), proof("bankruptcy"))}),
    ],
)  # fmt: skip
def test_erk5_each_requirement_is_answered_apart_and_for_its_own_reason(parameter, changed) -> None:
    """K3.2-erk5: differences in what is asked are visible one by one, with what was found."""
    assert outcomes(CHOSEN)[parameter] == "met"
    worse = replace(CHOSEN, organisation=replace(ORGANISATION, **changed))
    assert outcomes(worse)[parameter] == "not_met"


def test_who_was_recognised_was_judged_on_the_rest_already() -> None:
    """The criterion of the rulebook and the requirements beside it follow one rule."""
    small = replace(ORGANISATION, staff_tenths=5, proofs=(proof("uwv"),))
    found = outcomes(replace(CHOSEN, organisation=small))
    assert found["provider.minimum_staff"] == "judged_already"
    assert found["provider_recognition"] == found["provider_organisation"] == "met"


def test_erk6_quality_of_a_coach_is_more_than_a_level() -> None:
    """K3.2-erk6: training, refresher, register and caseload each have their answer."""
    asks = _asking(
        ("provider.register_required", True), ("provider.refresher_required", True),
        ("provider.caseload_maximum", 15), ("provider.training_required", True),
    )  # fmt: skip
    found = outcomes(CHOSEN, asks)
    assert found["coach_level"] == found["coach_training"] == found["coach_registration"] == "met"
    assert found["provider.refresher_required"] == "not_known"
    assert found["provider.caseload_maximum"] == "met"  # the fifteenth
    fuller = replace(CHOSEN, coach=replace(COACH, people_now=15))
    assert outcomes(fuller, asks)["provider.caseload_maximum"] == "not_met"


def test_a_new_coach_has_some_time_to_be_certified() -> None:
    """Nought months means at once: nought is a term and not silence."""
    new = replace(CHOSEN, coach=replace(COACH, proofs=(), works_since=date(2025, 9, 2)))
    code = "provider.certified_within_months"
    assert outcomes(new, _asking((code, 6)))[code] == "met"
    assert outcomes(new, _asking((code, 5)))[code] == "not_met"
    assert outcomes(new, _asking((code, 0)))[code] == "not_met"


def test_an_internal_coach_is_asked_other_things() -> None:
    """What an organisation has to be is not asked of a colleague at work, nor the other way."""
    harrie = replace(
        COACH, employment="employer", organisation_id=None, employer_name="Bakkerij Zon",
        proofs=(proof("harrie"),), instruction_experience=True, work_experience=True,
        is_freed=False,
    )  # fmt: skip
    chosen = Chosen(organisation=None, coach=harrie, tenant="eikenberg")
    found = outcomes(chosen)
    assert found["internal.freed_required"] == "not_met"
    assert found["internal.accepted_trainings"] == "met"
    assert "provider.minimum_staff" not in found
    not_a_coach = _asking(("internal.harrie_is_coach", False))
    assert outcomes(chosen, not_a_coach)["internal.harrie_is_coach"] == "not_met"


def test_what_the_consultant_knows_goes_before_the_register() -> None:
    """A fact that was changed by hand is what the check looks at."""
    assert outcomes(CHOSEN, coach_level="below_hbo")["coach_level"] == "not_met"


def test_one_is_warned_before_something_expires_during_the_support() -> None:
    """A quality mark that ends in April is told in March; a longer support tells of more."""
    accepts = _asking(("provider.accepted_recognitions", ("quality_mark",)))
    found = check(CHOSEN, accepts, on=ON, facts={})
    soon = {line.code: line.until for line in found.expiring()}
    assert soon["provider_recognition"] == date(2026, 4, 30)
    assert "provider.insurance_minimum" not in soon
    later = {line.code for line in found.expiring(until=date(2027, 1, 31))}
    assert {"provider_recognition", "provider.insurance_minimum"} <= later


def test_what_lasts_longest_decides_when_something_ends() -> None:
    """Two trainings of which one has no end do not expire."""
    assert last_day([proof("harrie", date(2026, 5, 1)), proof("comparable")]) is None
    ends = [proof("harrie", date(2026, 5, 1)), proof("harrie", date(2027, 5, 1))]
    assert last_day(ends) == date(2027, 5, 1)


def _asking(*asked: tuple[str, object]):
    """The baseline, with other answers to some of its requirements."""
    values = dict(UWV.values)
    for name, value in asked:
        values[name] = replace(
            values[name], value=value, origin=UWV["provider.hbo_required"].origin
        )
    return replace(UWV, values=values, content_hash=str(sorted(map(repr, asked))))
