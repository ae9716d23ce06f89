"""Everything that is kept of one person, for whoever asks for it (AVG, article 15).

What hangs on a case is found by following the tables that refer to it, so a new room is in the
overview by being there. Left out is what is not about the person: identifiers, hashes, who of the
organisation did something, and who sent a signal about somebody else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import language_now
from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.case_facts import facts_from_data
from assessments.models import Case
from assessments.people.models import Person
from assessments.people.overview_words import (
    NOT_ABOUT,
    TITLES,
    Field,
    column_in_words,
    in_words,
    name_of,
)
from assessments.people.queries import PersonUnknown
from assessments.people.rows import identity_in, masked_bsn_in
from assessments.people.sealing import unseal
from assessments.signals.contents import contents_of
from assessments.signals.models import Signal
from assessments.signals.status import SENDER_WORDS, SenderRole
from audit.actions import record
from audit.models import AuditEvent
from rulebook.facts import FACTS
from rulebook.wording import date_short, fact_value

_DEEPEST: Final = 3  # tables from a case: its plans, their goals, what became of those
#: Not about the person: sealed elsewhere in this overview, or copies of what stands in it.
_NOT_FOLLOWED: Final = frozenset({"signal", "keptanswers", "receipt", "case"})
#: By table that holds something encrypted, for what it was encrypted; a test holds that none lacks.
SEALED_FOR: Final[Mapping[str, str]] = {"letter": "letter", "gatheredtopic": "gathered topic"}
#: By table the columns that repeat what stands elsewhere in this overview, as machines read it.
_COPIES: Final[Mapping[str, tuple[str, ...]]] = {
    "jobchange": ("text", "sha256"),
    "transfer": ("content", "sha256"),
    "letter": ("sha256",),
}
_NOT_TOLD: Final = (models.UUIDField, models.BinaryField, models.ForeignKey)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that is kept: what it is called, and what it says; for a list of a page."""

    name: str
    value: str
    hint: str = ""
    change_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row of one table, or what belongs together: its heading and what it holds."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything of a person: who it is, what hangs on that and on each case, signals, looks."""

    made_on: date
    identity: Part
    about: tuple[Part, ...]
    cases: tuple[tuple[str, tuple[Part, ...]], ...]
    signals: tuple[Part, ...]
    looks: tuple[Told, ...]

    def as_data(self) -> dict[str, Any]:
        """Give the overview as plain data."""
        return {
            "madeOn": self.made_on.isoformat(),
            "identity": _part_data(self.identity),
            "about": [_part_data(part) for part in self.about],
            "cases": [
                {"number": number, "parts": [_part_data(part) for part in parts]}
                for number, parts in self.cases
            ],
            "signals": [_part_data(part) for part in self.signals],
            "looks": [{"at": look.name, "what": look.value} for look in self.looks],
        }


@transaction.atomic
def overview_of(*, actor: User, case_id: UUID) -> Overview:
    """Give everything that is kept of the person of a case, and put on record that it was read.

    Raises:
        NotPermitted: the actor may not open cases.
        PersonUnknown: the case has no person.
    """
    check_permission(actor, Permission.OPEN_CASE)
    person = Person.objects.filter(cases=case_id).first()
    if person is None:
        raise PersonUnknown
    record(
        actor=actor, action="person.overview_read", object_kind="person", object_id=person.id,
        details={"case": str(case_id)},
    )  # fmt: skip
    cases = Case.objects.filter(person=person).order_by("opened_at", "id")
    return Overview(
        made_on=timezone.localdate(),
        identity=_identity(person),
        about=tuple(_below(person, depth=1)),
        cases=tuple((case.number, tuple(_of_case(case))) for case in cases),
        signals=tuple(_signal(each) for each in Signal.objects.filter(person=person)),
        looks=_looks(person),
    )


def _identity(person: Person) -> Part:
    identity = identity_in(person)
    born = identity.birth_date
    told = (
        (_("Naam"), identity.name),
        (_("Geboortedatum"), date_short(born, language_now()) if born else ""),
        (_("Laatste drie cijfers van het BSN"), masked_bsn_in(person)),
        (_("Telefoon"), identity.phone),
        (_("E-mailadres"), identity.email),
        (_("Adres"), identity.address),
    )
    return Part(title=_("Wie het is"), told=_said(told))


