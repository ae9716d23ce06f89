"""What can be laid beside something else, on a day: versions, drafts, organisations, baseline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from policy_profiles import queries
from policy_profiles.differences.candidate_key import (
    OF_THE_ORGANISATION,
    CandidateKey,
    CandidateKind,
    read_key,
)
from policy_profiles.drafts import queries as drafts
from policy_profiles.drafts.queries import DraftRow
from policy_profiles.queries import NoProfileInForce, VersionRow
from policy_profiles.register.baselines import baselines
from policy_profiles.register.queries import PublishedRow, published_profiles
from rulebook.profile import Profile
from rulebook.profiles import NoSuchProfile


class NoSuchCandidate(LookupError):
    """The key is well-formed, and nothing that may be seen here has it."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is nothing here under {key!r}: choose from the list.")
        self.key = key


class OnlyInside(NoSuchCandidate):
    """The key names something of an organisation's own, and this is not inside one."""


class NothingInForceThen(NoSuchCandidate):
    """On the day of the key, nothing of that name is in force."""

    def __init__(self, key: str, on: date) -> None:
        super().__init__(key)
        self.args = (f"Under {key!r} nothing is in force on {on}: choose another day.",)
        self.on = on


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One side of a comparison: a resolved profile, and what to call it in the reader's language.

    `key` names it again, with its day.
    """

    key: CandidateKey
    title: str
    on: date
    is_fictitious: bool
    profile: Profile

    @property
    def address(self) -> str:
        """The key with its day, as it stands in an address."""
        return self.key.at(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One line of a list to choose from."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What may be chosen on a day, inside an organisation or by everyone.

    The register is read once for each day, the organisation's own versions once.
    """

    today: date
    language: str
    is_inside: bool
    _published: dict[date, list[PublishedRow]] = field(init=False, default_factory=dict)
    _versions: list[VersionRow] = field(init=False, default_factory=list)
    _drafts: list[DraftRow] = field(init=False, default_factory=list)

    def found(self, text: str, *, on: date | None = None) -> Candidate:
        """Give the candidate of a key; `on` is the day where the key names none.

        Raises:
            NotAKey: the text is no key.
            NoSuchCandidate, OnlyInside, NothingInForceThen: nothing here answers to it.
        """
        key = read_key(text)
        if key.kind in OF_THE_ORGANISATION and not self.is_inside:
            raise OnlyInside(text)
        return self._readers()[key.kind](key, key.on or on)

    def offered(self) -> Mapping[str, Sequence[Choice]]:
        """Give what can be chosen today, by group."""
        shared = [row for row in self._on(self.today) if not row.schema_name]
        others = [row for row in self._on(self.today) if row.schema_name]
        groups = {
            _("Gedeeld"): [Choice(key=row.code, label=self._of(row)) for row in shared],
            _("Gepubliceerd"): [
                Choice(key=f"uitvoerder:{row.schema_name}", label=self._of(row)) for row in others
            ],
        }
        if self.is_inside:
            groups = {_("Eigen beleid"): self._own_choices(), **groups}
        return {name: choices for name, choices in groups.items() if choices}

    def _readers(self) -> Mapping[CandidateKind, Callable[[CandidateKey, date | None], Candidate]]:
        return {
            CandidateKind.NOW: self._now,
            CandidateKind.VERSION: self._version,
            CandidateKind.DRAFT: self._draft,
            CandidateKind.SHIPPED: self._shipped,
            CandidateKind.PUBLISHED: self._organisation,
        }

    def _now(self, key: CandidateKey, on: date | None) -> Candidate:
        day = on or self.today
        try:
            pinned = queries.profile_on(on=day)
        except NoProfileInForce as nothing:
            raise NothingInForceThen(key.without_day, day) from nothing
        return self._candidate(key, _("Ons beleid"), pinned.profile, day)

    def _version(self, key: CandidateKey, on: date | None) -> Candidate:
        row = next((row for row in self._own() if str(row.id) == key.name), None)
        if row is None:
            raise NoSuchCandidate(key.without_day)
        day = on or _day_in_force(row, self.today)
        profile = queries.profile_of_version(version_id=row.id, on=day)
        return self._candidate(key, _title(row), profile, day)

    def _draft(self, key: CandidateKey, on: date | None) -> Candidate:
        row = next((row for row in self._all_drafts() if str(row.id) == key.name), None)
        if row is None:
            raise NoSuchCandidate(key.without_day)
        day = on or drafts.day_of(row, today=self.today)
        return self._candidate(key, _draft_title(row), drafts.profile_of_row(row, on=day), day)

    def _shipped(self, key: CandidateKey, on: date | None) -> Candidate:
        try:
            profile = baselines().profile_of(key.name, on or self.today)
        except NoSuchProfile as nothing:
            raise NoSuchCandidate(key.without_day) from nothing
        title = profile.title.in_language(self.language)
        return self._candidate(key, title, profile, profile.on)

    def _organisation(self, key: CandidateKey, on: date | None) -> Candidate:
        day = on or self.today
        rows = {row.schema_name: row for row in self._on(day) if row.schema_name}
        if key.name not in rows:
            is_known = any(row.schema_name == key.name for row in self._on(self.today))
            raise (
                NothingInForceThen(key.without_day, day)
                if is_known
                else NoSuchCandidate(key.without_day)
            )
        row = rows[key.name]
        found = self._candidate(key, row.tenant_name, row.profile, day)
        return replace(found, is_fictitious=row.is_fictitious)

    def _candidate(self, key: CandidateKey, title: str, profile: Profile, on: date) -> Candidate:
        return Candidate(
            key=key, title=title, on=on, is_fictitious=profile.is_fictitious, profile=profile
        )

    def _own_choices(self) -> list[Choice]:
        versions = [Choice(key=f"versie:{row.id}", label=_title(row)) for row in self._own()]
        in_the_making = [
            Choice(key=f"concept:{row.id}", label=_draft_title(row)) for row in self._all_drafts()
        ]
        now = Choice(key=CandidateKind.NOW.value, label=_("Ons beleid"))
        return [now, *in_the_making, *versions]

    def _of(self, row: PublishedRow) -> str:
        name = row.tenant_name or row.title.in_language(self.language)
        return _("%(name)s (verzonnen)") % {"name": name} if row.is_fictitious else name

    def _on(self, day: date) -> list[PublishedRow]:
        if day not in self._published:
            self._published[day] = published_profiles(on=day)
        return self._published[day]

    def _own(self) -> list[VersionRow]:
        if not self._versions:
            self._versions.extend(queries.versions())
        return self._versions

    def _all_drafts(self) -> list[DraftRow]:
        if not self._drafts:
            self._drafts.extend(drafts.draft_rows())
        return self._drafts


def _title(row: VersionRow) -> str:
    text = _("Versie %(label)s (%(status)s)")
    return text % {"label": row.label, "status": str(row.status.label).lower()}


def _draft_title(row: DraftRow) -> str:
    return _("Concept %(title)s") % {"title": row.title}


def _day_in_force(row: VersionRow, today: date) -> date:
    """Give today, or the day nearest to it on which the version is in force."""
    if row.valid_from is not None and today < row.valid_from:
        return row.valid_from
    if row.valid_to is not None and today >= row.valid_to:
        return row.valid_to - timedelta(days=1)
    return today
