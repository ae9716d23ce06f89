"""The app of the consultant's work."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Names the app to Django, has it read in files of cases, and names what it records."""

    name = "assessments"

    def ready(self) -> None:
        """Have cases read in from files and replayed under other policy; name what is recorded."""
        from assessments.case_import import CASES
        from assessments.decided_cases import DecidedCaseSource
        from assessments.following.keeping_log import forget_headlines
        from assessments.gathering.actions import forget_answers
        from assessments.importing import can_import
        from assessments.intake_files.coaches_file import COACHES
        from assessments.intake_files.decided_file import DECIDED
        from assessments.intake_files.jobs_file import JOBS
        from assessments.letters.rows import forget_letters
        from assessments.queries import numbers_of_cases
        from assessments.recorded import ACTIONS, KINDS
        from assessments.retention.actions import forget_with_person
        from assessments.touched_by_policy import COUNTER
        from audit.objects import name_objects
        from audit.wording import name_actions, name_kinds
        from policy_profiles.touched import counters
        from policy_profiles.what_if.cases import give_cases_from

        for importer in (CASES, JOBS, DECIDED, COACHES):
            can_import(importer)
        _show_below_decision()
        forget_with_person(forget_answers)
        forget_with_person(forget_headlines)
        forget_with_person(forget_letters)
        if COUNTER not in counters:
            counters.append(COUNTER)
        give_cases_from(DecidedCaseSource())
        name_objects("case", numbers_of_cases)
        name_kinds(KINDS)
        name_actions(ACTIONS)


def _show_below_decision() -> None:
    """Have the rooms show theirs on the page of a decision, in the order of the page."""
    from assessments.changes.page_parts import below_a_decision as hours_now
    from assessments.decision_pages import show_below_decision
    from assessments.following.page_parts import below_a_decision as what_runs
    from assessments.gathering.page_parts import below_a_decision as what_was_gathered
    from assessments.letters.page_parts import below_a_decision as letters
    from assessments.objections.page_parts import below_a_decision as objections
    from assessments.plans.page_parts import below_a_decision as plan_and_talks
    from assessments.providers.page_parts import below_a_decision as who_coaches
    from assessments.term.page_parts import below_a_decision as term

    for part in (
        letters,
        objections,
        term,
        who_coaches,
        hours_now,
        plan_and_talks,
        what_runs,
        what_was_gathered,
    ):
        show_below_decision(part)
