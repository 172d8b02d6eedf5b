"""What the pages of a sample show: before it is applied from its list, afterwards from its stored records."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from audits.enums import AuditState, PlanType, RecordsAsked, Sampled
from audits.models import Sample, SampledRecord
from audits.sampling.calculations import DoesNotFit
from audits.sampling.pages.workers import NOBODY_MISSING, MissingWorkers, WorkerAsked, missing_workers, workers_asked
from audits.sampling.queries.sampling import READ_BY_RULES, Drawing, drawing_of, draws_the_same, list_of, sheet_of
from audits.sampling.reading.columns import PLAN, TEAM
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.records import ListedRecord, RecordList
from audits.sampling.stored import PASSED_OVER, STRATA, KeptStratum
from audits.sheets.rows import Rejection
from audits.sheets.subjects import ADD_TEAM
from foundation.accounts.models import Person
from foundation.council.months import month_name
from foundation.council.words import in_our_words
from foundation.documents import Table
from foundation.documents.formats import uk_date
from foundation.matching.correcting import rows_to_correct
from foundation.names import name_key

Figure = dict[str, Any]
SUGGESTED = ("team", "plan type")
USUAL_SIZE = 14
NEXT_RESERVES = 3
NAMED_AT_ONCE = 12
# Of each rule, whom it leaves out.
_RULES = dict(zip(READ_BY_RULES, ("for being open too short a time", "as restricted", "as another child of a family"), strict=True))
HEADINGS = ("Case", "Listed as", "Stratum", "Place in the draw", "What became of it", "Reason", "Audit")


@dataclass(frozen=True)
class StratumRow:
    name: str
    cases: int
    share: str
    drawn: int
    waiting: int
    next: list[str]


@dataclass(frozen=True)
class DrawnRow:
    case: str
    stratum: str
    worker: str


@dataclass(frozen=True)
class LeftOut:
    reason: str
    count: int
    cases: str


@dataclass(frozen=True)
class DraftPage:
    """A sample that waits: its list, and the draw where there is one; `problem` says why a stored choice cannot be drawn now."""

    listed: RecordList
    drawing: Drawing | None = None
    problem: str = ""
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    strata: list[StratumRow] = field(default_factory=list)
    drawn: list[DrawnRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unknown_teams: list[str] = field(default_factory=list)
    missing: MissingWorkers = NOBODY_MISSING
    workers: list[WorkerAsked] = field(default_factory=list)


def draft_page(sample: Sample) -> DraftPage:
    listed, matching = list_of(sample), Matching()
    if not sample.is_drawn:
        missing = missing_workers(listed.records, listed.columns, matching)
        return DraftPage(listed, notes=left_blank(listed.records, matching), missing=missing)
    try:
        drawing = drawing_of(sample)
    except DoesNotFit as problem:
        return DraftPage(listed, problem=str(problem))
    draw = drawing.draw
    by_case = {record.case: record for record in listed.records}
    chosen = [by_case[case] for case in draw.cases]
    left_out = [LeftOut(reason, len(cases), ", ".join(cases)) for reason, cases in draw.left_out.items()]
    out = sum(each.count for each in left_out)
    return DraftPage(
        listed,
        drawing,
        figures=[
            {"number": len(listed.records), "text": "records in the list"},
            *([{"number": listed.refused_rows, "text": "rows that cannot be taken"}] if listed.refused else []),
            {"number": out, "text": "left out"},
            {"number": len(listed.records) - out, "text": "could be drawn"},
            {"number": len(draw.cases), "text": "drawn"},
        ],
        notes=[*notes_of(drawing), *left_blank(chosen, matching)],
        strata=[
            StratumRow(name, each.cases, f"{each.share:.1f}", each.drawn, len(draw.reserves[name]), draw.reserves[name][:NEXT_RESERVES])
            for name, each in draw.strata.items()
        ],
        drawn=[DrawnRow(case, name, by_case[case].get("worker")) for name, cases in draw.drawn.items() for case in cases],
        left_out=left_out,
        unknown_teams=matching.unanswered_teams(chosen),
        missing=missing_workers(chosen, listed.columns, matching),
        workers=workers_asked(chosen, matching),
    )


def left_blank(records: Collection[ListedRecord], matching: Matching) -> list[str]:
    """What will be blank in these records' audits because the list says it in words that mean nothing here, and which teams are new."""
    plans = Counter(each.get(PLAN) for each in records if not matching.plan_type(each))
    teams = Counter(each.get(TEAM) for each in records if matching.team(each) is None)
    new = Counter({name: rows for name, rows in teams.items() if matching.said_teams.get(name_key(name)) == ADD_TEAM})
    said = {
        "Not one of our plan types, so left blank in the audit": plans,
        "Not one of our teams, so left blank in the audit": teams - new,
        "Teams that are added with the first record of theirs": new,
    }
    for names in said.values():
        # What a record does not say at all is not unknown.
        names.pop("", None)
    return [f"{words}: {_named(names)}." for words, names in said.items() if names]


