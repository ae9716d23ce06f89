"""What the page of a closed round shows: agreement in words, and client by client the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from accounts.language import language_now
from policy_profiles.agreement.interval import FEWEST_UNITS
from policy_profiles.exercise.outcome import ClientCounts, Outcome
from policy_profiles.exercise.queries import OwnAnswers, ScoreRow
from policy_profiles.exercise.scale import Verdict, Weighed
from policy_profiles.exercise.words import (
    SHORT_NEEDS,
    AlphaWords,
    alpha_in_words,
    count_in_words,
)
from rulebook.answer import Answer
from rulebook.profile import Profile
from rulebook.vignettes import Vignette, work_vignettes


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """What the reader answered about one client."""

    place: int
    title: str
    vignette: str
    need: str
    verdict: str
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """One client of a round: how many would grant, what the reader judged, what the rules say.

    `designed` is the need that the client was invented with, `own_need` what the reader judged;
    each empty where there is none.
    """

    vignette: str
    title: str
    designed: str
    own_need: str
    granted: str
    own_verdict: str
    own_policy: Answer
    baseline: Answer

    @property
    def rules_differ(self) -> bool:
        """Whether the own policy answers otherwise than the baseline."""
        return self.own_policy != self.baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """The outcome of a round as its page shows it.

    `fewest` is with how many clients and assessors at the least the hours are told of.
    """

    assessors: int
    fewest: int
    agreements: tuple[AlphaWords, ...]
    clients: tuple[ClientLine, ...]
    differing: int
    weighed: tuple[tuple[str, str], ...]


def outcome_page(
    *, outcome: Outcome, own: Profile, baseline: Profile, mine: Mapping[str, ScoreRow]
) -> OutcomePage:
    """Lay out an outcome beside what the rules say; `mine` are the reader's own answers, if any."""
    language = language_now()
    pairs = zip(work_vignettes(own), work_vignettes(baseline), strict=True)
    rules = {a.vignette.id: (a.vignette, a.answer, b.answer) for a, b in pairs}
    lines = tuple(
        _line(counts, rules[counts.vignette], mine.get(counts.vignette), language)
        for counts in outcome.clients
        if counts.vignette in rules
    )
    questions = [
        (gettext("De behoefte"), outcome.need),
        (gettext("De uren"), outcome.hours),
    ]
    return OutcomePage(
        assessors=outcome.assessors,
        fewest=FEWEST_UNITS,
        agreements=tuple(alpha_in_words(asked, found) for asked, found in questions if found),
        clients=lines,
        differing=sum(line.rules_differ for line in lines),
        weighed=tuple(
            (str(Weighed(code).label), count_in_words(count))
            for code, count in outcome.weighed.items()
        ),
    )


def own_lines(*, answers: OwnAnswers, vignettes: Mapping[str, Vignette]) -> tuple[OwnLine, ...]:
    """Say what the reader answered, in the reader's own order."""
    language = language_now()
    return tuple(
        OwnLine(
            place=place,
            title=vignettes[name].title.in_language(language),
            vignette=name,
            need=SHORT_NEEDS[score.need].in_language(language),
            verdict=str(Verdict(score.verdict).label),
            minutes=score.minutes,
        )
        for place, name in enumerate(answers.order, start=1)
        if (score := answers.scores.get(name)) and name in vignettes
    )


def _line(
    counts: ClientCounts,
    rules: tuple[Vignette, Answer, Answer],
    mine: ScoreRow | None,
    language: str,
) -> ClientLine:
    one, own, baseline = rules
    designed = one.facts.get("need")
    return ClientLine(
        vignette=one.id,
        title=one.title.in_language(language),
        designed=SHORT_NEEDS[str(designed)].in_language(language) if designed else "",
        own_need="" if mine is None else SHORT_NEEDS[mine.need].in_language(language),
        granted=count_in_words(counts.granted),
        own_verdict="" if mine is None else str(Verdict(mine.verdict).label),
        own_policy=own,
        baseline=baseline,
    )
