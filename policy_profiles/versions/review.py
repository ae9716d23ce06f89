"""What a colleague sees before publishing a version: changes, cases, examples, missing reasons."""

from dataclasses import dataclass
from datetime import date

from policy_profiles import queries, touched
from policy_profiles.deviations.unexplained import unexplained_during
from policy_profiles.queries import NoProfileInForce
from policy_profiles.touched import Touched
from policy_profiles.versions.changes import Change, changes_between
from policy_profiles.versions.footing import Footing, footing_of
from policy_profiles.versions.in_force import period_holding
from policy_profiles.vignettes.queries import VignetteChange, vignette_changes
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that publishing a version from a day on would do.

    `before` is what holds on that day without it, or None; `touched_before` are decisions that
    were taken on days for which it would hold with retroactive effect.
    """

    on: date
    is_retroactive: bool
    profile: Profile
    before: Profile | None
    ends: str
    footing: Footing
    changes: tuple[Change, ...]
    surprises: tuple[VignetteChange, ...]
    missing: tuple[Parameter, ...]
    open_cases: Touched
    touched_before: Touched


def review_of(*, row: queries.VersionRow, on: date, today: date, language: str) -> Review:
    """Work out what publishing a version from a day on would do.

    Args:
        row: the version.
        on: the day from which it would hold.
        today: a day before it is retroactive.
        language: of the values in words.
    """
    after = queries.profile_of_version(version_id=row.id, on=on)
    baseline = queries.baseline_on(on=on).profile
    try:
        before = queries.profile_on(on=on).profile
    except NoProfileInForce:
        before = None
    ended = period_holding(on=on)
    missing = unexplained_during(layers=after.layers, valid_from=on)
    return Review(
        on=on,
        is_retroactive=on < today,
        profile=after,
        before=before,
        ends=ended.version.label if ended and ended.valid_from < on else "",
        footing=footing_of(before=before, after=after),
        changes=changes_between(before=before or baseline, after=after, language=language),
        surprises=vignette_changes(before=before or baseline, after=after),
        missing=tuple(PARAMETERS[name] for name in missing),
        open_cases=touched.open_cases(),
        touched_before=touched.decisions(version_id=None, valid_from=on)
        if on < today
        else Touched(),
    )
