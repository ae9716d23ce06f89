"""An assessor in one round, without saying who: a keyed pseudonym and an order of their own."""

import hashlib
import hmac
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings


def assessor_of(*, tenant_schema: str, round_id: UUID, user_id: UUID) -> str:
    """Give the pseudonym of a user in one round: HMAC-SHA256, 64 hexadecimal digits.

    Another round has another, so that nobody is followed from round to round. The key stands
    outside the database; without it a row leads to nobody.
    """
    text = f"exercise:{tenant_schema}/{round_id}/{user_id}".encode()
    return hmac.new(settings.PSEUDONYM_KEY, text, hashlib.sha256).hexdigest()


def order_for(*, assessor: str, vignettes: Sequence[str]) -> tuple[str, ...]:
    """Give the clients of a round in the order of one assessor: shuffled, and always the same.

    Who is judged first colours who comes next; with an order for everybody that evens out.
    """
    return tuple(sorted(vignettes, key=lambda vignette: _place(assessor, vignette)))


def _place(assessor: str, vignette: str) -> bytes:
    return hashlib.sha256(f"{assessor}/{vignette}".encode()).digest()
