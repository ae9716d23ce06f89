"""What the first room left in the tables goes where it is invented, and stops the way where not."""

import importlib
from types import ModuleType, SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from benchmarking.across.models import AcrossAnswer
from policy_profiles.models import FrozenYear
from tenants import context
from tenants.models import Tenant
from tests.across_fixtures import analyst_of_the_platform, organisations, policy, put

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk")
EDITOR = SimpleNamespace(connection=connection)


def migration(app: str, name: str) -> ModuleType:
    return importlib.import_module(f"{app}.migrations.{name}")


@pytest.fixture(scope="module")
def three(for_whole_module):
    organisations(NAMES, cases=2)


@pytest.fixture
def asked(three, two_tenants, make_user):
    put(analyst_of_the_platform(make_user), policy("low-rate"))


def one_is_real() -> None:
    with context.as_owner():
        Tenant.objects.filter(schema_name=NAMES[0]).update(is_synthetic_policy=False)


def test_answers_about_a_real_organisation_stop_the_way_back(asked):
    module = migration("benchmarking", "0007_answers_with_noise")
    check = module._refuse_real("AcrossAnswer")
    with context.as_owner():
        check(apps, EDITOR)
        one_is_real()
        with pytest.raises(module.RealAnswersStand, match="aalst"):
            check(apps, EDITOR)
        assert AcrossAnswer.objects.exists()


def test_frozen_years_go_of_the_demonstration_only(asked):
    module = migration("policy_profiles", "0012_frozen_people")
    with context.as_owner(NAMES[1]):
        module._let_go_of_the_demonstration(apps, EDITOR)
        assert not FrozenYear.objects.exists()
    one_is_real()
    with context.as_owner(NAMES[0]):
        with pytest.raises(module.FrozenWithoutPeople, match="by hand"):
            module._let_go_of_the_demonstration(apps, EDITOR)
        assert FrozenYear.objects.exists()
