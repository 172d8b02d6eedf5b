"""Sources beside each other on a page: every domain, or one of them with its picture and its table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from audits.models import FindingTheme
from foundation.charts import SharePicture, SharePoint, shares_side_by_side
from foundation.documents import AnyRow, Cell, CellKind, CellValue, Column, Table, plain_table
from insight.answers.calculations import ShareChange
from insight.answers.pages.words import difference_words, interval_cell
from insight.calculations import Share
from insight.pages.behind import AuditsBehind
from insight.pages.scope import address_of
from insight.triangulation.calculations import RULE, PracticeEvidence
from insight.triangulation.enums import Bearing, EvidenceSource, SourcesSay
from insight.triangulation.facts.asked import EvidenceAsked
from insight.triangulation.facts.sentences import ALL_OF_PRACTICE, contradiction_sentence, reason_sentence, told_evidence, verdict_sentence
from insight.triangulation.facts.sources import Triangulation, reader_of

_COLOURS = {Bearing.GOOD: "green", Bearing.WEAK: "orange"}
_SAYS_COLOURS = {SourcesSay.APART: "orange", SourcesSay.TOGETHER: "green"}
_OF_FIGURES = {Bearing.GOOD: "Improving or on target", Bearing.WEAK: "A concern or off target"}
EXPORT_HEADER = (
    *(
        "Domain",
        "Source",
        "What was looked at",
        "What was found",
        "Good practice",
        "Out of (n)",
        "%",
        "95% interval from (%)",
        "95% interval to (%)",
    ),
    *("Bears out", "Why", "What the sources come to"),
)


@dataclass(frozen=True)
class ShownContradiction:
    """What contradicts each other: what each source says with the address of its rows, empty where there are none, and how they differ.
    `sentence` is all of it.
    """

    sentence: str
    about: str
    href: str
    told: Sequence[tuple[str, str, str]]
    reasons: Sequence[str]


@dataclass(frozen=True)
class EvidenceLinks:
    """Where the rows of each source are, for this reader."""

    asked: EvidenceAsked
    audits: AuditsBehind | None

    def to(self, evidence: PracticeEvidence, domain: str) -> str:
        of = evidence.domains[0] if evidence.domains else domain
        return "" if evidence.is_withheld else reader_of(evidence).rows(evidence, of, self.audits, self.asked)

    def to_domain(self, domain: str) -> str:
        return triangulation_address(domain, address_of(self.asked.scope))


def triangulation_address(domain: str, query: str = "") -> str:
    """The page of one practice; `query` is what it is narrowed to, as other pages of Results have it in their address."""
    asked = urlencode({"domain": domain or ALL_OF_PRACTICE})
    return f"{reverse('insight:triangulation')}{query}{'&' if query else '?'}{asked}"


def theme_address(theme: int, query: str = "") -> str:
    """The same of a theme of findings."""
    return f"{reverse('insight:triangulation')}{query}{'&' if query else '?'}finding_theme={theme}"


def triangulation_page(
    found: Sequence[Triangulation], domain: str | None, links: EvidenceLinks, themes: Sequence[FindingTheme] = ()
) -> dict[str, Any]:
    """Of every domain where `domain` is None, else of that one; with links to each of the `themes`."""
    chosen = next((each for each in found if each.domain == domain), None)
    query = address_of(links.asked.scope)
    to_themes = [(theme.name, theme_address(theme.pk, query)) for theme in themes]
    around = {"all_href": reverse("insight:triangulation") + query, "rule": RULE, "themes": to_themes}
    return around | (of_one(chosen, links) if chosen else _of_all(found, links))


def _of_all(found: Sequence[Triangulation], links: EvidenceLinks) -> dict[str, Any]:
    return {"apart": [_shown(each, links) for each in found if each.contradictions], "domains": domains_table(found, links)}


def of_one(found: Triangulation, links: EvidenceLinks) -> dict[str, Any]:
    return {
        "apart": [_shown(found, links)] if found.contradictions else [],
        "evidence": evidence_table(found, links),
        "verdict": verdict_sentence(found),
        "chosen": found.domain or ALL_OF_PRACTICE,
    }


def _shown(found: Triangulation, links: EvidenceLinks) -> ShownContradiction:
    told = [(each.name, each.words, links.to(each, found.domain)) for each in told_evidence(found)]
    about = found.domain or ALL_OF_PRACTICE
    reasons = list(map(reason_sentence, found.contradictions))
    return ShownContradiction(contradiction_sentence(found), about, links.to_domain(found.domain), told, reasons)


# Under a heading that says of whom: shorter than in a sentence, so that a tag fits its column.
_COME_TO = {SourcesSay.APART: "Contradict each other", SourcesSay.TOGETHER: "Say the same"}
# Which bearings a column of the table of domains has.
_COLUMNS = (
    ("Mostly good", (Bearing.GOOD,)),
    ("Mostly not good", (Bearing.WEAK,)),
    ("Either, or cannot say", (Bearing.EITHER, Bearing.TOO_FEW, Bearing.UNSAID)),
)


def domains_table(found: Sequence[Triangulation], links: EvidenceLinks) -> Table:
    """A row a domain: what its sources come to, and which of them bear out what. What each says in figures is on the page of the domain."""
    columns = [
        Column("Domain", names_row=True),
        Column("What its sources come to"),
        *(Column(words, more=Bearing.GOOD not in bearings and Bearing.WEAK not in bearings) for words, bearings in _COLUMNS),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.domain or ALL_OF_PRACTICE, href=links.to_domain(each.domain)),
            Cell(_COME_TO.get(each.says, str(each.says.label)), CellKind.STATE, colour=_SAYS_COLOURS.get(each.says, "grey")),
            *(_sources_words(each, bearings) for _, bearings in _COLUMNS),
        ]
        for each in found
    ]
    return Table("What each source bears out of each domain", columns, rows, empty="No domain was graded.")


def _sources_words(found: Triangulation, bearings: Collection[Bearing]) -> str:
    """“Audits, voices”, in the order in which pages show them."""
    borne = {each.source for each in found.evidence if each.bearing in bearings}
    named = ", ".join(str(source.label).lower() for source in EvidenceSource if source in borne)
    return named[:1].upper() + named[1:] or "–"


def evidence_table(found: Triangulation, links: EvidenceLinks) -> Table:
    """A row for each thing that a source says."""
    columns = [
        Column("Source", names_row=True),
        Column("What was found"),
        Column("Good practice", numeric=True, nowrap=True),
        Column("0% to 100%"),
        Column("What that bears out"),
        Column("Beside as many months before"),
    ]
    rows = [_evidence_row(each, links.to(each, found.domain)) for each in found.evidence]
    caption = f"{found.domain or ALL_OF_PRACTICE}: what each source says"
    return Table(caption, columns, rows, empty="No source says anything of these months. Choose others.")


def _evidence_row(evidence: PracticeEvidence, href: str) -> AnyRow:
    source = evidence.source.label
    return [
        Cell(str(source), notes=[evidence.name]),
        Cell(evidence.words, href=href, unseen=f"{evidence.name}: open its rows" if href else ""),
        _good_cell(evidence),
        interval_cell(evidence.good) if evidence.good else Cell(None),
        Cell(
            bearing_words(evidence),
            CellKind.STATE,
            colour=_COLOURS.get(evidence.bearing, "grey"),
            notes=[evidence.note] if evidence.note else [],
        ),
        Cell(None, text=_change_words(evidence) or "–"),
    ]


def _good_cell(evidence: PracticeEvidence) -> Cell:
    if evidence.good is None:
        return Cell(None)
    share = evidence.good
    return Cell(share.count, text=f"{share.count} of {share.n}", aside=f"({share.percent}%)", notes=[share.interval_words])


def bearing_words(evidence: PracticeEvidence) -> str:
    words = _OF_FIGURES.get(evidence.bearing) if evidence.source == EvidenceSource.FIGURES else None
    return words or str(evidence.bearing.label)


def _change_words(evidence: PracticeEvidence) -> str:
    """Of a share, where there are enough on both sides; a figure says in its words how it moved."""
    if evidence.good is None or evidence.before is None:
        return ""
    return difference_words(ShareChange(evidence.before, evidence.good)) or f"{evidence.before.words} before: too few to compare"


def shares_picture(found: Triangulation) -> SharePicture | None:
    """The sources that judge a sample, a line each."""
    points = [_point(each, each.good) for each in found.evidence if each.good and each.good.n]
    return shares_side_by_side(points, f"{found.domain or ALL_OF_PRACTICE}: how much was good, by source") if points else None


def _point(evidence: PracticeEvidence, share: Share) -> SharePoint:
    low, high = share.interval or (0, 0)
    return SharePoint(evidence.name, share.percent, low, high, f"{share.words} {reader_of(evidence).good}")


def triangulation_sheet(found: Sequence[Triangulation], of: str = "Domain") -> Table:
    """`of` is what they are about: domains, or a theme."""
    rows: list[list[CellValue]] = [_exported(each, evidence) for each in found for evidence in each.evidence]
    return plain_table("Triangulation", (of, *EXPORT_HEADER[1:]), rows)


def _exported(found: Triangulation, evidence: PracticeEvidence) -> list[CellValue]:
    share = evidence.good
    counts: list[CellValue] = [share.count, share.n, share.percent, *(share.interval or (None, None))] if share else [None] * 5
    return [
        *(found.domain or ALL_OF_PRACTICE, str(evidence.source.label), evidence.name, evidence.words, *counts),
        *(bearing_words(evidence), evidence.note or None, str(found.says.label)),
    ]
