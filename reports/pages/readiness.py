"""What a report still lacks."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from audits.enums import FindingKind
from foundation.chasing.pages import reminded_words
from foundation.chasing.queries import last_reminders
from foundation.council.months import month_code, month_name
from foundation.council.working_days import due_in_words
from insight.queries.completion import completion
from performance.pages.links import comment_url
from performance.queries import latest_month, missing_comments
from reports.content import Document
from reports.models import Report
from reports.pages.lacks import NOT_MODERATED, TO_MEND, TO_WRITE, WAITING, Lack
from reports.queries.identities import identities_in
from reports.queries.quoted import Doubt
from reports.sections import FINDINGS
from reports.services import identity_sentence


def lacks(report: Report, document: Document, today, doubts: Iterable[Doubt]) -> list[Lack]:
    """Everything that is missing, first what must be fixed before the report can be approved. `doubts` are `doubts_of` the report."""
    mend = [Lack(identity_sentence(report, each), TO_MEND) for each in identities_in(report, document)]
    return [*mend, *_doubted(report, doubts), *still_to_do(report, today), *_unmoderated(report)]


def still_to_do(report: Report, today) -> list[Lack]:
    """What must still be written, as far as can be seen without composing the report: quick enough for My work."""
    return [*_unwritten(report), *_findings(report), *_comments(report, today)]


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
