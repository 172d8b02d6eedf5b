"""Drawing a month's sample from a list: who is left out and why, and whether the stored draw can be drawn again."""

import datetime
import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from audits.enums import PlanType, RecordsAsked, Sampled
from audits.models import Audit, Cycle, RestrictedRecord, Sample, SampledRecord
from audits.querysets import AuditQuerySet, monthly
from audits.sampling.calculations import (
    CLOSED_SOME_DAY,
    FAMILY,
    IS_CLOSED,
    IS_OPEN,
    OTHER_PLAN,
    RESTRICTED,
    WHOLE_LIST,
    Candidate,
    Draw,
    already_in,
    audited_since,
    closed_over,
    draw,
    open_under,
)
from audits.sampling.reading import records as columns
from audits.sampling.reading.records import NOT_RECORDED, RECORD_LIST, ListedRecord, RecordList
from audits.sampling.stored import STRATA
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.months import add_months, first_of, last_day, month_name
from foundation.errors import Gone
from foundation.matching.stored import WAITING_SHEET
from foundation.names import case_key, folded, name_key
from foundation.sheets import Sheet, clean_text

# The columns that each rule reads, any of which will do.
READ_BY_RULES = ((columns.WEEKS_OPEN, columns.OPENED), (columns.RESTRICTED,), (columns.FAMILY,))


