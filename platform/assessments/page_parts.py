"""What the pages of a case have in common: the case itself, tasks, steps, answers, the panel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments import queries
from assessments.journey import REQUESTED, STEPS, JourneyStep
from assessments.panel import NOTHING_REFUSED, NotCounted, Panel, panel_of
from assessments.queries import CaseRow
from assessments.rules_in_force import RulesOfDay, rules_on
from policy_profiles.queries import NoProfileInForce
from rulebook.facts import FACT_BY_NAME
from rulebook.wording import fact_value, hours_in_words
from tenants.queries import municipality_names

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One line of a task list."""

    title: str | Promise
    status: str
    url: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step above a page: done, current or to do."""

    title: str | Promise
    state: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer on the overview; None shows as not known yet."""

    name: str
    value: str | None
    change_url: str = ""
    hint: str = ""


def says_signed_out(
    answer: Callable[..., HttpResponseBase],
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Say it beside what is typed: the page of signing in would come in the place of a line.

    Args:
        answer: gives that line, of the request and what its address names.
    """

    def of(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def asked(request: HttpRequest, **address: str) -> HttpResponseBase:
            if request.user.is_authenticated or request.method != "POST":
                return view(request, **address)
            return answer(request, **address)

        return asked

    return of


def with_case(
    view: Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Give a view its case instead of the number in the address; 404 where there is none."""

    @wraps(view)
    def found(
        request: HttpRequest, number: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        try:
            case = queries.case(number=number)
        except queries.CaseUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        return view(request, case, *args, **kwargs)

    return found


def rules_today() -> RulesOfDay | None:
    """Give the rules in force today; None where the organisation has none in force."""
    try:
        return rules_on(on=timezone.localdate())
    except NoProfileInForce:
        return None


def panel_today(
    case: CaseRow, *, is_open: bool = True, typed: NotCounted = NOTHING_REFUSED
) -> Panel | None:
    """Give the panel of a case under the rules of today; None without rules.

    `typed` is what stands on the screen and cannot be used yet.
    """
    rules = rules_today()
    if rules is None:
        return None
    number = case.number if is_open else ""
    return panel_of(facts=case.facts, rules=rules, number=number, typed=typed)


def asked_of(panel: Panel | None) -> tuple[str, ...]:
    """Give the facts that the rules still ask for, each once."""
    if panel is None:
        return ()
    lines = (*panel.lines, *panel.provider_lines)
    asked = [question.fact for line in lines for question in line.questions]
    asked += [question.fact for question in panel.hours_questions]
    return tuple(dict.fromkeys(asked))


def tasks_of(case: CaseRow, asked: Sequence[str]) -> tuple[TaskLine, ...]:
    """Give the steps of a case as tasks; a visited step with a question asks for attention."""
    return tuple(_task(case, step, set(step.fields) & set(asked)) for step in STEPS)


def _task(case: CaseRow, step: JourneyStep, open_questions: set[str]) -> TaskLine:
    filled = [name for name in step.fields if name in case.facts]
    status = "in_progress" if filled else "to_do"
    if step.slug in case.visited_steps or (filled and not open_questions):
        status = "attention" if open_questions else "done"
    count = len(open_questions)
    hint = ""
    if count:
        hint = _("Nog één vraag") if count == 1 else _("Nog %(count)s vragen") % {"count": count}
    url = reverse("assessments:step", args=[case.number, step.slug])
    return TaskLine(title=step.title, status=status, url=url, hint=hint)


def step_marks(case: CaseRow, current: JourneyStep | None) -> tuple[StepMark, ...]:
    """Give the steps as marks above a page, and the overview as the last of them."""
    marks = []
    for step in STEPS:
        done = step.slug in case.visited_steps
        state = "current" if step is current else ("done" if done else "to_do")
        url = reverse("assessments:step", args=[case.number, step.slug])
        marks.append(StepMark(title=step.title, state=state, url=url))
    overview = reverse("assessments:check", args=[case.number])
    state = "current" if current is None else "to_do"
    return (*marks, StepMark(title=_("Overzicht"), state=state, url=overview))


def answers_of(
    case: CaseRow, step: JourneyStep, *, is_open: bool, asked: Sequence[str] = ()
) -> tuple[Answer, ...]:
    """Give the answers of a step; rare questions that nobody answered or asks are left out.

    Args:
        case: the case.
        step: the step.
        is_open: whether the answers can still be changed.
        asked: the facts that the rules ask for; others that are missing are just not filled in.
    """
    rare = {name for section in step.sections if section.is_rare for name in section.fields}
    shown = [
        name
        for name in step.fields
        if name not in rare or name in asked or case.facts.get(name) is not None
    ]
    return tuple(_answer(case, step, name, is_open=is_open, asked=asked) for name in shown)


def _answer(
    case: CaseRow, step: JourneyStep, name: str, *, is_open: bool, asked: Sequence[str]
) -> Answer:
    language = language_now()
    url = reverse("assessments:step", args=[case.number, step.slug]) + f"#id_{name}"
    change_url = url if is_open else ""
    if name == REQUESTED:
        minutes = case.requested_minutes
        asked = _("niet genoemd") if minutes is None else hours_in_words(minutes, language)
        return Answer(name=_("Gevraagde uren in deze periode"), value=asked, change_url=change_url)
    known = case.facts.get(name)
    label = FACT_BY_NAME[name].label.in_language(language)
    if known is not None:
        value = fact_value(name, known, language)
        return Answer(name=label, value=value, change_url=change_url)
    if name in asked:
        return Answer(
            name=label, value=None, change_url=change_url, hint=_("De regels vragen hierom.")
        )
    return Answer(name=label, value=_("niet ingevuld"), change_url=change_url)


def municipality_name(code: str) -> str:
    """Give the name of a municipality; empty where a case has none."""
    return municipality_names(codes=(code,)).get(code, code) if code else ""
