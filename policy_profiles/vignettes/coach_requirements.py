"""What a policy asks of whoever coaches, in short words, for the form of support in a case."""

from collections.abc import Mapping
from typing import Final

from rulebook import wording
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.profile import Profile
from rulebook.text import Text

_HBO: Final = Text("hbo-niveau", "higher professional level (hbo)")
_TRAINING: Final = Text("passende training", "fitting training")
_NO_COLLEAGUE: Final = Text(
    "geen directe collega of leidinggevende", "no direct colleague or manager"
)
_NO_FORM: Final = Text("deze vorm is er niet", "this form is not offered")
_NOTHING: Final = Text("geen eisen", "no requirements")
#: The recognitions as they stand in a list of requirements.
_RECOGNITIONS: Final = {
    "uwv": Text("erkenning van UWV", "recognition from UWV"),
    "quality_mark": Text("keurmerk", "quality mark"),
    "municipal_list": Text("plaats op de lijst van de uitvoerder", "place on the local list"),
}
_OR: Final = Text(" of ", " or ")
#: An organisation with one of these was judged on what an organisation has to be.
_JUDGED_ALREADY: Final = frozenset({"uwv", "municipal_list"})
#: What an organisation has to be that was not judged before, by parameter.
_ORGANISATION: Final = {
    "provider.legal_person_required": Text("rechtspersoon", "legal person"),
    "provider.chamber_of_commerce_required": Text(
        "inschrijving bij de Kamer van Koophandel", "entry in the Chamber of Commerce register"
    ),
    "provider.insurance_required": Text("aansprakelijkheidsverzekering", "liability insurance"),
    "provider.complaints_rules_required": Text("klachtenregeling", "complaints procedure"),
    "provider.privacy_rules_required": Text("privacyreglement", "privacy rules"),
}
#: What a coach has to be, external or municipal.
_COACH: Final = {
    "provider.hbo_required": _HBO,
    "provider.training_required": _TRAINING,
    "provider.register_required": Text(
        "inschrijving in een beroepsregister", "entry in a professional register"
    ),
    "provider.refresher_required": Text("elk jaar bijscholing", "a refresher each year"),
}
#: What an internal coach has to be, and how the employer makes room.
_INTERNAL: Final = {
    "provider.internal_training_required": _TRAINING,
    "internal.instruction_experience_required": Text(
        "ervaring met werkinstructie", "experience with work instruction"
    ),
    "internal.work_experience_required": Text("kent het werk", "knows the work"),
    "internal.freed_required": Text("deels vrijgesteld", "partly freed"),
    "internal.plan_signed_required": Text(
        "plan dat de persoon tekent", "plan that the person signs"
    ),
}
_CERTIFIED: Final = Text("gecertificeerd binnen {months}", "certified within {months}")
_CASELOAD: Final = Text(
    "hoogstens {people} mensen per jobcoach", "at most {people} people per coach"
)
_INSURED: Final = Text("verzekerd voor minstens {amount}", "insured for at least {amount}")


def coach_requirements(
    *, profile: Profile, form: FactValue | None, language: str
) -> tuple[str, ...]:
    """Say what the policy asks of the coach, one requirement a line; never empty.

    What an organisation has to be is said only where one can come that was not judged on it
    before: UWV looks at it for its recognition, the executing organisation for its own list.

    Args:
        profile: the policy; what it does not state, it does not ask.
        form: the form of support in the case: external, municipal or internal. Without one, what
            an external coach is asked.
        language: "nl" or "en".
    """
    chosen = form if form in FACT_BY_NAME["support_form"].codes else "external"
    offered = (
        f"provider.{chosen}_coach_allowed" if chosen == "municipal" else "provider.internal_allowed"
    )
    if chosen != "external" and not _asks(profile, offered):
        return (_NO_FORM.in_language(language),)
    asked = _of_external(profile, language) if chosen == "external" else []
    if chosen == "internal":
        asked += _stated(profile, _INTERNAL, language)
    else:
        asked += [*_stated(profile, _COACH, language), *_limits(profile, language)]
    if profile["provider.direct_colleague_allowed"].value is False:
        asked.append(_NO_COLLEAGUE.in_language(language))
    return tuple(asked) or (_NOTHING.in_language(language),)


def _asks(profile: Profile, parameter: str) -> bool:
    return profile[parameter].value is True


def _stated(profile: Profile, words: Mapping[str, Text], language: str) -> list[str]:
    return [text.in_language(language) for name, text in words.items() if _asks(profile, name)]


def _of_external(profile: Profile, language: str) -> list[str]:
    accepted = profile["provider.accepted_recognitions"].value
    if not isinstance(accepted, tuple) or "none" in accepted:
        return _of_organisation(profile, language)
    words = [_RECOGNITIONS[code].in_language(language) for code in accepted]
    asked = [_OR.in_language(language).join(words)] if words else []
    if not set(accepted) <= _JUDGED_ALREADY:
        asked += _of_organisation(profile, language)
    return asked


def _of_organisation(profile: Profile, language: str) -> list[str]:
    insured = profile["provider.insurance_minimum"].value
    asked = _stated(profile, _ORGANISATION, language)
    if isinstance(insured, int) and _asks(profile, "provider.insurance_required"):
        amount = wording.euros(insured, language)
        asked.append(_INSURED.in_language(language).format(amount=amount))
    return asked


def _limits(profile: Profile, language: str) -> list[str]:
    """What a coach has to be in numbers, where the policy states a number."""
    asked = []
    months = profile["provider.certified_within_months"].value
    if isinstance(months, int):
        term = wording.quantity(months, "months", language)
        asked.append(_CERTIFIED.in_language(language).format(months=term))
    people = profile["provider.caseload_maximum"].value
    if isinstance(people, int):
        asked.append(_CASELOAD.in_language(language).format(people=people))
    return asked
