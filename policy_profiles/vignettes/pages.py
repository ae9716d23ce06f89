"""What the pages of the vignettes show: the list theme by theme, and one vignette in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policy_profiles.register.queries import PublishedRow
from policy_profiles.vignettes.elsewhere import Facts, months_in_words
from policy_profiles.vignettes.explained import ExplainingValue, explaining_values
from policy_profiles.vignettes.queries import Spread, spreads
from policy_profiles.vignettes.spread_picture import SpreadPicture, spread_picture
from rulebook import wording
from rulebook.answer import Answer, answers
from rulebook.attribution import attribution
from rulebook.explanation import RenderedFinding, render
from rulebook.facts import FACTS, FactValue
from rulebook.finding import find
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.text import Text
from rulebook.vignettes import THEMES, VIGNETTES, Vignette, work_vignettes

_GROUPS: Mapping[str, Text] = {**THEMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class VignetteLine:
    """One vignette in the list; `spread` and `picture` are None for who does not see others."""

    vignette: Vignette
    title: str
    story: str
    own: Answer
    baseline: Answer
    spread: Spread | None
    picture: SpreadPicture | None

    @property
    def differs(self) -> bool:
        """Whether the own profile answers otherwise than the baseline."""
        return self.own != self.baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLines:
    """The vignettes of one theme."""

    code: str
    label: str
    lines: tuple[VignetteLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One profile's finding of a vignette in words."""

    title: str
    answer: Answer
    period: str
    finding: RenderedFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSides:
    """Any client under the asker's profile and under the baseline, and what explains that they
    differ."""

    own: Side
    baseline: Side
    explained_by: tuple[ExplainingValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VignettePage:
    """One vignette: story, facts, both findings, and what explains that they differ."""

    vignette: Vignette
    title: str
    story: str
    tests: str
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    own: Side
    baseline: Side
    explained_by: tuple[ExplainingValue, ...]
    before: Vignette | None
    after: Vignette | None

    @property
    def differs(self) -> bool:
        """Whether the own profile answers otherwise than the baseline."""
        return self.own.answer != self.baseline.answer


def vignette_list(
    *,
    own: Profile,
    baseline: Profile,
    language: str,
    rows: Sequence[PublishedRow] = (),
    marks_own: bool = True,
) -> tuple[ThemeLines, ...]:
    """Lay out all vignettes by theme.

    Args:
        own: the asker's profile.
        baseline: the UWV baseline of the same day.
        language: "nl" or "en".
        rows: the published profiles for the spread; none for who does not see it.
        marks_own: whether the own answer is marked in the picture.
    """
    found = spreads(rows=rows) if rows else {}
    pairs = zip(work_vignettes(own), work_vignettes(baseline), strict=True)
    lines = [
        _line(mine.vignette, (mine.answer, theirs.answer), found, marks_own, language)
        for mine, theirs in pairs
    ]
    return tuple(
        ThemeLines(
            code=theme,
            label=label.in_language(language),
            lines=tuple(line for line in lines if line.vignette.theme == theme),
        )
        for theme, label in THEMES.items()
    )


def _line(
    one: Vignette,
    both: tuple[Answer, Answer],
    found: Mapping[str, Spread],
    marks_own: bool,
    language: str,
) -> VignetteLine:
    own, baseline = both
    spread = found.get(one.id)
    picture = None
    if spread:
        picture = spread_picture(
            spread=spread,
            own=own.minutes if marks_own else None,
            baseline=baseline.minutes,
        )
    return VignetteLine(
        vignette=one,
        title=one.title.in_language(language),
        story=one.story.in_language(language),
        own=own,
        baseline=baseline,
        spread=spread,
        picture=picture,
    )


def vignette_page(*, one: Vignette, own: Profile, baseline: Profile, language: str) -> VignettePage:
    """Lay out one vignette under the asker's profile and under the baseline."""
    both = both_sides(facts=one.facts, own=own, baseline=baseline, language=language)
    place = VIGNETTES.index(one)
    return VignettePage(
        vignette=one,
        title=one.title.in_language(language),
        story=one.story.in_language(language),
        tests=one.tests.in_language(language),
        facts=facts_in_words(facts=one.facts, language=language),
        own=both.own,
        baseline=both.baseline,
        explained_by=both.explained_by,
        before=VIGNETTES[place - 1] if place else None,
        after=VIGNETTES[place + 1] if place + 1 < len(VIGNETTES) else None,
    )


def both_sides(*, facts: Facts, own: Profile, baseline: Profile, language: str) -> BothSides:
    """Work any facts through the asker's profile and the baseline; what is missing is not known."""
    frame = CaseFrame.from_rows([dict(facts)])
    return BothSides(
        own=_side(facts, own, frame, language),
        baseline=_side(facts, baseline, frame, language),
        explained_by=explaining_values(
            parameters=attribution(frame, own, baseline),
            here=own,
            there=baseline,
            language=language,
        ),
    )


def facts_in_words(
    *, facts: Mapping[str, FactValue], language: str
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Say the facts that are known, group by group: label and value."""
    groups = []
    for group, label in _GROUPS.items():
        told = tuple(
            (f.label.in_language(language), wording.fact_value(f.name, facts[f.name], language))
            for f in FACTS
            if f.group == group and f.name in facts
        )
        if told:
            groups.append((label.in_language(language), told))
    return tuple(groups)


def _side(facts: Facts, profile: Profile, frame: CaseFrame, language: str) -> Side:
    (answer,) = answers(frame, profile)
    return Side(
        title=profile.title.in_language(language),
        answer=answer,
        period=months_in_words(answer, language),
        finding=render(find(facts, profile), language),
    )
