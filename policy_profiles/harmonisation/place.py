"""Where harmonisation is shown: inside an organisation, or to everyone; with its addresses."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The names of the addresses that the page leads to, and which template draws it."""

    is_inside: bool
    template: str
    page: str
    as_csv: str
    as_json: str
    differences: str
    vignettes: str


INSIDE: Final = Place(
    is_inside=True,
    template="policy_profiles/harmonisation.html",
    page="policy:harmonisation",
    as_csv="policy:harmonisation_csv",
    as_json="policy:harmonisation_json",
    differences="policy:differences",
    vignettes="policy:vignettes",
)
PUBLIC: Final = Place(
    is_inside=False,
    template="policy_profiles/public_harmonisation.html",
    page="published:harmonisation",
    as_csv="published:harmonisation_csv",
    as_json="published:harmonisation_json",
    differences="published:differences",
    vignettes="published:vignettes",
)
