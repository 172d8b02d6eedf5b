"""/cycles/2023-06/exemptions/: asked by one person, decided by another, taken off what is expected."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audits.allocation.queries.months import AllocationMonth
from audits.allocation.services.allocation import add_audit
from audits.calculations import MonthProgressCounts
from audits.cycles.pages.exemptions import work_for
from audits.cycles.services.programme import ask_exemption, decide_exemption, set_expected
from audits.enums import Part
from audits.models import Audit, Exemption
from audits.overview.pages.work import work_for as audit_work
from foundation.accounts.enums import Role
from foundation.accounts.models import Team
from foundation.activity.models import Entry
from foundation.notices.models import Notice
from insight.queries.completion import completion
from tests.people import Visitor, add_person
from tests.reading import text_of
from tests.replay import replayed

ALL = "/cycles/2023-06/exemptions/"
JUNE = datetime.date(2023, 6, 1)


def links_of(page) -> list[str]:
    return re.findall(r'href="([^"]+)"', page.content.decode())


@pytest.fixture
@replayed
def asked(service_manager, cycle, elm_team) -> Exemption:
    return ask_exemption(actor=service_manager.person, cycle=cycle, team=elm_team, audits=3, reason="Inspected this month.")


@pytest.fixture
def one(asked) -> str:
    return f"{ALL}{asked.pk}/"


def test_a_service_manager_asks_for_their_own_team(service_manager, cycle, elm_team):
    service_manager.post(ALL, {"whom": f"team-{elm_team.pk}", "audits": "3", "reason": "Inspected this month."})

    asked = Exemption.objects.get()
    assert (asked.whom, asked.audits, asked.state, asked.asked_by) == ("Elm Team", 3, "pending", service_manager.person)
    assert [entry.sentence for entry in Entry.objects.of(cycle)] == ["planned the month", "asked for an exemption"]


def test_not_for_another_services_team(service_manager, cycle, ash_team, auditor):
    page = service_manager.post(ALL, {"whom": f"team-{ash_team.pk}", "audits": "3", "reason": "Busy."})

    assert list(page.context["form"].errors) == ["whom"]
    with pytest.raises(ValidationError):
        ask_exemption(actor=service_manager.person, cycle=cycle, auditor=auditor.person, audits=1, reason="Busy.")


def test_the_lead_asks_for_any_auditor(lead, cycle, auditor):
    lead.post(ALL, {"whom": f"person-{auditor.person.pk}", "audits": "1", "reason": "On a course."})

    assert Exemption.objects.get().whom == "Amina Yusuf"


def test_what_is_missing_is_named_by_its_field_and_what_was_typed_stays(lead, cycle, elm_team):
    page = lead.post(ALL, {"whom": f"team-{elm_team.pk}", "audits": "0", "reason": "Inspected."})

    assert list(page.context["form"].errors) == ["audits"]
    assert "Inspected." in text_of(page)


def test_the_same_is_asked_once(lead, asked, elm_team):
    page = lead.post(ALL, {"whom": f"team-{elm_team.pk}", "audits": "2", "reason": "Again."})

    assert page.context["form"].errors == {"whom": ["An exemption of Elm Team from June 2023 was asked for already."]}


def test_pending_it_counts_for_nothing_approved_it_is_taken_off(lead, head_of_service, asked, one):
    assert "0 of 14 expected submitted" in text_of(lead.get("/cycles/2023-06/"))

    head_of_service.post(one, {"decision": "approve"})

    assert "0 of 11 expected submitted (14 planned, 3 exempt)" in text_of(lead.get("/cycles/2023-06/"))
    row = completion(JUNE, JUNE)[0]
    assert (row.expected, row.exempted, row.missing) == (11, 3, 11)


@pytest.fixture
@replayed
def exempt_auditor(lead, director, auditor, allocated_audit) -> Audit:
    """The auditor had one audit and is exempt from one since."""
    asked = ask_exemption(actor=lead.person, cycle=allocated_audit.cycle, auditor=auditor.person, audits=1, reason="On a course.")
    decide_exemption(actor=director.person, exemption=asked, approve=True)
    return Audit.objects.get(pk=allocated_audit.pk)


def test_exempted_after_allocation_an_auditor_loses_what_they_had_not_begun_and_the_lead_chooses(exempt_auditor, auditor, lead):
    number = exempt_auditor.number

    assert (exempt_auditor.auditor, exempt_auditor.moderator is None) == (None, False)
    assert [item.what for item in audit_work(auditor.person, JUNE)] == []
    item = next(item for item in audit_work(lead.person, JUNE) if item.what == f"Find another auditor for audit {number}")
    assert "Amina Yusuf is exempt: find somebody, or withdraw the record" in item.why
    assert Notice.objects.filter(person=auditor.person, subject=f"Audit {number} is no longer yours").exists()
    assert Entry.objects.of(exempt_auditor).last().facts["reason"] == "Amina Yusuf is exempt."


def test_of_an_auditor_only_what_they_hold_above_what_is_still_expected_is_taken_back(lead, director, cycle, elm_team, auditor):
    """Three were expected and two are allocated: exempt from one, she still does both."""
    set_expected(actor=lead.person, cycle=cycle, services={}, auditors={auditor.person: 3})
    for case in ("C-1", "C-2"):
        add_audit(actor=lead.person, cycle=cycle, case_id=case, team=elm_team, auditor=auditor.person)
    asked = ask_exemption(actor=lead.person, cycle=cycle, auditor=auditor.person, audits=1, reason="On a course.")
    decide_exemption(actor=director.person, exemption=asked, approve=True)
    assert Audit.objects.filter(auditor=auditor.person).count() == 2

    set_expected(actor=lead.person, cycle=cycle, services={}, auditors={auditor.person: 2})
    Exemption.objects.all().delete()
    again = ask_exemption(actor=lead.person, cycle=cycle, auditor=auditor.person, audits=1, reason="On a course.")
    decide_exemption(actor=director.person, exemption=again, approve=True)
    assert Audit.objects.filter(auditor=auditor.person).count() == 1


def test_the_decision_says_what_it_took_back_and_leads_to_who_is_free(exempt_auditor, lead, director, auditor):
    address = Exemption.objects.get().get_absolute_url()
    notice = Notice.objects.get(person=lead.person, key__startswith="exemption.relieved")

    assert notice.path == "/cycles/2023-06/allocation/"
    assert [cell for cell in links_of(lead.get(address)) if "alloc" in cell] == [
        f"/audits/{exempt_auditor.number}/allocate/",
        "/cycles/2023-06/allocation/",
    ]
    assert "1 audit that nobody had begun is without an auditor" in text_of(director.get(address))
    assert "/cycles/2023-06/allocation/" not in links_of(director.get(address))


def test_who_decides_is_told_at_once_what_went_back(lead, director, auditor, allocated_audit):
    asked = ask_exemption(actor=lead.person, cycle=allocated_audit.cycle, auditor=auditor.person, audits=1, reason="On a course.")

    page = director.post(asked.get_absolute_url(), {"decision": "approve"}, follow=True)

    assert "1 audit that nobody had begun is with the QA lead again, who chooses other people." in text_of(page)


def test_what_is_begun_stays_with_its_auditor(lead, director, auditor, begun_audit):
    asked = ask_exemption(actor=lead.person, cycle=begun_audit.cycle, auditor=auditor.person, audits=1, reason="On a course.")
    decide_exemption(actor=director.person, exemption=asked, approve=True)

    assert Audit.objects.get(pk=begun_audit.pk).auditor == auditor.person


def test_of_an_exempt_team_as_many_records_as_fall_away_are_taken_back(lead, head_of_service, cycle, elm_team, auditor):
    oak_team = Team.objects.create(name="Oak Team", service=elm_team.service)
    numbers = [
        add_audit(actor=lead.person, cycle=cycle, case_id=case, team=team, auditor=auditor.person).pk
        for case, team in (("C-1", elm_team), ("C-2", elm_team), ("C-3", oak_team))
    ]
    asked = ask_exemption(actor=lead.person, cycle=cycle, team=elm_team, audits=1, reason="Inspected.")
    decide_exemption(actor=head_of_service.person, exemption=asked, approve=True)

    assert set(Audit.objects.filter(auditor=None).values_list("pk", flat=True)) == {numbers[1]}


def test_a_proposal_for_the_month_gives_an_exempt_auditor_less(exempt_auditor, auditor):
    assert AllocationMonth(exempt_auditor.cycle).staff[Part.AUDITOR][auditor.person.pk].capacity == 1


def test_more_than_expected_is_never_said_as_15_of_14():
    assert MonthProgressCounts(14, 15, 15, 15).words == "14 of 14 expected submitted, and 1 more"
    assert MonthProgressCounts(15, 15, 15, 15, exempted=1).words == "14 of 14 expected submitted, and 1 more (15 planned, 1 exempt)"


def test_the_decision_has_its_day_its_person_and_reaches_who_asked(head_of_service, service_manager, asked, one):
    head_of_service.post(one, {"decision": "refuse", "answer": "Every team does its share."})

    decided = Exemption.objects.get()
    assert (decided.state, decided.decided_by, decided.answer) == ("refused", head_of_service.person, "Every team does its share.")
    assert Notice.objects.get(person=service_manager.person).subject == "Exemption from June 2023: refused"
    assert "Every team does its share." in text_of(service_manager.get(ALL))


def test_a_refusal_needs_its_reason(head_of_service, one):
    page = head_of_service.post(one, {"decision": "refuse"})

    assert page.context["form"].errors == {"answer": ["Say why it is refused."]}


def test_nobody_decides_on_what_they_asked_for_whatever_else_they_are(lead, cycle, elm_team, rowan_service):
    from foundation.accounts.models import PersonRole

    PersonRole.objects.create(person=lead.person, role=Role.DIRECTOR)
    asked = ask_exemption(actor=lead.person, cycle=cycle, team=elm_team, audits=3, reason="Inspected.")

    assert lead.post(f"{ALL}{asked.pk}/", {"decision": "approve"}).status_code == 403
    with pytest.raises(PermissionDenied):
        decide_exemption(actor=lead.person, exemption=asked, approve=True)


def test_not_even_the_database_takes_a_decision_by_who_asked(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.filter(pk=asked.pk).update(state="approved", decided_by=asked.asked_by)


def test_nobody_exempts_themself(lead, cycle):
    director = Visitor(add_person("Dora Auditing", Role.DIRECTOR, Role.AUDITOR))
    asked = ask_exemption(actor=lead.person, cycle=cycle, auditor=director.person, audits=1, reason="Busy.")

    assert director.post(f"{ALL}{asked.pk}/", {"decision": "approve"}).status_code == 403


def test_a_head_of_another_service_decides_nothing(asked, one):
    other = Visitor(add_person("Hal Grey", Role.HEAD_OF_SERVICE))

    assert other.get(one).status_code == 404
    with pytest.raises(PermissionDenied):
        decide_exemption(actor=other.person, exemption=asked, approve=True)


def test_it_is_decided_once(director, head_of_service, asked, one):
    head_of_service.post(one, {"decision": "approve"})
    page = director.get(one)

    assert page.context["form"] is None
    late = director.post(one, {"decision": "refuse", "answer": "No, they can wait."})
    assert (late.status_code, "No, they can wait." in late.content.decode(), "has decided" in late.content.decode()) == (409, True, True)
    assert Exemption.objects.get().state == "approved"


def test_it_waits_in_my_work_of_the_services_head(head_of_service, director, lead, asked):
    assert [item.what for item in work_for(head_of_service.person)] == ["Decide on an exemption from June 2023"]
    assert [work_for(person.person) for person in (director, lead)] == [[], []]


def test_where_no_head_may_it_waits_for_a_director(director, lead, cycle, ash_team):
    ask_exemption(actor=lead.person, cycle=cycle, team=ash_team, audits=1, reason="Inspected.")

    assert [item.what for item in work_for(director.person)] == ["Decide on an exemption from June 2023"]


def test_the_board_hears_how_many_and_never_whom(head_of_service, lead, submitted_audit, asked, one):
    from reports.composing.practice import _plan

    head_of_service.post(one, {"decision": "approve"})
    words = " ".join(block.text for block in _plan(completion(JUNE, JUNE)[0], 1))

    assert "1 of 11 expected audits were submitted; 3 more were planned and exempted." in words
    assert "Elm" not in words


def test_others_are_refused(auditor, outsider, board_member, administrator, asked, one):
    for other in (auditor, outsider, board_member, administrator):
        assert [other.get(ALL).status_code, other.get(one).status_code] in ([403, 404], [403, 403])


def test_the_list_reads_the_same_with_one_and_with_three(lead, asked, ash_team, auditor, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        lead.get(ALL)
    ask_exemption(actor=lead.person, cycle=asked.cycle, team=ash_team, audits=1, reason="Inspected.")
    ask_exemption(actor=lead.person, cycle=asked.cycle, auditor=auditor.person, audits=1, reason="Away.")

    with django_assert_num_queries(len(captured)):
        lead.get(ALL)
