"""Prints the reference page of the case format: `python -m rulebook.case_format en`."""

import sys

from rulebook.case_format import case_format_reference

sys.stdout.write(case_format_reference(sys.argv[1] if len(sys.argv) > 1 else "nl"))
