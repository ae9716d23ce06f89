"""Requests of two organisations at the same time, over the same threads and connections."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import Client

REQUESTS = 160


def test_nobody_ever_sees_another_organisations_people(real_commits, sign_in):
    """Eight threads answer both hosts in turn, signed in and with the cookie of the other."""
    tenants = (real_commits.first, real_commits.second)
    clients = [sign_in(tenant, "tenant_admin") for tenant in tenants]
    cookies = [client.cookies["sessionid"].value for client in clients]
    names = [client.user.name for client in clients]

    def ask(number: int) -> tuple[bool, str]:
        is_crossing = number % 3 == 0
        client = Client(SERVER_NAME=tenants[number % 2].host)
        client.cookies["sessionid"] = cookies[(number + is_crossing) % 2]
        try:
            answer = client.get("/beheer/gebruikers/")
        finally:
            connection.close()
        own, other = names[number % 2], names[(number + 1) % 2]
        page = answer.content.decode()
        if is_crossing:
            return answer.status_code == 302 and own not in page and other not in page, page
        return answer.status_code == 200 and own in page and other not in page, page

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(ask, range(REQUESTS)))
    assert [page for is_right, page in answers if not is_right] == []
