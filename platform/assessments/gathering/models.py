"""Topics of the investigation and the sources that were used.

Health stands in one column only: `GatheredTopic.sealed`, encrypted as people are. `codes` and
`domains` hold nothing of health: yes-or-no answers on the work, and which domains were looked at.
Nothing of a topic is shown to an employer, written to the record or sent anywhere but in the letter
to the person; `gathering.topics.HEALTH_FIELDS` names the answers that may hold health.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.gathering.codes import AbsentReason, LifeDomain, SourceKind
from assessments.gathering.status import SourceState, TopicStatus
from assessments.gathering.topics import TOPIC_BY_SLUG, in_words
from tenants.access import APPEND_ONLY, OWN_ROWS
from tenants.identifiers import uuid7


class GatheredTopic(models.Model):
    """The answers to one topic of a case; `revision` rises with every change that is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="topics")
    topic = models.CharField(_("onderwerp"), max_length=20)
    sealed = models.BinaryField()
    codes = models.JSONField(_("antwoorden"), default=dict)
    domains = ArrayField(
        models.CharField(max_length=20, choices=LifeDomain),
        verbose_name=_("leefgebieden"),
        default=list,
    )
    status = models.CharField(
        _("status"), max_length=9, choices=TopicStatus, default=TopicStatus.BEGUN
    )
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.UUIDField(_("gewijzigd door"), null=True)
    changed_at = models.DateTimeField(_("gewijzigd op"))

    access = OWN_ROWS  # also to remove, with the person whom the answers are about

    class Meta:
        verbose_name = _("onderwerp van het onderzoek")
        verbose_name_plural = _("onderwerpen van het onderzoek")
        constraints = [
            models.UniqueConstraint(name="topic_once_a_case", fields=["case", "topic"]),
            models.CheckConstraint(
                name="topic_status_is_known",
                condition=Q(status__in=[TopicStatus.BEGUN, TopicStatus.DONE]),
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    def get_topic_display(self) -> str:
        """Give the title of the topic."""
        found = TOPIC_BY_SLUG.get(self.topic)
        return str(found.title) if found else self.topic

    def get_codes_display(self) -> str:
        """Give the answers that tell nothing of health, in words."""
        said = (self.in_words(name, code) for name, code in self.codes.items())
        return "; ".join(f"{label} {words}" for label, words in said)

    def get_domains_display(self) -> str:
        """Give the domains that were looked at, in words."""
        return ", ".join(str(LifeDomain(code).label) for code in self.domains)

    def in_words(self, name: str, text: str) -> tuple[str, str]:
        """Give what an answer is called and what it says, for whoever it is about."""
        return in_words(self.topic, name, text)


class UsedSource(models.Model):
    """That a source was asked for, used or left out on a day; the latest of a kind counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(_("bron"), max_length=24, choices=SourceKind)
    state = models.CharField(_("stand"), max_length=6, choices=SourceState)
    seen_on = models.DateField(_("datum"))
    reason = models.CharField(_("reden"), max_length=11, choices=AbsentReason, blank=True)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("gebruikte bron")
        verbose_name_plural = _("gebruikte bronnen")
        indexes = [models.Index(fields=["case", "kind"], name="source_of_case")]
        constraints = [
            models.CheckConstraint(
                name="source_kind_is_known", condition=Q(kind__in=SourceKind.values)
            ),
            models.CheckConstraint(
                name="source_left_out_has_a_reason",
                condition=Q(state=SourceState.ABSENT, reason__in=AbsentReason.values)
                | Q(state__in=[SourceState.ASKED, SourceState.USED], reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
