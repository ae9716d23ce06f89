"""The naive criteria: what a policy asks of the person, the job and the provider."""

from __future__ import annotations

from fractions import Fraction

from tests.unit.rulebook.naive_facts import (
    DAY,
    MET,
    NOT_KNOWN,
    NOT_MET,
    WITH_OBLIGATION,
    CaseFacts,
    agreed,
    months_later,
    yes,
)


class PersonAndJob(CaseFacts):
    """The criteria of the person and the job."""

    def answer(self, name: str) -> str:
        """A criterion; a punch card is not judged again, an unknown kind of request may be one."""
        if name != "punch_card" and self.request_kind == "punch_card":
            return MET
        outcome: str = getattr(self, f"judge_{name}")()
        return NOT_KNOWN if self.request_kind is None and outcome == NOT_MET else outcome

    def judge_target_group(self) -> str:
        grounds = {
            *self.policy("target_group.accepted_grounds"),
            *self.policy("target_group.statutory_grounds"),
        }
        answers = [self.facts.get(ground) for ground in grounds]
        return MET if True in answers else NOT_KNOWN if None in answers else NOT_MET

    def judge_register_gate(self) -> str:
        if self.policy("target_group.register_gate") != "required":
            return MET
        entries = ["target_register", *self.policy("target_group.statutory_grounds")]
        answers = [self.facts.get(entry) for entry in entries]
        return MET if True in answers else NOT_KNOWN if None in answers else NOT_MET

    def judge_permanent_supervision(self) -> str:
        if self.policy("refusal.permanent_supervision") is not True:
            return MET
        return yes(None if self.permanent_supervision is None else not self.permanent_supervision)

    def judge_other_solution(self) -> str:
        if self.policy("refusal.other_solution") is not True:
            return MET
        return yes(None if self.other_solution is None else not self.other_solution)

    def judge_work_situation(self) -> str:
        if self.work_situation is None:
            return NOT_KNOWN
        return yes(self.work_situation in self.policy("work.accepted_situations"))

    def judge_contract_form(self) -> str:
        if self.work_situation == "trial_placement":
            return MET
        if self.contract_form is None:
            return NOT_KNOWN
        excluded = self.contract_form in self.policy("contract.excluded_forms")
        return agreed(yes(not excluded), MET) if self.work_situation is None else yes(not excluded)

    def judge_contract_duration(self) -> str:
        minimum = self.policy("contract.minimum_months")
        if minimum == 0 or self.request_kind == "continuation":
            return MET
        intended = self.intended_months
        as_trial = NOT_KNOWN if intended is None else yes(intended >= minimum)
        as_job = self._job_is_long_enough(minimum)
        if self.work_situation is None:
            return agreed(as_trial, as_job)
        return as_trial if self.work_situation == "trial_placement" else as_job

    def _job_is_long_enough(self, minimum: int) -> str:
        if self.contract_form == "permanent":
            return MET
        if self.contract_start is None or self.contract_end is None:
            return NOT_KNOWN
        return yes(self.contract_end + DAY >= months_later(self.contract_start, minimum))

    def judge_weekly_hours(self) -> str:
        return self._at_least(self.week(), "hours.minimum_weekly", "hours.exception_floor")

    def judge_wage_value(self) -> str:
        return self._at_least(self.wage_value, "wage_value.minimum", "wage_value.exception_floor")

    def _at_least(self, value: Fraction | int | None, minimum: str, floor: str) -> str:
        if self.policy(minimum) == 0:
            return MET
        if value is None:
            return NOT_KNOWN
        if value >= self.policy(minimum):
            return MET
        if (
            self.policy(floor) is None
            or value < self.policy(floor)
            or self.growth_expected is False
        ):
            return NOT_MET
        barred = self._min_max_bars_growth()
        if barred is None:
            return NOT_KNOWN
        return NOT_MET if barred else yes(self.growth_expected).replace(MET, WITH_OBLIGATION)

    def _min_max_bars_growth(self) -> bool | None:
        """Whether this is a min-max job under a policy that leaves such a job no growth path."""
        if self.policy("min_max.growth_allowed") or self.work_situation == "trial_placement":
            return False
        if self.contract_form is None:
            return None
        if self.contract_form != "min_max":
            return False
        return None if self.work_situation is None else True

    def judge_illness(self) -> str:
        most = self.policy("illness.maximum_weeks")
        if most is None:
            return MET
        if self.illness_weeks is None:
            return NOT_KNOWN
        return MET if self.illness_weeks <= most else yes(self.illness_support_approved)

    def judge_concurrency(self) -> str:
        if not self.policy("concurrency.excluded"):
            return MET
        other = self.concurrent_support
        return NOT_KNOWN if other is None else yes(not other)

    def judge_need(self) -> str:
        return NOT_KNOWN if self.need is None else yes(self.need != "none")

    def judge_duration(self) -> str:
        if self.work_situation == "trial_placement":
            return MET
        outcome = self._duration_of_job()
        return agreed(outcome, MET) if self.work_situation is None else outcome

    def _duration_of_job(self) -> str:
        start, term = self.support_start, self.term_start()
        if start is None or term is None:
            return NOT_KNOWN
        if start < months_later(term, self.ordinary_months()):
            return MET
        cap = self.policy("duration.hard_cap_months")
        possible = self.policy("duration.extension_months") is not None
        if cap is not None and start >= months_later(term, cap):
            possible = False
        outcome = yes(self.extension_justified) if possible else NOT_MET
        unseen_break = self.request_kind == "continuation" and self.previous_support_end is None
        return NOT_KNOWN if unseen_break and outcome == NOT_MET else outcome

    def judge_punch_card(self) -> str:
        if self.request_kind is None:
            return NOT_KNOWN
        if self.request_kind != "punch_card":
            return MET
        if self.policy("punch_card.minutes") is None:
            return NOT_MET
        return NOT_KNOWN if self.previous_support_end is None else MET


