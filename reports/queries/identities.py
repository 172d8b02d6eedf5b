"""Whom a report would give away: case IDs, workers' names, and what looks like an identity."""

from collections.abc import Iterator
from dataclasses import dataclass

from audits.models import Audit
from foundation.guard.queries import dismissed_at, found_in, still_asked, sure_in
from foundation.names import case_ids_named, people_named
from observations.models import Observation
from reports.content import Document
from reports.enums import GivenAway
from reports.models import Report


@dataclass(frozen=True)
class Identity:
    """What the report says of somebody: `text` as it stands there, and where the guard found it what it `looks_like`.

    It stands in the `section` of that key, in the key finding of that place, or in what the report shows of others.
    """

    given_away: GivenAway
    text: str
    looks_like: str = ""
    section: str = ""
    finding: int = 0


def identities_in(report: Report, document: Document) -> list[Identity]:
    """Each case ID and each worker's name that the report would give away, and what looks like an identity."""
    audits = Audit.objects.filter(cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    seen = Observation.objects.filter(month__gte=report.first_month, month__lte=report.last_month)
    names = set(audits.exclude(allocated_worker=None).order_by().values_list("allocated_worker__name", flat=True))
    names |= set(seen.exclude(practitioner=None).order_by().values_list("practitioner__name", flat=True))
    texts = document.words()
    found = [Identity(GivenAway.CASE_ID, case) for case in case_ids_named(texts, _cases(report))]
    return [*found, *(Identity(GivenAway.WORKER, name) for name in people_named(texts, names)), *_guarded(report, document)]


def is_given_in(found: Identity, words: str) -> bool:
    """Whether these words give the same away."""
    match found.given_away:
        case GivenAway.CASE_ID:
            return bool(case_ids_named([words], {found.text}))
        case GivenAway.WORKER:
            return bool(people_named([words], {found.text}))
        case _:
            return found.text in words


def cases_named(report: Report, words: str) -> list[str]:
    """Case IDs of audits of the report's months in words that people say of it."""
    return list(case_ids_named([words], _cases(report)))


def _cases(report: Report) -> set[str]:
    audits = Audit.objects.filter(cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    return set(audits.order_by().values_list("case_id", flat=True))


def _guarded(report: Report, document: Document) -> Iterator[Identity]:
    """What the guard finds in the words of this report that nobody has said may stand; of all the rest that it shows, what is sure."""
    said, done = set(), dismissed_at(report)
    for key, finds in found_in({row.key: row.text for row in report.texts.all() if report.shows(row.key)}).items():
        for find in still_asked(finds, done):
            said.add(find.text)
            yield Identity(GivenAway.IN_SECTION, find.text, find.kind, section=key)
    for place, row in enumerate(report.findings.all(), start=1):
        for finds in found_in({"finding": row.text}).values():
            for find in still_asked(finds, done):
                said.add(find.text)
                yield Identity(GivenAway.IN_FINDING, find.text, find.kind, finding=place)
    for find in sure_in(document.words()):
        if find.text not in said:
            yield Identity(GivenAway.ELSEWHERE, find.text, find.kind)
