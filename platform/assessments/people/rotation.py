"""Encrypting anew under the first key, after a key was changed; every tenant by itself."""

from collections.abc import Callable

from django.db import transaction

from assessments.gathering.answers import encrypt_topics_anew
from assessments.letters.rows import encrypt_letters_anew
from assessments.people.models import Person
from assessments.people.rows import bsn_in, identity_in, put_bsn, put_identity
from assessments.signals.contents import encrypt_signals_anew
from audit.actions import record


def _encrypt_people_anew() -> int:
    count = 0
    for person in Person.objects.select_for_update().order_by("id").iterator(chunk_size=200):
        put_identity(person, identity_in(person))
        if person.sealed_bsn is not None:
            put_bsn(person, bsn_in(person))
        person.save(update_fields=["sealed", "sealed_bsn", "bsn_index", "name_index"])
        count += 1
    return count


#: One for each table that holds something encrypted; each gives the number of its rows.
_TABLES: tuple[Callable[[], int], ...] = (
    _encrypt_people_anew,
    encrypt_signals_anew,
    encrypt_letters_anew,
    encrypt_topics_anew,
)


@transaction.atomic
def encrypt_anew() -> int:
    """Encrypt everything of this tenant under the first key, and work every index out anew.

    In one transaction: broken off, everything is as it was, and the old key still opens it.

    Returns the number of rows.

    Raises:
        CannotBeOpened: a row was encrypted with a key that is not given any more; nothing changed.
    """
    count = sum(encrypt() for encrypt in _TABLES)
    if count:
        record(
            actor=None, action="people.reencrypted", object_kind="person", object_id="",
            details={"rows": count},
        )  # fmt: skip
    return count
