"""Lists of single records, for people who may read every audit: read while they are written, however many there are."""

from collections.abc import Iterator

from actions.models import Action
from actions.pages.naming import source_words
from audits.enums import Grade, Stage
from audits.models import Audit, Judgement, RestrictedRecord, SampledRecord
from audits.overview.tables import HEADER as AUDITS
from audits.overview.tables import file_rows
from audits.queries.grade_words import grade_word
from audits.querysets import monthly
from foundation.documents import CellValue, Month, Table, plain_table

from .contents import PackAsked

SAMPLED = ("Month", "Sample", "Case ID", "Stratum", "Place in the draw", "What became of it", "Reason", "Audit")
GRADES = ("Audit", "Month", "Judgement", "Grade before moderation", "Grade after moderation")
ACTIONS = ("Action", "What", "Raised from", "Audit", "Team", "Priority", "Raised on", "First due", "Due", "State", "Done on", "Verified on")
AT_ONCE = 1000


def record_tables(asked: PackAsked) -> list[Table]:
    return [
        plain_table("Records sampled", SAMPLED, _sampled(asked)),
        plain_table("Audits", AUDITS, _audits(asked)),
        plain_table("Grades of each audit", GRADES, _grades(asked)),
        plain_table("Actions", ACTIONS, _actions(asked)),
    ]


def _sampled(asked: PackAsked) -> Iterator[list[CellValue]]:
    found = SampledRecord.objects.filter(
        monthly("sample__cycle__"), sample__cycle__month__gte=asked.first, sample__cycle__month__lte=asked.last
    ).exclude(case_key__in=RestrictedRecord.objects.keys_in_force())
    columns = ("sample__cycle__month", "sample", "case_id", "stratum", "position", "state", "reason", "audit")
    rows = found.order_by("sample__cycle__month", "pk").values_list(*columns)
    names = dict(SampledRecord._meta.get_field("state").flatchoices)
    for month, sample, case_id, stratum, position, state, reason, audit in rows.iterator(chunk_size=AT_ONCE):
        yield [Month(month), sample, case_id, stratum, position, str(names[state]), reason, audit]


def _audits(asked: PackAsked) -> Iterator[list[CellValue]]:
    found = Audit.objects.visible_to(asked.reader).filter(monthly(), cycle__month__gte=asked.first, cycle__month__lte=asked.last)
    found = found.exclude(case_key__in=RestrictedRecord.objects.keys_in_force())
    shown = found.with_overall(asked.reader).with_waiting().for_page().order_by("number")
    return file_rows(shown.iterator(chunk_size=AT_ONCE), asked.on, shows_waiting=False)


def _grades(asked: PackAsked) -> Iterator[list[CellValue]]:
    """A row a judgement of an audit that was submitted; none of an audit that the reader is yet to grade blind."""
    audits = (
        Audit.objects.with_grades_visible_to(asked.reader)
        .submitted()
        .filter(monthly(), cycle__month__gte=asked.first, cycle__month__lte=asked.last)
        .exclude(case_key__in=RestrictedRecord.objects.keys_in_force())
    )
    found = Judgement.objects.filter(audit__in=audits.order_by().values("pk"), stage__in=[Stage.PRE, Stage.AGREED])
    columns = ("audit", "audit__cycle__month", "domain__name", "stage", "grade")
    before: tuple | None = None
    given: dict[str, str] = {}
    for audit, month, domain, stage, grade in found.order_by("audit", "domain", "stage").values_list(*columns).iterator(chunk_size=AT_ONCE):
        if before and (audit, month, domain) != before:
            yield _graded(before, given)
            given = {}
        before, given[stage] = (audit, month, domain), grade
    if before:
        yield _graded(before, given)


def _graded(of: tuple, given: dict[str, str]) -> list[CellValue]:
    audit, month, domain = of
    words = [grade_word(Grade(given[stage])) if given.get(stage) else None for stage in (Stage.PRE.value, Stage.AGREED.value)]
    return [audit, Month(month), domain or "Overall judgement", *words]


def _actions(asked: PackAsked) -> Iterator[list[CellValue]]:
    """Raised in the months, with whom nobody: an owner's name is for the tracker."""
    found = Action.objects.visible_to(asked.reader).live().filter(raised_on__gte=asked.first, raised_on__lte=asked.last_day)
    keys = RestrictedRecord.objects.keys_in_force()
    found = found.exclude(audit__case_key__in=keys).exclude(observation__audit__case_key__in=keys)
    for each in found.for_change().order_by("number").iterator(chunk_size=AT_ONCE):
        about = [each.number, each.what, source_words(each), each.audit_id, str(each.team or ""), each.get_priority_display()]
        days = [each.raised_on, each.first_due, each.due]
        yield [*about, *days, each.get_state_display(), each.done_on, each.verified_on]
