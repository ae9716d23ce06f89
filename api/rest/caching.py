"""ETags: an answer that has not changed is not sent again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import API_VERSION


def with_etag(request: Request, data: Any) -> Response:  # noqa: ANN401 - JSON has no narrower type
    """Answer `data` with a strong ETag, or 304 where the client holds the same."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    held = [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]
    headers = {"ETag": etag, "API-Version": API_VERSION, "Vary": "Accept-Language, Cookie"}
    if etag in held or "*" in held:
        return Response(status=304, headers=headers)
    return Response(data, headers=headers)
