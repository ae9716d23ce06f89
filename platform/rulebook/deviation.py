"""Deviations: why a region or municipality sets a value other than the baseline's, by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from rulebook.text import Text

OBJECTIVE: Final = "objective"
CHOICE: Final = "choice"

#: What a ground is: something that is so in the area or the law, or something that was chosen.
GROUNDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        OBJECTIVE: Text("objectieve grond", "objective ground"),
        CHOICE: Text("eigen keuze", "own choice"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A coded reason to deviate, and which of the two grounds it is."""

    ground: str
    label: Text


def _objective(nl: str, en: str) -> Reason:
    return Reason(ground=OBJECTIVE, label=Text(nl, en))


def _choice(nl: str, en: str) -> Reason:
    return Reason(ground=CHOICE, label=Text(nl, en))


#: The reasons, objective grounds first. They are told apart, because only what is so in the area
#: or the law explains a difference between two municipalities without anybody having chosen it.
REASONS: Final[Mapping[str, Reason]] = MappingProxyType(
    {
        "inhabitants": _objective(
            "Samenstelling van de inwoners", "Composition of the inhabitants"
        ),
        "labour_market": _objective("Arbeidsmarkt in de regio", "Labour market in the region"),
        "local_providers": _objective(
            "Aanbod van jobcoaches in de regio", "Supply of job coaches in the region"
        ),
        "travel_distance": _objective("Reisafstanden", "Travel distances"),
        "legal_obligation": _objective(
            "Verplichting uit wet of verordening", "Obligation under law or by-law"
        ),
        "court_ruling": _objective("Uitspraak van de rechter", "Ruling of a court"),
        "council_decision": _choice("Besluit van de gemeenteraad", "Decision of the council"),
        "regional_agreement": _choice("Afspraak in de regio", "Agreement in the region"),
        "budget": _choice("Beschikbaar budget", "Available budget"),
        "experiment": _choice("Proef", "Experiment"),
        "simplification": _choice("Eenvoudiger uitvoering", "Simpler execution"),
        "own_practice": _choice("Eigen ervaring met wat werkt", "Own experience of what works"),
    }
)
_KEYS: Final = frozenset({"reason", "legal_basis", "owner", "review_on"})
LONGEST_TEXT: Final = 300
#: What to do where an owner is given as an address.
OWNER_IS_A_ROLE: Final = Text(
    "Noem een functie of afdeling, geen e-mailadres.",
    "Name a role or department, not an e-mail address.",
)

NO_MAIL_ADDRESS: Final = Text(
    "Noem hier geen e-mailadres: dit wordt openbaar.",
    "Name no e-mail address here: this becomes public.",
)

#: On what the deviations of invented organisations rest; what a real one writes is its own words.
INVENTED_BASIS: Final = Text(
    "Verzonnen regeling van een verzonnen gemeente", "Invented rule of an invented municipality"
)


class IncompleteDeviation(ValueError):
    """A deviation lacks its reason, legal basis, owner or day of review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Why a value is other than the baseline's, on what it rests, whose it is and until when.

    `owner` is a role or a department, never a person: deviations are published. From `review_on`
    on the deviation is due to be looked at again.
    """

    reason: str
    legal_basis: str
    owner: str
    review_on: date

    def basis_in(self, language: str) -> tuple[str, str]:
        """The legal basis, and the language it is in: that of who wrote it, unless invented."""
        if self.legal_basis != INVENTED_BASIS.nl:
            return self.legal_basis, "nl"
        text = INVENTED_BASIS.in_language(language)
        return text, "nl" if text == INVENTED_BASIS.nl else "en"

    @property
    def ground(self) -> str:
        """Whether the reason is an objective ground or a choice: a key of `GROUNDS`."""
        return REASONS[self.reason].ground

    def as_data(self) -> dict[str, str]:
        """The deviation as a layer in JSON holds it."""
        return {
            "reason": self.reason,
            "legal_basis": self.legal_basis,
            "owner": self.owner,
            "review_on": self.review_on.isoformat(),
        }


def is_a_role(owner: str) -> bool:
    """Whether an owner can be published: a role or a department, no address of a person.

    For whoever gives a deviation anew. What was published once stays readable as it was.
    """
    return not names_an_address(owner)


def names_an_address(text: str) -> bool:
    """Whether a text that will be public has an e-mail address in it, which leads to a person."""
    return "@" in text


def deviation_from_data(data: object) -> Deviation:
    """Read `{reason: budget, legal_basis: …, owner: …, review_on: 2027-01-01}`.

    Raises:
        IncompleteDeviation: something is missing, unknown, or no day; says what.
    """
    if not isinstance(data, Mapping) or set(data) != _KEYS:
        raise IncompleteDeviation(f"deviation: give exactly {', '.join(sorted(_KEYS))}")
    if data["reason"] not in REASONS:
        raise IncompleteDeviation(f"deviation: reason is one of {', '.join(REASONS)}")
    return Deviation(
        reason=str(data["reason"]),
        legal_basis=_text(data, "legal_basis"),
        owner=_text(data, "owner"),
        review_on=_day(data["review_on"]),
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    text = str(data[key] or "").strip()
    if not text or len(text) > LONGEST_TEXT:
        raise IncompleteDeviation(f"deviation: give {key}, at most {LONGEST_TEXT} characters")
    return text


def _day(value: object) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as unreadable:
        raise IncompleteDeviation("deviation: review_on is a day, as 2027-01-01") from unreadable
