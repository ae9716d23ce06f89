"""Several people answer a new baseline at the same moment: with real commits."""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import User
from policy_profiles.baselines.actions import AnswersChanged, NewAnswer, save_answers
from policy_profiles.baselines.queries import answers_to
from policy_profiles.baselines.transition import Choice
from tenants import context
from tests.at_once import PEOPLE, at_once
from tests.baseline_fixtures import publish_new_baseline
from tests.tenant_fixtures import TwoTenants

MONTHS, LABEL = "contract.minimum_months", "toets-1"


def test_of_several_who_answer_without_seeing_each_other_one_is_kept(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """The others are told, so nobody's answer is lost without a word."""
    tenant = real_commits.first
    officer = make_user(tenant, "policy_officer")
    publish_new_baseline(make_user, {MONTHS: 4}, label=LABEL, valid_from=timezone.localdate())
    choices = [Choice.ADOPT, Choice.KEEP, Choice.DISCUSS, Choice.ADOPT]
    came = at_once(
        tenant.schema_name,
        lambda place: save_answers(
            actor=officer,
            label=LABEL,
            stand=0,
            answers={MONTHS: NewAnswer(choice=choices[place], note=f"{place}")},
        ),
    )
    assert came.count(1) == 1
    assert sum(isinstance(each, AnswersChanged) for each in came) == PEOPLE - 1
    with context.inside(tenant.schema_name):
        assert answers_to(label=LABEL).stand == 1
