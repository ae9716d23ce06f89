"""What a policy asks of whoever coaches, in short words, for the form of support in a case."""

from typing import Final

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


def coach_requirements(
    *, profile: Profile, form: FactValue | None, language: str
) -> tuple[str, ...]:
    """Say what the policy asks of the coach, one requirement a line; never empty.

    Args:
        profile: the policy.
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
    if chosen != "internal" and _asks(profile, "provider.hbo_required"):
        asked.append(_HBO.in_language(language))
    training = "internal_training_required" if chosen == "internal" else "training_required"
    if _asks(profile, f"provider.{training}"):
        asked.append(_TRAINING.in_language(language))
    if profile["provider.direct_colleague_allowed"].value is False:
        asked.append(_NO_COLLEAGUE.in_language(language))
    return tuple(asked) or (_NOTHING.in_language(language),)


def _asks(profile: Profile, parameter: str) -> bool:
    return profile[parameter].value is True


def _of_external(profile: Profile, language: str) -> list[str]:
    accepted = profile["provider.accepted_recognitions"].value
    if not isinstance(accepted, tuple) or "none" in accepted:
        return []
    words = [_RECOGNITIONS[code].in_language(language) for code in accepted]
    return [_OR.in_language(language).join(words)] if words else []
