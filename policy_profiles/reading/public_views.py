"""The published profiles on the public host, for everyone and without signing in."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from policy_profiles.queries import PublishedRow, published_profiles
from policy_profiles.reading import export
from policy_profiles.reading.comparison import column_of, compare
from policy_profiles.reading.export import Extract
from policy_profiles.reading.forms import ComparisonFilter, SheetFilter
from policy_profiles.reading.sheet import policy_sheet
from policy_profiles.reading.summary import summary, used_topics
from rulebook.parameter import TOPICS

COLUMNS_AT_FIRST = 4


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Compare published profiles side by side, the UWV baseline first."""
    today, language = timezone.localdate(), language_now()
    baseline, *others = published_profiles(on=today)
    first_choice = _first_choice(baseline, others)
    asked = request.GET.copy()
    asked.pop("alles", None)  # what is open is of the page, and not of what is asked
    if "kolom" not in asked:
        asked.setlist("kolom", [row.code for row in first_choice])
    form = ComparisonFilter(asked, columns=[column_of(row, language) for row in others])
    only_differences = _only_differences(form)
    chosen = _chosen(form, others) or first_choice
    context = {
        "form": form,
        "baseline": baseline,
        "today": today,
        "only_differences": only_differences,
        "comparison": compare(
            baseline=baseline,
            chosen=chosen,
            language=language,
            only_differences=only_differences,
        ),
        "summary": summary(baseline=baseline, others=others, language=language),
        "topics": [TOPICS[code].in_language(language) for code in used_topics()],
        "query": asked.urlencode(),
    }
    return render(request, "policy_profiles/comparison.html", context)


@require_safe
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """Show one published profile beside the baseline, value by value."""
    today, language = timezone.localdate(), language_now()
    baseline, *others = published_profiles(on=today)
    row = next((row for row in (baseline, *others) if row.code == code), None)
    if row is None:
        raise Http404("Nobody published a profile with this name.")
    form = SheetFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "row": row,
        "column": column_of(row, language),
        "profile": row.profile,
        "is_baseline": row.content_hash == baseline.content_hash,
        "sheet": policy_sheet(
            profile=row.profile,
            baseline=baseline.profile,
            language=language,
            only_deviations=wanted.get("afwijkingen", False),
            search=wanted.get("zoek", ""),
        ),
    }
    return render(request, "policy_profiles/profile.html", context)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the comparison as CSV; without columns named, of all profiles."""
    asked = _asked_for(request)
    if asked is None:
        return _explained(request)
    content = export.as_csv(asked)
    return _download(HttpResponse(content, content_type="text/csv; charset=utf-8"), "csv")


@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    """Give the comparison as JSON; without columns named, of all profiles."""
    asked = _asked_for(request)
    if asked is None:
        return _explained(request)
    data = export.as_data(asked)
    return _download(JsonResponse(data, json_dumps_params={"ensure_ascii": False}), "json")


def _asked_for(request: HttpRequest) -> Extract | None:
    """Give what the address asks for, or None where it names a profile that is not there."""
    today, language = timezone.localdate(), language_now()
    baseline, *others = published_profiles(on=today)
    columns = [column_of(row, language) for row in others]
    form = ComparisonFilter(request.GET, columns=columns)
    if not form.is_valid():
        return None
    return Extract(
        baseline=baseline,
        rows=(baseline, *(_chosen(form, others) or others)),
        language=language,
        only_differences=_only_differences(form),
        on=today,
    )


def _explained(request: HttpRequest) -> HttpResponseBase:
    """Send on to the page, which says what is wrong with the same address."""
    return redirect(f"{reverse('published:comparison')}?{request.GET.urlencode()}")


def _only_differences(form: ComparisonFilter) -> bool:
    return bool(form.is_valid() and form.cleaned_data["verschillen"])


def _chosen(form: ComparisonFilter, others: Sequence[PublishedRow]) -> list[PublishedRow]:
    codes = form.cleaned_data["kolom"] if form.is_valid() else []
    return [row for row in others if row.code in codes]


def _first_choice(baseline: PublishedRow, others: Sequence[PublishedRow]) -> list[PublishedRow]:
    """Choose for who has not chosen: the first few that really say something else."""
    by_content = {row.content_hash: row for row in reversed(others)}
    by_content.pop(baseline.content_hash, None)
    return [row for row in others if by_content.get(row.content_hash) is row][:COLUMNS_AT_FIRST]


def _download(response: HttpResponse, extension: str) -> HttpResponse:
    name = f"profielen-{timezone.localdate().isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
