"""The case format: cases from CSV, as Dutch Excel writes it or in the international form."""

from rulebook.case_format.problems import BadCaseFile, RowProblem
from rulebook.case_format.reader import CaseFile, read_cases
from rulebook.case_format.reference import case_format_reference

__all__ = ["BadCaseFile", "CaseFile", "RowProblem", "case_format_reference", "read_cases"]
