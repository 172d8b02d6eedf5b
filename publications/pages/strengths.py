"""Strengths that may be proposed as good practice."""

from collections.abc import Iterable

from django.urls import reverse

from audits.models import Finding
from foundation.documents import AnyRow, Cell, Column, Month, Table


def strengths_table(found: Iterable[Finding]) -> Table:
    columns = [
        Column("Strength", names_row=True, width=3),
        Column("Area of practice"),
        Column("Month"),
        Column("Audit"),
        Column("What to do", unseen=True),
    ]
    rows: list[AnyRow] = [
        [
            each.text,
            each.domain.name if each.domain else "",
            Month(each.audit.cycle.month),
            Cell(each.audit_id, href=each.audit.get_absolute_url()),
            _propose(each),
        ]
        for each in found
    ]
    empty = "No strength can be proposed: one needs a finished audit whose worker still works here."
    return Table("Strengths of finished audits", columns, rows, empty=empty, paged=True)


def _propose(finding: Finding) -> Cell:
    href = reverse("publications:propose-one", args=[finding.pk])
    return Cell("Propose", href=href, unseen=f"the strength of audit {finding.audit_id}", acts=True)
