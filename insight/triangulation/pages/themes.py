"""One theme of findings: what each source says of it, where its findings were seen or heard, the domains to which it belongs."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from audits.enums import Source
from audits.permissions import can_edit_themes
from foundation.documents import AnyRow, Cell, Column, Table
from insight.pages.scope import address_of
from insight.triangulation.calculations import RULE, RULE_OF_THEMES
from insight.triangulation.facts.asked import EvidenceAsked, ThemeAsked
from insight.triangulation.facts.sources import Triangulation
from insight.triangulation.facts.themes import findings_address, findings_asked
from insight.triangulation.queries.themed import AREA, STRENGTH, count_by_source

from .page import EvidenceLinks, of_one

KINDS = {STRENGTH: "Strengths", AREA: "Areas for improvement"}


def theme_page(found: Triangulation, links: EvidenceLinks) -> dict[str, Any]:
    asked = links.asked
    theme, reader = asked.theme or ThemeAsked(), asked.person
    may_edit = reader is not None and can_edit_themes(reader)
    return {
        **of_one(found, links),
        "all_href": reverse("insight:triangulation") + address_of(asked.scope),
        "rule": [*RULE, *RULE_OF_THEMES],
        "theme": theme,
        "belongs": [(name, links.to_domain(name)) for name in theme.domains],
        "sources": None if asked.is_wider else sources_table(asked, opens=links.audits is not None),
        "counts_href": reverse("insight:theme", args=[theme.key]),
        "edit_href": reverse("audits:finding-theme", args=[theme.key]) if may_edit else "",
    }


def sources_table(asked: EvidenceAsked, *, opens: bool) -> Table:
    """In how many audits its strengths and its areas for improvement come from each source; for people who read every audit."""
    counts = count_by_source(findings_asked(asked)[0])
    columns = [Column("Seen or heard", names_row=True), *(Column(words, numeric=True) for words in KINDS.values())]
    rows: Sequence[AnyRow] = [
        [str(source.label), *(_count_cell(asked, counts[source, kind], source, kind, opens=opens) for kind in KINDS)]
        for source in Source
        if any(counts[source, kind] for kind in KINDS)
    ]
    empty = "No finding of these months was coded to this theme. Choose others."
    return Table("Its findings, by where they were seen or heard: in how many audits", columns, rows, empty=empty)


def _count_cell(asked: EvidenceAsked, count: int, source: Source, kind: str, *, opens: bool) -> Cell:
    href = findings_address(asked, source=source.value, kind=kind) if opens and count else ""
    return Cell(count, href=href, unseen=f"from {str(source.label).lower()}")
