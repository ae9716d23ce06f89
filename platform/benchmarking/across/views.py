"""The pages on the public host on which an analyst of the platform asks across organisations."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from benchmarking import queries
from benchmarking.across.asking import ask
from benchmarking.across.catalogue import catalogue_of
from benchmarking.across.export import across_csv, across_data, shown_of_earlier
from benchmarking.across.form import AcrossForm, HoursForm
from benchmarking.across.groups import FEWEST_MEMBERS, OfferedGroup, offered_groups
from benchmarking.across.kept import Kept, NoSuchAnswer, kept, kept_lines
from benchmarking.across.near_words import near_lines
from benchmarking.across.page import across_page
from benchmarking.across.register import MOST_QUESTIONS, RegisterMoved, TooManyAsked
from benchmarking.across.sentences import sentence_of_presence
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.simulation.values import COACHABLE_HOURS, Assumptions
from tenants.queries import launched_tenants

_PAGE, _ANSWER = "benchmarking/across.html", "benchmarking/across_answer.html"
_MONTHS = 12


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASK_ACROSS)
@never_cache
def across(request: HttpRequest) -> HttpResponseBase:
    """Show what can be asked and what was answered; take a question, and lead to its answer."""
    groups = offered_groups(launched_tenants())
    form = _form(request, groups)
    if form.is_bound and form.is_valid():
        return redirect(_asked(request, form))
    context = {
        "form": form,
        "fewest": FEWEST_MEMBERS,
        "lines": [(line, _label(groups, line.question.group)) for line in kept_lines()],
    }
    return render(request, _PAGE, context, status=400 if form.is_bound else 200)


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def answer(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Show a kept answer; nobody is asked again."""
    found = _kept(asked_id)
    groups = offered_groups(launched_tenants())
    hours = HoursForm(request.GET if "uren" in request.GET else {"uren": COACHABLE_HOURS})
    coachable = hours.cleaned_data["uren"] if hours.is_valid() else COACHABLE_HOURS
    assumed = Assumptions(months=_MONTHS, coachable_hours=coachable)
    title = found.of.title.in_language(language_now())
    shown = across_page(found.answer, title=title, assumptions=assumed)
    context = {
        "found": found,
        "title": title,
        "asked": found.question.title.in_language(language_now()),
        "group": _label(groups, found.of.group),
        "page": shown.page,
        "hides_hours": shown.hides_hours,
        "near": near_lines(shown_of_earlier(found)),
        "stand_on": date.fromisoformat(found.answer["stand_on"]),
        "assumed": assumed,
        "hours": hours,
        "fewest": FEWEST_MEMBERS,
        "rules": DEFAULT_RULES,
        "presence": sentence_of_presence(found.presence),
    }
    return render(request, _ANSWER, context, status=200 if hours.is_valid() else 400)


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def answer_as_csv(request: HttpRequest, asked_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """Give what the page shows as CSV."""
    content = across_csv(_kept(asked_id), language=language_now())
    found = HttpResponse(content, content_type="text/csv; charset=utf-8")
    found["Content-Disposition"] = 'attachment; filename="doorgerekend.csv"'
    return found


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def answer_as_json(request: HttpRequest, asked_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """Give what the page shows as JSON."""
    return JsonResponse(across_data(_kept(asked_id)))


def _form(request: HttpRequest, groups: tuple[OfferedGroup, ...]) -> AcrossForm:
    today = timezone.localdate()
    return AcrossForm(
        request.POST if request.method == "POST" else None,
        asked=request.GET.dict(),
        catalogue=catalogue_of(today=today, language=language_now()),
        groups=groups,
        # A year that is over: of one that goes on, two answers would differ by the days between.
        years=[year for year in queries.years() if year < today.year],
    )


def _asked(request: HttpRequest, form: AcrossForm) -> str:
    """Ask, and give the address to go to: the answer's, or the form's with what is the matter."""
    assert form.question is not None  # noqa: S101 - whoever is valid has one
    given = {name: form.cleaned_data[name] for name in ("na", "groep", "jaar", "uren")}
    again = f"{reverse('across:page')}?{urlencode(given)}"
    try:
        found = ask(actor=actor_of(request), question=form.question, catalogue=form.catalogue)
    except TooManyAsked:
        full = _(
            "Over dit jaar kan geen nieuwe vraag meer: er zijn %(most)d verschillende vragen "
            "beantwoord. Stel een eerdere vraag opnieuw of kies een ander jaar."
        )
        messages.warning(request, full % {"most": MOST_QUESTIONS})
        return again
    except RegisterMoved:
        messages.warning(
            request,
            _("Intussen kreeg iemand anders een antwoord over dit jaar. Stel uw vraag nog eens."),
        )
        return again
    if found.answer_id is None:
        few = _(
            "Hier is geen uitkomst: daarvoor zijn ten minste %(fewest)d uitvoerders nodig, ook in "
            "het verschil tussen twee groepen."
        )
        text = f"{few % {'fewest': FEWEST_MEMBERS}} {sentence_of_presence(found.presence)}"
        messages.info(request, text)
        return again
    hours = urlencode({"uren": given["uren"]})
    return f"{reverse('across:answer', args=[found.answer_id])}?{hours}"


def _kept(asked_id: UUID) -> Kept:
    try:
        return kept(asked_id=asked_id)
    except NoSuchAnswer as nothing:
        raise Http404 from nothing


def _label(groups: tuple[OfferedGroup, ...], code: str) -> str:
    found = {group.code: group.label.in_language(language_now()) for group in groups}
    return found.get(code, code)
