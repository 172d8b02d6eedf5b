"""What of audits is counted: as it follows from their judgements now, and as it stands in the counts."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Sum

from audits.calculations.counted import OVERALL, CountedFacts, CountPlace, GradeLine, lines_of_text
from audits.calculations.counted_work import WorkPlace
from audits.calculations.reasons import count_of_substance
from audits.enums import FINISHED_STATES, AuditKind, AuditState, CountedBy, CountedState, Stage, VersionKind
from audits.models import Audit, CountedAudit, CountedWork, GradeCount, Judgement, ReAudit, WorkCount
from audits.queries.counted_work import work_before, work_now

BATCH = 2000
PARTS = tuple(by for by in CountedBy if by != CountedBy.ALL)
_FROZEN = (Stage.PRE, Stage.MODERATOR, Stage.AGREED)
_STATES = {
    AuditState.SUBMITTED: CountedState.WAITING,
    AuditState.MODERATED: CountedState.MODERATED,
    AuditState.RELEASED: CountedState.RELEASED,
    AuditState.WITHDRAWN: CountedState.WITHDRAWN,
}
_FACTS = ("pk", "cycle", "state", "team", "cohort", "plan_type", "auditor", "imported", "moderated_knowing", "finished_on")
# By what, cycle, value, state and how many submitted audits are so.
CountOfAudits = tuple[CountedBy, int, str, str, int]
_Given = dict[int | None, dict[str, str]]


def counted_now(numbers: Collection[int]) -> dict[int, CountedFacts]:
    """Of those audits that count: submitted at least once, or withdrawn. Three queries for up to `BATCH` audits."""
    counts = Q(submitted_on__isnull=False) | Q(state=AuditState.WITHDRAWN)
    audits = Audit.objects.filter(counts, pk__in=numbers).with_was_agreed().with_last_version().order_by("pk")
    again = ReAudit.objects.filter(audit=OuterRef("pk"))
    rows = audits.annotate(choice=F("moderation_choice__chosen_by"), is_again=Exists(again))
    given, reasons = _grades_given(numbers), _reasons_given(numbers)
    return {
        row["pk"]: _facts(row, given.get(row["pk"], {}), reasons.get(row["pk"], ()))
        for row in rows.values(*_FACTS, "was_agreed", "last_version", "choice", "is_again")
    }


def counted_before(numbers: Collection[int]) -> dict[int, CountedFacts]:
    """As they stand in the counts."""
    return {row.pk: stored_facts(row) for row in CountedAudit.objects.filter(pk__in=numbers)}


def audits_counted(by: Collection[CountedBy], cycles: Collection[int]) -> Iterator[CountOfAudits]:
    """Of these months, all at once; withdrawn audits left out."""
    rows = GradeCount.objects.filter(by__in=by, cycle__in=cycles, domain=OVERALL).exclude(state=CountedState.WITHDRAWN)
    for kind, *counted in rows.order_by().values_list("by", "cycle", "value", "state").annotate(number=Sum("audits")):
        yield (CountedBy(kind), *counted)


def batches_of_audits() -> Iterator[Sequence[int]]:
    """The numbers of all audits, so many at a time."""
    numbers = list(Audit.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def differences() -> tuple[int, list[CountPlace | WorkPlace]]:
    """Counts the judgements of all audits, and what else is counted of them, again: how many audits, and the counts that are not as they
    should be.

    Those of an audit that is kept otherwise than it is are among them, whatever the sums say.
    """
    should, checked, wrong = Counter[CountPlace | WorkPlace](), 0, set[CountPlace | WorkPlace]()
    for numbers in batches_of_audits():
        found, kept = counted_now(numbers), counted_before(numbers)
        work, work_kept = work_now(numbers, found), work_before(CountedWork.objects.filter(pk__in=numbers))
        checked += len(found)
        for number, facts in found.items():
            should.update(facts.places())
            if kept.get(number) != facts:
                wrong.update(facts.places())
            if number in work:
                places = Counter[WorkPlace]()
                for place, times in work[number].places(facts):
                    places[place] += times
                should.update(places)
                if work_kept.get(number) != work[number]:
                    wrong.update(places)
    return checked, sorted(wrong | _standing_otherwise(should), key=str)


def _standing_otherwise(should: Counter[CountPlace | WorkPlace]) -> set[CountPlace | WorkPlace]:
    stands: dict[CountPlace | WorkPlace, int] = {}
    stands |= {CountPlace(*place): audits for *place, audits in GradeCount.objects.values_list(*CountPlace._fields, "audits")}
    stands |= {WorkPlace(*place): number for *place, number in WorkCount.objects.values_list(*WorkPlace._fields, "number")}
    return {place for place in should.keys() | stands.keys() if should[place] != stands.get(place, 0)}


def stored_facts(row: CountedAudit) -> CountedFacts:
    parts = tuple((by, getattr(row, by.value)) for by in PARTS)
    reasons = (row.first_grades, row.reasons_of_substance)
    return CountedFacts(
        row.cycle_id, CountedState(row.state), row.agreed_before, parts, lines_of_text(row.lines), *reasons, row.finished_on
    )


def _grades_given(numbers: Collection[int]) -> dict[int, _Given]:
    """By audit, domain and stage."""
    rows = Judgement.objects.filter(audit__in=numbers, stage__in=_FROZEN).order_by("audit", "domain", "stage")
    given: dict[int, _Given] = {}
    for audit, domain, stage, grade in rows.values_list("audit", "domain", "stage", "grade"):
        given.setdefault(audit, {}).setdefault(domain, {})[stage] = grade
    return given


def _reasons_given(numbers: Collection[int]) -> dict[int, list[str]]:
    """By audit, for its grades of practice that were first submitted here."""
    here = Audit.objects.filter(pk__in=numbers, imported=False).exclude(state=AuditState.WITHDRAWN).order_by()
    rows = Judgement.objects.at(Stage.PRE).counted().filter(audit__in=here.values("pk")).order_by()
    given: dict[int, list[str]] = {}
    for audit, reason in rows.values_list("audit", "reason"):
        given.setdefault(audit, []).append(reason)
    return given


def _facts(row: dict[str, Any], given: _Given, reasons: Collection[str]) -> CountedFacts:
    state = _STATES.get(AuditState(row["state"]))
    if state is None:
        state = CountedState.OPENED_AGAIN if row["last_version"] == VersionKind.REOPENED else CountedState.SENT_BACK
    agreed_before = row["was_agreed"] and row["state"] not in (*FINISHED_STATES, AuditState.WITHDRAWN)
    lines = [GradeLine(OVERALL)] if state == CountedState.WITHDRAWN else _lines(row, given)
    parts = tuple((by, _part(row, by)) for by in PARTS)
    finished_on = row["finished_on"] if row["state"] in FINISHED_STATES else None
    return CountedFacts(row["cycle"], state, agreed_before, parts, tuple(lines), len(reasons), count_of_substance(reasons), finished_on)


def _lines(row: dict[str, Any], given: _Given) -> Iterator[GradeLine]:
    """The overall judgement first, whether it was graded or not, then the domains by their keys."""
    compared = row["state"] == AuditState.MODERATED and not row["moderated_knowing"]
    for domain in (None, *sorted(each for each in given if each is not None)):
        grades = given.get(domain, {})
        own = grades.get(Stage.MODERATOR, "") if compared else ""
        after = grades.get(Stage.AGREED, "") if row["state"] in FINISHED_STATES else ""
        yield GradeLine(domain or OVERALL, grades.get(Stage.PRE, ""), own, after)


def _part(row: dict[str, Any], by: CountedBy) -> str:
    if by == CountedBy.KIND:
        return (AuditKind.PAST if row["imported"] else AuditKind.AGAIN if row["is_again"] else AuditKind.FIRST).value
    return str(row[by.value] or "")
