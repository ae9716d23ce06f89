"""Organisations that take part in questions of the platform, made inside the test's transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from assessments.bulk_actions import NewCase, add_cases
from assessments.choices import AsAdvised
from benchmarking.across.asking import ask
from benchmarking.across.catalogue import Catalogue, Policy
from benchmarking.across.models import AcrossAnswer
from benchmarking.across.question import Question
from policy_profiles.taking_part.actions import state_sharing
from rulebook.facts import FactValue
from rulebook.layer import layer_from_data
from rulebook.profile import Profile, resolve
from rulebook.profiles import BASELINE, layers_below, load_shipped
from rulebook.text import Text
from tenants import actions, context
from tests.what_if_fixtures import FIRST_DAY, decide_like

PROFILES = ("hour-caps", "weekly-hours", "low-rate", "g4-2015", "amount-per-period")
YEAR = 2025


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
    """Somebody who asks across organisations."""
    return make_user(None, Role.PLATFORM_ANALYST)


def organisations(names: Sequence[str], *, cases: int = 60, first: int = 0) -> list[str]:
    """Make several, each with cases and a policy of its own; `first` is the place of the first."""
    return [
        organisation(
            name,
            cases=range(place * 1_000, place * 1_000 + cases),
            profile=PROFILES[place % len(PROFILES)],
        )
        for place, name in enumerate(names, start=first)
    ]


def policy(key: str, profile: Profile | None = None) -> Policy:
    """A policy for a catalogue: one that ships, or whatever is given."""
    found = profile or load_shipped(key, timezone.localdate())
    return Policy(key=key, title=Text(f"Beleid {key}", f"Policy {key}"), profile=found)


def changed(key: str, values: Mapping[str, Any]) -> Policy:
    """The baseline with some values changed, which no catalogue on a real installation has."""
    source = {"id": "TENANT"}
    stated = {
        name: {"value": value, "certainty": "fictitious", "source": source}
        for name, value in values.items()
    }
    own = layer_from_data(
        {
            "name": key,
            "layer": "municipality",
            "version": "1",
            "above": BASELINE,
            "fictitious": True,
            "title": {"nl": key, "en": key},
            "description": {"nl": key, "en": key},
            "values": stated,
        }
    )
    return policy(key, resolve((*layers_below(BASELINE), own), on=timezone.localdate()))


def catalogue(*policies: Policy) -> Catalogue:
    """What can be asked in a test."""
    return Catalogue(today=timezone.localdate(), groups={"Proef": policies})


def put(
    analyst: User, asked: Policy, *, group: str = "alle", year: int = YEAR, seed: int = 1
) -> AcrossAnswer:
    """Ask for one policy, whatever else is in the catalogue, and give the row that was kept."""
    question = Question(policy=asked, group=group, year=year)
    below = Random(seed).randrange
    found = ask(actor=analyst, question=question, catalogue=catalogue(asked), below=below)
    with context.as_platform():
        return AcrossAnswer.objects.get(pk=found.answer_id)


def decide_one(facts: Mapping[str, FactValue | None], *, reference: str = "WAT-EEN") -> None:
    """Decide one case with these facts, as advised, in the tenant of the connection."""
    day = FIRST_DAY + timedelta(days=10)
    case = NewCase(
        client_reference=reference,
        facts=dict(facts),
        decided_on=day,
        opened_on=day,
        choice=AsAdvised(),
        is_synthetic=True,
    )
    add_cases(actor=None, cases=[case])
