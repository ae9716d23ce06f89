"""The register as CSV: one line for each organisation, as a spreadsheet opens it."""

from collections.abc import Iterable, Iterator
from datetime import date

from coaches.requirements.prefill import recognition
from coaches.requirements.rows import OrganisationRow
from coaches.words import regions_in_words, specialisms_in_words, value_in_words
from policy_profiles.reading.export import csv_content, for_a_spreadsheet

FIELDS = (
    "name",
    "kvk_number",
    "legal_form",
    "recognition",
    "specialisms",
    "regions",
    "website",
    "telephone",
    "kept_by",
)


def as_csv(
    rows: Iterable[OrganisationRow],
    *,
    keepers: dict[str, str],
    tenant: str,
    on: date,
    language: str,
) -> bytes:
    """Write organisations as CSV in the form of the language, with the recognition of a day."""
    lines = _lines(rows, keepers, tenant, on)
    safe = ({name: for_a_spreadsheet(value) for name, value in line.items()} for line in lines)
    return csv_content(FIELDS, safe, language=language)


def _lines(
    rows: Iterable[OrganisationRow], keepers: dict[str, str], tenant: str, on: date
) -> Iterator[dict[str, str]]:
    for row in rows:
        yield {
            "name": row.name,
            "kvk_number": row.kvk_number,
            "legal_form": value_in_words("legal_form", row.legal_form) or "",
            "recognition": recognition(row, tenant=tenant, on=on),
            "specialisms": specialisms_in_words(row.specialisms),
            "regions": regions_in_words(row.regions),
            "website": row.website,
            "telephone": row.telephone,
            "kept_by": keepers.get(row.kept_by, row.kept_by) or "Meetlat",
        }