def _of_case(case: Case) -> Iterator[Part]:
    language = language_now()
    own = [
        (_("Eigen kenmerk"), case.client_reference),
        (_("Status"), str(case.get_status_display())),
        (_("Geopend op"), in_words(case.opened_at)),
    ]
    yield Part(title=_("De casus"), told=_said(own))
    facts = facts_from_data(case.facts)
    labelled = [
        (fact.label.in_language(language), fact_value(fact.name, facts[fact.name], language))
        for fact in FACTS
        if fact.name in facts
    ]
    yield Part(title=_("Casusgegevens"), told=_said(labelled))
    yield from _below(case, depth=1)


def _below(row: models.Model, *, depth: int) -> Iterator[Part]:
    """What refers to a row, table by table, the oldest first; and what refers to that."""
    if depth > _DEEPEST:
        return
    for relation in row._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model._meta.model_name in _NOT_FOLLOWED:
            continue
        found = model._default_manager.filter(**{relation.field.name: row.pk}).order_by("pk")
        for each in found:
            told = (*_said(_columns(each)), *_said(_unsealed(each)))
            if told:
                yield Part(title=_title(model), told=told)
            yield from _below(each, depth=depth + 1)


def _title(model: type[models.Model]) -> str:
    name = str(TITLES.get(str(model._meta.model_name), model._meta.verbose_name))
    return name[:1].upper() + name[1:]


def _columns(row: models.Model) -> Iterator[tuple[str, str]]:
    for field in told_columns(type(row)):
        told = name_of(field)
        yield told[:1].upper() + told[1:], column_in_words(row, field)


def told_columns(model: type[models.Model]) -> Iterator[Field]:
    """Give the columns of a table that are about the person, and stand nowhere else in this."""
    for field in model._meta.concrete_fields:
        is_copy = field.name in _COPIES.get(str(model._meta.model_name), ())
        is_key = field.primary_key or isinstance(field, _NOT_TOLD) or "_hash" in field.name
        if not (is_copy or is_key or field.name in NOT_ABOUT):
            yield field


def _unsealed(row: models.Model) -> Iterator[tuple[str, str]]:
    """What stands encrypted in a row; its days are encrypted as texts too."""
    purpose = SEALED_FOR.get(str(row._meta.model_name))
    if purpose:
        [sealed] = [
            getattr(row, f.attname) for f in row._meta.concrete_fields if f.name == "sealed"
        ]
        for name, text in unseal(sealed, purpose=purpose, row=row.pk).items():
            if name.isidentifier():  # what is not marks from where an answer came
                own_words = getattr(row, "in_words", None)
                plain = (name[:1].upper() + name[1:].replace("_", " "), text)
                yield own_words(name, text) if own_words else plain


def _signal(signal: Signal) -> Part:
    """What was told of the person; who told it only where that is the person."""
    contents, role = contents_of(signal), SenderRole(signal.role)
    told = [
        (_("Ontvangen op"), in_words(signal.received_at)),
        (_("Wie meldt"), str(SENDER_WORDS[role])),
        (_("Werkplek"), contents.workplace),
        (_("Wat er gezien is"), contents.seen),
    ]
    if role is SenderRole.PERSON:
        told += [(_("Te bereiken op"), contents.sender_contact)]
    return Part(title=_("Melding"), told=_said(told))


def _looks(person: Person) -> tuple[Told, ...]:
    """When somebody of the organisation looked or changed something; not who: a role is enough."""
    found = AuditEvent.objects.filter(object_kind="person", object_id=str(person.id))
    return tuple(
        Told(name=in_words(event.occurred_at), value=_act(event.action))
        for event in found.order_by("occurred_at", "id")
    )


def _act(action: str) -> str:
    from assessments.recorded import ACTIONS  # the words of the record, which come after models

    return str(ACTIONS.get(action, action))


def _said(told: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]) -> tuple[Told, ...]:
    return tuple(Told(name=name, value=value) for name, value in told if value)


def _part_data(part: Part) -> dict[str, Any]:
    return {"title": part.title, "told": {each.name: each.value for each in part.told}}
