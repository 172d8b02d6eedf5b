"""What an audience is not shown of a report, and why; and what was released to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_date
from reports.content import Document
from reports.enums import Protection, ReportAudience, WhyHidden
from reports.models import AudienceRelease, Report
from reports.pages.approval import named
from reports.permissions import can_approve_reports
from reports.queries.approval import approvers_of, has_part_in
from reports.queries.audiences import RELEASED_TO, release_of
from reports.suppression import AudienceRules, Hidden

A_CHART = "The chart"
A_SENTENCE = "A sentence"
WHOLE = "This audience is shown the whole report."


@dataclass(frozen=True)
class ReleaseWords:
    """How far a release is: `may_ask` and `may_release` are for the person who looks; `people` could release it."""

    label: str
    state: str
    may_ask: bool = False
    may_release: bool = False
    has_part: bool = False
    people: Sequence[str] = ()


def release_words(person: Person, report: Report, audience: ReportAudience) -> ReleaseWords:
    release = release_of(report, audience)
    state = _state(report, audience, release)
    if audience not in RELEASED_TO or not report.is_approved or (release and release.is_released):
        return ReleaseWords(audience.label, state)
    has_part = has_part_in(person, report)
    may = can_approve_reports(person)
    people = [named(each) for each in approvers_of(report, today())]
    return ReleaseWords(audience.label, state, bool(people) and release is None, may and not has_part, may and has_part, people)


def _state(report: Report, audience: ReportAudience, release: AudienceRelease | None) -> str:
    if not report.is_approved:
        return "The report is a draft. This is what they would be shown if it were approved now."
    if release and release.is_released and release.released_on:
        return f"Released on {uk_date(release.released_on)} by {release.released_by}. It does not change any more."
    if audience not in RELEASED_TO:
        return "They have been shown the whole report since it was approved."
    asked = f" {release.asked_by} asked for it on {uk_date(release.asked_on)}." if release and release.asked_on else ""
    return f"Not released.{asked} This is what they would be shown if it were released now."


def rules_in_words(rules: AudienceRules) -> str:
    if rules.protection == Protection.NOTHING:
        return "Every figure is shown."
    if rules.protection == Protection.WHOLE_TABLES:
        return (
            f"Months and domains of which fewer than {rules.fewest} audits were graded are not shown. Of others every count is, small ones "
            "too, and so is what has changed since an earlier report."
        )
    also = [f"Counts are rounded to a multiple of {rules.round_to}." if rules.rounds else ""]
    also.append("Nought, and all of all, are held back too." if rules.zeros_disclose else "")
    return " ".join(
        [
            f"No count below {rules.fewest} is shown, nor anything from which one could be worked out: in its table, between tables, or "
            "beside what these readers were shown before.",
            *filter(None, also),
        ]
    )


def hidden_table(document: Document, hidden: Sequence[Hidden]) -> Table:
    """A row for each table of which something is held back for one reason, for each chart and each sentence."""
    headings = {section.key: section.heading for section in document.sections}
    columns = [Column("Section", names_row=True), Column("What"), Column("Why")]
    together: dict[tuple[str, str, WhyHidden, str], list[Hidden]] = {}
    for each in hidden:
        together.setdefault((each.section, each.table, each.why, each.was or ("" if each.cells else A_CHART)), []).append(each)
    rows: list[AnyRow] = [
        [headings.get(section, section), _what(every), str(why.label)] for (section, _, why, _), every in together.items()
    ]
    return Table("What is held back", columns, rows, empty=WHOLE, paged=True, key="held-back")


def _what(every: Sequence[Hidden]) -> str:
    one = every[0]
    if one.was:
        return f"{A_SENTENCE}: {one.was}"
    if not one.cells:
        return f"{A_CHART}: {one.table}"
    count = sum(each.cells for each in every)
    rows = ", ".join(dict.fromkeys(each.row for each in every))
    return f"{one.table}: {rows} ({'1 cell' if count == 1 else f'{count} cells'})" if one.table else rows


def audiences_table(report: Report) -> Table:
    """Each audience with what it has, and a link to what it is shown."""
    releases = {each.audience: each for each in report.audience_releases.select_related("asked_by", "released_by")}
    columns = [Column("Audience", names_row=True), Column("State")]
    rows: list[AnyRow] = [
        [Cell(audience.label, href=audience_url(report, audience)), _state(report, audience, releases.get(audience.value))]
        for audience in ReportAudience
    ]
    return Table("Who is shown what", columns, rows)


def audience_url(report: Report, audience: ReportAudience) -> str:
    return reverse("reports:audience", args=[report.code, report.edition, audience.value])
