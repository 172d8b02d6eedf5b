"""What a report’s page says of its editions: which one this is, which one is the newest, and why."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.documents.formats import uk_date
from reports.models import Report
from reports.permissions import can_write_reports


@dataclass(frozen=True)
class EditionLink:
    text: str
    href: str


@dataclass(frozen=True)
class EditionsOnPage:
    """`notice` must not be overlooked: this edition was corrected. `words` say what this edition is, where there are several."""

    notice: str
    words: str
    links: list[EditionLink]
    correct_url: str = ""
    # Another edition is the newest, to whose files the page of files leads.
    is_earlier: bool = False


def editions_words(person: Person, report: Report) -> EditionsOnPage:
    """Of those editions that `person` may read."""
    if report.edition == 1 and not report.is_approved:
        return EditionsOnPage("", "", [])
    editions = list(Report.objects.visible_to(person).editions_of(report).select_related("approved_by"))
    later = [each for each in editions if each.edition > report.edition]
    links = [EditionLink(_link_text(each), each.edition_url) for each in reversed(editions) if each != report]
    may_correct = report.is_approved and not later and can_write_reports(person)
    correct_url = reverse("reports:correct", args=[report.code]) if may_correct else ""
    return EditionsOnPage(_notice(later), _words(report), links, correct_url, is_earlier=bool(later))


def _notice(later: list[Report]) -> str:
    """Of an edition, by those after it: that it was corrected or, where none of those is approved, that it will be."""
    if not later:
        return ""
    newest = next((each for each in reversed(later) if each.is_approved), None)
    if newest is None:
        opened = later[-1]
        return f"A correction is open, edition {opened.edition}: {_reason(opened)} Until it is approved, this edition is the newest."
    approved = f"approved by {newest.approved_by} on {uk_date(newest.approved_on)}"
    return f"Edition {newest.edition}, {approved}, corrects this edition: {_reason(newest)} This one stays as it was."


def _words(report: Report) -> str:
    if report.edition == 1:
        return ""
    corrects = f"It corrects edition {report.edition - 1}: {_reason(report)}"
    if report.is_approved:
        return f"This is edition {report.edition}. {corrects}"
    return f"This is the draft of edition {report.edition}. {corrects} The Board reads edition {report.edition - 1} until this is approved."


def _reason(report: Report) -> str:
    return f"{report.reason.rstrip('. ')}."


def _link_text(report: Report) -> str:
    return (
        f"Edition {report.edition}, approved on {uk_date(report.approved_on)}" if report.is_approved else f"Edition {report.edition}, draft"
    )
