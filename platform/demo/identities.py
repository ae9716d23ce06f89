"""An invented person behind every case of the demonstration, the same one each time.

Each surname says that it is invented, and nobody has a citizen service number: any number that
passes the test may be somebody's.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from accounts.models import User
from assessments.models import Case
from assessments.people.identity import Identity
from assessments.people.models import Person
from assessments.people.rows import put_identity
from audit.actions import record_many
from demo.window import LAST_DAY
from tenants.copying import copy_in

_FIRST_NAMES: Final = (
    "Anne", "Bo", "Charlie", "Dani", "Eli", "Fleur", "Gijs", "Hidde", "Isa", "Jip", "Kim", "Lou",
    "Mees", "Noor", "Olaf", "Pim", "Quinn", "Robin", "Sam", "Tess", "Umar", "Vera", "Wout", "Yara",
)  # fmt: skip
_SURNAMES: Final = (
    "Appelboom", "Beukenlaan", "Duinpad", "Elzenhof", "Fonteyn", "Grasveld", "Heidepol",
    "Ijsvogel", "Kersenpit", "Lindeblad", "Molensteen", "Notendop", "Populier", "Rietkraag",
    "Sterrenwacht", "Tuinslang", "Veldbloem", "Wilgentak", "Zandloper",
)  # fmt: skip
_INVENTED: Final = "Verzonnen"
_OLDEST: Final = date(1966, 1, 1)
_DAYS: Final = 40 * 365
#: How old somebody of a group is when the last support begins: young enough for all, and old
#: enough to have been in the same group three years before.
AGES: Final[Mapping[str, tuple[int, int]]] = {
    "under_27": (21, 26), "27_to_44": (30, 44), "45_to_59": (48, 59), "60_or_more": (63, 66),
}  # fmt: skip
_LINK: Final = """
    UPDATE assessments_case AS c SET person_id = p.person
    FROM unnest(%s::uuid[], %s::text[]) AS p (person, reference)
    WHERE c.client_reference = p.reference AND c.person_id IS NULL
"""


def add_identities(*, schema_name: str, consultant: User) -> int:
    """Give every client of the tenant that the connection works for a person; give how many."""
    starts = _last_starts()
    clients = list(starts)
    now = timezone.now()
    people = [Person(added_at=now, changed_at=now) for _client in clients]
    for person, client in zip(people, clients, strict=True):
        put_identity(person, identity_of(schema_name, client, *starts[client]))
    copy_in(people)
    record_many(
        actor=consultant,
        action="person.added",
        object_kind="person",
        objects=[(person.id, {}) for person in people],
    )
    _link(people, clients)
    return len(people)


def _last_starts() -> dict[str, tuple[str, date]]:
    """By client without a person: the group of age, and the first day of the last support."""
    asked = Case.objects.filter(person__isnull=True).values_list(
        "client_reference", "facts__age_band", "facts__support_start"
    )
    starts: dict[str, tuple[str, date]] = {}
    for client, age_band, start in asked.order_by("client_reference", "facts__support_start"):
        starts[client] = (age_band or "", date.fromisoformat(start) if start else LAST_DAY)
    return starts


def identity_of(schema_name: str, client: str, age_band: str, start: date) -> Identity:
    """Invent who a client is, of the group of age on the first day of the last support."""
    digest = hashlib.sha256(f"{schema_name}/{client}".encode()).digest()
    number = int.from_bytes(digest[4:8], "big")
    return Identity(
        first_name=_FIRST_NAMES[digest[0] % len(_FIRST_NAMES)],
        surname=f"{_SURNAMES[digest[1] % len(_SURNAMES)]}-{_INVENTED}",
        birth_date=_birth_date(number, age_band, start),
        street="Voorbeeldstraat",
        house_number=str(1 + digest[2]),
        city="Voorbeeldstad",
    )


def _birth_date(number: int, age_band: str, start: date) -> date:
    if age_band not in AGES:
        return _OLDEST + timedelta(days=number % _DAYS)
    youngest, oldest = AGES[age_band]
    age = youngest + number % (oldest - youngest + 1)
    birthday = date(start.year - age, start.month, min(start.day, 28))
    return birthday - timedelta(days=number // _DAYS % 360)  # not a whole year older


def _link(people: Sequence[Person], clients: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LINK, [[person.id for person in people], list(clients)])
