"""One report for everybody, so that the public page of reports shows what comes there."""

from typing import Final

from accounts.models import User
from benchmarking.releases.register import newest_release
from demo.seed import address
from demo.tenant_list import DemoTenant, demo_tenants
from demo.window import LAST_DAY
from reports.actions import approve_report, make_report
from reports.models import Audience
from reports.queries import reports
from tenants import context
from tenants.queries import launched_tenants

_NAME: Final = "municipal-profile"
#: Who makes it, and who brings it out.
_WHO: Final = ("analist", "beleid")


def bring_out() -> bool:
    """Have an analyst make the profile of the last year, and the policy officer bring it out.

    Of the first organisation that is invented, so that nothing public carries the name of a real
    one. Of the newest release.

    Returns:
        Whether it is there now and was not: not where reports were made before, by whoever it
        was, nor where no such organisation or no figures of that year are there.
    """
    release, there = newest_release(), {row.schema_name for row in launched_tenants()}
    invented = [one for one in demo_tenants() if one.is_synthetic and one.schema_name in there]
    if not invented or release is None or LAST_DAY.year not in release.years:
        return False
    with context.inside(invented[0].schema_name):
        return _bring_out(invented[0])


def _bring_out(tenant: DemoTenant) -> bool:
    if reports():
        return False
    maker, checker = (User.objects.get(email=address(name, tenant)) for name in _WHO)
    made = make_report(
        actor=maker, name=_NAME, period=str(LAST_DAY.year), audience=Audience.EVERYONE
    )
    approve_report(actor=checker, snapshot_id=made)
    return True
