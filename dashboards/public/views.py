"""The public figures as pages and as files, without sign-in and without script."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from accounts.language import language_now
from benchmarking.comparison import METHOD_VERSION
from benchmarking.definitions import Indicator, IndicatorUnknown, indicator
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.door import NotInRelease
from benchmarking.releases.moment import NothingReleased, moment, one_moment
from benchmarking.snapshots import comparison_choices
from dashboards import words
from dashboards.export import as_csv
from dashboards.pages import shown_cards
from dashboards.public.choice import PublicChoice
from dashboards.public.figures import Filters, parts_of_groups
from dashboards.public.pages import groups_or_why_not, in_parts, one_indicator, overview
from dashboards.public.picture import picture_of
from dashboards.sheet import NothingToShow, Sheet

#: The tables of the first page say themselves what a picture of many units cannot.
_DRAWN = ("groepen", "jaren")


def _named(request: HttpRequest, **_of_address: str) -> str:
    """Name what an answer says: of the same release, with the same members, it is the same.

    Whoever withdraws makes another moment, so a browser that kept a page asks and gets the new one.
    """
    parts = (
        moment().key,
        METHOD_VERSION,
        language_now(),
        str(getattr(request.user, "pk", "")),
        request.get_full_path(),
        str(timezone.localdate()),
    )
    return f'"{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"'


def _kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a browser keep an answer as long as it asks each time whether it still holds.

    Pages hold the form for the language, with a key of its own, so nobody in between keeps them.
    """

    @one_moment()
    def answer(request: HttpRequest, **of_address: str) -> HttpResponse:
        response = condition(etag_func=_named)(view)(request, **of_address)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer


@require_safe
@_kept
def all_indicators(request: HttpRequest) -> HttpResponse:
    """Show every indicator of the groups that are told to everybody."""
    form = _form(request, fields=("periode",))
    if not form.is_valid():
        return _unknown_choice(request, form)
    try:
        sheet = overview(form)
    except NothingReleased:
        return render(request, "dashboards/public/nothing.html")
    except NothingToShow as problem:
        return render(request, "dashboards/public/nothing.html", {"why": problem.why})
    context = _context(form, sheet) | {
        "in_parts": in_parts(),
        "export": reverse("public_figures:csv"),
    }
    return render(request, "dashboards/public/overview.html", context)


@require_safe
@_kept
def of_indicator(request: HttpRequest, name: str) -> HttpResponse:
    """Show one indicator of every group that is told to everybody, and by year."""
    asked = _found(name)
    try:
        form, sheet = _indicator_sheet(request, asked)
    except (NothingReleased, NotInRelease):
        return render(request, "dashboards/public/nothing.html")
    except NothingToShow as problem:
        return render(request, "dashboards/public/nothing.html", {"why": problem.why})
    if sheet is None:
        return _unknown_choice(request, form)
    context = _context(form, sheet) | {
        "indicator": asked,
        "export": reverse("public_figures:indicator_csv", kwargs={"name": name}),
    }
    return render(request, "dashboards/public/indicator.html", context)


@require_safe
@_kept
def as_file(request: HttpRequest, name: str = "") -> HttpResponse:
    """Give the same figures as a file."""
    try:
        if name:
            form, sheet = _indicator_sheet(request, _found(name))
        else:
            form = _form(request, fields=("periode",))
            sheet = overview(form) if form.is_valid() else None
    except (NothingReleased, NotInRelease, NothingToShow) as nothing:
        raise Http404 from nothing
    if sheet is None:
        return _unknown_choice(request, form)
    made_on = timezone.localdate()
    content = as_csv(sheet, sheet.cards, choice=form.in_words(), made_on=made_on)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="meetlat-{name or "cijfers"}-{sheet.snapshot_id}.csv"'
    )
    return response


def _indicator_sheet(request: HttpRequest, asked: Indicator) -> tuple[PublicChoice, Sheet | None]:
    """Return the choice, and the sheet under it; None where the choice does not exist."""
    years = comparison_choices().years
    parts = parts_of_groups(asked.name, groups_or_why_not(), Filters())
    offered = [(part, words.said(part_label(asked, part))) for part in parts]
    form = _form(request, parts=offered)
    if not form.is_valid():
        return form, None
    part = form.cleaned_data.get("deel") or (parts[0] if parts else "")
    return form, one_indicator(form, asked, part, dict(offered).get(part, ""), years)


def _form(request: HttpRequest, **of_page: Any) -> PublicChoice:  # noqa: ANN401 - of the form
    years: Sequence[int] = comparison_choices().years
    return PublicChoice(request.GET.dict(), years=years, **of_page)


def _found(name: str) -> Indicator:
    try:
        return indicator(name)
    except IndicatorUnknown as unknown:
        raise Http404 from unknown


def _context(form: PublicChoice, sheet: Sheet) -> dict[str, Any]:
    shown = shown_cards(sheet, with_charts=False)
    return {
        "form": form,
        "action": "",
        "address": form.address(),
        "sheet": sheet,
        "cards": [(one, picture_of(one.card) if one.card.key in _DRAWN else "") for one in shown],
    }


def _unknown_choice(request: HttpRequest, form: PublicChoice) -> HttpResponse:
    context = {"form": form, "action": ""}
    return render(request, "dashboards/public/choice.html", context, status=400)
