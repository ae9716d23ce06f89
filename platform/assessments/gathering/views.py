"""The pages of the investigation: its task list, and one topic a page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from accounts.queries import names_of
from assessments.gathering import actions
from assessments.gathering.forms import TopicForm
from assessments.gathering.known import known_of
from assessments.gathering.overview import gathered_of
from assessments.gathering.page_parts import (
    answers_in_words,
    comparison,
    kept_words,
    labels_of,
    names,
)
from assessments.gathering.queries import OpenedTopic, opened_topic
from assessments.gathering.status import TopicStatus
from assessments.gathering.tasks import investigation
from assessments.gathering.topics import TOPIC_BY_SLUG, Topic, topic_after
from assessments.page_parts import says_signed_out, with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change

_DONE, _COMPARE = "klaar", "vergelijken"


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def task_list(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the eight questions with their topics, and what is still to be asked for."""
    gathered = gathered_of(case)
    found = investigation(case, gathered)
    author = found.last.changed_by if found.last else None
    people = names_of(user_ids={author}) if author else {}
    context = {
        "case": case,
        "gathered": gathered,
        "investigation": found,
        "last_title": TOPIC_BY_SLUG[found.last.slug].title if found.last else "",
        "last_by": people.get(author, "") if author else "",
        "is_open": can_change(case.status, CaseChange.SAVE_FACTS),
        "may_work": has_permission(request.user, Permission.OPEN_CASE),
    }
    return render(request, "assessments/gathering/list.html", context)


@sensitive_post_parameters()
@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def topic(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponseBase:
    """Ask about one topic; who looks is put on record. A decided case only shows its answers."""
    found = _topic(slug)
    if request.method == "POST":
        return _saved(request, case, found)
    opened = opened_topic(actor=actor_of(request), case_id=case.id, topic=found)
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return _read_only(request, case, found, opened)
    answers = opened.earlier if opened.is_prefilled else opened.kept.texts
    form = TopicForm(topic=found, answers=answers)
    return _page(request, case, found, form, opened)


def _signed_out(request: HttpRequest, *, slug: str, **_address: str) -> HttpResponse:
    found = TOPIC_BY_SLUG.get(slug)
    context = {"signed_out": True, "was": names(request.POST, found) if found else ()}
    return render(request, "assessments/gathering/kept.html", context, status=401)


@sensitive_post_parameters()
@says_signed_out(_signed_out)
@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def keep(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponseBase:
    """Keep what is typed so far, while somebody goes on; who has no form gets the page itself."""
    found = _topic(slug)
    if request.method == "GET":
        return redirect("assessments:gathering_topic", case.number, found.slug)
    form = TopicForm(request.POST, topic=found, answers={})
    context: dict[str, Any] = {"case": case, "topic": found, "was": names(form.data, found)}
    if not form.is_valid():
        return _kept(request, context | {"cannot": next(iter(form.errors.values()))[0]})
    typed = form.typed()
    try:
        saved = actions.save_topic(
            actor=actor_of(request), case_id=case.id, topic=found, typed=typed
        )
    except actions.AnswersConflict as conflict:
        return _kept(request, context | {"conflicts": labels_of(found, conflict.fields)})
    except ChangeNotAllowed:
        return _kept(request, context | {"stands_still": True})
    shown = {
        "was": tuple(typed.mine.items()),
        "saved": saved,
        "taken": labels_of(found, saved.taken),
    }
    return _kept(request, context | shown)


def _saved(request: HttpRequest, case: CaseRow, found: Topic) -> HttpResponseBase:
    """Save a topic and go on; where two people changed a field, have this one choose."""
    onward = request.POST.get("daarna", "")
    is_done = onward == _DONE
    form = TopicForm(request.POST, topic=found, answers={}, is_done=is_done)
    if not form.is_valid():
        return _page(request, case, found, form, None)
    actor = actor_of(request)
    try:
        saved = actions.save_topic(
            actor=actor, case_id=case.id, topic=found, typed=form.typed(), is_done=is_done
        )
    except actions.AnswersConflict as conflict:
        actions.put_conflict_on_record(actor=actor, case_id=case.id, topic=found)
        context = {
            "case": case,
            "title": found.title,
            "conflict": comparison(case, found, form.typed(), conflict, onward),
        }
        return render(request, "assessments/two_versions.html", context, status=400)
    except ChangeNotAllowed:
        messages.info(request, _("Deze casus is niet meer in behandeling. De gegevens staan vast."))
        return redirect("assessments:gathering", case.number)
    if saved.taken:
        fields = ", ".join(labels_of(found, saved.taken))
        text = _("Een collega vulde intussen ‘%(fields)s’ in. Dat is blijven staan.")
        messages.info(request, text % {"fields": fields})
    return _onward(request, case, found, onward)


def _onward(request: HttpRequest, case: CaseRow, found: Topic, onward: str) -> HttpResponseBase:
    if onward == _COMPARE:
        return redirect("assessments:gathering_topic", case.number, found.slug)
    if onward != _DONE:
        messages.success(request, _("Uw antwoorden zijn opgeslagen. U kunt later verder."))
        return redirect("assessments:gathering", case.number)
    following = topic_after(found)
    if following is None or following.question != found.question:
        return redirect("assessments:gathering", case.number)
    return redirect("assessments:gathering_topic", case.number, following.slug)


def _page(
    request: HttpRequest, case: CaseRow, found: Topic, form: TopicForm, opened: OpenedTopic | None
) -> HttpResponse:
    """Show a topic; a form that was sent keeps what it was opened with."""
    was = names(form.data, found) if opened is None else _stored(found, opened)
    context = {
        "case": case,
        "topic": found,
        "form": form,
        "groups": form.shown(),
        "known": known_of(case, found),
        "was": was,
        "opened": opened,
        "kept_words": kept_words(opened.state) if opened and opened.state else "",
        "is_done": bool(opened and opened.state and opened.state.status is TopicStatus.DONE),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "assessments/gathering/topic.html", context, status=status)


def _read_only(
    request: HttpRequest, case: CaseRow, found: Topic, opened: OpenedTopic
) -> HttpResponse:
    context = {
        "case": case,
        "topic": found,
        "answers": answers_in_words(found, opened.kept.texts),
        "kept_words": kept_words(opened.state) if opened.state else "",
    }
    return render(request, "assessments/gathering/answers.html", context)


def _stored(found: Topic, opened: OpenedTopic) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, opened.kept.texts.get(field.name, "")) for field in found.fields)


def _kept(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "assessments/gathering/kept.html", context)


def _topic(slug: str) -> Topic:
    if slug not in TOPIC_BY_SLUG:
        raise Http404(slug)
    return TOPIC_BY_SLUG[slug]
