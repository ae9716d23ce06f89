"""What is decided beside an agreement is told by the one that holds, never by neither."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from django.db import connection, transaction
from django.utils import timezone

from benchmarking import queries
from benchmarking.actions import TakesNoPart, record_decision_facts
from benchmarking.participation.agreement import state_participation
from tenants import context
from tests.benchmark_fixtures import decision_facts

HERE = "eikenberg"


def send(number):
    """Send the facts of one decision in a transaction and a connection of its own."""
    facts = decision_facts(number, np.random.default_rng(number), 1.0)
    try:
        with context.inside(HERE), transaction.atomic():
            record_decision_facts(facts=[facts])
    finally:
        connection.close()


def until_somebody_waits():
    """Go on as soon as another connection waits for a lock of ours."""
    with connection.cursor() as cursor:
        for _ in range(2000):
            cursor.execute("SELECT pg_sleep(0.01), count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[1]:
                return
    pytest.fail("Nobody waits: a decision is sent beside an agreement that is not there yet.")


def test_a_decision_waits_for_a_withdrawal_and_then_is_not_sent(real_commits):
    send(1)
    assert queries.own_facts(tenant_schema=HERE).decisions == 1
    with ThreadPoolExecutor(1) as threads:
        with context.inside(HERE), transaction.atomic():
            state_participation(actor=None, takes_part=False, from_day=timezone.localdate())
            sent = threads.submit(send, 2)
            until_somebody_waits()
        with pytest.raises(TakesNoPart):
            sent.result(timeout=60)
    assert queries.own_facts(tenant_schema=HERE).decisions == 0


def test_an_agreement_waits_for_decisions_that_do_not_wait_for_each_other(real_commits):
    def withdraw():
        try:
            with context.inside(HERE):
                state_participation(actor=None, takes_part=False, from_day=timezone.localdate())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        with context.inside(HERE), transaction.atomic():
            facts = decision_facts(3, np.random.default_rng(3), 1.0)
            record_decision_facts(facts=[facts])
            threads.submit(send, 4).result(timeout=60)
            said = threads.submit(withdraw)
            until_somebody_waits()
            assert queries.own_facts(tenant_schema=HERE).decisions == 2
        said.result(timeout=60)
    assert queries.own_facts(tenant_schema=HERE).decisions == 0
