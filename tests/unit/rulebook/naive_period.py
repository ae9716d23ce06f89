"""The naive period: from which day up to which day support is granted."""

from __future__ import annotations

from datetime import date

from tests.unit.rulebook.naive_facts import DAY, CaseFacts, months_later


class Period(CaseFacts):
    """The period of the support asked for, under the policy's terms."""

    def days(self) -> tuple[date, date] | None:
        """From which day up to which day support is granted; None where it cannot be told."""
        if self.work_situation is None or self.request_kind in (None, "punch_card"):
            return None
        start = self._granted_from()
        if start is None:
            return None
        ends = {self._end_for(form) for form in self._possible_forms()}
        if None in ends or len({max(end, start) for end in ends if end}) != 1:
            return None
        return start, max(start, *(end for end in ends if end))

    def _possible_forms(self) -> tuple[str, ...]:
        return ("external", "internal") if self.support_form is None else (self.support_form,)

    def _granted_from(self) -> date | None:
        asked, received = self.support_start, self.received_on
        if asked is None or received is None:
            return None
        deadline = asked + self.policy("application.deadline_days") * DAY
        if self.request_kind == "continuation":
            ended = self.previous_support_end or asked - DAY
            deadline = ended + self.policy("application.followup_days") * DAY
        back = self.policy("application.retroactive_days")
        if self.policy("application.receipt_day_counts"):
            back -= 1
        earliest = received - back * DAY
        if received <= deadline or earliest <= asked:
            return asked
        if not self.policy("application.late_reason_accepted"):
            return earliest
        return {True: asked, False: earliest}.get(self.late_with_reason)

    def _end_for(self, form: str) -> date | None:
        asked = [self.support_end + DAY] if self.support_end is not None else []
        if self.work_situation == "trial_placement":
            usual = [months_later(self.support_start, self.policy("trial.standard_months"))]
            longest = months_later(self.support_start, self.policy("trial.maximum_months"))
            return min(*(asked or usual), longest)
        term, term_end = self.term_start(), self._term_end()
        if term is None or term_end is None or not self._contract_is_known():
            return None
        internal = form == "internal"
        months = "award.internal_period_months" if internal else "award.period_months"
        ends = [*asked, term_end, months_later(self.support_start, self.policy(months))]
        if self.contract_form != "permanent":
            contract_end = self.contract_end + DAY
            if self.contract_is_short() and self.policy("award.short_contract_whole"):
                ends.pop()
            ends.append(contract_end)
        return min(ends)

    def _contract_is_known(self) -> bool:
        dated = self.contract_start is not None and self.contract_end is not None
        return self.contract_form == "permanent" or dated

    def contract_is_short(self) -> bool:
        if self.contract_form == "permanent" or self.work_situation == "trial_placement":
            return False
        after = self.contract_end + DAY
        boundary = months_later(self.contract_start, self.policy("bands.table_boundary_months"))
        return after < boundary or (
            after == boundary and self.policy("bands.at_boundary") == "short"
        )

    def _term_end(self) -> date | None:
        term, start = self.term_start(), self.support_start
        if term is None:
            return None
        ordinary = months_later(term, self.ordinary_months())
        extension = self.policy("duration.extension_months")
        if start < ordinary or extension is None:
            return ordinary
        cap = self.policy("duration.hard_cap_months")
        extended = months_later(start, extension)
        return extended if cap is None else min(extended, months_later(term, cap))

    def origin(self, start: date) -> date | None:
        if self.policy("bands.count_from") == "employment":
            return self.employment_start
        if self.coaching_start is not None:
            return self.coaching_start
        return start if self.request_kind == "first" else None
