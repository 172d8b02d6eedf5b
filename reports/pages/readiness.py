"""What a report still lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse

from audits.enums import FindingKind
from foundation.accounts.models import Person
from foundation.chasing.pages import reminded_words
from foundation.chasing.queries import last_reminders
from foundation.council.months import month_code, month_name
from foundation.council.working_days import due_in_words
from foundation.lookups.read_together import prefetch_together
from insight.queries.completion import completion
from performance.enums import Series
from performance.pages.links import comment_url
from performance.queries import FigureReader, comments_to_come, latest_month, missing_comments
from reports.content import Document
from reports.models import Report
from reports.pages.lacks import LATE, NOT_MODERATED, TO_ANSWER, TO_MEND, TO_WRITE, WAITING, Lack
from reports.pages.mending import where_to_mend
from reports.pages.reviewing import reminded_of
from reports.permissions import can_write_reports
from reports.queries.identities import identities_in
from reports.queries.quoted import Doubt
from reports.queries.reviews import open_comments
from reports.sections import FINDINGS
from reports.services import identity_sentence


def lacks(report: Report, document: Document, today, doubts: Iterable[Doubt], reader: FigureReader) -> list[Lack]:
    """Everything that is missing, first what must be fixed before the report can be approved. `doubts` are `doubts_of` the report."""
    mend = [Lack(identity_sentence(report, each), TO_MEND, where_to_mend(report, each)) for each in identities_in(report, document)]
    found = [*mend, *_doubted(report, doubts), *_said(report), *still_to_do(report, today)]
    return [*found, *_missing_figures(report, reader), *_reviews(report, today), *_unmoderated(report)]


def as_read_by(person: Person, report: Report, found: Iterable[Lack]) -> list[Lack]:
    """For people who do not write the report without the links to pages that they cannot open."""
    if can_write_reports(person):
        return list(found)
    theirs = report.get_absolute_url()
    return [replace(each, href="") if each.href.startswith(theirs) and not each.href.startswith(f"{theirs}#") else each for each in found]


def still_to_do(report: Report, today) -> list[Lack]:
    """What must still be written, as far as can be seen without composing the report."""
    return [*_unwritten(report), *_carried(report), *_findings(report), *_comments(report, today)]


def count_still_to_do(report: Report, *beside: QuerySet) -> int:
    """How much that is. The lists `beside` are read by the same query."""
    month = latest_month()
    asked = comments_to_come(min(month, report.last_month) if month else report.last_month)
    prefetch_together([report], "texts", "findings", beside=[asked, *beside])
    return len([*_unwritten(report), *_carried(report), *_findings(report), *asked])


def is_ready(found: list[Lack]) -> bool:
    """Nothing must be written any more: months before moderation may be shown as they are."""
    return all(lack.status == NOT_MODERATED for lack in found)


def _doubted(report: Report, doubts: Iterable[Doubt]) -> Iterator[Lack]:
    """Text that says of the figures what they do not, or no longer."""
    for doubt in doubts:
        address = reverse("reports:confirm", args=[report.code, doubt.key])
        yield Lack(f"{doubt.where}: text and figures differ", TO_MEND, address, doubt.sentence)


def _unwritten(report: Report) -> Iterator[Lack]:
    written = {row.key for row in report.texts.all() if row.text.strip()}
    for each in report.arranged:
        if each.is_shown and each.plan.asked and each.key not in written:
            yield Lack(f"Write: {each.heading}", TO_WRITE, reverse("reports:section", args=[report.code, each.key]), each.plan.hint)


def _carried(report: Report) -> Iterator[Lack]:
    """Texts of the last report at which nobody has looked for this one."""
    for row in report.texts.all():
        if row.carried_from and row.text and report.shows(row.key):
            address = reverse("reports:section", args=[report.code, row.key])
            hint = f"From the report on {row.carried_from.period}. Change it, or confirm that it still holds."
            yield Lack(f"Carried forward: {report.heading_of(row.key)}", TO_WRITE, address, hint)


def _findings(report: Report) -> Iterator[Lack]:
    kinds = {row.kind for row in report.findings.all()}
    if report.shows(FINDINGS) and kinds != set(FindingKind):
        yield Lack(
            "Choose key findings",
            TO_WRITE,
            reverse("reports:findings", args=[report.code]),
            "Strengths and areas for improvement, each with its source.",
        )


def _comments(report: Report, today) -> Iterator[Lack]:
    """Comments on the figures that the report shows."""
    month = latest_month()
    if month is None:
        return
    found = missing_comments(min(month, report.last_month))
    last = last_reminders([missing.key for missing in found])
    for missing in found:
        due = f", due {due_in_words(missing.due, today)}" if missing.due else ""
        reminded = reminded_words(last.get((missing.asked_of.pk, missing.key)))
        hint = ". ".join(filter(None, [f"Asked of {missing.asked_of}{due}", reminded]))
        yield Lack(f"Comment on {missing.label}", WAITING, comment_url(missing.indicator, missing.month), hint)


def _said(report: Report) -> Iterator[Lack]:
    """Open comments of reviewers, a line for each section."""
    for key, count in open_comments(report).items():
        many = "1 open comment" if count == 1 else f"{count} open comments"
        hint = "Answer, and resolve each once it is dealt with."
        of_section = f"{report.get_absolute_url()}#comments-{key}"
        address = of_section if report.shows(key) else reverse("reports:comment", args=[report.code, key])
        yield Lack(f"{many} on {report.heading_of(key)}", TO_ANSWER, address, hint)


def _reviews(report: Report, today) -> Iterator[Lack]:
    asked = list(report.reviews.asked().select_related("reviewer", "asked_by"))
    reminded = reminded_of(asked)
    for review in asked:
        left = "" if review.reviewer.can_be_notified else "They no longer work here: ask somebody else"
        hint = ". ".join(filter(None, [f"Asked by {review.asked_by}, due {due_in_words(review.due, today)}", left, reminded[review.pk]]))
        status = LATE if review.due < today else WAITING
        yield Lack(f"Review of {review.reviewer}", status, reverse("reports:reviewers", args=[report.code]), hint)


def _missing_figures(report: Report, reader: FigureReader) -> Iterator[Lack]:
    """Figures that the report shows a gap for, and nobody has said why."""
    for series in (Series.SCORECARD, Series.HALF_YEARS):
        month = reader.latest(series, report.last_month)
        read = reader.of(month) if month else None
        for each in read.of(series) if read else ():
            if read and read.value(each) is None and read.why_missing(each) is None:
                address = reverse("performance:missing", args=[each.slug, month_code(read.month)])
                what = f"{each.measure} ({each.get_unit_display()}), {month_name(read.month)}: no figure"
                yield Lack(what, TO_WRITE, address, "Say why it is missing, or import it.")


def _unmoderated(report: Report) -> Iterator[Lack]:
    for month in completion(report.first_month, report.last_month):
        standing = month.standing
        if standing.left_out:
            says = "leaves these audits out, and says so" if standing.shows_agreed else "says that the month’s grades are before moderation"
            yield Lack(
                f"{month_name(month.month)}: {month.finished} of {month.submitted} audits moderated; {standing.left_out_words}",
                NOT_MODERATED,
                reverse("audits:cycle", args=[month_code(month.month)]),
                f"The report can go as it is: it {says}.",
            )
