"""How the two audits of one record compare, and which re-audits wait for the lead."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Subquery
from django.urls import reverse

from audits.calculations.grades import OVERALL_JUDGEMENT
from audits.enums import AuditState, Stage
from audits.models import Audit, AuditRules, Judgement, ReAudit
from audits.queries.grade_words import grade_word
from audits.reaudits.queries import Due, asking_for_re_audit, counted_asking, counted_asking_by, months_after
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_director, is_lead
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.council.working_days import due_in_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.govuk.paging import RowsOfQuery
from foundation.lookups.together import CountOf, row_of_answers

# A re-audit is planned into the month in which it is due, or before.
PLAN_DAYS = 28


@dataclass(frozen=True)
class PairRow:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Pair:
    """The two audits of one record, and their agreed grades once both are finished."""

    earlier: Audit
    later: Audit
    rows: tuple[PairRow, ...]

    @property
    def table(self) -> Table:
        columns = [Column("Domain", names_row=True), Column(str(self.earlier.cycle)), Column(str(self.later.cycle))]
        rows: list[AnyRow] = [[row.name, Cell(row.before, CellKind.GRADE), Cell(row.after, CellKind.GRADE)] for row in self.rows]
        return Table(f"Agreed grades of {self.earlier} and {self.later}", columns, rows)


def due_table(on: datetime.date) -> Table:
    """Audits that ask for a re-audit, soonest due first, and what to do about each."""
    columns = [Column("Audit"), Column("Team"), Column("Again by"), Column("Audits since", more=True), Column("What to do")]

    def rows(numbers: Iterable[int]) -> list[AnyRow]:
        audits = Audit.objects.select_related("cycle", "team").in_bulk(list(numbers))
        return [_due_row(each, on) for each in asking_for_re_audit(audits[number] for number in numbers)]

    return Table("Audits that ask for a re-audit", columns, RowsOfQuery(counted_asking().values_list("pk", flat=True), rows), paged=True)


def _due_row(each: Due, on: datetime.date) -> AnyRow:
    return [
        Cell(str(each.audit), href=each.audit.get_absolute_url(), aside=str(each.audit.cycle)),
        str(each.audit.team or "Not given"),
        Cell(each.due, aside=due_in_words(each.due, on)),
        "; ".join(f"{later}, {later.cycle}" for later in each.later) or "None",
        Cell("Plan it", href=reverse("audits:plan-re-audit", args=[each.audit.number]), unseen=f": {each.audit}", acts=True),
    ]


def work_question(on: datetime.date) -> WorkQuestion:
    """One line for all that are due or soon will be; the database counts them, so it stays quick in a council of many audits."""
    months = AuditRules.current().re_audit_months
    soon = counted_asking_by(on + datetime.timedelta(days=PLAN_DAYS), months)
    counted = row_of_answers(count=CountOf(soon), first=Subquery(soon.values("finished_on")[:1]))
    return WorkQuestion(soon, lambda: [_to_plan(**found, months=months) for found in counted], [counted])


def work_for_lead(on: datetime.date) -> list[WorkItem]:
    return items_of_all([work_question(on)])


def _to_plan(count: int, first: datetime.date, months: int) -> WorkItem:
    what = "Plan a re-audit" if count == 1 else f"Plan {count} re-audits"
    due = months_after(first, months)
    return WorkItem(what=what, why="Graded Inadequate, to be audited again", url=reverse("audits:re-audits"), due=due, email_text=what)


def pairs_of(audit: Audit, person: Person) -> list[Pair]:
    """With the audit before it and the one after it, for people who may read both.

    Until both are finished, only people who plan months are shown it: neither whose record it is nor who audits it should be led by that.
    """
    links = ReAudit.objects.filter(Q(earlier=audit) | Q(audit=audit), audit__isnull=False).exclude(audit__state=AuditState.WITHDRAWN)
    seen = Audit.objects.visible_to(person)
    links = links.filter(earlier__in=seen.values("pk"), audit__in=seen.values("pk")).select_related("earlier__cycle", "audit__cycle")
    plans = is_lead(person) or is_director(person)
    return [_pair(link) for link in links if plans or (link.audit and link.audit.is_finished)]


def _pair(link: ReAudit) -> Pair:
    assert link.audit, "asked for by the query"
    is_both = link.earlier.is_finished and link.audit.is_finished
    return Pair(link.earlier, link.audit, _rows(link.earlier, link.audit) if is_both else ())


def _rows(earlier: Audit, later: Audit) -> tuple[PairRow, ...]:
    """Domain by domain, a domain that continues under another name in one row; the overall judgement last."""
    lines = domain_lines()
    grades: dict[tuple[bool, str], str] = {}
    names: dict[str, int] = {}
    for row in Judgement.objects.at(Stage.AGREED).filter(audit__in=[earlier, later]).select_related("domain").order_by("domain__position"):
        line = lines.get(row.domain_id) if row.domain_id else None
        name = line.name if line else str(row.domain or OVERALL_JUDGEMENT)
        names.setdefault(name, 0 if row.domain_id else 1)
        grades[row.audit_id == later.pk, name] = grade_word(row.grade)
    ordered = sorted(names, key=lambda name: names[name])
    return tuple(PairRow(name, grades.get((False, name), ""), grades.get((True, name), "")) for name in ordered)
