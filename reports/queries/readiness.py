"""What a report still lacks."""

from collections.abc import Iterator

from django.urls import reverse

from audits.enums import FindingKind
from audits.models import Audit
from foundation.council.months import month_code, month_name
from foundation.council.working_days import due_in_words
from foundation.guard.queries import found_in, kept_at, still_asked, sure_in
from foundation.names import case_key, in_speaking_order, name_key
from insight.queries.completion import completion
from observations.models import Observation
from performance.queries import latest_month, missing_comments
from reports.content import Document
from reports.models import Report
from reports.sections import SECTIONS, section_plan

from .lacks import NOT_MODERATED, TO_MEND, TO_WRITE, WAITING, Lack
from .quoted import doubts_of


def lacks(report: Report, document: Document, today) -> list[Lack]:
    """Everything that is missing, what must be mended before the report can be approved first."""
    mend = [Lack(sentence, TO_MEND) for sentence in identities_in(report, document)]
    return [*mend, *_doubted(report), *still_to_do(report, today), *_unmoderated(report)]


def still_to_do(report: Report, today) -> list[Lack]:
    """What must still be written, as far as can be told without composing the report: quick enough for My work."""
    return [*_unwritten(report), *_findings(report), *_comments(report, today)]


def is_ready(found: list[Lack]) -> bool:
    """Nothing must be written any more: months before moderation may be shown as they are."""
    return all(lack.status == NOT_MODERATED for lack in found)


def identities_in(report: Report, document: Document) -> list[str]:
    """A sentence for each case ID and each worker's name that the report would give away, and for what looks like an identity."""
    audits = Audit.objects.filter(cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    seen = Observation.objects.filter(cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    cases = set(audits.order_by().values_list("case_id", flat=True))
    names = set(audits.exclude(allocated_worker=None).order_by().values_list("allocated_worker__name", flat=True))
    names |= set(seen.exclude(practitioner=None).order_by().values_list("practitioner__name", flat=True))
    text = "\n".join(map(name_key, document.words()))
    found = [
        f"The text gives the case ID {case}. The Board’s report names no child: take it out."
        for case in sorted(cases)
        if _stands_in(case_key(case), text)
    ]
    named = [name for name in sorted(names) if any(_stands_in(each, text) for each in _ways_to_write(name))]
    found += [f"The text names {name}. The Board’s report names no worker: take the name out." for name in named]
    return [*found, *_guarded(report, document)]


def _guarded(report: Report, document: Document) -> Iterator[str]:
    """What the guard finds in the words of this report that nobody has said may stand; of all the rest that it shows, what is sure."""
    own = {f"The section “{section_plan(row.key).heading}”": row.text for row in report.texts.all()}
    own |= {f"Key finding {place}": row.text for place, row in enumerate(report.findings.all(), start=1)}
    said, done = set(), kept_at(report)
    for place, finds in found_in(own).items():
        for find in still_asked(finds, done):
            said.add(find.text)
            looks = f"{place} says “{find.text}”, which looks like {find.kind}."
            yield f"{looks} Take it out, or save the text with the reason why it may stand."
    for find in sure_in(document.words()):
        if find.text not in said:
            yield f"A text that the report shows says “{find.text}”, which looks like {find.kind}. Take it out where it is written."


def _doubted(report: Report) -> Iterator[Lack]:
    """Text that says of the figures what they do not, or no longer."""
    for doubt in doubts_of(report):
        address = reverse("reports:confirm", args=[report.code, doubt.key])
        yield Lack(f"{doubt.where}: text and figures differ", TO_MEND, address, doubt.sentence)


def _ways_to_write(name: str) -> set[str]:
    """As it is spoken, and surname first; whatever kind of apostrophe, hyphen or accent stands in either."""
    spoken = name_key(in_speaking_order(name))
    forenames, _, surname = spoken.rpartition(" ")
    return {spoken, f"{surname}, {forenames}"} if forenames else {spoken}


def _stands_in(words: str, text: str) -> bool:
    """As whole words: “C-1” does not stand in “C-12”. Both are keys of names."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return True
        start = text.find(words, end)
    return False


def _unwritten(report: Report) -> Iterator[Lack]:
    written = {row.key for row in report.texts.all() if row.text.strip()}
    for plan in SECTIONS:
        if plan.asked and plan.key not in written:
            yield Lack(f"Write: {plan.heading}", TO_WRITE, reverse("reports:section", args=[report.code, plan.key]), plan.hint)


def _findings(report: Report) -> Iterator[Lack]:
    kinds = {row.kind for row in report.findings.all()}
    if kinds != set(FindingKind):
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
    for missing in missing_comments(min(month, report.last_month)):
        due = f", due {due_in_words(missing.due, today)}" if missing.due else ""
        yield Lack(f"Comment on {missing.label}", WAITING, missing.url, f"Asked of {missing.asked_of}{due}")


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
