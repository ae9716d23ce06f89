"""A release is made by one at a time, from what stood at one moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from benchmarking import queries
from benchmarking.releases.alone import OneIsBeingMade, alone, one_snapshot
from benchmarking.releases.making import prepare_release
from benchmarking.releases.overview import lines


def test_two_at_once_and_the_second_is_refused(real_commits):
    def second():
        try:
            prepare_release(actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, alone(), pytest.raises(OneIsBeingMade):
        threads.submit(second).result(timeout=60)
    with alone():
        assert not lines()


def test_everything_is_read_as_it_stood_at_one_moment(real_commits, send_country):
    def meanwhile():
        try:
            send_country("eikenberg", cases=5)
        finally:
            connection.close()

    def counted():
        return queries.own_facts(tenant_schema="eikenberg").decisions

    with ThreadPoolExecutor(1) as threads, one_snapshot():
        assert counted() == 0
        threads.submit(meanwhile).result(timeout=60)
        assert counted() == 0
    assert counted() == 5
