"""The fixtures of the consultant's work."""

from tests.assessment_fixtures import client, consultant, decide, eikenberg, open_case
from tests.objections_at_work import colleague, refused

__all__ = ["client", "colleague", "consultant", "decide", "eikenberg", "open_case", "refused"]
