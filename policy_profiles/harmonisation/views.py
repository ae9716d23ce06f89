"""Harmonisation, inside an organisation and for everyone: how far a group lies apart."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles.harmonisation import export
from policy_profiles.harmonisation.form import HarmonisationForm
from policy_profiles.harmonisation.group import offered, offered_to_everyone
from policy_profiles.harmonisation.page import harmonisation_page, weight_lines
from policy_profiles.harmonisation.place import INSIDE, PUBLIC, Place
from policy_profiles.harmonisation.queries import Distances, distances_of
from policy_profiles.queries import NoProfileInForce
from rulebook.topic_scores import topic_scores

Asked = Callable[[HttpRequest, HarmonisationForm], HttpResponseBase]


def with_form(view: Asked) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give a view the form of what is asked; without policy in force, say that there is none."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponseBase:
        today = timezone.localdate()
        try:
            found = offered(today=today)
        except NoProfileInForce:
            return render(request, "policy_profiles/no_policy.html", {"today": today})
        return view(request, HarmonisationForm(request.GET, offered=found, language=language_now()))

    return asked


def with_public_form(view: Asked) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give a view the form of what is asked of what everyone may see."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponseBase:
        language = language_now()
        found = offered_to_everyone(today=timezone.localdate(), language=language)
        return view(request, HarmonisationForm(request.GET, offered=found, language=language))

    return asked


@require_safe
@requires(Permission.READ_BENCHMARK)
@with_form
def page(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Show per topic how far the own policy lies from UWV and from a group, by both measures."""
    return _page(request, form, INSIDE)


@require_safe
@requires(Permission.READ_BENCHMARK)
@with_form
def as_csv(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Give the distances as CSV: one line for every two and every topic."""
    return _csv(request, form, INSIDE)


@require_safe
@requires(Permission.READ_BENCHMARK)
@with_form
def as_json(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Give the same as JSON, with the weights and where they come from."""
    return _json(request, form, INSIDE)


@require_safe
@with_public_form
def public_page(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Show per topic how far published policies lie from UWV and from each other."""
    return _page(request, form, PUBLIC)


@require_safe
@with_public_form
def public_csv(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Give the same distances as CSV."""
    return _csv(request, form, PUBLIC)


@require_safe
@with_public_form
def public_json(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Give the same distances as JSON."""
    return _json(request, form, PUBLIC)


def explained(request: HttpRequest, place: Place = INSIDE) -> HttpResponseBase:
    """Send on to the page, which says at which field something is the matter."""
    return redirect(f"{reverse(place.page)}?{request.GET.urlencode()}")


def _page(request: HttpRequest, form: HarmonisationForm, place: Place) -> HttpResponseBase:
    scores = topic_scores()
    context = {
        "form": form,
        "place": place,
        "here": reverse(place.page),
        "offered": form.offered,
        "weights": weight_lines(form.weight_fields(), language_now()),
        "source": scores.source.citation(),
        "asked": scores.asked,
    }
    if not form.is_valid():
        return render(request, place.template, context, status=400)
    context |= {
        "page": harmonisation_page(_distances(form), topic=form.topic, place=place),
        "group": form.group,
        "weights_changed": len(form.changed_weights),
        "address": form.address(),
        "without_weights": form.address(with_weights=False),
        "group_address": form.address(with_weights=False, with_topic=False),
    }
    return render(request, place.template, context)


def _csv(request: HttpRequest, form: HarmonisationForm, place: Place) -> HttpResponseBase:
    if not form.is_valid():
        return explained(request, place)
    content = export.as_csv(_distances(form), language=language_now())
    return _download(HttpResponse(content, content_type="text/csv; charset=utf-8"), "csv")


def _json(request: HttpRequest, form: HarmonisationForm, place: Place) -> HttpResponseBase:
    if not form.is_valid():
        return explained(request, place)
    data = export.as_data(_distances(form), language=language_now())
    return _download(JsonResponse(data, json_dumps_params={"ensure_ascii": False}), "json")


def _distances(form: HarmonisationForm) -> Distances:
    return distances_of(group=form.group, weights=form.weights)


def _download(response: HttpResponse, extension: str) -> HttpResponse:
    name = f"harmoniseren-{timezone.localdate().isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
