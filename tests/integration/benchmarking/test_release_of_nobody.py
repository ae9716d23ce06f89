"""Where nobody takes part there is nothing to release: said in words, and nothing is added."""

import pytest
from click.testing import CliRunner
from django.utils import timezone

from benchmarking.participation.agreement import state_participation
from benchmarking.releases.making import make_release
from benchmarking.releases.nobody import NobodyTakesPart
from benchmarking.releases.overview import lines
from console.cli import main
from tenants import context
from tenants.queries import launched_tenants

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(two_tenants):
    for row in launched_tenants():
        with context.inside(row.schema_name):
            state_participation(actor=None, takes_part=False, from_day=timezone.localdate())


def test_it_is_refused_and_nothing_is_added(nobody):
    with pytest.raises(NobodyTakesPart, match="nothing to release"):
        make_release(actor=None)
    assert lines() == []


def test_the_page_and_the_command_say_so(nobody, sign_in):
    administrator = sign_in(None, "platform_admin")
    page = administrator.post("/beheer/publicaties/maken/", follow=True).content.decode()
    assert "Er doet nog geen organisatie mee" in page
    assert "Er wordt een publicatie gemaakt" not in page
    told = CliRunner().invoke(main, ["release", "make"])
    assert told.exit_code != 0
    assert lines() == []