@dataclass(frozen=True)
class Rules:
    """Which records are left out. `cycle` is the month that is sampled, where there is one."""

    audited_since: datetime.date
    open_weeks: int
    judged_on: datetime.date
    cycle: Cycle | None = None
    records: str = RecordsAsked.ANY
    closed_months: int = 12
    plans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A draw of `size` records, where there are so many; `empty` are strata all of whose records are left out.

    `unread` are the columns that a rule reads, where the list has none of them: nobody was left out by that rule.
    """

    draw: Draw
    size: int
    empty: Sequence[str]
    unread: Sequence[tuple[str, ...]]

    @property
    def fingerprint(self) -> str:
        """The same for the same draw: what is applied is what was looked at."""
        said = [self.draw.drawn, self.draw.reserves, self.draw.left_out]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def draw_from(listed: RecordList, *, by: list[str], size: int, seed: int, minimum: int, rules: Rules) -> Drawing:
    """Draw from a list divided by the columns `by`. Raises DoesNotFit where that cannot be."""
    candidates = candidates_of(listed, by, rules)
    drawn = draw(candidates, size=size, seed=seed, minimum=minimum)
    empty = sorted({each.stratum for each in candidates} - drawn.strata.keys())
    return Drawing(drawn, size, empty, [needed for needed in READ_BY_RULES if not set(needed) & listed.columns.keys()])


def candidates_of(listed: RecordList, by: list[str], rules: Rules) -> list[Candidate]:
    shown = {column: listed.values_of(column) for column in by}
    live = Audit.objects.live()
    in_month = _cases(live.filter(cycle=rules.cycle)) if rules.cycle else set()
    audited = _cases(live.filter(cycle__month__gte=rules.audited_since).exclude(cycle=rules.cycle))
    found = []
    for record in listed.records:
        reason = ""
        if case_key(record.case) in in_month:
            reason = already_in(str(rules.cycle))
        elif case_key(record.case) in audited:
            reason = audited_since(month_name(rules.audited_since))
        found.append(
            Candidate(
                case=record.case,
                stratum=" / ".join(shown[column][name_key(record.in_stratum(column) or NOT_RECORDED)] for column in by) or WHOLE_LIST,
                family=case_key(record.get(columns.FAMILY)),
                left_out=reason or _left_out_by_rule(record, rules),
            )
        )
    return found


def _cases(audits: AuditQuerySet) -> set[str]:
    return set(audits.values_list("case_key", flat=True))


def _left_out_by_rule(record: ListedRecord, rules: Rules) -> str:
    if record.is_restricted:
        return RESTRICTED
    if other := _not_asked(record, rules):
        return other
    # Of a closed record it no longer matters how long it was open.
    weeks = None if record.is_closed else record.weeks_open(rules.judged_on)
    return open_under(rules.open_weeks) if weeks is not None and weeks < rules.open_weeks else ""


def _not_asked(record: ListedRecord, rules: Rules) -> str:
    """Why a record is not one of those that are asked for: by whether it is open, and by its plan type."""
    if rules.plans and record.get(columns.PLAN) not in rules.plans:
        return OTHER_PLAN
    if rules.records == RecordsAsked.OPEN:
        return IS_CLOSED if record.is_closed else ""
    if rules.records != RecordsAsked.CLOSED:
        return ""
    if not record.is_closed:
        return IS_OPEN
    closed_on = record.closed_on
    if closed_on is None:
        return CLOSED_SOME_DAY
    return closed_over(rules.closed_months) if closed_on < _months_before(rules.judged_on, rules.closed_months) else ""


def _months_before(day: datetime.date, count: int) -> datetime.date:
    """The same day so many months before; the last of a shorter month."""
    month = add_months(first_of(day), -count)
    return month.replace(day=min(day.day, last_day(month).day))


def rules_of(sample: Sample) -> Rules:
    plans = tuple(str(PlanType(plan).label) for plan in sample.asked_plans)
    asked = (sample.asked_records, sample.closed_months, plans)
    return Rules(sample.audited_since, sample.open_weeks, sample.judged_on or today(), sample.cycle, *asked)


def list_of(sample: Sample) -> RecordList:
    """The list of a sample that waits; an empty one once it is applied."""
    return RECORD_LIST.read(sample.listed) if sample.listed else RecordList()


def sheet_of(sample: Sample) -> Sheet:
    """The file of a sample that waits, without what names a child. Raises Gone for one that was brought before files were kept."""
    if sample.sheet is None:
        raise Gone(Sample)
    return WAITING_SHEET.read(sample.sheet)


def holds_closed(listed: RecordList, sheet: Sheet, person: Person) -> bool:
    """Whether a list has a restricted record that is closed to `person`: as a record, or in any cell of a row that was not taken as one."""
    return _has_any(_closed_to(person), listed, sheet)


def is_closed_to(sample: Sample, person: Person) -> bool:
    """Of a sample that waits; in one that is in the month each record is closed for itself."""
    if sample.is_applied or not (closed := _closed_to(person)):
        return False
    return _has_any(closed, list_of(sample), sheet_of(sample) if sample.sheet is not None else None)


def _closed_to(person: Person) -> set[str]:
    return set(RestrictedRecord.objects.closed_to(person).order_by().values_list("case_key", flat=True))


def _has_any(closed: set[str], listed: RecordList, sheet: Sheet | None) -> bool:
    taken = {each.row for each in listed.records}
    cells = (clean_text(cell) for row in (sheet.rows if sheet else ()) if row.number not in taken for cell in row.values.values())
    written = itertools.chain((each.case for each in listed.records), (each.value for each in listed.refused), cells)
    return bool(closed) and any(case_key(each) in closed for each in written)


def drawing_of(sample: Sample) -> Drawing:
    """The draw of a waiting sample, as it stands against the audits that are stored now."""
    return draw_from(
        list_of(sample),
        by=sample.stratum_columns,
        size=sample.size or 0,
        seed=sample.seed,
        minimum=sample.minimum,
        rules=rules_of(sample),
    )


def draws_the_same(sample: Sample) -> bool:
    """Whether the stored records and the seed give the order that was stored when the sample was applied."""
    stored = list(sample.records.exclude(state=Sampled.BY_HAND).in_order())
    order: dict[str, list[str]] = {}
    for record in stored:
        if record.position is not None:
            order.setdefault(record.stratum, []).append(record.drawn_by)
    again = draw([_candidate(record) for record in stored], size=sample.size or 1, seed=sample.seed, minimum=sample.minimum)
    places = {each.name: each.drawn for each in STRATA.read(sample.strata)}
    return order == {name: again.drawn[name] + again.reserves[name] for name in again.strata} and places == {
        name: stratum.drawn for name, stratum in again.strata.items()
    }


def _candidate(record: SampledRecord) -> Candidate:
    by_rule = record.state == Sampled.LEFT_OUT and record.reason != FAMILY
    return Candidate(record.drawn_by, record.stratum, record.family, record.reason if by_rule else "")


def next_reserve(record: SampledRecord) -> SampledRecord | None:
    """The next in the draw of the same stratum that is not in the month by another way."""
    in_month = record.sample.cycle.audits.live().values("case_key")
    reserves = SampledRecord.objects.reserves().filter(sample=record.sample, stratum=record.stratum)
    return reserves.exclude(case_key__in=in_month).order_by("position").first()


def reserve_for(audit: Audit) -> SampledRecord | None:
    """The record that would take the place of this audit's, where it was drawn and a reserve is left."""
    record = SampledRecord.objects.drawn().filter(audit=audit).select_related("sample__cycle").first()
    return next_reserve(record) if record and not record.sample.cycle.is_paused else None


def was_drawn(audit: Audit) -> bool:
    return SampledRecord.objects.drawn().filter(audit=audit).exists()


@dataclass(frozen=True)
class NeverSampled:
    """Teams and cohorts without a record in any month of the financial year so far."""

    since: datetime.date
    teams: list[str]
    cohorts: list[str]


def never_sampled(cycle: Cycle) -> NeverSampled:
    """Of the financial year (from April) that the month is in. A cohort is known when any month's plan or audit names it."""
    april = datetime.date(cycle.month.year - (cycle.month.month < 4), 4, 1)
    this_year = monthly() & Q(cycle__month__gte=april, cycle__month__lt=add_months(april, 12))
    audits = Audit.objects.live()
    teams = Team.objects.exclude(pk__in=audits.filter(this_year, team__isnull=False).values("team"))
    named = audits.exclude(cohort="").order_by()
    sampled = {cohort.casefold() for cohort in named.filter(this_year).values_list("cohort", flat=True).distinct()}
    known = {*named.values_list("cohort", flat=True).distinct(), *Cycle.objects.exclude(cohort="").values_list("cohort", flat=True)}
    return NeverSampled(
        april, [team.name for team in teams], sorted((cohort for cohort in known if cohort.casefold() not in sampled), key=folded)
    )
