"""The fixtures of the consultant's work, whose decisions are what is sent."""

from tests.assessment_fixtures import consultant, eikenberg

__all__ = ["consultant", "eikenberg"]
