"""The reference page of the case format, made from the facts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rulebook.case_format.cells import short_label
from rulebook.case_format.header import REQUIRED
from rulebook.case_format.reader import LONGEST_REFERENCE
from rulebook.case_format.table import LONGEST_CELL, MOST_BYTES, MOST_ROWS
from rulebook.contradictions import CONTRADICTIONS
from rulebook.facts import FACT_BY_NAME, FACTS, FactField, largest_in_words
from rulebook.text import Text

_GROUPS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "person": Text("De persoon", "The person"),
        "job": Text("Het werk", "The job"),
        "request": Text("De aanvraag", "The application"),
        "provider": Text("De begeleider", "The provider"),
    }
)
_KINDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "yes_no": Text("ja of nee", "yes or no"),
        "date": Text("datum", "date"),
        "minutes": Text("uren", "hours"),
        "basis_points": Text("procent", "percent"),
        "weeks": Text("hele weken", "whole weeks"),
        "months": Text("hele maanden", "whole months"),
    }
)
_HEADINGS: Final = Text(
    "| Kolom | Naam | Waarden | Uitleg |\n|---|---|---|---|",
    "| Column | Label | Values | Meaning |\n|---|---|---|---|",
)
_REQUIRED_MARK: Final = Text(" (verplichte kolom)", " (required column)")
_INTRODUCTION: Final = Text(
    f"""# Casusformaat

Deze pagina komt uit de code (`rulebook.case_format`); een test houdt beide gelijk.

Een casusbestand is een CSV-bestand met een kop en een rij per casus. Lege rijen tellen niet mee.
Voorbeelden: [Nederlandse Excel](examples/casussen-excel.csv) en
[internationaal](examples/cases-international.csv).

| | Nederlandse vorm | Internationale vorm |
|---|---|---|
| herkend aan | puntkomma's in de kop | komma's in de kop |
| getal | `1.234,5` | `1,234.5` |
| datum | `31-12-2025`, `31/12/2025` of `2025-12-31` | `2025-12-31` |
| ja of nee | `ja`, `nee` | `yes`, `no` |
| tekens | UTF-8 (met of zonder BOM) of Windows-1252 | idem |

- De eerste kolom heet `kenmerk` (of `reference`): een eigen kenmerk per casus, hoogstens
  {LONGEST_REFERENCE} tekens, nooit een burgerservicenummer.
- De andere kolommen heten zoals hieronder: de kolomnaam, of de naam in het Nederlands of Engels.
  Hoofdletters doen er niet toe. Kolommen mogen ontbreken, op de verplichte na.
- Een keuze schrijft u als code of als naam in het Nederlands of Engels; de eerste woorden (voor
  de dubbele punt of het haakje) zijn genoeg.
- Ja en nee mogen in beide vormen ook `true`, `false`, `waar`, `onwaar`, `1` en `0` zijn.
- Een lege cel, of `onbekend`, betekent: niet bekend. Dat is nooit "nee". De regels zeggen dan wat
  er nog gevraagd moet worden.
- Uren schrijft u als `24`, `7,5` of `7:30`. Ze worden hele minuten, een halve minuut naar boven:
  `7,33` is 7 uur en 20 minuten. Procenten hebben hoogstens twee decimalen.
- Hoogstens {MOST_ROWS} casussen, {MOST_BYTES // 1_000_000} MB, en {LONGEST_CELL} tekens per cel.
- Is er iets niet in orde, dan wordt niets gelezen en staat elk probleem in de melding: rij, kolom,
  reden en wat u eraan doet. De inhoud van de cel staat er niet bij.
""",
    f"""# Case format

This page is made from the code (`rulebook.case_format`); a test keeps the two equal.

A case file is a CSV file with a header and one row per case. Empty rows do not count.
Examples: [Dutch Excel](examples/casussen-excel.csv) and
[international](examples/cases-international.csv).

| | Dutch form | International form |
|---|---|---|
| recognised by | semicolons in the header | commas in the header |
| number | `1.234,5` | `1,234.5` |
| date | `31-12-2025`, `31/12/2025` or `2025-12-31` | `2025-12-31` |
| yes or no | `ja`, `nee` | `yes`, `no` |
| characters | UTF-8 (with or without BOM) or Windows-1252 | the same |

- The first column is called `reference` (or `kenmerk`): a reference of your own for each case, at
  most {LONGEST_REFERENCE} characters, never a citizen service number.
- The other columns are called as below: the column's name, or its label in Dutch or English. Case
  does not matter. Columns may be left out, except the required ones.
- A choice is written as its code or as its label in Dutch or English; the first words (before the
  colon or bracket) are enough.
- Yes and no may in both forms also be `true`, `false`, `waar`, `onwaar`, `1` and `0`.
- An empty cell, or `unknown`, means: not known. That is never "no". The rules then say what is
  still to be asked.
- Hours are written as `24`, `7.5` or `7:30`. They become whole minutes, half a minute up: `7.33`
  is 7 hours and 20 minutes. Percentages have at most two decimals.
- At most {MOST_ROWS} cases, {MOST_BYTES // 1_000_000} MB, and {LONGEST_CELL} characters a cell.
- If anything is wrong, nothing is read and every problem is in the message: row, column, reason
  and what to do. What stood in the cell is left out.
""",
)  # fmt: skip
_CONTRADICTIONS: Final = Text(
    "## Wat elkaar tegenspreekt\n\n| Kolommen | Melding |\n|---|---|",
    "## What contradicts itself\n\n| Columns | Message |\n|---|---|",
)


def case_format_reference(language: str) -> str:
    """The reference page in Markdown, in "nl" or "en"."""
    parts = [_INTRODUCTION.in_language(language)]
    for group, title in _GROUPS.items():
        rows = [_row(fact, language) for fact in FACTS if fact.group == group]
        heading = f"## {title.in_language(language)}\n\n{_HEADINGS.in_language(language)}"
        parts.append("\n".join([heading, *rows]) + "\n")
    found = [
        f"| {', '.join(f'`{name}`' for name in c.facts)} | {c.reason.in_language(language)} |"
        for c in CONTRADICTIONS
    ]
    parts.append("\n".join([_CONTRADICTIONS.in_language(language), *found]) + "\n")
    return "\n".join(parts)


def _row(fact: FactField, language: str) -> str:
    mark = _REQUIRED_MARK.in_language(language) if fact.name in REQUIRED else ""
    label, meaning = fact.label.in_language(language), fact.help.in_language(language)
    return f"| `{fact.name}`{mark} | {label} | {_values(fact, language)} | {meaning} |"


def _values(fact: FactField, language: str) -> str:
    if fact.kind == "code":
        return "<br>".join(
            f"`{code}`: {short_label(label.in_language(language))}"
            for code, label in fact.code_labels.items()
        )
    kind = _KINDS[fact.kind].in_language(language)
    if not fact.largest:
        return kind
    return f"{kind}, 0 – {largest_in_words(FACT_BY_NAME[fact.name]).in_language(language)}"
