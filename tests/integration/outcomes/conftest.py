"""The fixtures of the consultant's work."""

from tests.assessment_fixtures import consultant, decide, eikenberg, open_case

__all__ = ["consultant", "decide", "eikenberg", "open_case"]
