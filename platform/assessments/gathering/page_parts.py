"""What the pages of the investigation share: words of answers, two versions, and the line to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import language_now
from accounts.permissions import Permission, has_permission
from accounts.queries import names_of
from assessments.gathering.actions import AnswersConflict, Typed
from assessments.gathering.answers import Mark
from assessments.gathering.fields import Words
from assessments.gathering.forms import NOW, WAS, joints
from assessments.gathering.overview import gathered_of
from assessments.gathering.queries import TopicState
from assessments.gathering.tasks import topics_done
from assessments.gathering.topics import TOPICS, Topic, in_words
from assessments.page_parts import Answer
from assessments.queries import CaseRow
from assessments.status import CaseChange, can_change
from assessments.two_versions import Conflict, ConflictField, hidden_fields
from rulebook.wording import date_short


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredGroup:
    """The answers of a group in words."""

    title: Words
    answers: tuple[Answer, ...]


def names(data: Mapping[str, Any], topic: Topic) -> tuple[tuple[str, str], ...]:
    """Give what a form was opened with, as it was sent along."""
    return tuple((field.name, str(data.get(f"{WAS}{field.name}", ""))) for field in topic.fields)


def labels_of(topic: Topic, fields: Iterable[str]) -> tuple[str, ...]:
    """Give what fields of a topic are called, with the part of the scheme that they are of."""
    wanted = set(fields)
    names = [field.name for field in topic.fields if field.name in wanted]
    return tuple(in_words(topic.slug, name, "")[0] for name in names)


def answers_in_words(topic: Topic, texts: Mapping[str, str]) -> tuple[AnsweredGroup, ...]:
    """Give the answers of a topic in words; what was not answered is left out."""
    groups = []
    for group in topic.groups:
        answers = tuple(
            Answer(
                name=str(field.label),
                value=in_words(topic.slug, field.name, texts[field.name])[1],
            )
            for field in group.fields
            if texts.get(field.name)
        )
        if answers:
            groups.append(AnsweredGroup(title=group.title, answers=answers))
    return tuple(groups)


def comparison(
    case: CaseRow,
    topic: Topic,
    typed: Typed,
    found: AnswersConflict,
    onward: str,
) -> Conflict:
    """Lay what somebody typed beside what is stored, for each field that both changed."""
    people = names_of(user_ids={mark.by for mark in found.stored.marks.values()})
    stored = found.stored.texts
    both = joints(topic)
    labels = {name: labels_of(topic, [name])[0] for name in found.fields}
    fields = tuple(
        ConflictField(
            name=field.name,
            label=labels[field.name],
            mine=in_words(topic.slug, field.name, typed.mine[field.name])[1],
            theirs=in_words(topic.slug, field.name, stored.get(field.name, ""))[1],
            who=_who(found.stored.marks.get(field.name), people),
            may_be_both=field.name in both
            and bool(typed.mine[field.name] and stored.get(field.name)),
        )
        for field in topic.fields
        if field.name in found.fields
    )
    was = {f"{WAS}{name}": text for name, text in typed.was.items()}
    now = {f"{NOW}{name}": stored.get(name, "") for name in found.fields}
    page = reverse("assessments:gathering_topic", args=[case.number, topic.slug])
    return Conflict(
        fields=fields,
        hidden=hidden_fields(typed.mine, was, now, sitting=typed.sitting, daarna=onward),
        action=page,
        back=page,
    )


def kept_words(state: TopicState) -> str:
    """Say when a topic was kept last, by whom, and as which version."""
    people = names_of(user_ids={state.changed_by}) if state.changed_by else {}
    local = timezone.localtime(state.changed_at)
    given = {
        "day": date_short(local.date(), language_now()),
        "time": f"{local:%H:%M}",
        "who": people.get(state.changed_by, "") if state.changed_by else "",
        "version": state.revision,
    }
    if given["who"]:
        return _("Bewaard op %(day)s om %(time)s door %(who)s (versie %(version)s).") % given
    return _("Bewaard op %(day)s om %(time)s (versie %(version)s).") % given


def gathering_part(request: HttpRequest, case: CaseRow) -> Mapping[str, Any]:
    """Give what the page of a case says of the investigation: how far it is, what is missing."""
    may = has_permission(request.user, Permission.OPEN_CASE)
    may_gather = may and can_change(case.status, CaseChange.SAVE_FACTS)
    return {
        "gathered": gathered_of(case),
        "topics_done": topics_done(case),
        "topics": len(TOPICS),
        "may_gather": may_gather,
    }


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part of the page of a decision that leads to the investigation."""
    return "assessments/gathering/part.html", gathering_part(request, case)


def _who(mark: Mark | None, people: Mapping[Any, str]) -> str:
    if mark is None:
        return _("Een collega")
    local = timezone.localtime(mark.at)
    given = {"who": people.get(mark.by) or _("Een collega"), "time": f"{local:%H:%M}"}
    return _("%(who)s, om %(time)s") % given
