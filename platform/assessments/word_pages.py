"""The public page of words: what this organisation calls things, beside what others do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.own_words import terms_of
from assessments.page_parts import rules_today


@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """List each thing by its code, with the shared words and the own one."""
    rules = rules_today()
    context = {"terms": terms_of(rules.own if rules else None)}
    return render(request, "assessments/words.html", context)
