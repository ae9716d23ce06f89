"""The task list of the investigation: eight questions in three phases, each with its topics."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.gathering.fields import Words
from assessments.gathering.overview import Gathered
from assessments.gathering.queries import TopicState, states_of
from assessments.gathering.status import TopicStatus
from assessments.gathering.topics import QUESTIONS, TOPICS, Phase, Question, Topic
from assessments.page_parts import TaskLine, asked_of, panel_today, tasks_of
from assessments.panel import Panel
from assessments.plans.queries import plan_of
from assessments.queries import CaseRow
from assessments.status import CaseChange, can_change

_STATUS = {
    TopicStatus.NOT_BEGUN: "to_do",
    TopicStatus.BEGUN: "in_progress",
    TopicStatus.DONE: "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBlock:
    """A question with the tasks that answer it."""

    question: Question
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseBlock:
    """A phase with its questions."""

    title: Words
    blocks: tuple[QuestionBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation:
    """The whole list; `following` is the first thing that is not done."""

    phases: tuple[PhaseBlock, ...]
    done: int
    total: int
    following: TaskLine | None
    last: TopicState | None


def investigation(case: CaseRow, gathered: Gathered) -> Investigation:
    """Give the task list of a case, without opening what was answered."""
    states = states_of(case_id=case.id)
    panel = panel_today(case)
    blocks = [
        QuestionBlock(question=each, tasks=_tasks(case, each, states, gathered, panel))
        for each in QUESTIONS
    ]
    tasks = [task for block in blocks for task in block.tasks]
    return Investigation(
        phases=tuple(
            PhaseBlock(
                title=phase.label,
                blocks=tuple(block for block in blocks if block.question.phase is phase),
            )
            for phase in Phase
        ),
        done=sum(task.status == "done" for task in tasks),
        total=len(tasks),
        following=next((task for task in tasks if task.status != "done"), None),
        last=max(states.values(), key=lambda state: state.changed_at, default=None),
    )


def topics_done(case: CaseRow) -> int:
    """Give how many topics are done, for a line that leads to the list."""
    states = states_of(case_id=case.id).values()
    return sum(state.status is TopicStatus.DONE for state in states)


def _tasks(
    case: CaseRow,
    question: Question,
    states: Mapping[str, TopicState],
    gathered: Gathered,
    panel: Panel | None,
) -> tuple[TaskLine, ...]:
    own = tuple(
        _topic_task(case, topic, states.get(topic.slug))
        for topic in TOPICS
        if topic.question == question.number
    )
    if question.number == 1:
        return (_source_task(case, gathered), *own)
    if question.number == 5:
        return (*tasks_of(case, asked_of(panel)), _verdict_task(case, panel))
    if question.number == 6:
        return (_plan_task(case),)
    if question.number == 7:
        return (_hours_task(case, panel),)
    return own


def _topic_task(case: CaseRow, topic: Topic, state: TopicState | None) -> TaskLine:
    status = state.status if state else TopicStatus.NOT_BEGUN
    url = reverse("assessments:gathering_topic", args=[case.number, topic.slug])
    return TaskLine(title=topic.title, status=_STATUS[status], url=url)


def _source_task(case: CaseRow, gathered: Gathered) -> TaskLine:
    used = sum(line.is_used for line in gathered.sources)
    missing = len(gathered.missing_sources)
    status = "attention" if missing else ("done" if used else "to_do")
    hint = ""
    if missing:
        hint = ngettext(
            "Nog één bron op te vragen", "Nog %(count)s bronnen op te vragen", missing
        ) % {"count": missing}
    url = reverse("assessments:gathering_sources", args=[case.number])
    return TaskLine(title=_("Bronnen van informatie"), status=status, url=url, hint=hint)


def _verdict_task(case: CaseRow, panel: Panel | None) -> TaskLine:
    is_known = panel is not None and panel.verdict != "not_known"
    hint = panel.difference if panel else ""
    return TaskLine(
        title=_("De bevinding, naast de UWV-basis"),
        status="done" if is_known else "to_do",
        url=reverse("assessments:check", args=[case.number]),
        hint=hint,
    )


def _plan_task(case: CaseRow) -> TaskLine:
    plan = plan_of(case_id=case.id)
    goals = len(plan.goals) if plan else 0
    hint = ngettext("Eén doel", "%(count)s doelen", goals) % {"count": goals} if goals else ""
    return TaskLine(
        title=_("Begeleidingsplan: doelen en activiteiten"),
        status="done" if goals else "to_do",
        url=reverse("assessments:plan", args=[case.number]),
        hint=hint,
    )


def _hours_task(case: CaseRow, panel: Panel | None) -> TaskLine:
    is_known = panel is not None and panel.is_known
    return TaskLine(
        title=_("Uw besluit over uren en duur"),
        status="to_do" if can_change(case.status, CaseChange.DECIDE) else "done",
        url=reverse("assessments:decide", args=[case.number]),
        hint=_("Advies: %(hours)s") % {"hours": panel.hours} if panel and is_known else "",
    )
