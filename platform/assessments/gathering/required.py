"""What a policy wants gathered before a judgement. Pure: no Django."""

from dataclasses import dataclass
from typing import Final

from rulebook.profile import Profile

_VISIT: Final = "workplace_visit"

#: What a policy may do where something it wants is missing.
WARN: Final = "warn"
REASON: Final = "reason"
BLOCK: Final = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """The sources and domains of life that a policy names, and what it does without them."""

    sources: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    when_missing: str = WARN


def required_by(profile: Profile | None) -> Required:
    """Give what a policy wants gathered; nothing where it is silent, or none is in force."""
    if profile is None:
        return Required()
    sources = _codes(profile, "assessment.sources")
    if profile["assessment.workplace_visit"].value is True:
        sources = (*sources, _VISIT)
    mode = profile["assessment.when_missing"].value
    return Required(
        sources=sources,
        domains=_codes(profile, "assessment.life_domains"),
        when_missing=mode if isinstance(mode, str) else WARN,
    )


def _codes(profile: Profile, parameter: str) -> tuple[str, ...]:
    value = profile[parameter].value
    return tuple(str(code) for code in value) if isinstance(value, tuple) else ()
