"""What the page of what runs in a case shows of reports, checks and signals about coaches."""

from typing import Any

from django.utils import timezone

from assessments.following.norms import norms_of
from assessments.following.page_parts import said_norms
from assessments.oversight.queries import checks_of, last_reports, log_kept
from assessments.oversight.risk import period_to_check
from assessments.queries import CaseRow
from assessments.rules_in_force import RulesOfDay


def watched_over(case: CaseRow, rules: RulesOfDay | None) -> dict[str, Any]:
    """Give the latest report, the checks of the log, and the period whose log waits for one."""
    today = timezone.localdate()
    norms = norms_of(rules.own if rules else None)
    kept = log_kept(case_id=case.id, today=today)
    return {
        "last_report": last_reports(case.id).get(case.id),
        "log_checks": checks_of(case_id=case.id),
        "to_check": period_to_check(kept, checked=norms.log_checked, today=today),
        "watch_norms": said_norms(rules, "report.every_months", "log.checked"),
        "collects_remarks": collects_remarks(rules),
    }


def collects_remarks(rules: RulesOfDay | None) -> bool:
    """Whether something may be said of who coaches: unless the policy says that it is not."""
    return rules is None or rules.own["provider.signals_collected"].value is not False
