"""Proposals for a decision and what a second person answered; who makes one never checks it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.second_person.status import Answer, ReturnReason
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class DecisionProposal(models.Model):
    """What somebody wants to decide, as it was put before a colleague.

    `choice` holds codes, minutes and days; `motivation` the maker's own words, as of a decision.
    `revision` is that of the case then: a case that changed since needs a new proposal.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="proposals")
    choice = models.JSONField(encoder=DjangoJSONEncoder)
    motivation = models.TextField(_("toelichting"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField()
    proposed_by = models.UUIDField(_("voorgelegd door"))
    proposed_at = models.DateTimeField(_("voorgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("voorgelegd besluit")
        verbose_name_plural = _("voorgelegde besluiten")
        constraints = [
            # The key that an answer refers to: it cannot name another maker.
            models.UniqueConstraint(name="proposal_and_maker", fields=["id", "proposed_by"]),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ProposalAnswer(models.Model):
    """What became of a proposal. A foreign key over both columns holds the maker to it.

    Only the maker takes one back, and only somebody else agrees or gives it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    proposal = models.OneToOneField(
        DecisionProposal, on_delete=models.PROTECT, related_name="answer"
    )
    proposed_by = models.UUIDField(_("voorgelegd door"))
    answer = models.CharField(_("antwoord"), max_length=10, choices=Answer)
    reason = models.CharField(_("reden"), max_length=6, choices=ReturnReason, blank=True)
    explanation = models.TextField(_("uitleg"), max_length=1000, blank=True)
    answered_by = models.UUIDField(_("beantwoord door"))
    answered_at = models.DateTimeField(_("beantwoord op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("antwoord van een tweede persoon")
        verbose_name_plural = _("antwoorden van een tweede persoon")
        constraints = [
            models.CheckConstraint(
                name="proposal_answer_is_known", condition=Q(answer__in=Answer.values)
            ),
            models.CheckConstraint(
                name="proposal_maker_is_not_checker",
                condition=Q(answer__in=["taken_back", "replaced"])
                | ~Q(answered_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposal_taken_back_by_its_maker",
                condition=~Q(answer="taken_back") | Q(answered_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposal_returned_has_a_reason",
                condition=Q(answer="returned", reason__in=ReturnReason.values)
                | (~Q(answer="returned") & Q(reason="")),
            ),
            # The key that a decision refers to: it cannot name another maker than who proposed it.
            models.UniqueConstraint(name="proposal_answer_and_maker", fields=["id", "proposed_by"]),
        ]

    def __str__(self) -> str:
        return self.answer
