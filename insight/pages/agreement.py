"""The page on agreement: finished rows and sentences. The words say no more than a small sample bears out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from audits.enums import PRACTICE_GRADES
from audits.queries.grade_words import grade_word
from foundation.documents import CellValue, Table, plain_table
from foundation.statistics import EVIDENCE, plain, share_in_words
from insight.calculations import Share, p_words
from insight.queries.agreement import Agreement, AuditorAgreement, GradeTable, Interval

OVERALL = "Overall judgement"
# Fewer double-graded audits than this say nothing about how one person grades.
ENOUGH_OF_AN_AUDITOR = 10
# Nor does a coefficient of so few: from one pair of grades kappa would be 0.00 or nothing.
ENOUGH_FOR_A_COEFFICIENT = 10
# With fewer grades moved than this not even all of them in one direction would be evidence (2 × 0.5⁵ is above 0.05).
ENOUGH_MOVED = 6

FIGURES_HEADER = (
    "Judgement",
    "Graded by both (n)",
    "Same grade",
    "Same grade (%)",
    "95% interval from (%)",
    "95% interval to (%)",
    "Moderator’s better",
    "Moderator’s worse",
    "Sign test p",
    "Weighted kappa",
    "Kappa 95% interval from",
    "Kappa 95% interval to",
    "Gwet’s AC2",
    "AC2 95% interval from",
    "AC2 95% interval to",
)
MOVES_HEADER = ("Judgement", "Before moderation", "After moderation", "Audits")


@dataclass(frozen=True)
class Coefficient:
    """A coefficient in words and, in `note`, its interval or why there is none."""

    value: str
    note: str


@dataclass(frozen=True)
class MatrixRow:
    """A grade before moderation; each cell has the grade after, the count and whether the grade stayed."""

    grade: str
    cells: Sequence[tuple[str, int, bool]]
    n: int


@dataclass(frozen=True)
class JudgementRow:
    name: str
    anchor: str
    n: int
    same: Share
    up: int
    down: int
    direction: str
    kappa: Coefficient
    ac2: Coefficient
    matrix: Sequence[MatrixRow]


def judgement_row(name: str, found: Agreement) -> JudgementRow:
    return JudgementRow(
        name=name,
        anchor=slugify(name),
        n=found.n,
        same=Share(found.moves.same, found.n),
        up=found.moves.up,
        down=found.moves.down,
        direction=direction_words(found),
        kappa=_coefficient(found, found.kappa, found.kappa_interval),
        ac2=_coefficient(found, found.ac2, found.ac2_interval),
        matrix=_matrix(found.moved),
    )


def overall_sentence(found: Agreement) -> str:
    """“Moderators gave the auditor’s grade in 10 of 14 (…). …”"""
    if not found.n:
        return "No overall judgement of these months has been graded by both an auditor and a moderator."
    same = f"Moderators gave the auditor’s overall grade in {share_in_words(found.moves.same, found.n)}."
    return f"{same} Their own grades: {direction_words(found)}" if found.moves.up + found.moves.down else same


def direction_words(found: Agreement) -> str:
    """Which way moderators' grades differ, and whether that is more than chance."""
    up, down = found.moves.up, found.moves.down
    if not up + down:
        return "No grade differed." if found.n else "None compared."
    counts = f"{up} better and {down} worse than the auditor’s: "
    if up + down < ENOUGH_MOVED:
        return f"{counts}too few differences to tell a direction."
    test = f"({p_words(found.sign_p)}, sign test)"
    if found.sign_p >= EVIDENCE:
        return f"{counts}no evidence that moderators lean either way {test}."
    return f"{counts}evidence that moderators grade {'higher' if up > down else 'lower'} than auditors {test}."


def figures(found: Agreement) -> list[dict[str, str | int]]:
    """The overall judgement in four numbers."""
    row = judgement_row(OVERALL, found)
    same = f"of {row.n}: {row.same.percent}%, 95% interval {row.same.interval_words}" if row.n else ""
    return [
        {"number": row.n, "text": "overall judgements graded by both"},
        {"number": row.same.count, "text": "given the same grade", "note": same},
        {"number": row.kappa.value, "text": "weighted kappa", "note": row.kappa.note},
        {"number": row.ac2.value, "text": "Gwet’s AC2", "note": row.ac2.note},
    ]


def _coefficient(found: Agreement, value: float | None, interval: Interval) -> Coefficient:
    if not found.n:
        return Coefficient("–", "none compared")
    if found.one_grade:
        return Coefficient("All one grade", "agreement beyond chance cannot be judged")
    if value is None or found.n < ENOUGH_FOR_A_COEFFICIENT:
        return Coefficient("Too few", f"{found.n} graded by both; a coefficient needs {ENOUGH_FOR_A_COEFFICIENT}")
    if found.moves.same == found.n:
        return Coefficient(plain(value, 2), "no interval: no grade differed")
    if interval is None:
        return Coefficient(plain(value, 2), "no interval: too few audits or differing grades")
    return Coefficient(plain(value, 2), f"95% interval {plain(interval[0], 2)} to {plain(interval[1], 2)}")


def _matrix(table: GradeTable) -> list[MatrixRow]:
    names = [grade_word(grade) for grade in PRACTICE_GRADES]
    return [
        MatrixRow(was, [(after, count, was == after) for after, count in zip(names, counts, strict=True)], sum(counts))
        for was, counts in zip(names, table, strict=True)
    ]


def enough(auditors: Sequence[AuditorAgreement]) -> list[AuditorAgreement]:
    """Auditors with enough audits graded twice to say something about."""
    return [each for each in auditors if each.audits >= ENOUGH_OF_AN_AUDITOR]


def sheets(judgements: Mapping[str, Agreement]) -> tuple[Table, Table]:
    """The figures and the before → after counts of every judgement. Nothing of single auditors: sheets end up in reports."""
    figures_of = [_export_figures(name, found) for name, found in judgements.items()]
    moves = [row for name, found in judgements.items() for row in _export_moves(name, found.moved)]
    return plain_table("Agreement", FIGURES_HEADER, figures_of), plain_table("Before and after", MOVES_HEADER, moves)


def _export_figures(name: str, found: Agreement) -> list[CellValue]:
    same = Share(found.moves.same, found.n)
    moved = found.moves.up + found.moves.down
    # As on the page: where no grade differed resampling says nothing of how sure a coefficient is.
    intervals = ((None, None),) * 2 if found.moves.same == found.n else (found.kappa_interval, found.ac2_interval)
    kappa: tuple[CellValue, ...] = (found.kappa, *(intervals[0] or (None, None)))
    ac2: tuple[CellValue, ...] = (found.ac2, *(intervals[1] or (None, None)))
    if found.one_grade:
        kappa = ac2 = ("All one grade", None, None)
    elif found.n < ENOUGH_FOR_A_COEFFICIENT:
        kappa = ac2 = (f"Too few: needs {ENOUGH_FOR_A_COEFFICIENT}", None, None)
    ends = same.interval or (None, None)
    p = found.sign_p if moved else None
    return [name, found.n, same.count, same.percent, *ends, found.moves.up, found.moves.down, p, *kappa, *ac2]


def _export_moves(name: str, table: GradeTable) -> list[list[CellValue]]:
    return [[name, row.grade, after, count] for row in _matrix(table) for after, count, _ in row.cells]
