"""Reports made of random counts, and what a linear solver knows of those counts from all that an audience was shown."""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from foundation.council.months import add_months, month_name
from foundation.documents import Paragraph, Table, cells_of
from reports.composing.cells import figure, figure_text, report_table, words
from reports.composing.health import HEADER
from reports.composing.learning import ACTIONS_HEADER
from reports.composing.practice import DOMAIN_TAIL, GRADE_HEADER
from reports.content import Document, ReportSection
from reports.suppression import CONFIDENTIAL, AudienceRules

GRADES = ("O", "G", "RI", "I")
WORDS = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")
FIRST = datetime.date(2023, 1, 1)
DOMAINS = ("Assessment", "Planning")
MEASURES = ("Audits moderated", "Practitioner involved")
SOURCES = ("Audits", "Observations")
OVER_TIME = ["Month", "Good or better, %", "Out of", "Lower limit", "Mean", "Upper limit", "Signal"]
Counts = dict[tuple[str, ...], int]


@dataclass
class TrueCounts:
    """What really happened, by month: grades of all audits and of each domain; measures of all months; actions of the period."""

    cells: Counts = field(default_factory=dict)

    def row(self, *key: str) -> list[int]:
        return [self.cells[(*key, grade)] for grade in GRADES]


def months_from(first: int, count: int) -> list[str]:
    return [month_name(add_months(FIRST, first + place)) for place in range(count)]


def drawn(chance: random.Random, months: Sequence[str]) -> TrueCounts:
    found = TrueCounts()
    for month in months:
        for row in (("overall", month), *(("domain", month, name) for name in DOMAINS)):
            for grade in GRADES:
                found.cells[(*row, grade)] = chance.choice([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 20])
    total = sum(sum(found.row("overall", month)) for month in months)
    for measure in MEASURES:
        found.cells["health", measure] = chance.choice([0, total, chance.randint(0, total), chance.randint(0, total)])
    for source in SOURCES:
        for name in ACTIONS_HEADER[1:]:
            found.cells["actions", source, name] = chance.choice([0, 1, 3, 5, 8, 15])
    return found


def changed(chance: random.Random, counts: TrueCounts) -> TrueCounts:
    """As an audit that is opened again, or one that came late, changes them."""
    cells = dict(counts.cells)
    for key in chance.sample(sorted(cells), chance.randint(1, 5)):
        cells[key] = max(0, cells[key] + chance.choice([-1, 1, 1, 2, 6]))
    return TrueCounts(cells)


def report_of(counts: TrueCounts, months: Sequence[str]) -> Document:
    """As the composers make it, with a sentence on every table."""
    below = [ReportSection(f"audits-{at}", f"Audits of {month}", 2, [*_overall(counts, month)]) for at, month in enumerate(months)]
    over_time = ReportSection("good-or-better", "Good or better over time", 2, [_over_time(counts, months)])
    domains = ReportSection("domains", "Domains", 1, [_domains(counts, month) for month in months])
    actions = ReportSection("actions", "Actions", 1, [_actions(counts, months)])
    health = ReportSection("health", "Health", 1, [_health(counts, months)])
    audits = ReportSection("audits", "Audits of practice", 1, [Paragraph("Why this theme.")])
    return Document("Report", "Marram", " and ".join(months), "", "Draft", [audits, *below, over_time, domains, actions, health])


def _overall(counts: TrueCounts, month: str) -> Iterator[Table | Paragraph]:
    given = counts.row("overall", month)
    said = ", ".join(f"{count} {word}" for count, word in zip(given, WORDS, strict=True))
    yield Paragraph(f"{month}: {sum(given)} records audited; {said}. They are compared with nothing.")
    rows = [
        [words(word), figure(count), _share(count, sum(given)), figure(1), figure(99)] for word, count in zip(WORDS, given, strict=True)
    ]
    notes = [f"{sum(given)} audits graded overall, after moderation.", "Percentages sum to 99 because each is rounded."]
    yield report_table(f"Overall judgement, {month}, after moderation", GRADE_HEADER, rows, notes, figures=range(1, 5))


def _share(count: int, total: int):
    return figure(round(100 * count / total) if total else None)


def _domains(counts: TrueCounts, month: str) -> Table:
    rows = []
    for name in DOMAINS:
        given = counts.row("domain", month, name)
        good = sum(given[:2])
        rows.append([words(name), *map(figure, given), figure(sum(given)), _share(good, sum(given)), figure(1), figure(99)])
    return report_table(f"Grades by domain, {month}", ["Domain", *GRADES, *DOMAIN_TAIL], rows, figures=range(1, 9))


def _over_time(counts: TrueCounts, months: Sequence[str]) -> Table:
    rows = []
    for month in reversed(months):
        given = counts.row("overall", month)
        if total := sum(given):
            share = figure_text(f"{100 * sum(given[:2]) / total:.1f}")
            rows.append([words(month), share, figure(total), figure(1), figure(50), figure(99), words("")])
    return report_table("Good or better, latest months with their limits", OVER_TIME, rows, figures=range(1, 6))


def _health(counts: TrueCounts, months: Sequence[str]) -> Table:
    total = sum(sum(counts.row("overall", month)) for month in months)
    rows = []
    for measure in MEASURES:
        count = min(counts.cells["health", measure], total)
        rows.append(
            [words(measure), figure(count), figure(total), _share(count, total), figure(1), figure(99), figure(50), words("Better")]
        )
    return report_table("Health of our quality assurance", HEADER, rows, figures=range(1, 7))


