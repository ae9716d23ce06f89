"""Organisations that take part in questions of the platform, made inside the test's transaction."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from policy_profiles.taking_part.actions import state_sharing
from tenants import actions, context
from tests.what_if_fixtures import decide_like

PROFILES = ("hour-caps", "weekly-hours", "low-rate", "g4-2015", "amount-per-period")
YEAR = 2025
TODAY = date(2026, 11, 22)


def organisation(
    name: str,
    *,
    cases: Sequence[int] = range(60),
    profile: str = "hour-caps",
    takes_part: bool = True,
    kind: str = "municipality",
) -> str:
    """Make a launched organisation with decided cases, and give its schema name."""
    code = f"XX8{sum(map(ord, name)) % 1000:03d}"
    actions.add_municipality(code=code, name=name.title())
    actions.create_tenant(
        schema_name=name,
        name=name.title(),
        kind=kind,
        profile_name=profile,
        municipality_codes=[code],
        hosts=[f"{name}.localhost"],
        is_synthetic=True,
    )
    actions.launch_tenant(schema_name=name)
    with context.inside(name):
        decide_like(cases)
        if takes_part:
            state_sharing(actor=None, takes_part=True, from_day=timezone.localdate())
    return name


def analyst_of_the_platform(make_user: Callable[..., User]) -> User:
    """Somebody with the role that is closed: nobody is given it, so it is written by itself."""
    user = make_user(None, Role.PLATFORM_ADMIN)
    with context.as_platform():
        User.objects.filter(pk=user.pk).update(roles=[Role.PLATFORM_ANALYST])
    user.roles = [Role.PLATFORM_ANALYST]
    return user


def organisations(names: Sequence[str], *, cases: int = 60) -> list[str]:
    """Make several, each with cases and a policy of its own."""
    return [
        organisation(
            name,
            cases=range(place * 1_000, place * 1_000 + cases),
            profile=PROFILES[place % len(PROFILES)],
        )
        for place, name in enumerate(names)
    ]
