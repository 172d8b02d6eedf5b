"""Two reports to the Board: April and May, approved; June and July, under review and ready but for two comments."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.accounts.models import Person
from reports.enums import ReportAudience
from reports.models import Report
from reports.services import (
    Given,
    HeldAgainst,
    approve_report,
    ask_for_release,
    ask_for_reviews,
    comment_on_section,
    give_review,
    open_report,
    release_to_audience,
    reply_to_comment,
    resolve_comment,
    save_findings,
    set_section_owners,
    write_section,
)

from .diary import Diary
from .report_texts import COMMENTS, FINDINGS, REPLY, SPRING, SUMMER


@dataclass
class Reports:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 6, 26), self.spring)
        self.diary.on(datetime.date(2023, 8, 30), self.summer)

    def spring(self) -> None:
        """Approved while May waits for its moderation, so that the next report restates May."""
        lead = self.people["Naomi Fielding"]
        report = open_report(
            actor=lead, first_month=datetime.date(2023, 4, 1), last_month=datetime.date(2023, 5, 1), meeting_date=datetime.date(2023, 6, 29)
        )
        self._write(report, SPRING, FINDINGS[:2] + FINDINGS[5:7])
        director = self.people["Meg Thornley"]
        approved = approve_report(actor=director, report=report)
        # The staff newsletter has it; whether the public has it waits for the director.
        release_to_audience(actor=director, report=approved, audience=ReportAudience.NEWSLETTER)
        ask_for_release(actor=lead, report=approved, audience=ReportAudience.PUBLIC)

    def summer(self) -> None:
        lead = self.people["Naomi Fielding"]
        report = open_report(
            actor=lead, first_month=datetime.date(2023, 6, 1), last_month=datetime.date(2023, 7, 1), meeting_date=datetime.date(2023, 9, 7)
        )
        self._write(report, SUMMER, FINDINGS)
        self._review(report)

    def _write(self, report: Report, texts: Mapping[str, str], findings: Sequence[Given]) -> None:
        lead, held = self.people["Naomi Fielding"], HeldAgainst(report)
        for key, text in texts.items():
            write_section(actor=lead, report=report, key=key, text=text, held=held)
        save_findings(actor=lead, report=report, findings=findings, held=held)

    def _review(self, report: Report) -> None:
        """The director has still to look; the owner of a section has, and what she said is done."""
        lead, director, head = (self.people[name] for name in ("Naomi Fielding", "Meg Thornley", "Catherine Boyle"))
        set_section_owners(actor=lead, owners={"missing": head, "scorecard": self.people["Owen Tsang"]})
        ask_for_reviews(actor=lead, report=report, people=[director, head], due=datetime.date(2023, 9, 5))
        for key, text in COMMENTS.items():
            comment_on_section(actor=head if key == "missing" else director, report=report, key=key, text=text)
        done = report.comments.get(key="missing")
        reply_to_comment(actor=lead, comment=done, text=REPLY)
        resolve_comment(actor=lead, comment=done)
        give_review(actor=head, report=report)
