"""Words that are pages of the public site, and so can be no organisation's name there."""

from typing import Final

#: The pages below /profielen/, beside the page of each organisation under its own name.
RESERVED_NAMES: Final = frozenset(
    {"bundel", "feed", "harmoniseren", "nieuw", "verschillen", "vergelijking", "voorbeelden"}
)


class NameReserved(ValueError):
    """An organisation would be called as a page is, and nobody could reach its own."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(
            f"{schema_name} is the address of a page of the public site: choose another name, "
            f"not one of {', '.join(sorted(RESERVED_NAMES))}."
        )


def check_not_reserved(schema_name: str) -> None:
    """Refuse a name that is a page, for an organisation that is made.

    Raises:
        NameReserved: it is.
    """
    if schema_name in RESERVED_NAMES:
        raise NameReserved(schema_name)
