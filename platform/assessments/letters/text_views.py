"""The pages on which an organisation words its letters."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.plain_forms import status_of
from assessments.letters.blocks import BadTexts, TextsRow, texts_for
from assessments.letters.codes import PLACEHOLDERS, Audience, Block, Language
from assessments.letters.forms import TextsForm
from assessments.letters.wording import StaleTexts, save_texts

_AUDIENCES = {"aanvrager": Audience.CLIENT, "werk": Audience.WORK}


@requires(Permission.WORD_LETTERS)
@require_GET
@never_cache
def texts(request: HttpRequest) -> HttpResponse:
    """Show which texts there are, and whether they are the organisation's own."""
    rows = [
        (slug, texts_for(audience=audience, language=language))
        for slug, audience in _AUDIENCES.items()
        for language in Language
    ]
    return render(request, "assessments/letters/texts.html", {"rows": rows})


@requires(Permission.WORD_LETTERS)
@require_http_methods(["GET", "POST"])
@never_cache
def word(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Show the texts for one audience in one language, and keep a next version of them."""
    if slug not in _AUDIENCES or language not in Language.values:
        raise Http404(slug)
    row = texts_for(audience=_AUDIENCES[slug], language=Language(language))
    form = TextsForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        answer = _worded(request, row, form)
        if answer is not None:
            return answer
    now = texts_for(audience=row.audience, language=row.language)
    context = {
        "row": now,
        "meanwhile": _beside(now, form),
        "form": form,
        "fields": [form[block.value] for block in Block],
        "placeholders": [(f"{{{name}}}", words) for name, words in PLACEHOLDERS.items()],
    }
    return render(request, "assessments/letters/word.html", context, status=status_of(form))


def _beside(row: TextsRow, form: TextsForm) -> list[tuple[str, str]]:
    """Give what a colleague kept, where it differs from what is typed; nothing elsewhere."""
    if not form.non_field_errors():
        return []
    typed = form.cleaned_data
    return [
        (str(block.label), text)
        for block, text in row.blocks.items()
        if text.split() != str(typed.get(block.value, "")).split()
    ]


def _worded(request: HttpRequest, row: TextsRow, form: TextsForm) -> HttpResponse | None:
    try:
        save_texts(
            actor=actor_of(request),
            audience=row.audience,
            language=row.language,
            seen=form.cleaned_data["version"],
            blocks=form.blocks(),
        )
    except BadTexts as refused:
        form.refuse(refused)
        return None
    except StaleTexts:
        form.put_beside(texts_for(audience=row.audience, language=row.language))
        return None
    messages.success(request, _("De teksten zijn bewaard. Brieven van nu af krijgen ze."))
    return redirect("assessments:letter_texts")
