"""The pages on which an organisation tells the story behind its figures."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import status_of
from benchmarking.definitions import Indicator, IndicatorUnknown, indicator
from reports.actions import write_story
from reports.queries import stories
from reports.report_forms import StoryForm, indicator_choices


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show every figure that a story can be told of, by topic, and the stories that there are."""
    told = stories()
    may_make = has_permission(request.user, Permission.MAKE_REPORTS)
    topics = [
        (topic, [(name, label, told.get(name)) for name, label in named])
        for topic, named in indicator_choices()
    ]
    return render(
        request, "reports/stories.html", {"topics": topics, "told": len(told), "may_make": may_make}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAKE_REPORTS)
@never_cache
def story(request: HttpRequest, name: str) -> HttpResponse:
    """Tell the story behind one figure."""
    one = _indicator(name)
    standing = stories().get(name)
    given = {"verhaal": standing.text if standing else ""}
    form = StoryForm(request.POST) if request.method == "POST" else StoryForm(initial=given)
    if form.is_bound and form.is_valid():
        write_story(actor=actor_of(request), indicator_name=name, text=form.cleaned_data["verhaal"])
        messages.success(request, _("Uw verhaal is vastgelegd."))
        return redirect("reports:stories")
    context = {
        "form": form,
        "name": name,
        "label": one.label.in_language(language_now()),
        "definition": one.definition.in_language(language_now()),
    }
    return render(request, "reports/story.html", context, status=status_of(form))


def _indicator(name: str) -> Indicator:
    try:
        return indicator(name)
    except IndicatorUnknown as nothing:
        raise Http404 from nothing