class Provider(CaseFacts):
    """The criteria of the provider."""

    def provider_form(self) -> str:
        if self.support_form is None:
            return NOT_KNOWN
        if self.support_form == "external":
            return MET
        return yes(
            self.policy("provider.municipal_coach_allowed")
            if self.support_form == "municipal"
            else self.policy("provider.internal_allowed")
        )

    def provider_recognition(self) -> str:
        if self.support_form is None:
            return NOT_KNOWN
        if self.support_form != "external":
            return MET
        recognition = self.facts.get("provider_recognition")
        if recognition is None:
            return NOT_KNOWN
        return yes(recognition in self.policy("provider.accepted_recognitions"))

    def provider_organisation(self) -> str:
        asked = {
            "provider_legal_person": "provider.legal_person_required",
            "provider_insured": "provider.insurance_required",
            "provider_complaints_rules": "provider.complaints_rules_required",
            "provider_privacy_rules": "provider.privacy_rules_required",
        }
        answers = [
            self.facts.get(fact)
            for fact, parameter in asked.items()
            if self.policy(parameter) is True
        ]
        if self.support_form in ("municipal", "internal"):
            return MET
        recognition = self.facts.get("provider_recognition")
        if recognition in ("uwv", "municipal_list"):
            return MET
        outcome = NOT_MET if False in answers else NOT_KNOWN if None in answers else MET
        return agreed(outcome, MET) if None in (recognition, self.support_form) else outcome

    def coach_registration(self) -> str:
        if self.policy("provider.register_required") is not True or self.support_form == "internal":
            return MET
        outcome = yes(self.coach_registered)
        return agreed(outcome, MET) if self.support_form is None else outcome

    def coach_level(self) -> str:
        level = self.facts.get("coach_level")
        if not self.policy("provider.hbo_required") or self.support_form == "internal":
            return MET
        outcome = NOT_KNOWN if level is None else yes(level == "hbo")
        return agreed(outcome, MET) if self.support_form is None else outcome

    def coach_training(self) -> str:
        outcome = yes(self.coach_trained)
        as_coach = outcome if self.policy("provider.training_required") else MET
        as_internal = outcome if self.policy("provider.internal_training_required") else MET
        if self.support_form is None:
            return agreed(as_coach, as_internal)
        return as_internal if self.support_form == "internal" else as_coach

    def coach_independence(self) -> str:
        if self.policy("provider.direct_colleague_allowed"):
            return MET
        colleague = self.coach_direct_colleague
        return NOT_KNOWN if colleague is None else yes(not colleague)


CASE_CRITERIA = tuple(
    name.removeprefix("judge_") for name in vars(PersonAndJob) if name.startswith("judge_")
)
PROVIDER_CRITERIA = tuple(name for name in vars(Provider) if not name.startswith("_"))
