"""The same act by several people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from tenants import context

PEOPLE = 4


def at_once(schema_name: str, act: Callable[[int], object]) -> list[object]:
    """Run `act(0)`, `act(1)` … inside a tenant, and give what came back or what was raised."""
    start = Barrier(PEOPLE)

    def one(place: int) -> object:
        try:
            with context.inside(schema_name):
                start.wait(timeout=30)
                return act(place)
        except Exception as raised:
            return raised
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(PEOPLE)))
