"""A cohort of closed records, and one of closure audits, from the programme to the counts, through the pages."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audits.allocation.services.allocation import allocate
from audits.enums import AuditState, ConflictKind
from audits.models import Audit, Cycle, Tool
from audits.queries.counted import differences
from foundation.council.clock import frozen_clock
from insight.queries.counted import Scope, counted
from tests.audit_stages import grade_all, moderate_unchanged
from tests.audits.kinds.of_kinds import MAY, kind_called
from tests.audits.sampling.lists import HEADER, answered, as_csv, rows

DAY = datetime.date(2023, 5, 10)
PLAN = {"month_month": "5", "month_year": "2023", "blind": "yes", "mode": "desk", "cohort": "Records that were closed", "expected": "4"}


@pytest.fixture(autouse=True)
def in_may():
    with frozen_clock(DAY):
        yield


def planned(lead, name: str, rule: str) -> Cycle:
    kind = kind_called(name)
    lead.post(f"/kinds/{kind.pk}/tool/")
    lead.post(f"/settings/audit-tool/{Tool.objects.get(name=kind.tool_name).pk}/publish/")
    where = lead.post(f"/kinds/{kind.pk}/plan/", PLAN | {"moderation_rule": rule}).headers["Location"]
    assert where == f"/cycles/2023-05-{kind.code}/"
    return Cycle.objects.get(kind=kind)


def sampled(lead, cycle: Cycle) -> list[Audit]:
    """Bring a list of which half is closed, draw and apply."""
    plans = ("Child in need", "Child protection")
    records = [each | {"Closed": "1/4/2023" if at % 2 else "", "plan_type": plans[at // 2 % 2]} for at, each in enumerate(rows(24))]
    file = SimpleUploadedFile("list.csv", as_csv(records, [*HEADER, "Closed"]).encode())
    page = answered(lead, lead.post(f"{cycle.get_absolute_url()}sample/", {"file": file}).url)
    choice = {"stratum_columns": ["plan type"], "size": "4", "minimum": "1", "seed": "11", "audited_since_month": "6"}
    choice |= {"audited_since_year": "2022", "open_weeks": "0", "asked_records": "closed", "closed_months": "2"}
    assert lead.post(page, choice).status_code == 302
    shown = lead.get(page)
    assert {row[0].value if hasattr(row[0], "value") else row[0] for row in shown.context["strata"].rows} == set(plans)
    put = {"fingerprint": shown.context["applying"].initial["fingerprint"], "create_teams": "on"}
    assert lead.post(page, put).status_code == 302
    assert "Closed records alone within 2 months" in lead.get(page).text
    return list(cycle.audits.order_by("number"))


def allocated(lead, audits: list[Audit], auditor, moderator=None) -> list[Audit]:
    for audit in audits:
        people = {"auditor": auditor.person, "moderator": moderator.person if moderator else None}
        allocate(actor=lead.person, audit=audit, reasons={ConflictKind.OWN_TEAM: "Nobody else is free."}, **people)
    return list(Audit.objects.filter(pk__in=[audit.pk for audit in audits]).order_by("number"))


def filled_in(visitor, audit: Audit) -> None:
    """The declaration, the grades, and the last page of the form."""
    visitor.post(f"/audits/{audit.number}/form/", {})
    grade_all(Audit.objects.get(pk=audit.pk))
    assert "The child’s story" in visitor.get(f"/audits/{audit.number}/form/").text or "The decision to close" in (
        visitor.get(f"/audits/{audit.number}/form/").text
    )
    visitor.post(f"/audits/{audit.number}/check/", {})


def test_closed_records_are_sampled_allocated_audited_moderated_and_counted_apart(lead, auditor, moderator, elm_team, ash_team):
    cycle = planned(lead, "Closed records", "all")
    audits = allocated(lead, sampled(lead, cycle), auditor, moderator)
    assert [(audit.was_closed, audit.auditor, audit.tool.name) for audit in audits] == [
        (True, auditor.person, "Audit of a closed record"),
    ] * 4
    for audit in audits:
        filled_in(auditor, audit)
    states = set(Audit.objects.filter(cycle=cycle).values_list("state", flat=True))
    assert states == {AuditState.SUBMITTED}
    for audit in Audit.objects.filter(cycle=cycle):
        moderate_unchanged(audit)

    page = lead.get(cycle.get_absolute_url())
    assert (page.context["page"].progress.finished, page.context["page"].progress.audits) == (4, 4)
    kind = str(kind_called("Closed records").pk)
    assert dict(counted(Scope(MAY, MAY, kind=kind), "after", overall=True)) == {("G",): 4}
    assert counted(Scope(MAY, MAY)) == {}
    assert differences()[1] == []


def test_closure_audits_are_not_moderated_and_stand_as_they_are_submitted(lead, auditor, elm_team, ash_team):
    cycle = planned(lead, "Closure audits", "none")
    audits = allocated(lead, sampled(lead, cycle), auditor)
    for audit in audits:
        filled_in(auditor, audit)

    assert set(cycle.audits.values_list("state", flat=True)) == {AuditState.RELEASED}
    assert sum(counted(Scope(MAY, MAY, kind=str(cycle.kind_id)), overall=True).values()) == 4
    (row,) = [row for row in lead.get("/kinds/").context["kinds"].rows if row[0].value == "Closure audits"]
    assert row[2].value == "May 2023"
