"""Who somebody is in a row, and back; for the rooms of `people` and `moving` only."""

from assessments.people.bsn import masked
from assessments.people.identity import Identity, as_texts, from_texts
from assessments.people.index import index_of_bsn, index_of_name
from assessments.people.models import Person
from assessments.people.sealing import seal, unseal

_IDENTITY, _BSN = "person", "person.bsn"


def put_identity(person: Person, identity: Identity) -> None:
    """Encrypt an identity into a row, with the index of name and birth date."""
    person.sealed = seal(as_texts(identity), purpose=_IDENTITY, row=person.id)
    person.name_index = index_of_name(identity.surname, identity.birth_date)


def put_bsn(person: Person, bsn: str) -> None:
    """Encrypt a checked BSN into a row, with its index."""
    person.sealed_bsn = seal({"bsn": bsn}, purpose=_BSN, row=person.id)
    person.bsn_index = index_of_bsn(bsn)


def identity_in(person: Person) -> Identity:
    """Decrypt who somebody is."""
    return from_texts(unseal(person.sealed, purpose=_IDENTITY, row=person.id))


def bsn_in(person: Person) -> str:
    """Decrypt a BSN; empty where none is known."""
    if person.sealed_bsn is None:
        return ""
    return unseal(person.sealed_bsn, purpose=_BSN, row=person.id)["bsn"]


def masked_bsn_in(person: Person) -> str:
    """Give the last three digits of a BSN; empty where none is known."""
    bsn = bsn_in(person)
    return masked(bsn) if bsn else ""
