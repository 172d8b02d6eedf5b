"""Reports found by their months, and by what was written in their sections and key findings."""

from foundation.accounts.models import Person
from foundation.names import folded, words_of
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, matches_of, quoted
from reports.models import KeyFinding, Report, SectionText

REPORT_TEXTS = (
    TextSource("report_section", "Section", SectionText, "text", "report"),
    TextSource("key_finding", "Key finding", KeyFinding, "text", "report"),
)


def _reports(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    """A few dozen in ten years: told apart here, newest first."""
    words = words_of(sought.words) if sought.number is None else []
    visible = list(Report.objects.visible_to(person).standing()) if words else []
    holding = {
        pk
        for condition in by_texts(REPORT_TEXTS, sought)
        for pk in Report.objects.filter(condition).order_by().values_list("pk", flat=True)
    }
    rows = [row for row in visible if row.pk in holding or all(word in folded(f"{row} {row.code}") for word in words)]
    passages = quoted(REPORT_TEXTS, sought, [row.pk for row in rows[wanted.span]])
    return matches_of([Found(str(row), row.get_absolute_url(), row.get_state_display(), passages.get(row.pk, ())) for row in rows], wanted)


REPORTS = SearchKind("reports", "Reports", 70, _reports, REPORT_TEXTS)
