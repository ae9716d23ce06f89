"""A button that is pressed twice makes one draft of the answers to a new baseline."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from policy_profiles.baselines.actions import NewAnswer, save_answers
from policy_profiles.baselines.drafting import draft_of_answers
from policy_profiles.baselines.transition import Choice
from policy_profiles.drafts.actions import discard_draft
from policy_profiles.models import ProfileDraft
from tenants import context
from tenants.queries import TenantRow
from tests.baseline_fixtures import publish_new_baseline

pytestmark = pytest.mark.django_db

MONTHS, LABEL = "contract.minimum_months", "toets-1"


def test_the_second_press_leads_to_the_draft_of_the_first(
    first_tenant: TenantRow, make_user: Callable[..., User]
) -> None:
    """Under another name, by somebody else, or once it is gone, another one begins."""
    officer, colleague = (make_user(first_tenant, "policy_officer") for _person in range(2))
    publish_new_baseline(make_user, {MONTHS: 4}, label=LABEL, valid_from=timezone.localdate())

    def begin(actor: User = officer, title: str = "Beleid") -> object:
        return draft_of_answers(actor=actor, label=LABEL, title=title)

    with context.inside(first_tenant.schema_name):
        answers = {MONTHS: NewAnswer(choice=Choice.ADOPT)}
        save_answers(actor=officer, label=LABEL, stand=0, answers=answers)
        first = begin()
        assert begin() == first
        assert len({first, begin(title="Anders"), begin(colleague)}) == 3
        assert ProfileDraft.objects.count() == 3
        assert AuditEvent.objects.filter(action="draft.started").count() == 3
        discard_draft(actor=officer, draft_id=first, revision=1)
        assert begin() != first