def _named(found: Counter[str]) -> str:
    """The names that most rows have, with how many rows they are."""
    rows = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    more = len(rows) - NAMED_AT_ONCE
    first = ", ".join(f"{name} ({count} {'row' if count == 1 else 'rows'})" for name, count in rows[:NAMED_AT_ONCE])
    return f"{first} and {more} others" if more > 0 else first


def rows_to_correct_of(sample: Sample) -> Table:
    """The rows of a waiting list that cannot be taken, as a workbook to correct."""
    wrong: dict[int, list[str]] = {}
    for each in list_of(sample).refused:
        wrong.setdefault(each.row, []).append(f"{each.column}: {each.reason}")
    return rows_to_correct(sheet_of(sample), wrong, name=f"Rows to correct {sample.cycle.code}")


def notes_of(drawing: Drawing) -> list[str]:
    """What must be said of a draw: too few records, strata without a place, rules that left nobody out."""
    notes = []
    places, strata = len(drawing.draw.cases), len(drawing.draw.strata)
    if places < drawing.size:
        notes.append(f"{drawing.size} records were asked for, but only {places} can be drawn: all of them are.")
    if strata > places:
        notes.append(f"There are more strata than places: {strata} strata, {places} places. Those without a place cannot be drawn from.")
    if drawing.empty:
        notes.append(f"Every record is left out of: {'; '.join(drawing.empty)}.")
    return notes + [
        f"The list has no column “{'” or “'.join(needed)}”, so nobody was left out {_RULES[needed]}." for needed in drawing.unread
    ]


def suggested_draw(sample: Sample, listed: RecordList) -> dict[str, Any]:
    """As many records as the month still expects, divided by team and plan type while each stratum can have a place."""
    live = sample.cycle.audits.live().count()
    size = max((sample.cycle.expected or 0) - live, 0)
    columns: list[str] = []
    strata = 1
    for name in SUGGESTED:
        count = listed.stratum_columns().get(name, 0)
        if count and strata * count <= (size or USUAL_SIZE):
            columns.append(name)
            strata *= count
    return {"size": size or None, "stratum_columns": columns}


@dataclass(frozen=True)
class AppliedPage:
    """A sample in the month: what was drawn, what took whose place, what was added by hand."""

    figures: list[Figure]
    facts: list[dict[str, Any]]
    drawn: list[SampledRecord]
    by_hand: list[SampledRecord]
    next_reserves: list[SampledRecord]
    strata: list[StratumRow]
    passed_over: list[Rejection]
    left_out: list[LeftOut]
    same_again: bool


