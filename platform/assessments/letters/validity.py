"""What the public page tells of a letter: the rules it rests on and whether it stands."""

import json
import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.letters.codes import Reader
from assessments.letters.content import CODE_LENGTH
from assessments.letters.models import Letter
from assessments.models import PinnedRules, Receipt
from assessments.objections.queries import is_under_way, was_changed
from assessments.pinned_rules import profile_of
from rulebook.text import Text

_HASH = re.compile(r"[0-9a-f]{64}")


class Standing(TextChoices):
    """Whether the decision that a letter tells of still stands."""

    IN_FORCE = "in_force", _("Het besluit in deze brief geldt.")
    OBJECTED = "objected", _("Er loopt een bezwaar of beroep. Het besluit geldt zolang nog.")
    ON_OBJECTION = "on_objection", _("Deze brief is een beslissing op een bezwaar.")
    REPLACED = "replaced", _("Het besluit geldt niet meer zoals het in deze brief staat.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesShown:
    """The rules of a decision by name and version, as they held on a day."""

    title: Text
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What anybody may know who holds a letter: nothing of it tells of a person."""

    sent_on: date
    reader: Reader
    decided_on: date
    own: RulesShown
    baseline: RulesShown
    standing: Standing
    sha256: str
    receipt: str

    @property
    def reader_label(self) -> str:
        """Whom the letter was for, in words."""
        return str(self.reader.label)


def checked_letter(*, given: str) -> Checked | None:
    """Give what may be told of the letter with a code, or with the whole hash; None where none has.

    Whatever is given costs one look-up, and every one that fails fails alike.
    """
    wanted = plain_code(given)
    named = {"sha256": wanted} if _HASH.fullmatch(wanted) else {"code": wanted.upper()}
    found = Letter.objects.filter(**named).defer("sealed").first()
    if found is None:
        return None
    receipt = Receipt.objects.select_related("decision").get(pk=found.receipt_id)
    rules = json.loads(receipt.text)["rules"]
    return Checked(
        sent_on=found.sent_on,
        reader=Reader(found.reader),
        decided_on=receipt.decision.decided_on,
        own=_shown(rules["own"]["pinned"]),
        baseline=_shown(rules["baseline"]["pinned"]),
        standing=_standing(found, receipt),
        sha256=found.sha256,
        receipt=receipt.sha256,
    )


def plain_code(given: str) -> str:
    """Give a code or hash as it is compared: without dashes and blanks."""
    signs = "".join(sign for sign in given if sign.isascii() and sign.isalnum())
    return signs.lower() if len(signs) > CODE_LENGTH else signs.upper()


def _standing(found: Letter, receipt: Receipt) -> Standing:
    if found.objection_id is not None:
        is_new = receipt.decision_id != found.decision_id
        changed = is_new and was_changed(decision_id=receipt.decision_id)
        return Standing.REPLACED if changed else Standing.ON_OBJECTION
    return standing_of(decision_id=found.decision_id, reader=Reader(found.reader))


def standing_of(*, decision_id: UUID, reader: Reader) -> Standing:
    """Say whether a decision still stands.

    That somebody objects is told on the letter to the person alone: it is no business of the
    workplace, for whom the decision holds meanwhile (Awb 6:16).
    """
    if was_changed(decision_id=decision_id):
        return Standing.REPLACED
    if reader is not Reader.CLIENT:
        return Standing.IN_FORCE
    return Standing.OBJECTED if is_under_way(decision_id=decision_id) else Standing.IN_FORCE


def _shown(pinned: str) -> RulesShown:
    content = PinnedRules.objects.values_list("content", flat=True).get(sha256=pinned)
    profile = profile_of(content)
    return RulesShown(title=profile.title, version=profile.layers[-1].version, sha256=pinned)
