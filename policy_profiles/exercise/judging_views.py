"""The pages on which an assessor judges: one client a page, stop and go on at any time."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles.exercise import actions, queries
from policy_profiles.exercise.forms import JudgementForm
from policy_profiles.exercise.queries import OwnAnswers, RoundRow
from policy_profiles.exercise.scale import JUDGED
from policy_profiles.exercise.views import round_or_404
from policy_profiles.vignettes.pages import facts_in_words
from rulebook import vignettes


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SCORE_VIGNETTES)
@never_cache
def one_client(request: HttpRequest, round_id: UUID, place: int) -> HttpResponseBase:
    """Show one client without need, rules or anybody's answer, and keep what is answered.

    The address holds the place in the reader's own order, because the name of a client tells what
    the client was invented for.
    """
    row, actor = round_or_404(round_id), actor_of(request)
    if not row.is_open(on=timezone.localdate()):
        return _over(request, row)
    mine = queries.own_answers(row=row, user_id=actor.id)
    if not 1 <= place <= len(mine.order):
        raise Http404(place)
    name = mine.order[place - 1]
    form = JudgementForm(request.POST or None, given=mine.scores.get(name))
    if request.method != "POST" or not form.is_valid():
        return _page(request, row, mine, place, form)
    try:
        actions.judge(actor=actor, round_id=row.id, vignette=name, judgement=form.judgement)
    except actions.RoundIsClosed:
        return _over(request, row)
    return _onward(request, row, actor.id)


def _onward(request: HttpRequest, row: RoundRow, user_id: UUID) -> HttpResponse:
    mine = queries.own_answers(row=row, user_id=user_id)
    if request.POST.get("daarna") == "stoppen":
        messages.success(request, _("Uw antwoorden zijn opgeslagen. U kunt later verder."))
        return redirect("policy:exercise_round", row.id)
    following = mine.next_place
    if following is None:
        messages.success(
            request,
            _("U hebt alle klanten beoordeeld. Tot de ronde sluit, kunt u antwoorden wijzigen."),
        )
        return redirect("policy:exercise_round", row.id)
    return redirect("policy:exercise_client", row.id, following)


def _over(request: HttpRequest, row: RoundRow) -> HttpResponse:
    messages.info(request, _("Deze ronde is gesloten. Antwoorden kan niet meer."))
    return redirect("policy:exercise_round", row.id)


def _page(
    request: HttpRequest, row: RoundRow, mine: OwnAnswers, place: int, form: JudgementForm
) -> HttpResponse:
    language = language_now()
    one = vignettes.vignette(mine.order[place - 1])
    shown = {name: value for name, value in one.facts.items() if name not in JUDGED}
    context = {
        "round": row,
        "place": place,
        "total": len(mine.order),
        "done": len(mine.scores),
        "story": one.story.in_language(language),
        "facts": facts_in_words(facts=shown, language=language),
        "form": form,
    }
    status = 400 if form.is_bound else 200
    return render(request, "policy_profiles/exercise_client.html", context, status=status)