def applied_page(sample: Sample, reader: Person) -> AppliedPage:
    rows = sample.records.visible_to(reader).select_related("audit__cycle", "replaces", "sample__cycle")
    records = list(rows.prefetch_related("audit__versions").in_order())
    of_state: dict[str, list[SampledRecord]] = {state: [each for each in records if each.state == state] for state in Sampled}
    drawn = [each for each in records if each.state in (Sampled.DRAWN, Sampled.REPLACEMENT, Sampled.REPLACED)]
    in_month = [each for each in drawn if each.audit and each.audit.state != AuditState.WITHDRAWN]
    return AppliedPage(
        figures=[
            {"number": len(in_month), "text": "in the month by the draw"},
            {"number": len(of_state[Sampled.REPLACED]), "text": "replaced by the next in the draw"},
            {"number": len(of_state[Sampled.BY_HAND]), "text": "added by hand"},
            {"number": len(of_state[Sampled.RESERVE]), "text": "in reserve"},
        ],
        facts=_facts(sample),
        drawn=drawn,
        by_hand=of_state[Sampled.BY_HAND],
        next_reserves=_next_of_each(of_state[Sampled.RESERVE]),
        strata=[_stratum_row(row, of_state[Sampled.RESERVE]) for row in STRATA.read(sample.strata)],
        passed_over=PASSED_OVER.read(sample.passed_over),
        left_out=_left_out(of_state[Sampled.LEFT_OUT]),
        same_again=draws_the_same(sample),
    )


def _facts(sample: Sample) -> list[dict[str, Any]]:
    since, weeks = month_name(sample.audited_since), sample.open_weeks
    return [
        {"key": "List", "value": sample.file_name},
        {"key": "Fingerprint of the file", "value": sample.file_hash[:16]},
        {"key": "Divided by", "value": ", ".join(sample.stratum_columns) or "Nothing: the whole list is one"},
        {"key": "Records asked for", "value": sample.size},
        {"key": "Least from each stratum", "value": sample.minimum},
        {"key": "Seed", "value": sample.seed},
        {"key": "Times drawn", "value": sample.draws},
        {"key": "Left out", "value": f"Audited since {since}; open under {weeks} weeks; restricted; more than one child of a family"},
        {"key": "Which records", "value": _which_records(sample)},
        {"key": "Put into the month", "value": f"{uk_date(sample.applied_on)} by {sample.applied_by}"},
    ]


def _which_records(sample: Sample) -> str:
    within = f" within {sample.closed_months} months" if sample.asked_records == RecordsAsked.CLOSED else ""
    plans = [in_our_words(PlanType(plan).label) for plan in sample.asked_plans]
    return "; ".join([f"{sample.get_asked_records_display()}{within}", ", ".join(plans) or "Every plan type"])


def _next_of_each(reserves: Iterable[SampledRecord]) -> list[SampledRecord]:
    """The first few of each stratum, in the order of the draw."""
    groups = groupby(reserves, key=lambda each: each.stratum)
    return [each for _, group in groups for each in list(group)[:NEXT_RESERVES]]


def _stratum_row(row: KeptStratum, reserves: Iterable[SampledRecord]) -> StratumRow:
    waiting = [each.case_id for each in reserves if each.stratum == row.name]
    return StratumRow(row.name, row.cases, f"{row.share:.1f}", row.drawn, len(waiting), waiting[:NEXT_RESERVES])


def _left_out(records: Iterable[SampledRecord]) -> list[LeftOut]:
    by_reason: dict[str, list[str]] = {}
    for record in records:
        by_reason.setdefault(record.reason, []).append(record.case_id)
    return [LeftOut(reason, len(cases), ", ".join(sorted(cases))) for reason, cases in sorted(by_reason.items())]


def sheet_rows(sample: Sample, reader: Person) -> list[tuple[Any, ...]]:
    """Every record of the sample that `reader` may read, for a spreadsheet, under HEADINGS."""
    return [
        (each.case_id, each.drawn_by, each.stratum, each.position, each.get_state_display(), each.reason, each.audit_id)
        for each in sample.records.visible_to(reader).in_order()
    ]
