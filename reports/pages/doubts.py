"""Where a text says of the figures what they do not, marked where it is read and where it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.models import Report
from reports.queries.quoted import Doubt, doubts_of
from reports.rendering import RenderedSection


@dataclass(frozen=True)
class SectionOnPage:
    """A section as the report's page shows it, with the sentences on what its text says and its figures do not."""

    key: str
    heading: str
    html: SafeString
    has_findings: bool
    doubts: Sequence[str]


def with_doubts(sections: Iterable[RenderedSection], doubts: Iterable[Doubt]) -> list[SectionOnPage]:
    by_key: dict[str, list[str]] = {}
    for doubt in doubts:
        by_key.setdefault(doubt.key, []).append(doubt.sentence)
    return [SectionOnPage(each.key, each.heading, each.html, each.has_findings, by_key.get(each.key, [])) for each in sections]


def doubted_words(report: Report, key: str) -> tuple[str, ...]:
    """Of what is stored of a section, or of the key findings, for the person who writes there."""
    return tuple(doubt.sentence for doubt in doubts_of(report) if doubt.key == key)
