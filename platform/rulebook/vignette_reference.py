"""The reference page of the vignettes, written from them: docs/reference/rulebook/vignettes.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from rulebook.answer import CODES, Answer
from rulebook.explanation import criterion_label
from rulebook.facts import FACTS
from rulebook.profiles import load_shipped, shipped_profile_names
from rulebook.vignettes import THEMES, VIGNETTES, Vignette, work_vignettes
from rulebook.wording import date_short, fact_value, hours_minutes

COMMAND: Final = "python -m rulebook.vignette_reference > docs/reference/rulebook/vignettes.md"
_HEAD: Final = f"""# Vignettes

*Written by `{COMMAND}`; a test holds it to that.*

Invented clients that everybody shares. Each has a story in plain words to judge by, the facts in
it, and the answer that the UWV baseline gives, to the minute. They are worked through every
profile, for two questions:

- **Before publishing**: which clients does the new version answer otherwise than the old one, and
  which values explain it?
- **Between organisations**: how far do the hours on one client lie apart, and why?

They stand in `platform/rulebook/vignettes/`, one file per theme; what a vignette does not say of
its client is as in `ordinary.yaml`. Tests hold that a second, plain implementation gives the same
answers, and that every criterion is met, not met, not known and refused alone somewhere; that
every obligation, fact, code and step of the hours occurs; that every method gives hours to
somebody. A new criterion without a client fails.

**What explains a difference** is found by trying (`platform/rulebook/attribution.py`): starting
from the one profile, values are replaced by those of the other until its answer comes out, one
parameter at a time, then two; where no two are enough, all that differ, less each one that the
answer does not need. Of several sets of one size the first counts, in the order of the policy
sheet; a table counts as one parameter.

## Which client shows what, under the baseline

| criterion | not met | not known | with an obligation |
|---|---|---|---|
"""
_WORDS: Final = {
    "met": "granted",
    "met_with_obligation": "granted with an obligation",
    "not_known": "not known",
    "not_met": "refused",
}


def page() -> str:
    """The whole page in Markdown."""
    return "".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    for code in CODES:
        cells = (
            ", ".join(f"[{v.id}](#{v.id})" for v in VIGNETTES if code in getattr(v.expected, kind))
            for kind in ("not_met", "not_known", "with_obligation")
        )
        yield f"| {criterion_label(code, 'en')} | {' | '.join(cells)} |\n"
    for theme, label in THEMES.items():
        yield f"\n## {label.en} ({label.nl})\n"
        for one in VIGNETTES:
            if one.theme == theme:
                yield from _section(one)


def _section(one: Vignette) -> Iterator[str]:
    yield f"\n### {one.id}\n\n**{one.title.en}.** {one.story.en}\n\n"
    yield f"- Shows: {one.tests.en}\n"
    yield f"- Facts: {_facts(one)}\n"
    yield f"- Baseline: {_answer(one.expected)}\n"
    yield f"- Hours under the shipped profiles: {_spread(one)}\n"


def _facts(one: Vignette) -> str:
    """What differs from the first, ordinary client."""
    ordinary = VIGNETTES[0].facts
    if not one.facts:
        return "none known."
    differing = [
        f"{f.label.en}: {fact_value(f.name, one.facts.get(f.name), 'en')}"
        for f in FACTS
        if one.facts.get(f.name) != ordinary.get(f.name)
    ]
    return "; ".join(differing) + "." if differing else "those of the ordinary client."


def _answer(answer: Answer) -> str:
    parts = [_WORDS[answer.verdict]]
    for codes, words in ((answer.not_met, "not met"), (answer.with_obligation, "obligation")):
        if codes:
            parts.append(f"{words}: {', '.join(criterion_label(c, 'en') for c in codes)}")
    if answer.is_granted:
        known = answer.minutes is not None
        parts.append(hours_minutes(answer.minutes or 0, "en") if known else "hours not known")
    if answer.first_day and answer.last_day:
        parts.append(f"{date_short(answer.first_day, 'en')} to {date_short(answer.last_day, 'en')}")
    return "; ".join(parts) + "."


def _spread(one: Vignette) -> str:
    worked = {name: work_vignettes(load_shipped(name)) for name in shipped_profile_names()}
    found = [a.answer for answers in worked.values() for a in answers if a.vignette.id == one.id]
    known = sorted(answer.minutes for answer in found if answer.minutes is not None)
    if not known:
        return f"not known under any of {len(found)}."
    granting = sum(answer.is_granted for answer in found)
    return (
        f"{hours_minutes(known[0], 'en')} to {hours_minutes(known[-1], 'en')}; "
        f"{granting} of {len(found)} grant."
    )


if __name__ == "__main__":
    sys.stdout.write(page())
