"""A new UWV baseline for tests: the one that holds with some values changed, published by two."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import yaml

from accounts.models import User
from policy_profiles.baselines.platform_actions import (
    NewBaseline,
    propose_baseline,
    publish_baseline,
)
from policy_profiles.bundles.bundle import bundle_text
from policy_profiles.register.baselines import baselines
from rulebook.data_file import parsed
from rulebook.profile import Profile
from rulebook.text import Text
from tenants import context

#: Where the changed values of these tests are read; it ships, so it needs no words of its own.
SOURCE = {"id": "PJ2014", "article": "A.2.1"}

_WRITTEN: dict[str, str] = {}


def stated(value: object) -> dict[str, Any]:
    """A value of a baseline with its evidence."""
    return {"value": value, "certainty": "published", "source": dict(SOURCE)}


def baseline_bundle(
    changed: Mapping[str, Any],
    *,
    label: str,
    on: date,
    later: Mapping[str, tuple[Any, date]] | None = None,
    without: str = "",
) -> bytes:
    """The baseline that holds on a day as a bundle, with other values for some parameters.

    `later` has values that turn on a later day, `without` is a parameter that is left out.
    """
    data = parsed(_text_of(baselines().profile_on(on)))
    data["layer"]["version"] = label
    data["layer"]["values"].update({name: stated(value) for name, value in changed.items()})
    values = data["layer"]["values"]
    values.pop(without, None)
    holds = baselines().profile_on(on)
    for name, (value, day) in (later or {}).items():
        values[name] = [
            {**stated(holds[name].value), "to": day},
            {**stated(value), "from": day.replace()},  # one object twice would be a reference
        ]
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()


def _text_of(baseline: Profile) -> str:
    """Give a baseline as a bundle, which most tests begin with: written once."""
    if baseline.content_hash not in _WRITTEN:
        _WRITTEN[baseline.content_hash] = bundle_text(baseline, language="nl")
    return _WRITTEN[baseline.content_hash]


def publish_new_baseline(
    make_user: Callable[..., User],
    changed: Mapping[str, Any],
    *,
    label: str,
    valid_from: date,
    later: Mapping[str, tuple[Any, date]] | None = None,
    without: str = "",
) -> UUID:
    """Have two platform administrators publish a baseline; gives its identifier."""
    maker, checker = (make_user(None, "platform_admin") for _ in range(2))
    with context.as_platform():
        content = baseline_bundle(changed, label=label, on=valid_from, later=later, without=without)
        told = Text("Voor een test.", "For a test.")
        new = NewBaseline(content=content, valid_from=valid_from, explanation=told)
        proposal_id = propose_baseline(actor=maker, new=new)
        return publish_baseline(actor=checker, proposal_id=proposal_id)
