"""The worker removes what has expired, in every tenant, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from console.housekeeping import tidy
from tenants import context
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db


def _fill() -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    for name, days in (("old", 1), ("new", 0)):
        attempt = AccessAttempt.objects.create(username=name, failures_since_start=1)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=now - timedelta(days=days))


def _left() -> tuple[list[str], list[str]]:
    return (
        list(Session.objects.values_list("session_key", flat=True)),
        list(AccessAttempt.objects.values_list("username", flat=True)),
    )


def test_expired_sessions_and_lock_outs_go_and_others_stay(two_tenants: TwoTenants) -> None:
    """In each tenant and on the platform."""
    names = (two_tenants.first.schema_name, two_tenants.second.schema_name)
    places: list[Callable[[], object]] = [context.as_platform]
    places += [lambda name=name: context.inside(name) for name in names]
    for enter in places:
        with enter():  # type: ignore[attr-defined]
            _fill()
    assert tidy() == 2
    for enter in places:
        with enter():  # type: ignore[attr-defined]
            assert _left() == (["new"], ["new"])


def test_a_second_worker_leaves_the_work_to_the_first(two_tenants: TwoTenants) -> None:
    """Two at a time would wait for each other's rows."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=settings["NAME"],
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [0x6D65_6574])
        assert tidy() is None
