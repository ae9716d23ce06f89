"""The demonstration put into the database: tenants, people, cases, decisions and outcomes.

Each tenant is one transaction, so that it is there in whole or not at all: a seed that was broken
off goes on where it stopped, and a second one changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from time import monotonic

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.actions import create_user
from accounts.models import User
from accounts.permissions import Role
from accounts.platform_actions import NewTenant, add_municipality, launch_tenant, set_up_tenant
from assessments.bulk_actions import NewCase, add_cases
from assessments.choices import AsAdvised, Otherwise
from assessments.pinned_rules import sha256
from audit.actions import record
from benchmarking.participation.agreement import state_participation
from benchmarking.participation.queries import statements
from demo.coach_register import fill_register
from demo.deciding_anew import decided_anew
from demo.exercise import finished_round
from demo.following import follow
from demo.gathering import gather
from demo.identities import add_identities
from demo.objecting import objected
from demo.open_work import OpenCase, open_cases
from demo.population import DemoCase, cases_of
from demo.signal_to_file import begin_work
from demo.tenant_list import DemoTenant, demo_tenants
from demo.window import FIRST_DAY
from outcomes.actions import NewOutcome, record_outcomes
from outcomes.observations import Observation
from policy_profiles.taking_part.actions import state_sharing
from tenants import context
from tenants import queries as tenant_queries

#: Everybody in the demonstration signs in with it; it opens nothing else.
PASSWORD = "voorbeeld-van-meetlat"  # noqa: S105 - printed for everybody to see
#: Who works at every tenant: the part of the address before the @, name and role.
PEOPLE = (
    ("consulent", "Klantmanager", Role.CONSULTANT),
    ("collega", "Tweede klantmanager", Role.CONSULTANT),  # nobody decides on their own decision
    ("beleid", "Beleidsmedewerker", Role.POLICY_OFFICER),
    ("toetser", "Tweede beleidsmedewerker", Role.POLICY_OFFICER),  # nobody checks their own policy
    ("analist", "Analist", Role.ANALYST),
    ("beheer", "Beheerder", Role.TENANT_ADMIN),
)
PLATFORM_ADMINISTRATOR = "beheer@meetlat.voorbeeld"
#: Who works at the platform: nobody publishes the baseline that they put forward themselves.
PLATFORM_PEOPLE = (
    (PLATFORM_ADMINISTRATOR, "Platformbeheerder", Role.PLATFORM_ADMIN),
    ("beheer2@meetlat.voorbeeld", "Tweede platformbeheerder", Role.PLATFORM_ADMIN),
    ("doorrekenen@meetlat.voorbeeld", "Platformanalist", Role.PLATFORM_ANALYST),
)
_WHERE_IT_MAY = ("demo", "development", "testing")


class NotADemonstration(RuntimeError):
    """Invented cases never come among real ones."""

    def __init__(self, environment: str) -> None:
        super().__init__(
            f"This is a {environment} environment: example data go into a demonstration only. "
            "Use `make demo`, which sets ENVIRONMENT=demo."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSummary:
    """What a seed added: tenants, decided and open cases, outcomes; nothing on a second run."""

    tenants: int = 0
    decided: int = 0
    still_open: int = 0
    outcomes: int = 0

    def plus(self, other: "DemoSummary") -> "DemoSummary":
        """Both together."""
        return DemoSummary(
            tenants=self.tenants + other.tenants,
            decided=self.decided + other.decided,
            still_open=self.still_open + other.still_open,
            outcomes=self.outcomes + other.outcomes,
        )


def seed(report: Callable[[str], None], tenants: Sequence[DemoTenant] | None = None) -> DemoSummary:
    """Add what is missing of the demonstration, and tell about it line by line.

    Args:
        report: is called with each line.
        tenants: which ones; all of tenants.yaml unless given.

    Raises:
        NotADemonstration: this environment is meant for real cases.
    """
    _check_environment()
    there = {row.schema_name for row in tenant_queries.tenants()}
    summary = DemoSummary()
    wanted = demo_tenants() if tenants is None else tenants
    missing = [tenant for tenant in wanted if tenant.schema_name not in there]
    for tenant in missing:
        begin = monotonic()
        added = _add(tenant)
        summary = summary.plus(added)
        seconds = monotonic() - begin
        report(f"{tenant.name}: {added.decided} decided, {added.still_open} open ({seconds:.1f} s)")
    if not missing:
        report(f"{len(wanted)} tenants, kept as they were")
    for tenant in (tenant for tenant in wanted if tenant not in missing):
        summary = summary.plus(_catch_up(tenant))
    _add_people_of_the_platform()
    fill_register(administrator=PLATFORM_ADMINISTRATOR)
    return summary


def sign_in_lines(*, port: int) -> Iterator[str]:
    """What to tell somebody who wants to look around: addresses, people and the password."""
    hosts = [f"http://{_host(tenant)}:{port}" for tenant in demo_tenants()]
    width = max(len(host) for host in hosts)
    yield ""
    for tenant, host in zip(demo_tenants(), hosts, strict=True):
        yield f"  {host:<{width}}  {tenant.name}"
    names = ", ".join(f"{name}@" for name, _, _ in PEOPLE)
    yield ""
    yield f"Sign in as {names} followed by the name in the address and .voorbeeld,"
    yield f"for example {address('consulent', demo_tenants()[1])}, with the password {PASSWORD}"
    of_the_platform = " or ".join(email for email, _, _ in PLATFORM_PEOPLE)
    yield f"The platform itself: {of_the_platform} at http://{_domain()}:{port}"
    yield "All people and cases are invented."


def address(name: str, tenant: DemoTenant) -> str:
    """The address with which somebody of a tenant signs in."""
    return f"{name}@{tenant.host}.voorbeeld"


def _check_environment() -> None:
    if settings.ENVIRONMENT.name not in _WHERE_IT_MAY:
        raise NotADemonstration(settings.ENVIRONMENT.name)


def _domain() -> str:
    return str(settings.PUBLIC_HOSTS[0])


def _host(tenant: DemoTenant) -> str:
    return f"{tenant.host}.{_domain()}"


@transaction.atomic
def _add(tenant: DemoTenant) -> DemoSummary:
    """Add one tenant with everything in it, or nothing of it."""
    for municipality in tenant.municipalities:
        if municipality.is_fictitious:
            add_municipality(actor=None, code=municipality.code, name=municipality.name)
    new = NewTenant(
        schema_name=tenant.schema_name,
        name=tenant.name,
        kind=tenant.kind,
        profile_name=tenant.profile,
        municipality_codes=[municipality.code for municipality in tenant.municipalities],
        hosts=[_host(tenant)],
        is_synthetic=tenant.is_synthetic,
    )
    set_up_tenant(actor=None, new=new)
    launch_tenant(actor=None, schema_name=tenant.schema_name)
    with context.inside(tenant.schema_name):
        state_sharing(actor=None, takes_part=True, from_day=timezone.localdate())
        people = _add_people(tenant)
        finished_round(tenant, officer=people["beleid"])
        added = _fill(tenant, consultant=people["consulent"])
        _take_part()
        return added


@transaction.atomic
def _catch_up(tenant: DemoTenant) -> DemoSummary:
    """Add to one that was kept what it was seeded before: people, answers, taking part."""
    with context.inside(tenant.schema_name):
        _take_part()
        people = _add_people(tenant)
        return DemoSummary(decided=decided_anew(tenant, consultant=people["consulent"]))


def _take_part() -> None:
    """Send all facts at once, at the end: so each stands there once, as it came out."""
    if not statements():
        state_participation(actor=None, takes_part=True, from_day=FIRST_DAY)


def _add_people(tenant: DemoTenant) -> dict[str, User]:
    """Add everybody who works there and was not there yet; gives them by part of their address."""
    return {
        name: _person(address(name, tenant), f"{title} {tenant.name}", role)
        for name, title, role in PEOPLE
    }


def _person(email: str, name: str, role: Role) -> User:
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    user = create_user(email=email, name=name, roles=[role], password=None)
    user.password = _encoded_password()
    user.save(update_fields=["password"])
    record(actor=None, action="user.added", object_kind="user", object_id=user.id)
    return user


@cache
def _encoded_password() -> str:
    """The password of everybody, hashed once: sixty times would take longer than all the cases."""
    return make_password(PASSWORD)


def _fill(tenant: DemoTenant, *, consultant: User) -> DemoSummary:
    decided = cases_of(tenant)
    still_open = open_cases(tenant, on=timezone.localdate())
    ids = add_cases(actor=consultant, cases=[_decided_case(case) for case in decided])
    add_cases(actor=consultant, cases=[_open_case(case) for case in still_open])
    begin_work(still_open, schema_name=tenant.schema_name, consultant=consultant)
    gather(still_open, consultant=consultant)
    add_identities(schema_name=tenant.schema_name, consultant=consultant)
    follow(schema_name=tenant.schema_name, consultant=consultant)
    objected(schema_name=tenant.schema_name, consultant=consultant)
    anew = decided_anew(tenant, consultant=consultant)
    seen = [
        NewOutcome(
            case_id=case_id,
            observation=Observation(**asdict(case.follow_up)),
            import_hash=sha256(case.reference),  # as if from a file, like the cases
        )
        for case_id, case in zip(ids, decided, strict=True)
        if case.follow_up is not None
    ]
    record_outcomes(actor=consultant, outcomes=seen)
    return DemoSummary(
        tenants=1, decided=len(decided) + anew, still_open=len(still_open), outcomes=len(seen)
    )


def _decided_case(case: DemoCase) -> NewCase:
    chosen = case.choice
    starts_on, ends_on = case.period or (None, None)
    otherwise = Otherwise(
        outcome=chosen.outcome,
        reason=chosen.reason,
        minutes=chosen.minutes,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return NewCase(
        client_reference=case.client_reference,
        facts=case.facts,
        municipality_code=case.municipality_code,
        requested_minutes=case.requested_minutes,
        external_reference=case.reference,
        is_synthetic=True,
        opened_on=case.received_on,
        decided_on=case.decided_on,
        choice=otherwise if chosen.reason else AsAdvised(),
    )


def _open_case(case: OpenCase) -> NewCase:
    received_on = case.facts.get("received_on")
    return NewCase(
        client_reference=case.client_reference,
        facts=case.facts,
        municipality_code=case.municipality_code,
        requested_minutes=case.requested_minutes,
        external_reference=case.reference,
        is_synthetic=True,
        opened_on=received_on if isinstance(received_on, date) else None,
    )


def _add_people_of_the_platform() -> None:
    with context.as_platform(), transaction.atomic():
        for email, name, role in PLATFORM_PEOPLE:
            _person(email, name, role)
