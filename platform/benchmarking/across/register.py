"""The register of what was asked across organisations: what is out, and adding to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from benchmarking.across.catalogue import Catalogue
from benchmarking.across.members import Members
from benchmarking.across.models import AskedAcross
from benchmarking.across.near import Before
from benchmarking.across.question import Question
from policy_profiles.mapping import chain_from_json, completed, layer_to_data
from rulebook.engine import ENGINE_VERSION
from rulebook.profile import Profile, resolve
from rulebook.text import Text

#: Rises with every change in how answers are made or protected; an older answer is worked anew.
METHOD = f"3 {ENGINE_VERSION}"
#: Different questions of one year of decisions that can be out; each is held against all others.
MOST_QUESTIONS = 100


class TooManyAsked(Exception):
    """As many different questions of this year were answered as the register can hold apart."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{MOST_QUESTIONS} questions about {year} were answered: ask one of those again, or "
            "another year."
        )


class RegisterMoved(Exception):
    """Somebody else was answered meanwhile: hold the question against that as well."""

    def __init__(self) -> None:
        super().__init__("Another question about this year was answered meanwhile: ask again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A question that is out, its first answer, and for which others its figures stood."""

    id: UUID
    question: Question
    stood: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutAlready:
    """What is out of one year of decisions.

    Attributes:
        sets: the organisations of earlier answers.
        rules_day: the day of the rules of all answers; None before the first.
        out: the questions that were answered for themselves, the oldest first.
        count: how many answers there are.
    """

    sets: tuple[Members, ...]
    rules_day: date | None
    out: tuple[Out, ...]
    count: int

    def before(self, question: Question) -> tuple[Out, ...]:
        """Give the questions that were out before this one was: that it is held against."""
        places = [n for n, one in enumerate(self.out) if one.question.hash == question.hash]
        return self.out[: places[0]] if places else self.out

    def check_room(self, question: Question) -> None:
        """Refuse a new question where the register is full.

        Raises:
            TooManyAsked: as many as can be were answered, and this is none of them.
        """
        if len(self.before(question)) >= MOST_QUESTIONS:
            raise TooManyAsked(question.year)


def held_against(out: Iterable[Out]) -> Before:
    """Give questions that are out as a new one is held against them."""
    found = list(out)
    return Before(
        hashes=tuple(one.question.hash for one in found),
        stood=tuple(one.stood for one in found),
    )


def out_already(*, year: int, catalogue: Catalogue) -> OutAlready:
    """Read what is out of a year."""
    rows = list(
        AskedAcross.objects.filter(year=year)
        .annotate(near=F("answer__near"))
        .defer("answer", "layers", "presence")
        .order_by("asked_at", "id")
    )
    known = catalogue.by_content()
    found: dict[str, Out] = {}
    for row in rows:
        if row.stands_for != row.question_hash:
            continue
        first = found.get(row.question_hash)
        stood = {**(first.stood if first else {}), **(row.near or {})}
        if first is None:
            first = Out(id=row.id, question=_question(row, known), stood=stood)
        found[row.question_hash] = replace(first, stood=stood)
    return OutAlready(
        sets=tuple(dict.fromkeys(frozenset(row.members) for row in rows)),
        rules_day=rows[0].rules_day if rows else None,
        out=tuple(found.values()),
        count=len(rows),
    )


def kept_answer(
    *, question: Question, group: str, members: Members, rules_day: date
) -> AskedAcross | None:
    """Give the answer to exactly this if it is out already, also as that to a question like it."""
    alike = AskedAcross.objects.filter(
        year=question.year,
        group=group,
        members=sorted(members),
        rules_day=rules_day,
        method=METHOD,
    )
    found = alike.order_by("asked_at", "id")
    own = found.filter(question_hash=question.hash).first()
    return own or found.filter(stands_for=question.hash).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """An answer to be added: whose it is, what it is to, of whom, and what was shown."""

    id: UUID
    asked_by: UUID
    asked_at: datetime
    question: Question
    stands_for: str
    members: Members
    rules_day: date
    answer: dict[str, Any]
    presence: dict[str, Any]


def add_answer(new: NewAnswer, *, count: int) -> None:
    """Add an answer, unless another one came in since the register was read.

    Raises:
        RegisterMoved: `count` is no longer how many there are of that year.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('asked across', 0))")
    question = new.question
    if AskedAcross.objects.filter(year=question.year).count() != count:
        raise RegisterMoved
    is_own = new.stands_for == question.hash
    layers = [layer_to_data(layer) for layer in question.published.layers] if is_own else []
    title = {"nl": question.title.nl, "en": question.title.en}
    day = question.published.on.isoformat()
    AskedAcross.objects.create(
        id=new.id,
        asked_by=new.asked_by,
        asked_at=new.asked_at,
        year=question.year,
        group=question.group,
        question={**question.data, "title": title, "on": day},
        question_hash=question.hash,
        stands_for=new.stands_for,
        members=sorted(new.members),
        rules_day=new.rules_day,
        method=METHOD,
        answer=new.answer,
        layers=layers,
        presence=new.presence,
    )


def _question(row: AskedAcross, known: Mapping[str, Profile]) -> Question:
    kept = row.question
    profile = known.get(kept["content"]) or _profile_kept(row.id)
    return Question(
        base=kept["base"],
        title=Text.from_data(kept["title"]),
        group=row.group,
        year=row.year,
        published=profile,
    )


@lru_cache(maxsize=MOST_QUESTIONS)
def _profile_kept(asked_id: UUID) -> Profile:
    """The policy as it was when it was asked; it never changes, so this is done once."""
    row = AskedAcross.objects.values("question", "layers").get(pk=asked_id)
    layers = completed(chain_from_json(row["layers"]))
    return resolve(layers, on=date.fromisoformat(row["question"]["on"]))
