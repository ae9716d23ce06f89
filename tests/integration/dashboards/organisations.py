"""Organisations beside the two of every test, with facts of their own."""

from collections.abc import Callable

from benchmarking.releases.making import make_release
from tenants import actions

#: Four organisations by name; the last is too small to show much.
FOUR = ("Eikenberg", "Duinzicht", "Lindehoven", "Merelveen")
_CASES = (400, 500, 350, 12)


def release_of_four(send_country: Callable[..., None]) -> None:
    """Make two beside the two of every test, send facts of each, and bring a release out."""
    for number, name in enumerate(FOUR[2:]):
        add_organisation(name.lower(), number=number)
    for seed, (name, cases) in enumerate(zip(FOUR, _CASES, strict=True)):
        send_country(name.lower(), cases=cases, generosity=0.8 + seed / 10, seed=seed)
    make_release(actor=None)


def add_organisation(name: str, *, number: int) -> None:
    """Make one that is open; the caller sends its facts."""
    code = f"XX7{number:03d}"
    actions.add_municipality(code=code, name=name.title())
    actions.create_tenant(
        schema_name=name,
        name=name.title(),
        kind="municipality",
        profile_name="hour-caps",
        municipality_codes=[code],
        hosts=[f"{name}.localhost"],
        is_synthetic=True,
    )
    actions.launch_tenant(schema_name=name)
