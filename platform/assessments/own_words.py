"""What the organisation itself calls things: its own word beside the shared one, by one code.

One thing has many names in the field, and one name many things (bottleneck K2.1-a). The code is
that of the parameter `words.*` and of the glossary; a policy gives it a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from assessments.letters.content import Section
from rulebook.own_words import OwnWords
from rulebook.profile import Profile

#: What each code stands for, said so that it fits behind "this is what we call".
SHARED: Final[Mapping[str, Promise]] = {
    "external_coach": gettext_lazy("een externe jobcoach"),
    "own_coach": gettext_lazy("een jobcoach in onze eigen dienst"),
    "internal_coach": gettext_lazy("begeleiding door de werkgever zelf"),
    "work_supervision": gettext_lazy("lichte begeleiding door een collega"),
    "plan": gettext_lazy("het begeleidingsplan"),
    "period": gettext_lazy("de tijd waarvoor begeleiding is toegekend"),
    "need": gettext_lazy("hoeveel begeleiding iemand nodig heeft"),
    "assessor": gettext_lazy("wie de aanvraag beoordeelt"),
    "tailoring": gettext_lazy("afwijken van de regels, met een reden"),
    "organisation": gettext_lazy("de organisatie die beslist en betaalt"),
}
#: Who coaches, by the fact of the case.
COACH_OF_FORM: Final[Mapping[str, str]] = {
    "external": "external_coach",
    "municipal": "own_coach",
    "internal": "internal_coach",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm:
    """A thing by its code, with the shared words for it, and the own one; empty without."""

    code: str
    shared: str
    own: str


def terms_of(profile: Profile | None) -> tuple[OwnTerm, ...]:
    """Give every term with what the policy calls it, in the language of now."""
    return tuple(
        OwnTerm(code=code, shared=str(shared), own=_own(profile, code))
        for code, shared in SHARED.items()
    )


def stated(profile: Profile | None, codes: Iterable[str]) -> tuple[OwnTerm, ...]:
    """Give those of these terms that the policy has a word of its own for, in order."""
    named = set(codes)
    return tuple(term for term in terms_of(profile) if term.code in named and term.own)


def words_section(profile: Profile | None, codes: Iterable[str]) -> tuple[Section, ...]:
    """Write what a letter says of the own words; none where the policy has none for these."""
    items = tuple(
        _("%(own)s: zo noemen wij %(shared)s.") % {"own": term.own, "shared": term.shared}
        for term in stated(profile, codes)
    )
    return (Section(heading=_("Onze woorden"), items=items),) if items else ()


def _own(profile: Profile | None, code: str) -> str:
    value = profile[f"words.{code}"].value if profile is not None else None
    return value.in_language(language_now()) if isinstance(value, OwnWords) else ""
