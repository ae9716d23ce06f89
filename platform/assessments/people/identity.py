"""Who somebody is, as a frozen value that is encrypted and decrypted as a whole."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Name, birth date, contact and address; empty where not known. Nothing about health."""

    first_name: str = ""
    infix: str = ""
    surname: str
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""

    def __repr__(self) -> str:
        """Leave the person out of logs and tracebacks."""
        return "Identity(…)"

    @property
    def name(self) -> str:
        """The name as it is written in full."""
        return " ".join(part for part in (self.first_name, self.infix, self.surname) if part)

    @property
    def address(self) -> str:
        """Street and number, postcode and town, on one line."""
        lines = (
            f"{self.street} {self.house_number}".strip(),
            f"{self.postcode} {self.city}".strip(),
        )
        return ", ".join(line for line in lines if line)


def as_texts(identity: Identity) -> dict[str, str]:
    """Give an identity as plain texts."""
    texts = asdict(identity)
    texts["birth_date"] = identity.birth_date.isoformat() if identity.birth_date else ""
    return texts


def from_texts(texts: dict[str, str]) -> Identity:
    """Give the identity that texts hold."""
    born = texts.get("birth_date", "")
    given = {name: text for name, text in texts.items() if name != "birth_date"}
    return Identity(**given, birth_date=date.fromisoformat(born) if born else None)
