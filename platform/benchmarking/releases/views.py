"""The pages on which administrators of the platform have figures made, look, and bring them out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as people
from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from benchmarking.releases import deciding, runs
from benchmarking.releases.alone import OneIsBeingMade
from benchmarking.releases.lost import Lost
from benchmarking.releases.nobody import NobodyTakesPart, check_somebody_takes_part
from benchmarking.releases.overview import ReleaseLine, ReleaseState, line_of, lines
from benchmarking.releases.real_people import (
    RealFiguresClosed,
    check_only_made_up,
    real_figures_may_leave,
)
from benchmarking.releases.register import newest_release
from benchmarking.releases.who import who_counts
from benchmarking.releases.words import in_reading_order, table_label
from benchmarking.releases.working import help_out
from tenants import context as places


@require_safe
@requires(Permission.RELEASE_FIGURES)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """List the releases with who made and decided on each, and how far the next one is."""
    run, found = runs.newest_run(), lines()
    if run is not None and run.is_left_alone:
        help_out()
    names = _names(found)
    context = {
        "run": run,
        "phase": table_label(run.phase, language_now()) if run and run.total else "",
        "refused_table": table_label(run.why, language_now()) if run and run.why else "",
        "is_closed": not real_figures_may_leave(),
        "lines": [(line, _by(line.made_by, names), _by(line.decided_by, names)) for line in found],
    }
    return render(request, "benchmarking/releases.html", context)


@require_POST
@requires(Permission.RELEASE_FIGURES)
def make(request: HttpRequest) -> HttpResponse:
    """Ask for a release of the facts that stand now."""
    try:
        check_somebody_takes_part(who_counts(newest_release()))
        check_only_made_up()
        runs.ask(actor=actor_of(request))
    except NobodyTakesPart:
        messages.warning(
            request, _("Er doet nog geen organisatie mee, dus er is niets om te publiceren.")
        )
    except RealFiguresClosed:
        messages.warning(request, _("Cijfers over echte mensen kunt u nog niet publiceren."))
    except runs.AskedAlready:
        messages.info(request, _("Er wordt al een publicatie gemaakt."))
    return redirect("releases:overview")


@require_safe
@requires(Permission.RELEASE_FIGURES)
@never_cache
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show what cannot be seen of a release, and let another than its maker decide on it."""
    line = _found(number)
    names = _names([line])
    context = {
        "line": line,
        "is_waiting": line.state is ReleaseState.WAITING,
        "is_own": line.made_by == actor_of(request).id,
        "maker": _by(line.made_by, names),
        "decider": _by(line.decided_by, names),
        "members": len(line.row.agreements),
        "tables": _tables(line),
        "empty": sum(each.cells.is_hidden for each in line.lost.values()),
    }
    return render(request, "benchmarking/release.html", context)


@require_POST
@requires(Permission.RELEASE_FIGURES)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a release out, or put it aside."""
    is_out = request.POST.get("besluit") == "uitbrengen"
    try:
        deciding.decide(actor=actor_of(request), number=number, is_out=is_out)
    except deciding.NoSuchRelease as nothing:
        raise Http404 from nothing
    except deciding.SamePerson:
        messages.warning(request, _("U liet deze cijfers maken. Vraag een andere beheerder."))
    except OneIsBeingMade:
        messages.warning(request, _("Er wordt een publicatie gemaakt. Probeer het daarna opnieuw."))
    except (deciding.DecidedAlready, deciding.AnotherCameAfter):
        messages.warning(request, _("Dit kan nu niet. Kijk hieronder hoe het ervoor staat."))
    else:
        done = _("Publicatie %(number)s is uitgebracht.")
        aside = _("Publicatie %(number)s wordt niet uitgebracht.")
        messages.success(request, (done if is_out else aside) % {"number": number})
    return redirect("releases:one", number)


@require_safe
def lost_as_json(_request: HttpRequest, number: int) -> JsonResponse:
    """Give to everybody what cannot be seen of a release that was brought out."""
    line = _found(number)
    if not line.is_out:
        raise Http404
    found = {
        "release": line.row.number,
        "facts_as_of": line.row.facts_as_of.isoformat(),
        "method_version": line.row.method_version,
        "content_hash": line.row.content_hash,
        "organisations": len(line.row.agreements),
        "with_made_up_facts": sorted(line.row.synthetic),
        "lost": line.row.lost,
    }
    return JsonResponse(found)


def _found(number: int) -> ReleaseLine:
    try:
        return line_of(number)
    except deciding.NoSuchRelease as nothing:
        raise Http404 from nothing


def _tables(line: ReleaseLine) -> list[tuple[str, Lost]]:
    """Give the tables with any cases by their names in words, in the order of reading."""
    language, lost = language_now(), line.lost
    return [
        (table_label(name, language), lost[name])
        for name in in_reading_order(lost, language)
        if not lost[name].cells.is_hidden
    ]


def _names(found: list[ReleaseLine]) -> dict[UUID, str]:
    asked = {by for line in found for by in (line.made_by, line.decided_by) if by is not None}
    with places.as_platform():
        return people.names_of(user_ids=asked)


def _by(user_id: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(user_id, "") if user_id else ""
