"""Audits of another kind are in no figure of the months: every page of Results, the months and the report stay as they are."""

import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import save_all_findings, submit_audit
from audits.enums import FindingKind, Grade, Source
from audits.models import Audit, AuditorMonth, Cycle
from audits.queries.counted import differences
from audits.services.counting_latest import wrong_latest
from insight.queries.counted import Scope, audits_of, counted, standings
from tests.audit_stages import begin, grade_all, moderate_unchanged
from tests.audits.kinds.of_kinds import kind_called, planned_kind
from tests.month_grades import JULY, JUNE, july, june

__all__ = ["july", "june"]

CHANGES_BY_ITSELF = re.compile(r"""hx-headers='[^']*'|nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|name="seen" value="[^"]*\"""")
ASKED = "?from=2023-06&to=2023-07"


def closed_record_audits(lead, auditor, moderator, team, worker, grade=Grade.INADEQUATE) -> list[Audit]:
    """Two of June, moderated, all Inadequate; one of them of a child that June itself looked at."""
    cycle = planned_kind(lead, month=JUNE)
    known = Audit.objects.filter(cycle__month=JUNE).order_by("pk").values_list("case_id", flat=True).first()
    found = []
    for case in (known, "C-88002"):
        facts = {"team": team, "allocated_worker": worker, "plan_type": "child_in_need", "was_closed": True}
        audit = begin(add_audit(actor=lead, cycle=cycle, case_id=case, auditor=auditor, moderator=moderator, **facts))
        save_all_findings(actor=auditor, audit=audit, findings={FindingKind.AREA: [("The ending was not planned.", Source.RECORD)]})
        found.append(moderate_unchanged(submit_audit(actor=auditor, audit=grade_all(audit, grade))))
    return found


def pages_of_figures() -> list[str]:
    """Every page of Results that needs no key."""
    names = sorted(name for name in get_resolver().namespace_dict["insight"][1].reverse_dict if isinstance(name, str))
    found = []
    for name in names:
        try:
            found.append(reverse(f"insight:{name}"))
        except NoReverseMatch:
            continue
    return [*(f"{page}{ASKED}" for page in found), "/cycles/2023-06/", "/cycles/2023-07/"]


def shown(visitor) -> dict[str, str]:
    answers = {page: visitor.get(page) for page in pages_of_figures()}
    return {page: CHANGES_BY_ITSELF.sub("", answer.content.decode()) for page, answer in answers.items() if answer.status_code == 200}


def test_no_page_of_figures_changes_when_audits_of_another_kind_are_done(
    lead, director, board_member, june, july, auditor, moderator, elm_team, worker
):
    before = {visitor.person.pk: shown(visitor) for visitor in (lead, director, board_member)}

    closed_record_audits(lead.person, auditor.person, moderator.person, elm_team, worker.person)

    for visitor in (lead, director, board_member):
        after = shown(visitor)
        assert len(after) > 10 or visitor is board_member
        # The kind can be chosen now: only that is new.
        choice = f'<option value="{kind_called("Closed records").pk}">Closed records</option>'
        assert [page for page in after if after[page].replace(choice, "").split() != before[visitor.person.pk][page].split()] == []


def test_counts_of_both_are_right_and_no_auditor_s_latest_audits_mix_them(lead, june, july, auditor, moderator, elm_team, worker):
    latest = list(AuditorMonth.objects.values_list("auditor", "cycle", "latest"))
    audits = closed_record_audits(lead.person, auditor.person, moderator.person, elm_team, worker.person)

    assert differences()[1] == []
    assert wrong_latest() == []
    assert list(AuditorMonth.objects.values_list("auditor", "cycle", "latest")) == latest
    kind = str(kind_called("Closed records").pk)
    assert sum(counted(Scope(JUNE, JULY), overall=True).values()) == 23
    assert sum(counted(Scope(JUNE, JULY, kind=kind), overall=True).values()) == 2
    assert set(audits_of(Scope(JUNE, JULY, kind=kind))) == set(audits)
    assert standings(Scope(JUNE, JULY, kind=kind))[JUNE].agreed == 2
    assert dict(counted(Scope(JUNE, JULY, kind=kind), "after", overall=True)) == {("I",): 2}
    # Narrowed by something else besides, the audits themselves are counted.
    assert sum(counted(Scope(JUNE, JULY, kind=kind, team=elm_team), overall=True).values()) == 2
    assert sum(counted(Scope(JUNE, JULY, team=elm_team), overall=True).values()) == 0


def test_results_are_narrowed_to_a_kind_and_lead_to_its_audits(lead, june, auditor, moderator, elm_team, worker):
    audits = closed_record_audits(lead.person, auditor.person, moderator.person, elm_team, worker.person)
    kind = kind_called("Closed records").pk

    page = lead.get(f"/insight/grades/?from=2023-06&to=2023-06&kind={kind}")
    assert page.context["audits"] == 2
    assert "Closed records" in page.text
    listed = lead.get(f"/audits/?month=2023-06&kind={kind}").text
    assert [f"/audits/{audit.number}/" in listed for audit in audits] == [True, True]
    assert [f"/audits/{audit.number}/" in lead.get("/audits/?month=2023-06").text for audit in audits] == [False, False]


@pytest.mark.parametrize("code", ["2023-06", "2023-06-closed-records"])
def test_each_has_its_own_page_of_the_month(lead, june, auditor, moderator, elm_team, worker, code):
    closed_record_audits(lead.person, auditor.person, moderator.person, elm_team, worker.person)

    page = lead.get(f"/cycles/{code}/")
    assert page.status_code == 200
    assert page.context["cycle"] == next(cycle for cycle in Cycle.objects.all() if cycle.code == code)
    assert page.context["page"].progress.audits == {"2023-06": 14, "2023-06-closed-records": 2}[code]


def test_a_code_of_no_kind_is_not_found(lead, june):
    for code in ("2023-06-", "2023-06-closed-records", "2023-06-x", "2023-6"):
        assert lead.get(f"/cycles/{code}/").status_code == 404
