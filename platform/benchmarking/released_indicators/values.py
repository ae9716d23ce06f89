"""What the door of released indicators gives: figures, funnels and spreads, all of one release."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from benchmarking.cells import Selection
from benchmarking.comparison import METHOD_VERSION, OfRelease
from benchmarking.disclosure import Protected, ProtectedCurve
from rulebook.text import Text


class WhomKind(StrEnum):
    """Of what kind somebody is whose figures are asked."""

    ORGANISATION = "organisation"
    UWV = "uwv"
    G4 = "g4"
    ALL = "all"
    REGION = "region"
    SIZE = "size"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """One organisation, or several together: `members` are schema names.

    `code` is `uwv`, `g4` or `all`, or a kind and a name: `organisation:eikenberg`, `region:AM18`,
    `size:large`, `choice:eikenberg+duinzicht`.
    """

    code: str
    kind: WhomKind
    label: Text
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReleasedFigure:
    """What an indicator is in a release, of one organisation or several, in its unit.

    Attributes:
        cases: those of the denominator, rounded; hidden with its reason like every figure.
        value: the figure; None for a method that gives several.
        parts: the figure by code, or by moment (`12m`, `6d`).
        curve: the whole curve, of the methods that have one.
        members: how many organisations are asked; `members_counted` those that it is made of.
        as_of: the number of the release in which it last changed; of several the last of those.
    """

    indicator: str
    whom: Whom
    selection: Selection
    release: OfRelease
    as_of: int
    members: int
    members_counted: int
    holds_synthetic: bool
    cases: Protected
    value: Protected | None = None
    parts: Mapping[str, Protected] = field(default_factory=dict)
    curve: ProtectedCurve | None = None

    @cached_property
    def snapshot_id(self) -> str:
        """The name of this answer: the same content of the same release has the same one."""
        content = json.dumps(self._content(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def as_data(self) -> dict[str, object]:
        """Return the figure for JSON, with its id first."""
        return {"snapshot_id": self.snapshot_id, **self._content()}

    def _content(self) -> dict[str, object]:
        return {
            "method_version": METHOD_VERSION,
            "release": self.release.number,
            "facts_as_of": self.release.facts_as_of.isoformat(),
            "as_of_release": self.as_of,
            "indicator": self.indicator,
            "code": self.whom.code,
            "name": self.whom.label.nl,
            "period": self.selection.year,
            "target_group": self.selection.target_group,
            "contract": self.selection.contract_class,
            "members": self.members,
            "members_counted": self.members_counted,
            "holds_synthetic": self.holds_synthetic,
            "cases": self.cases.as_data(),
            "value": self.value and self.value.as_data(),
            "parts": [{"part": code, **part.as_data()} for code, part in self.parts.items()],
            "curve": self.curve and self.curve.as_data(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelDot:
    """An organisation in a funnel.

    `place` is 0 within the limits, 1 above those of 95 %, 2 above those of 99.8 %, and below them
    the same negative. `shrunk` is the figure drawn towards that of all together, None below four
    organisations.
    """

    figure: ReleasedFigure
    value: Protected
    place: int
    shrunk: Protected | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelLine:
    """The limits at a number of cases, in the unit of the indicator."""

    cases: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFunnel:
    """Every organisation against its size, with limits; those that are hidden are named as such.

    All of it follows from shown figures, so it says nothing beyond them. `phi` is how much more
    organisations differ than chance makes them (1 by chance alone). Without `dots` nothing is
    compared: too few are shown.
    """

    indicator: str
    part: str
    target: float | None
    phi: float | None
    dots: tuple[FunnelDot, ...]
    lines: tuple[FunnelLine, ...]
    hidden: tuple[ReleasedFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedSpread:
    """Where differences sit: shares, in whole percents, of what organisations differ.

    `between_organisations` is of the variance of all cases; `between_regions` of what organisations
    differ. Hidden where too few are shown to tell.
    """

    indicator: str
    part: str
    between_organisations: Protected
    between_regions: Protected


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOut:
    """An indicator in which an organisation lies outside the limits, the farthest out first."""

    funnel: ReleasedFunnel
    dot: FunnelDot
