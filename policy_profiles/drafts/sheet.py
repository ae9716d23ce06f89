"""The sheet of a draft: each value beside what holds now, UWV, region, G4 and the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from policy_profiles.cells import compared, words_of
from policy_profiles.deviations.unexplained import differs, own_value
from policy_profiles.deviations.why import Why, why_of
from policy_profiles.drafts.standing import Others, Standing, standing_of
from policy_profiles.reading.sheet import Entry, policy_sheet
from policy_profiles.register.baselines import baselines
from rulebook.parameter import PARAMETERS, SECTIONS, Parameter
from rulebook.profile import Profile, resolve

G4: Final = "g4-2015"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What another profile says instead: in words, or of a table how many cells differ."""

    name: str
    words: str
    is_same: bool
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What is the matter with a value; the names are the codes of the filter of the sheet."""

    uwv: bool  # another value than the UWV baseline's
    regio: bool  # another than the regional agreement's
    nu: bool  # another than what holds now
    eigen: bool  # set here, whatever it is
    reden: bool  # differs from the baseline and does not say why

    def has(self, wanted: str) -> bool:
        """Whether the filter with this code shows the value; the empty one shows all."""
        return bool(getattr(self, wanted)) if wanted else True


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEntry:
    """One value of a draft: `entry` shows it against what holds now."""

    entry: Entry
    flags: Flags
    why: Why | None
    beside: tuple[Beside, ...]
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """The values of one section of the policy that are shown."""

    code: str
    label: str
    entries: tuple[DraftEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSheet:
    """A whole draft, or the part of it that was asked for; the counts are of the whole."""

    sections: tuple[DraftSection, ...]
    shown: int
    total: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The profiles that a draft lies beside, all on the same day; `current` is what holds then."""

    draft: Profile
    current: Profile
    baseline: Profile
    region: Profile | None
    g4: Profile
    published: Others
    today: date
    language: str


def region_of(draft: Profile) -> Profile | None:
    """Give the regional agreement that a draft lies on, as a profile of its own, or None."""
    below = [layer for layer in draft.layers if layer.kind != "municipality"]
    return resolve(below, on=draft.on) if below[-1].kind == "region" else None


def g4_on(day: date) -> Profile:
    """Give the agreement of the four big cities as it holds on a day."""
    return baselines().profile_of(G4, day)


def draft_sheet(bench: Bench, *, search: str = "", wanted: str = "") -> DraftSheet:
    """Lay out a draft.

    Args:
        bench: the draft and what it lies beside.
        search: leave out what does not have all these words.
        wanted: code of the filter, a field of `Flags`; empty for everything.
    """
    sheet = policy_sheet(
        profile=bench.draft, baseline=bench.current, language=bench.language, search=search
    )
    found = {entry.id: entry for section in sheet.sections for entry in section.entries}
    flags = {name: flags_of(bench, parameter) for name, parameter in PARAMETERS.items()}
    kept = [name for name in PARAMETERS if name in found and flags[name].has(wanted)]
    sections = []
    for code, label in SECTIONS.items():
        entries = tuple(
            _entry(bench, found[name], flags[name])
            for name in kept
            if PARAMETERS[name].section == code
        )
        if entries:
            named = label.in_language(bench.language)
            sections.append(DraftSection(code=code, label=named, entries=entries))
    return DraftSheet(
        sections=tuple(sections),
        shown=len(kept),
        total=len(flags),
        counts={code: sum(f.has(code) for f in flags.values()) for code in Flags.__slots__},
    )


def flags_of(bench: Bench, parameter: Parameter) -> Flags:
    """Say what is the matter with one value of a draft."""
    name = parameter.id
    value, below = bench.draft[name].value, bench.baseline[name]
    own = own_value(bench.draft, name)
    deviates = own is not None and differs(own, below)
    return Flags(
        uwv=below.is_stated and value != below.value,
        regio=bench.region is not None and value != bench.region[name].value,
        nu=value != bench.current[name].value,
        eigen=own is not None,
        reden=deviates and own is not None and own.deviation is None,
    )


def beside_of(bench: Bench, parameter: Parameter) -> tuple[Beside, ...]:
    """Say what UWV, the region and the G4 have instead; once where the region is the G4."""
    profiles = [bench.baseline, bench.region, bench.g4]
    if bench.region is not None and bench.region.name == bench.g4.name:
        profiles.remove(bench.region)
    return tuple(_beside(bench, profile, parameter) for profile in profiles if profile is not None)


def standing_in(bench: Bench, parameter: Parameter) -> Standing | None:
    """Say where the other organisations stand on one value."""
    return standing_of(
        parameter,
        own=bench.draft[parameter.id].value,
        baseline=bench.baseline[parameter.id].value,
        published=bench.published,
        language=bench.language,
    )


def _entry(bench: Bench, entry: Entry, flags: Flags) -> DraftEntry:
    parameter = PARAMETERS[entry.id]
    own = own_value(bench.draft, entry.id)
    explains = own is not None and differs(own, bench.baseline[entry.id])
    return DraftEntry(
        entry=entry,
        flags=flags,
        why=why_of(own.deviation, today=bench.today, language=bench.language)
        if own is not None and explains
        else None,
        beside=beside_of(bench, parameter),
        standing=standing_in(bench, parameter),
    )


def _beside(bench: Bench, profile: Profile, parameter: Parameter) -> Beside:
    pairs = compared(profile[parameter.id], bench.draft[parameter.id])
    differing = sum(pair.differs for pair in pairs)
    is_table = len(pairs) > 1
    return Beside(
        name=profile.title.in_language(bench.language),
        words="" if is_table else words_of(parameter, pairs[0].cell.value, bench.language),
        is_same=not differing,
        differing=differing if is_table else 0,
    )
