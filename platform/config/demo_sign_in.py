"""Who can sign in to the demonstration, for its own sign-in pages."""

from dataclasses import dataclass

from django.conf import settings

from tenants.queries import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSignIn:
    """Addresses of invented people, and the one password of all."""

    addresses: tuple[str, ...]
    password: str


def demo_sign_in(tenant: TenantRow | None) -> DemoSignIn | None:
    """Give who signs in at an organisation of the demonstration, or at the platform (None).

    Nobody outside the demonstration, and nobody at an organisation that is not one of its own:
    what somebody added to it may hold people of theirs.
    """
    if settings.ENVIRONMENT.name != "demo":
        return None
    from demo import seed  # nothing else of a server needs it
    from demo.tenant_list import demo_tenants

    if tenant is None:
        addresses = tuple(email for email, _, _ in seed.PLATFORM_PEOPLE)
        return DemoSignIn(addresses=addresses, password=seed.PASSWORD)
    for known in demo_tenants():
        if known.schema_name == tenant.schema_name:
            addresses = tuple(seed.address(name, known) for name, _, _ in seed.PEOPLE)
            return DemoSignIn(addresses=addresses, password=seed.PASSWORD)
    return None
