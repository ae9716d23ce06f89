"""A case of which every column that may hold health or identity holds a mark, and where marks are.

There are three kinds, because they may go to different people: `SECRET` (health, contact, what was
said in trust), `NAME` (which a letter to the workplace needs) and `REFERENCE` (by which the
organisation knows somebody). Each mark begins with the word of its kind and ends with its place, so
that a test that finds one says where it came from.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models

from assessments.people.sealing import unseal
from tenants import context, schemas

SECRET, NAME, REFERENCE = "Zwaluwei", "Kwikstaart", "Roodborst"
KINDS: Final = (SECRET, NAME, REFERENCE)
BSN: Final = "999990019"

#: The columns of a case's life in which a mark is planted: in the clear, with its kind.
PLANTED: Final[Mapping[str, str]] = {
    "agreement.what": SECRET,
    "case.client_reference": REFERENCE,
    "case.external_reference": REFERENCE,
    "coachingplan.limitation": SECRET,
    "decision.motivation": SECRET,
    "decisionproposal.motivation": SECRET,
    "fourwaytalk.minutes": SECRET,
    "logentry.headline": SECRET,
    "plangoal.action": SECRET,
    "plangoal.measured_by": SECRET,
    "plangoal.specific": SECRET,
    "proposalanswer.explanation": SECRET,
    "receipt.text": SECRET,
    "stagedfile.content": SECRET,
}
#: The columns that are encrypted, with what for.
SEALED: Final[Mapping[str, str]] = {
    "gatheredtopic.sealed": "gathered topic",
    "keptanswers.sealed": "kept answers",
    "letter.sealed": "letter",
    "person.sealed": "person",
    "person.sealed_bsn": "person.bsn",
    "signal.sealed": "signal",
}
_CODES = "codes, hashes, keyed indexes or numbers that the platform makes or chooses from"
_POLICY = "words of the organisation on its policy, its letters or its files, of nobody"
#: The columns of text in which no words of anybody stand, and why.
OF_NOBODY: Final[Mapping[str, str]] = {
    "case.facts": "facts of the rules: codes, days and numbers, that no text passes",
    "case.import_hash": _CODES,
    "case.municipality_code": _CODES,
    "case.number": _CODES,
    "case.visited_steps": _CODES,
    "chosenprovider.given": "facts of the rules, from the register of coaches",
    "coachchange.open_agreements": _CODES,
    "decision.baseline_failed": _CODES,
    "decision.baseline_hash": _CODES,
    "decision.baseline_verdict": _CODES,
    "decision.own_failed": _CODES,
    "decision.own_hash": _CODES,
    "decision.own_verdict": _CODES,
    "decisionproposal.choice": _CODES,
    "filerun.kind": _CODES,
    "filerun.language": _CODES,
    "filerun.phase": _CODES,
    "filerun.problems": "rows and columns of a file with what to do, without what stood there",
    "filerun.report": "numbers of rows, and what they come to",
    "gatheredtopic.codes": _CODES,
    "gatheredtopic.topic": _CODES,
    "investigation.not_known": _CODES,
    "jobchange.contract_form": _CODES,
    "jobchange.sha256": _CODES,
    "jobchange.text": "a recalculation: days, minutes and codes; the days of an illness are found",
    "keptanswers.form": _CODES,
    "keptmapping.choices": _POLICY,
    "keptmapping.header_hash": _CODES,
    "keptmapping.kind": _CODES,
    "keptmapping.name": _POLICY,
    "letter.code": _CODES,
    "letterhead.lines": _POLICY,
    "letterhead.logo": "a picture of the organisation, written anew from plain shapes or pixels",
    "letterhead.name": _POLICY,
    "letterhead.phone": _POLICY,
    "letter.sha256": _CODES,
    "lettertexts.blocks": _POLICY,
    "objectionstep.not_heard": _CODES,
    "obligationanswer.criterion": _CODES,
    "outcome.import_hash": _CODES,
    "person.bsn_index": _CODES,
    "person.name_index": _CODES,
    "pinnedrules.content": _POLICY,
    "pinnedrules.sha256": _CODES,
    "receipt.engine_version": _CODES,
    "receipt.sha256": _CODES,
    "pseudonymsecret.secret": "half of a key, drawn by chance",
    "ruleselsewhere.method": _CODES,
    "ruleselsewhere.over_baseline_cap": _CODES,
    "ruleselsewhere.over_own_cap": _CODES,
    "ruleselsewhere.passes": _CODES,
    "signal.about_index": _CODES,
    "signal.receipt_index": _CODES,
    "stagedfile.kind": _CODES,
    "stagedfile.mapping": _POLICY,
    "stagedfile.municipality_code": _CODES,
    "stagedfile.sha256": _CODES,
    "termevent.reason": _CODES,
    "transfer.content": "a file that is closed with a code that is not kept",
    "transfer.other": "the name of an organisation",
    "transfer.sha256": _CODES,
    "usecount.key": _CODES,
}
_OF_A_CASE: Final = ("assessments", "outcomes", "participation")
_TEXTS: Final = (
    models.CharField, models.TextField, models.BinaryField, models.JSONField, ArrayField,
)  # fmt: skip


def mark(kind: str, place: str) -> str:
    """Give the mark of one place: the word of its kind, then letters and digits alone."""
    return kind + "".join(each for each in place if each.isalnum())


def columns_of_text() -> frozenset[str]:
    """Every column of a case's life that can hold words: all but those with a list of choices."""
    return frozenset(
        f"{model._meta.model_name}.{field.name}"
        for model in schemas.tenant_models()
        if model._meta.app_label in _OF_A_CASE
        for field in model._meta.concrete_fields
        if isinstance(field, _TEXTS) and not _choices_of(field)
    )


