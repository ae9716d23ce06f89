"""How the comparison grows: 343 organisations, and ten thousand to a million decisions of them.

Every answer of every page of the comparison is asked as a browser asks it, packed and behind
sign-in: the page itself, its charts, and the page of tables. What counts is the slowest one, as
the median after one that does not count. All years are asked, so that each answer rests on every
decision.

It is held against the plain SQL that reads the same rows (`database.PLAIN_SQL`): one statement
that groups all decisions by organisation, year, target group and contract, and adds up what is
told. That asks less than a page does: neither which edition of the facts stands, nor squares for
intervals, no protection, no sign-in, no words. An answer is made of a release, which was counted
before, so it hardly grows; the SQL grows with the facts. Over ten thousand facts it takes a few
milliseconds, and any page takes more: there `vs_sql` says what a page costs apart from its facts.
It is taken in turn with the slowest answer, so that a busy machine slows down both.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from http import HTTPStatus
from multiprocessing import get_context
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, Timing, ratio, seconds, timing

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

#: As many as there were municipalities in 2023; a few are large, most are small.
_PLACES = 343
_SIZES = (10_000, 100_000, 1_000_000)
_ROUNDS = 5
_ASKED = "met=all&groep=all"
_ASKER, _HOST = "land_1", "land-1.localhost"
_ON_EVERY_CARD = "Hoe is dit berekend"
_IN_EVERY_ANSWER = '"charts"'
_CALLBACK = "/vergelijken/_dash-update-component"


class NothingTold(Exception):
    """A page told why it has no figures: its time would be of nothing."""

    def __init__(self, page: str) -> None:
        super().__init__(f"{page} answered without a figure: look at what it was asked.")


class NotReleased(Exception):
    """The process that made a release ended otherwise than it should."""

    def __init__(self) -> None:
        super().__init__("No release was made: look at what its process said above.")


def figures(places: int, sizes: tuple[int, ...]) -> list[Figure]:
    """Every figure of growth; call it inside `database.throwaway_database`.

    The same organisations decide more and more, and each time there is a new release. Every page
    of the comparison is asked as a browser asks it; what counts is the slowest.

    Args:
        places: how many organisations.
        sizes: how many decisions they have together, from few to many.
    """
    shares = _shares(places)
    _make_places(places)
    client = _client()
    made: list[Figure] = []
    had = [0] * places
    for size in sizes:
        wanted = [round(share * size) for share in shares]
        _decide(list(zip(had, wanted, strict=True)))
        had = wanted
        releasing = seconds(_release)
        answer, against_sql = _answers(client)
        made += [
            Figure(name=f"dashboard.{size}.server_ms", value=1000 * answer, unit="ms"),
            Figure(name=f"dashboard.{size}.vs_sql", value=against_sql, unit="×"),
            Figure(name=f"dashboard.{size}.release_s", value=releasing, unit="s"),
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*made, Figure(name="dashboard.worker_peak_mb", value=peak, unit="MB")]


def _shares(places: int) -> list[float]:
    weights = [1 / (10 + number) for number in range(places)]
    return [weight / sum(weights) for weight in weights]


def _make_places(places: int) -> None:
    from tenants.actions import add_municipality, create_tenant, launch_tenant
    from tenants.register import region_names

    regions = sorted(region_names())
    for number in range(1, places + 1):
        region = regions[number % len(regions)]
        add_municipality(code=f"XX{number:04}", name=f"Land {number}", region_code=region)
        create_tenant(
            schema_name=f"land_{number}",
            name=f"Land {number}",
            kind="municipality",
            profile_name="hour-caps",
            municipality_codes=[f"XX{number:04}"],
            hosts=[f"land-{number}.localhost"],
            is_synthetic=True,
        )
        launch_tenant(schema_name=f"land_{number}")


def _decide(grows: list[tuple[int, int]]) -> None:
    """Bring each organisation from so many decisions to so many; it takes part from the first."""
    from django.db import transaction

    from benchmarking.participation.agreement import begin_edition
    from benchmarking.participation.queries import standing
    from benchmarks.database import add_facts
    from tenants import context

    for number, (had, wanted) in enumerate(grows, start=1):
        schema_name = f"land_{number}"
        with context.inside(schema_name), transaction.atomic():
            if standing(on=date.today()) is None:
                begin_edition(from_day=date(2000, 1, 1))
            add_facts(schema_name, wanted - had, after=had)


def _release() -> None:
    """Have a release made in a process of its own, as a worker does: who serves makes none."""
    from django.db import connection

    from benchmarking.releases.making import make_release

    connection.close()  # each opens its own: two processes on one would read each other's answers
    made = get_context("fork").Process(target=partial(make_release, actor=None))
    made.start()
    made.join()
    if made.exitcode:
        raise NotReleased


def _client() -> Client:
    from django.test import Client

    from accounts.actions import create_user
    from tenants import context

    with context.inside(_ASKER):
        analyst = create_user(email="meet@land.example", name="Meting", roles=["analyst"])
        client = Client(SERVER_NAME=_HOST, headers={"Accept-Encoding": "gzip"})
        client.force_login(analyst)
    return client


def _answers(client: Client) -> tuple[float, float]:
    """Time every answer: the slowest in seconds, and that one in turn with the plain SQL."""
    asked = dict(_asked(client))
    found = {name: timing(ask, rounds=_ROUNDS) for name, ask in asked.items()}
    for name, one in found.items():
        _tell(name, one)
    slowest = max(found, key=lambda name: found[name].wall)
    return found[slowest].wall, ratio(asked[slowest], _plain, rounds=_ROUNDS)


def _tell(name: str, one: Timing) -> None:
    """Say of one answer how long it took, beside the figures that are kept."""
    told = f"{1000 * one.wall:7.1f} ms {1000 * one.cpu:7.1f} ms cpu"
    first = f"(first {1000 * one.first:7.1f} ms)"
    print(f"{told}  {first}  {name}", file=sys.stderr, flush=True)


def _asked(client: Client) -> Iterator[tuple[str, Callable[[], None]]]:
    from dashboards.boards import BOARDS

    for board in BOARDS:
        page = f"/vergelijken/{board.slug}/" if board.slug else "/vergelijken/"
        yield page, partial(_ask_page, client, page)
        yield f"{page} charts", partial(_ask_charts, client, page)
        yield f"{page}tabel/", partial(_ask_page, client, f"{page}tabel/")


def _ask_page(client: Client, page: str) -> None:
    _check(page, client.get(f"{page}?{_ASKED}"), _ON_EVERY_CARD)


def _ask_charts(client: Client, page: str) -> None:
    body = {
        "output": "charts.children",
        "outputs": {"id": "charts", "property": "children"},
        "inputs": [
            {"id": "address", "property": "pathname", "value": page},
            {"id": "address", "property": "search", "value": f"?{_ASKED}"},
            {"id": "scheme", "property": "data", "value": "light"},
        ],
        "changedPropIds": ["address.search"],
    }
    answer = client.post(_CALLBACK, json.dumps(body), content_type="application/json")
    _check(page, answer, _IN_EVERY_ANSWER)


def _check(page: str, answer: HttpResponse, holds: str) -> None:
    content = answer.content
    if answer.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    if answer.status_code != HTTPStatus.OK or holds not in content.decode():
        raise NothingTold(page)


def _plain() -> None:
    from django.db import connection

    from benchmarks.database import PLAIN_SQL
    from tenants import context

    with context.as_benchmark(), connection.cursor() as cursor:
        cursor.execute(PLAIN_SQL)
        cursor.fetchall()


if __name__ == "__main__":
    from benchmarks.database import throwaway_database

    places = int(sys.argv[1]) if len(sys.argv) > 1 else _PLACES
    sizes = tuple(int(size) for size in sys.argv[2:]) or _SIZES
    with throwaway_database():
        for figure in figures(places, sizes):
            print(figure.name, figure.value, figure.unit)
