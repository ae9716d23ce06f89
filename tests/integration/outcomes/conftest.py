"""The fixtures of the consultant's work."""

from tests.assessment_fixtures import client, consultant, decide, eikenberg, open_case

__all__ = ["client", "consultant", "decide", "eikenberg", "open_case"]
