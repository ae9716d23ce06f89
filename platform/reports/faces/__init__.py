"""The files of a report: each writes the same frozen snapshot, so that no two can disagree."""
