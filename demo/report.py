"""Two reports to the Board: April and May, approved; June and July, ready but for two comments."""

import datetime
from dataclasses import dataclass

from foundation.accounts.models import Person
from reports.services import approve_report, open_report, save_findings, write_section

from .diary import Diary
from .report_texts import FINDINGS, SPRING, SUMMER


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
        for key, text in SPRING.items():
            write_section(actor=lead, report=report, key=key, text=text)
        save_findings(actor=lead, report=report, findings=FINDINGS[:2] + FINDINGS[5:7])
        approve_report(actor=self.people["Meg Thornley"], report=report)

    def summer(self) -> None:
        lead = self.people["Naomi Fielding"]
        report = open_report(
            actor=lead, first_month=datetime.date(2023, 6, 1), last_month=datetime.date(2023, 7, 1), meeting_date=datetime.date(2023, 9, 7)
        )
        for key, text in SUMMER.items():
            write_section(actor=lead, report=report, key=key, text=text)
        save_findings(actor=lead, report=report, findings=FINDINGS)
