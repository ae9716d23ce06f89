"""Several people at the same case, or opening cases, at the same moment: with real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.models import User
from assessments import actions
from assessments.choices import AsAdvised
from assessments.models import Case, Decision, Receipt
from assessments.status import ChangeNotAllowed
from tenants import context
from tests.assessment_fixtures import complete_facts, put_policy_in_force
from tests.tenant_fixtures import TwoTenants

PEOPLE = 4


def _at_once(schema_name: str, act: Callable[[], object]) -> list[object]:
    """Run the act in several threads, each with a connection of its own, and give what came."""
    start = Barrier(PEOPLE)

    def one(_place: int) -> object:
        try:
            with context.inside(schema_name):
                start.wait(timeout=30)
                return act()
        except (actions.StaleCase, ChangeNotAllowed) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(PEOPLE)))


def test_one_of_several_decides(real_commits: TwoTenants, make_user: Callable[..., User]) -> None:
    """The others are told; there is one decision and one receipt."""
    tenant = real_commits.first
    user = make_user(tenant, "consultant")
    with context.inside(tenant.schema_name):
        put_policy_in_force()
        case = actions.open_case(actor=user, client_reference="K-1")
        case = actions.save_facts(
            actor=user, case_id=case.id, revision=case.revision, facts=complete_facts()
        )
    came = _at_once(
        tenant.schema_name,
        lambda: actions.decide(
            actor=user, case_id=case.id, revision=case.revision, choice=AsAdvised()
        ),
    )
    assert sum(isinstance(each, Exception) for each in came) == PEOPLE - 1
    with context.inside(tenant.schema_name):
        assert (Decision.objects.count(), Receipt.objects.count()) == (1, 1)


def test_every_case_gets_a_number_of_its_own(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Also the first ones of a year, when the counter is not there yet."""
    tenant = real_commits.first
    user = make_user(tenant, "consultant")
    _at_once(
        tenant.schema_name, lambda: actions.open_case(actor=user, client_reference="K-1").number
    )
    with context.inside(tenant.schema_name):
        numbers = sorted(Case.objects.values_list("number", flat=True))
    assert [number.split("-")[1] for number in numbers] == [f"{n:05d}" for n in range(1, 5)]
