"""What a signal says, as a frozen value that is encrypted and decrypted as a whole."""

from dataclasses import asdict, dataclass
from datetime import date

from assessments.people.identity import Identity
from assessments.people.index import index_of_name
from assessments.people.sealing import seal, unseal
from assessments.signals.models import Signal
from assessments.signals.numbers import index_of_number

_PURPOSE = "signal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """About whom it is, what was seen, and how to reach the sender; empty where nobody said.

    `number` is the receipt number, so that its index can be worked out anew under another key.
    """

    about_first_name: str = ""
    about_surname: str
    about_birth_date: date | None = None
    workplace: str = ""
    seen: str
    sender_name: str = ""
    sender_contact: str = ""
    number: str = ""

    def __repr__(self) -> str:
        """Leave people out of logs and tracebacks."""
        return "Contents(…)"

    @property
    def about(self) -> str:
        """The name of whom it is about."""
        return " ".join(part for part in (self.about_first_name, self.about_surname) if part)

    @property
    def identity(self) -> Identity:
        """As much of whom it is about as was told."""
        return Identity(
            first_name=self.about_first_name,
            surname=self.about_surname,
            birth_date=self.about_birth_date,
        )


def put(signal: Signal, contents: Contents) -> None:
    """Encrypt what a signal says into its row, with its indexes."""
    texts = asdict(contents)
    born = contents.about_birth_date
    texts["about_birth_date"] = born.isoformat() if born else ""
    signal.sealed = seal(texts, purpose=_PURPOSE, row=signal.id)
    signal.receipt_index = index_of_number(contents.number)
    signal.about_index = index_of_name(contents.about_surname, born)


def contents_of(signal: Signal) -> Contents:
    """Decrypt what a signal says."""
    texts = unseal(signal.sealed, purpose=_PURPOSE, row=signal.id)
    born = texts.pop("about_birth_date")
    return Contents(**texts, about_birth_date=date.fromisoformat(born) if born else None)


def encrypt_signals_anew() -> int:
    """Encrypt every signal under the first key; gives the number of rows."""
    count = 0
    for signal in Signal.objects.select_for_update().order_by("id").iterator(chunk_size=200):
        put(signal, contents_of(signal))
        signal.save(update_fields=["sealed", "receipt_index", "about_index"])
        count += 1
    return count
