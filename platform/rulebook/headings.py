"""The headings under which parameters stand: sections of the policy, and harmonisation topics."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rulebook.text import Text

#: The sections of a policy, in the order of the sheet; each is a file in `parameters/`.
SECTIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "target_group": Text("Doelgroep en weigering", "Target group and refusal"),
        "work_and_contract": Text("Werk en contract", "Work and contract"),
        "application_and_channels": Text("Aanvraag en besluit", "Application and decision"),
        "assessment": Text("Beoordeling", "Assessment"),
        "periods_and_duration": Text("Periodes en duur", "Periods and duration"),
        "evaluation": Text("Evaluatie en verantwoording", "Evaluation and accounting"),
        "intensity": Text("Omvang van de begeleiding", "Amount of support"),
        "organisation": Text("De jobcoachorganisatie", "The coach organisation"),
        "coach": Text("De jobcoach", "The coach"),
        "form_and_money": Text("Vorm en geld", "Form and money"),
        "tasks": Text("Taken en nazorg", "Tasks and aftercare"),
        "tailoring": Text("Maatwerk en inspraak", "Tailoring and say"),
        "words": Text("Eigen woorden", "Own words"),
    }
)

#: The twelve harmonisation topics (Jobcoaching onder de loep, Tabel 6.1).
TOPICS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "certification": Text("Certificering", "Certification"),
        "intensity_method": Text("Manier om de omvang te bepalen", "Method that sets the size"),
        "inclusion": Text("In- en uitsluiting", "Inclusion and exclusion"),
        "budgets": Text("Middelen en tarieven", "Budgets and tariffs"),
        "periods": Text("Termijnen en duur", "Periods and duration"),
        "definitions": Text("Begrippen en vormen", "Definitions and forms"),
        "training": Text("Opleiding", "Training"),
        "tailoring": Text("Ruimte voor maatwerk", "Room for tailoring"),
        "craft_supervision": Text("Vakmanschap en toezicht", "Craft and supervision"),
        "citizen_central": Text("De burger centraal", "The citizen central"),
        "approach": Text("Aanpak", "Approach"),
        "tasks": Text("Taken", "Tasks"),
    }
)
