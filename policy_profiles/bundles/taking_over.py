"""Taking a bundle over: what it would change here, and making a draft of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.beginning import beginning
from policy_profiles.bundles.bundle import BadBundle, Bundle, layer_hash, read_bundle
from policy_profiles.bundles.problems import BundleProblem
from policy_profiles.drafts.queries import bases, own_layer
from policy_profiles.mapping import layer_from_json
from policy_profiles.models import ProfileDraft
from policy_profiles.register.baselines import Baselines, baselines
from policy_profiles.versions.proposing import InventedPolicy, refuse_invention
from rulebook.layer import Layer
from rulebook.profile import Profile, resolve
from rulebook.profiles import layers_below
from rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """What a bundle would become here: a draft of this title, on this base, with these values.

    `below` is the chain that it would lie on: the base on the UWV baseline of today.
    """

    bundle: Bundle
    title: str
    base: str
    below: tuple[Layer, ...]
    values: dict[str, Any]

    def profile(self, *, on: date) -> Profile:
        """Resolve the draft as it would hold on a day."""
        given = own_layer(title=self.title, base=self.base, values=self.values)
        return resolve((*self.below, layer_from_json(given)), on=on)


def takeover(content: bytes) -> Takeover:
    """Read a bundle and work out what it would become in the organisation that asks.

    Raises:
        BadBundle: with everything that is the matter, also what may not be taken over here.
    """
    today, known = timezone.localdate(), baselines()
    bundle = read_bundle(content, below=lambda name: _below(known, name, today))
    own = bundle.profile.layers[-1]
    if own.kind != "municipality":
        return _of_shared_layer(bundle)
    problems = []
    if own.above not in bases():
        problems.append(
            _problem(
                "layer.above",
                "Eigen beleid ligt op een gedeelde laag: de UWV-basis of een regio.",
                "Policy of one's own lies on a shared layer: the UWV baseline or a region.",
            )
        )
    try:
        refuse_invention(bundle.profile.layers)
    except InventedPolicy:
        problems.append(
            _problem(
                "layer",
                "Dit bestand bevat verzonnen waarden, en uw organisatie bestaat echt. Laat weg wat "
                "niet bekend is: dan geldt de laag eronder.",
                "This file holds invented values, and your organisation exists. Leave out what is "
                "not known: the layer below then holds.",
            )
        )
    if problems:
        raise BadBundle(problems)
    return Takeover(
        bundle=bundle,
        title=own.version.strip(),
        base=str(own.above),
        below=bundle.profile.layers[:-1],
        values=dict(bundle.layer["values"]),
    )


def draft_from_bundle(*, actor: User, content: bytes) -> UUID:
    """Make a draft of a bundle; it is never published by reading it in.

    Raises:
        NotPermitted: the actor does not edit policy.
        BadBundle: with everything that is the matter.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    found = takeover(content)
    now = timezone.now()
    with transaction.atomic():
        draft = ProfileDraft.objects.create(
            title=found.title,
            values=found.values,
            **beginning(found.below),
            made_by=actor.id,
            made_at=now,
            changed_by=actor.id,
            changed_at=now,
            edited_by=[actor.id],
        )
        record(
            actor=actor,
            action="draft.started",
            object_kind="profile_draft",
            object_id=draft.id,
            details={"revision": draft.revision, "bundle": found.bundle.profile.content_hash},
        )
    return draft.id


def _of_shared_layer(bundle: Bundle) -> Takeover:
    """A shared layer itself, unchanged, becomes a draft on it without values of its own."""
    own = bundle.profile.layers[-1]
    found = baselines().shared_layers(own.name, timezone.localdate()) if own.name in bases() else ()
    if not found or layer_hash(found[-1]) != layer_hash(own):
        raise BadBundle(
            [
                _problem(
                    "layer.layer",
                    "Een gedeelde laag kan hier niet worden gewijzigd. Maak er een eigen laag "
                    "van: layer: municipality, met above de gedeelde laag.",
                    "A shared layer cannot be changed here. Make it a layer of your own: "
                    "layer: municipality, with the shared layer as above.",
                )
            ]
        )
    title = own.version.strip()
    return Takeover(bundle=bundle, title=title, base=own.name, below=found, values={})


def _below(known: Baselines, name: str, today: date) -> tuple[Layer, ...]:
    """Give what a layer lies on here: a shared one on the baseline of today, else what ships."""
    return known.shared_layers(name, today) if name in bases() else layers_below(name)


def _problem(where: str, nl: str, en: str) -> BundleProblem:
    return BundleProblem(where=where, text=Text(nl, en))
