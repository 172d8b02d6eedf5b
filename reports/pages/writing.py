"""A section as it is written: on the report's page in place, or on a page of its own with what the last report said beside it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from foundation.accounts.models import Person
from foundation.documents import blocks_of
from reports.content import Document, ReportSection
from reports.models import Report, SectionText
from reports.queries.reports import report_before
from reports.rendering import rendered_sections


@dataclass(frozen=True)
class LastText:
    """What the last approved report said in a section."""

    report: Report
    html: SafeString
    may_carry: bool

    @property
    def heading(self) -> str:
        return f"Report on {self.report.period}"


def text_at(report: Report, key: str) -> SectionText | None:
    return next((row for row in report.texts.all() if row.key == key), None)


def last_text(person: Person, report: Report, key: str) -> LastText | None:
    """Nothing where the last report said nothing there. It may be carried forward where nothing is written yet."""
    before = report_before(report)
    row = before.texts.filter(key=key).exclude(text="").first() if before else None
    if before is None or row is None:
        return None
    held = text_at(report, key)
    return LastText(before, _shown(row.text, before.heading_of(key)), may_carry=not (held and held.text))


def _shown(text: str, heading: str) -> SafeString:
    section = ReportSection("last", heading, blocks=blocks_of(text, heading))
    return rendered_sections(Document("", "", "", "", "", [section]))[0].html
