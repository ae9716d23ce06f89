"""Writes of the texts of letters: each change is a version."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.letters.blocks import TextsRow, check_blocks, texts_for
from assessments.letters.codes import Audience, Block, Language
from assessments.letters.models import LetterTexts
from assessments.references import check_open_texts
from audit.actions import record


class StaleTexts(Exception):
    """Somebody else worded the texts in the meantime."""

    def __init__(self) -> None:
        super().__init__("The texts were changed in the meantime. Look at them again first.")


@transaction.atomic
def save_texts(
    *,
    actor: User,
    audience: Audience,
    language: Language,
    seen: int,
    blocks: Mapping[Block, str],
) -> TextsRow:
    """Add a version of the texts for an audience in a language; what was sent keeps its own.

    Args:
        actor: who words them.
        audience: for whom.
        language: in which language.
        seen: the version that the actor saw; 0 for what ships.
        blocks: every text.

    Raises:
        NotPermitted: the actor does not word letters.
        BadTexts: a text cannot be used.
        BsnInText: a text could hold a citizen service number.
        StaleTexts: somebody else was first.
    """
    check_permission(actor, Permission.WORD_LETTERS)
    check_blocks(blocks)
    check_open_texts(*blocks.values())
    now = texts_for(audience=audience, language=language)
    if now.version != seen:
        raise StaleTexts
    try:
        with transaction.atomic():
            made = LetterTexts.objects.create(
                audience=audience,
                language=language,
                version=seen + 1,
                blocks={block.value: blocks[block].strip() for block in Block},
                written_by=actor.id,
                written_at=timezone.now(),
            )
    except IntegrityError as first:  # two at the same moment: the database takes one
        raise StaleTexts from first
    details = {"audience": audience.value, "language": language.value, "version": made.version}
    record(
        actor=actor, action="letter.texts_worded", object_kind="letter_texts", object_id=made.id,
        details=details,
    )  # fmt: skip
    return texts_for(audience=audience, language=language)
