"""What is decided in the walk besides: past audits from a spreadsheet, and the Board's report."""

from audits.cycles.services.cycles import change_cycle
from audits.enums import FINISHED_STATES, AuditState, Part
from audits.models import Audit, Cycle
from audits.past_audits.services import check_sheet, store_past_audits
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.sheets import Row, Sheet
from reports.models import Report
from reports.services import approve_report, confirm_figures, open_report, save_findings, write_section
from tests.audits.past_audits.sheets import past
from tests.audits.separation_decisions import Deciding


class Reporting(Deciding):
    # Past audits

    def past_audits_imported(self) -> None:
        """A lead brings a file: months of today and of before, records of here and others, anybody's names or nobody's."""
        lead = self.lead()
        rows = [self._past(lead) for _ in range(2)]
        before = {audit.pk: audit.state for audit in Audit.objects.all()}
        here = [(cycle.pk, self._judged_here(cycle)) for cycle in self.months]
        sheet = Sheet(list(rows[0]), [Row(place, row) for place, row in enumerate(rows, start=2)])
        outcome = store_past_audits(actor=lead, check=check_sheet(actor=lead, sheet=sheet), name="past.csv", accept_valid=True)
        for audit in Audit.objects.filter(imported=True, state__in=FINISHED_STATES):
            if before.get(audit.pk) != audit.state:
                self._not_their_own(lead, audit, is_new=audit.pk not in before, here=dict(here))
        self.made["import"] += outcome.stored + outcome.restated

    def _past(self, lead: Person) -> dict[str, str]:
        auditor, moderator = self.one_of(lead, *self.people[:6]), self.one_of(*self.people[:6])
        month = self.dice.choice(["2023-05", "2023-06", "2022-05"])
        given = {"auditor": auditor.email if self.dice.random() < 0.9 else "", "moderator": moderator.email, "team": "Elm"}
        return past(self.dice.choice(["C-1", "c-2", "C-7", "C-8"]), month=month, post=self.dice.choice(["", "G"]), **given)

    def _judged_here(self, cycle: Cycle) -> dict[str, int]:
        return {audit.case_id.upper(): audit.pk for audit in cycle.audits.filter(imported=False).exclude(state=AuditState.WITHDRAWN)}

    def _not_their_own(self, lead: Person, audit: Audit, *, is_new: bool, here: dict[int, dict[str, int]]) -> None:
        written = here.get(audit.cycle_id, {})
        assert audit.auditor is None or audit.auditor != audit.moderator, f"{audit} was moderated by its auditor"
        assert is_new or audit.auditor != lead, f"{lead} filled in the moderation of their own {audit}"
        if not written or not is_new:
            return
        assert audit.auditor != lead, f"{lead} brought what came of their own {audit} into a month that is audited here"
        assert audit.case_id.upper() not in written, f"{audit} is a second one of its record in the month"
        for part, role in ((Part.AUDITOR, Role.AUDITOR), (Part.MODERATOR, Role.MODERATOR)):
            person = getattr(audit, part)
            spared = part == Part.MODERATOR and audit.state == AuditState.RELEASED
            assert person.has_role(role) if person else spared, f"{audit}: {person} is no {role.label.lower()}"

    # The Board's report

    def report_opened(self) -> None:
        lead, month = self.lead(), self.dice.choice(self.months).month
        report = open_report(actor=lead, first_month=month, last_month=month)
        self.did["wrote report", report.pk].add(lead.pk)

    def report_written(self) -> None:
        for report in Report.objects.filter(approved_on=None):
            lead = self.lead()
            if self.dice.random() < 0.5:
                write_section(actor=lead, report=report, key="pace", text=f"Well, {self.dice.random()}.")
            else:
                save_findings(actor=lead, report=report, findings=[("strength", "Well.", "record")])
            self.did["wrote report", report.pk].add(lead.pk)

    def plan_written(self) -> None:
        lead, cycle = self.lead(), self.dice.choice(self.months)
        change_cycle(actor=lead, cycle=cycle, theme=f"Theme {self.dice.random()}")
        self.did["planned", cycle.month].add(lead.pk)

    def report_approved(self) -> None:
        for report in Report.objects.filter(approved_on=None):
            actor = self.one_of(self.lead(), *self.people[-3:])
            confirm_figures(actor=self.lead(), report=report, key="pace")
            wrote = self.did["wrote report", report.pk] | self.did["planned", report.first_month]
            self.decide("approve", actor, ["wrote what it shows"] if actor.pk in wrote else [], approve_report, report=report)
