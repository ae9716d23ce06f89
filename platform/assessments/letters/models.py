"""Texts of letters in versions, and letters as they were sent.

Who somebody is and why was decided stand in `Letter.sealed` alone, encrypted; reading it is
recorded. A letter to an employer or coach is made of a type that has no place for health.
"""

import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.letters.codes import Audience, Language, Reader
from assessments.letters.content import content_from
from assessments.letters.letterhead_models import Letterhead
from tenants.access import APPEND_ONLY, TableAccess
from tenants.identifiers import uuid7

_CODE = r"^[2-9A-HJKMNP-Z]{16}$"


class LetterTexts(models.Model):
    """One version of the texts for one audience in one language; a change adds the next."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    audience = models.CharField(_("voor wie"), max_length=6, choices=Audience)
    language = models.CharField(_("taal"), max_length=2, choices=Language)
    version = models.PositiveIntegerField(_("versie"))
    blocks = models.JSONField(_("teksten"))
    written_by = models.UUIDField(_("geschreven door"))
    written_at = models.DateTimeField(_("geschreven op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("briefteksten")
        verbose_name_plural = _("briefteksten")
        constraints = [
            models.UniqueConstraint(
                name="letter_texts_version_once", fields=["audience", "language", "version"]
            ),
            models.CheckConstraint(
                name="letter_texts_are_for_somebody",
                condition=Q(audience__in=Audience.values, language__in=Language.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.language} {self.version}"


class Letter(models.Model):
    """A letter as it was sent. Only a new key encrypts it anew; not a word of it ever changes.

    `objection` is the one that it decides on; None for a letter about the decision of the case.
    `sha256` is that of its text, `code` the short form that is printed on it. The text holds the
    random identifier of the letter, so that nobody works out a hash by guessing what it says.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(
        "assessments.Decision", on_delete=models.PROTECT, related_name="letters"
    )
    receipt = models.ForeignKey(
        "assessments.Receipt", on_delete=models.PROTECT, related_name="letters"
    )
    objection = models.ForeignKey(
        "assessments.Objection", on_delete=models.PROTECT, related_name="letters", null=True
    )
    reader = models.CharField(_("voor wie"), max_length=8, choices=Reader)
    language = models.CharField(_("taal"), max_length=2, choices=Language)
    texts = models.ForeignKey(
        LetterTexts, on_delete=models.PROTECT, related_name="letters", null=True
    )
    letterhead = models.ForeignKey(
        Letterhead, on_delete=models.PROTECT, related_name="letters", null=True
    )
    sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=16, unique=True)
    sent_on = models.DateField(_("verzonden op"))
    sent_by = models.UUIDField(_("verzonden door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE (sealed)"))

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        constraints = [
            models.CheckConstraint(
                name="letter_is_for_somebody",
                condition=Q(reader__in=Reader.values, language__in=Language.values),
            ),
            models.CheckConstraint(name="letter_code_is_a_code", condition=Q(code__regex=_CODE)),
        ]

    def __str__(self) -> str:
        return self.code

    def in_words(self, name: str, text: str) -> tuple[str, str]:  # noqa: ARG002 - as other rooms
        """Give what it says as people read it, for whoever asks for everything that is kept."""
        said = content_from(json.loads(text)).lines if text else ()
        return str(_("brief")).capitalize(), " ".join(said)