def _actions(counts: TrueCounts, months: Sequence[str]) -> Table:
    lines = [[counts.cells["actions", source, name] for name in ACTIONS_HEADER[1:]] for source in SOURCES]
    rows = [[words(source), *map(figure, line)] for source, line in zip(SOURCES, lines, strict=True)]
    rows.append([words("All"), *(figure(sum(column)) for column in zip(*lines, strict=True))])
    return report_table(f"Actions, {months[0]}", ACTIONS_HEADER, rows, figures=range(1, 10))


def tables(document: Document, start: str) -> list[Table]:
    return [block for each in document.sections for block in each.blocks if isinstance(block, Table) and block.caption.startswith(start)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.shown for cell in cells_of(row)] for row in table.rows]


@dataclass(frozen=True)
class Edition:
    counts: TrueCounts
    document: Document


class Solver:
    """Unknown counts of the editions of one report, and what their readers know: what adds up to what, every figure that they are shown,
    and which rows of counts are the same in several editions.
    """

    def __init__(self, editions: Sequence[Edition], months: Sequence[str], rules: AudienceRules):
        self.rules, self.months = rules, months
        self.rows: list[tuple[dict[tuple[str, ...], int], float, float]] = []
        self.shown: set[tuple[str, ...]] = set()
        self.names: dict[tuple[str, ...], None] = {}
        self._versions: dict[tuple[str, ...], int] = {}
        before: TrueCounts | None = None
        for each in editions:
            for row in {name[:-1] for name in each.counts.cells}:
                if before is None or any(before.cells[name] != count for name, count in each.counts.cells.items() if name[:-1] == row):
                    self._versions[row] = self._versions.get(row, 0) + 1
            self._read(each.document)
            self.names |= dict.fromkeys(map(self._now, each.counts.cells))
            before = each.counts

    def _now(self, name: tuple[str, ...]) -> tuple[str, ...]:
        return (*name, str(self._versions[name[:-1]]))

    def _read(self, document: Document) -> None:
        for month in self.months:
            (overall,) = tables(document, f"Overall judgement, {month}")
            for grade, row in zip(GRADES, texts(overall), strict=True):
                self._told([("overall", month, grade)], row[1])
            for note in overall.notes:
                if "audits graded overall" in note:
                    self._told([("overall", month, grade) for grade in GRADES], note.split()[0])
            (domains,) = tables(document, f"Grades by domain, {month}")
            for row in texts(domains):
                for grade, text in zip(GRADES, row[1:], strict=False):
                    self._told([("domain", month, row[0], grade)], text)
                self._told([("domain", month, row[0], grade) for grade in GRADES], row[5])
        self._read_sums(document)

    def _read_sums(self, document: Document) -> None:
        (over_time,) = tables(document, "Good or better, ")
        for month, share, out_of, *_ in texts(over_time):
            self._told([("overall", month, grade) for grade in GRADES], out_of)
            if CONFIDENTIAL not in (share, out_of):
                good = round(float(share) * float(out_of) / 100)
                self._told([("overall", month, "O"), ("overall", month, "G")], str(good))
        (health,) = tables(document, "Health")
        for measure, count, total, *_ in texts(health):
            self._told([("health", measure)], count)
            self._told([("overall", month, grade) for month in self.months for grade in GRADES], total)
        (actions,) = tables(document, "Actions")
        for source, *figures in texts(actions):
            of = SOURCES if source == "All" else [source]
            for name, text in zip(ACTIONS_HEADER[1:], figures, strict=True):
                self._told([("actions", each, name) for each in of], text)

    def _told(self, names: Sequence[tuple[str, ...]], text: str) -> None:
        """A sum of counts is what a cell shows; a rounded one lies about it, by half a step for each that was added."""
        if text in (CONFIDENTIAL, "–"):
            return
        now = [self._now(name) for name in names]
        value = float(text.replace(",", ""))
        near = self.rules.round_to // 2 * len(names) if self.rules.round_to > 1 else 0
        self.rows.append((dict.fromkeys(now, 1), value - near, value + near))
        if len(now) == 1:
            self.shown.add(now[0])

    def derived(self) -> list[tuple[str, ...]]:
        """Every hidden count of which only one value is possible."""
        place = {name: at for at, name in enumerate(self.names)}
        matrix = np.zeros((len(self.rows), len(place)))
        for at, (row, _, _) in enumerate(self.rows):
            matrix[at, [place[name] for name in row]] = 1
        known = LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])
        told = {name for row, _, _ in self.rows for name in row} - self.shown
        return [name for name in sorted(told) if self._spread(place[name], len(place), known) < 1]

    def _spread(self, place: int, many: int, known: LinearConstraint) -> float:
        aim = np.zeros(many)
        aim[place] = 1
        ends = []
        for sign in (1, -1):
            found = milp(sign * aim, constraints=known, bounds=Bounds(0, 1000), integrality=np.ones(many))
            assert found.success, found.message
            ends.append(sign * found.fun)
        return ends[1] - ends[0]


def shown_figures(document: Document) -> Mapping[tuple[str, str, str], str]:
    """Each cell that shows something, by table, row and column."""
    return {
        (table.caption, row[0], heading): text
        for table in tables(document, "")
        for row in texts(table)
        for heading, text in zip(table.header[1:], row[1:], strict=True)
        if text not in (CONFIDENTIAL, "–")
    }
