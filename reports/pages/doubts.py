"""Where a text says of the figures what they do not, marked where it is read and where it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.govuk.false_words import marked
from insight.facts.standing import FalseFact
from reports.models import Report
from reports.pages.reviewing import SectionComments, comments_by_section, section_comments
from reports.queries.quoted import Doubt, doubts_of, facts_no_longer_so
from reports.queries.reviews import comments_of
from reports.rendering import RenderedSection
from reports.sections import SECTION_KEYS


@dataclass(frozen=True)
class SectionOnPage:
    """A section as the report's page shows it, with the sentences on what its text says and its figures do not."""

    key: str
    heading: str
    html: SafeString
    has_findings: bool
    doubts: Sequence[str]
    # What reviewers said of it; None on an approved report, which shows none.
    comments: SectionComments | None = None
    # In which it is written in place, for people who may, and whether its text was carried forward and nobody has looked at it.
    form: Any = None
    is_carried: bool = False

    @property
    def is_written(self) -> bool:
        """Whether it has a text of its own, as the annex has none."""
        return self.key in SECTION_KEYS


def with_doubts(sections: Iterable[RenderedSection], doubts: Iterable[Doubt], false_facts: Sequence[FalseFact] = ()) -> list[SectionOnPage]:
    """`false_facts` are marked in the text itself."""
    by_key: dict[str, list[str]] = {}
    false_words = [each.words for each in false_facts]
    for doubt in doubts:
        by_key.setdefault(doubt.key, []).append(doubt.sentence)
    return [
        SectionOnPage(each.key, each.heading, marked(each.html, false_words), each.has_findings, by_key.get(each.key, []))
        for each in sections
    ]


def with_comments(sections: Iterable[SectionOnPage], report: Report, person: Person) -> list[SectionOnPage]:
    found = comments_by_section(report, person, comments_of(report))
    return [replace(each, comments=section_comments(report, each.key, found)) for each in sections]


def with_forms(sections: Iterable[SectionOnPage], forms: Mapping[str, Any], report: Report) -> list[SectionOnPage]:
    """`forms` by the key of the section that each is for."""
    carried = {row.key for row in report.texts.all() if row.carried_from}
    return [replace(each, form=forms.get(each.key), is_carried=each.key in carried) for each in sections]


def restated_facts(person: Person, false_facts: Sequence[FalseFact]) -> list[str]:
    """Of an approved report: what it says and is not so any more. What is so now is for people who may read the audits behind it."""
    if reads_every_audit(person):
        return [each.words.sentence for each in false_facts]
    return [f"“{each.inserted.sentence}”" for each in false_facts]


def doubted_words(report: Report, key: str) -> tuple[str, ...]:
    """Of what is stored of a section, or of the key findings, for the person who writes there; computed facts apart."""
    return tuple(doubt.sentence for doubt in doubts_of(report) if doubt.key == key and not doubt.is_of_fact)


def false_facts_at(report: Report, place: str) -> list[FalseFact]:
    """Computed facts of a section, or of the key findings, that are not so any more, for the person who writes there."""
    return [each for each in facts_no_longer_so(report) if each.inserted.place == place]
