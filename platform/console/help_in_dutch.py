"""The help of the commands about rules, in Dutch; in English it stands beside the commands.

These commands speak one language in their help, their answers and what they say of a mistake:
Dutch, or English where `--language en` is typed (`usage.is_in_dutch`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_LANGUAGE: Final = "Taal van uitleg, antwoorden en meldingen."


@dataclass(frozen=True, slots=True, kw_only=True)
class DutchHelp:
    """What a command is for, and each of its options by the name that its function has for it."""

    about: str
    options: Mapping[str, str] = field(default_factory=dict)


#: By the command as it is typed, without `meetlat`.
DUTCH_HELP: Final[Mapping[str, DutchHelp]] = {
    "evaluate": DutchHelp(
        about=(
            "Werk de casussen van een CSV-bestand door met een beleidsprofiel.\n\n"
            "CASES is een CSV-bestand zoals de Nederlandse Excel het bewaart (puntkomma's, een "
            "komma in getallen, 31-12-2025) of in de internationale vorm; - leest van de "
            "standaardinvoer. De indeling staat in docs/reference/case-format.md. Klopt er iets "
            "niet, dan wordt alles in één keer gezegd, wordt niets geschreven, en is de afloop 2."
        ),
        options={
            "name": "Zie: meetlat profiles.",
            "against": "Werk ze ook met dit profiel door, en vergelijk.",
            "explain": "Elke reden en elke stap van de uren.",
            "form": (
                "csv leest de Nederlandse Excel; met --language en is het de internationale vorm."
            ),
            "language": _LANGUAGE,
        },
    ),
    "explain": DutchHelp(
        about="Leg een beleidsregel, gegeven of criterium uit; zonder NAME staan ze er alle.",
        options={"language": _LANGUAGE},
    ),
    "profiles": DutchHelp(
        about=(
            "Toon de beleidsprofielen, elke regel van een profiel, of werk met een bundel.\n\n"
            "`meetlat profiles` toont welke er zijn, `meetlat profiles NAME` toont er een; de "
            "opties hieronder horen bij beide."
        ),
    ),
    "profiles show": DutchHelp(
        about=(
            "Toon de beleidsprofielen, of elke regel van een profiel.\n\n"
            "Bij elke waarde staat van welke laag en uit welke bron zij komt, en hoe zeker zij is."
        ),
        options={
            "differences": "Alleen de regels die anders zijn dan bij UWV.",
            "form": "Een tabel om te lezen, of json voor een programma.",
            "language": _LANGUAGE,
        },
    ),
    "profiles export": DutchHelp(
        about=(
            "Schrijf een profiel als YAML-bundel, om te lezen, te veranderen en weer in te lezen."
        ),
        options={"day": "Zoals het op deze dag geldt.", "language": _LANGUAGE},
    ),
    "profiles check": DutchHelp(
        about=(
            "Controleer een YAML-bundel: alles wat er niet aan klopt, of wat anders is.\n\n"
            "Zegt hoeveel regels anders zijn dan bij UWV, en of de waarden nog die zijn van het "
            "profiel waar de bundel van gemaakt is. Er is geen database nodig."
        ),
        options={"language": _LANGUAGE},
    ),
}
HELP_OPTION: Final = "Toon deze uitleg."
