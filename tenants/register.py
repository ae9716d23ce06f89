"""The register of municipalities and labour-market regions that Meetlat ships."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rulebook.data_file import parsed

if TYPE_CHECKING:
    from tenants.models import Municipality

_FILE = Path(__file__).parent / "data" / "municipalities.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredMunicipality:
    """A municipality with its CBS code, and its region where that was verified."""

    code: str
    name: str
    region_code: str


@functools.cache
def _content() -> Mapping[str, object]:
    content: Mapping[str, object] = parsed(_FILE.read_text(encoding="utf-8"))
    return content


def region_names() -> Mapping[str, str]:
    """Give the names of the labour-market regions of 2025 by CBS code (AM18: Groot Amsterdam)."""
    regions: Mapping[str, str] = dict(_content()["regions"])  # type: ignore[call-overload]
    return regions


def registered_municipalities() -> tuple[RegisteredMunicipality, ...]:
    """Give the municipalities whose CBS code was verified, by code."""
    listed: list[dict[str, str]] = _content()["municipalities"]  # type: ignore[assignment]
    return tuple(
        RegisteredMunicipality(
            code=row["code"], name=row["name"], region_code=row.get("region", "")
        )
        for row in listed
    )


def store(model: "type[Municipality]") -> None:
    """Write the register to its table; the migrations hand in the model as it was at the time."""
    for row in registered_municipalities():
        model.objects.update_or_create(
            code=row.code, defaults={"name": row.name, "region_code": row.region_code}
        )