def _choices_of(field: models.Field) -> object:
    return getattr(field, "base_field", field).choices


def marked_columns(schema_name: str) -> dict[str, str]:
    """Every column of every table of a tenant in which marks stand, with one of them."""
    with context.as_owner(schema_name):
        return dict(_marked(schemas.tenant_models()))


def marked_in_public() -> dict[str, str]:
    """The same of the tables that all organisations share, as the owner of the database."""
    with context.as_owner():
        return dict(_marked([*schemas.shared_models(), *schemas.copied_models()]))


def _marked(tables: list[type[models.Model]]) -> Iterator[tuple[str, str]]:
    for model in tables:
        for row in model._default_manager.values():
            for name, value in row.items():
                if found := kinds_in(_as_text(value)):
                    yield f"{model._meta.model_name}.{name}", found


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return _unpacked(bytes(value)).decode("latin-1")
    return json.dumps(value, ensure_ascii=False, default=str)


def _unpacked(content: bytes) -> bytes:
    """Give what was kept, also where it was made smaller."""
    try:
        return zlib.decompress(content)
    except zlib.error:
        return content


def kinds_in(text: str, kinds: tuple[str, ...] = (*KINDS, BSN)) -> str:
    """Give the first mark in a text with a little around it, or nothing."""
    low = text.lower()
    for kind in kinds:
        place = low.find(kind.lower())
        if place >= 0:
            return text[max(place - 40, 0) : place + 60]
    return ""


def unsealed_columns() -> dict[str, str]:
    """What stands encrypted, by column, of all rows together."""
    found = {}
    for model in schemas.tenant_models():
        for field in model._meta.concrete_fields:
            column = f"{model._meta.model_name}.{field.name}"
            if column in SEALED:
                rows = model._default_manager.exclude(**{field.name: None})
                texts = [
                    unseal(getattr(row, field.attname), purpose=SEALED[column], row=row.pk)
                    for row in rows
                ]
                found[column] = json.dumps(texts, ensure_ascii=False)
    return found
