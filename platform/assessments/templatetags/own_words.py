"""The organisation's own words beside the shared ones, on the pages of casework."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments.own_words import stated
from assessments.page_parts import rules_today

register = template.Library()


@register.simple_tag
def own_words(*codes: str) -> SafeString | str:
    """Say what the policy of today calls these; nothing where it has no words of its own."""
    rules = rules_today()
    terms = stated(rules.own if rules else None, codes)
    return render_to_string("assessments/own_words.html", {"terms": terms}) if terms else ""
