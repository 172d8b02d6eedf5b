"""Kinds of audit: their place in the programme, how each is done from a month on, and planning one."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.enums import ModerationRule, RecordsAsked
from audits.kinds.queries import kinds_in_programme, terms_in
from audits.kinds.services import add_kind, begin_tool_of_kind, change_kind, end_kind, plan_audits_of_kind, set_terms
from audits.models import Cycle, KindOfAudit, Tool
from audits.tool.queries import current_tool, published_tool
from audits.tool.services.versions import choose_tool, publish_version
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.errors import StaleState
from tests.audits.kinds.of_kinds import MAY, kind_called, planned_kind

JULY_DAY = datetime.date(2023, 7, 12)


@pytest.fixture(autouse=True)
def in_july():
    with frozen_clock(JULY_DAY):
        yield


def state_of(visitor, name: str) -> str:
    (row,) = [row for row in visitor.get("/kinds/").context["kinds"].rows if row[0].value == name]
    return str(row[-1].value)


def test_the_list_says_of_each_kind_how_often_when_last_and_what_is_due(lead):
    assert {str(kind) for kind in KindOfAudit.objects.all()} == {
        *("Closure audits", "Closed records", "Multi-agency audits", "Supervision audits", "Independent chairs", "Team diagnostics"),
    }
    assert state_of(lead, "Closed records") == "No tool yet"
    publish_version(actor=lead.person, tool=begin_tool_of_kind(actor=lead.person, kind=kind_called("Closed records")))
    assert state_of(lead, "Closed records") == "Due"
    publish_version(actor=lead.person, tool=begin_tool_of_kind(actor=lead.person, kind=kind_called("Team diagnostics")))
    assert state_of(lead, "Team diagnostics") == "When needed"


def test_a_kind_is_due_again_so_many_months_after_it_was_last_planned(lead):
    planned_kind(lead.person, month=MAY)
    (found,) = kinds_in_programme(JULY_DAY, [kind_called("Closed records")])
    assert (found.due, found.is_due) == (datetime.date(2023, 11, 1), False)
    (later,) = kinds_in_programme(datetime.date(2023, 11, 2), [kind_called("Closed records")])
    assert later.is_due
    plan_audits_of_kind(actor=lead.person, kind=kind_called("Closed records"), month=datetime.date(2023, 11, 1))
    (planned,) = kinds_in_programme(datetime.date(2023, 11, 2), [kind_called("Closed records")])
    assert (planned.is_due, planned.next_planned.cycle.month) == (False, datetime.date(2023, 11, 1))


def test_how_it_is_done_holds_from_its_month_on(lead):
    kind = kind_called("Closed records")
    lead.post(
        f"/kinds/{kind.pk}/how/",
        {
            **{"first_month_month": "9", "first_month_year": "2023", "cadence_months": "3", "size": "5"},
            **{"moderation_rule": "none", "records": "closed", "closed_months": "4"},
        },
    )

    assert terms_in(kind, datetime.date(2023, 8, 1)).cadence_months == 6
    terms = terms_in(kind, datetime.date(2023, 9, 1))
    assert (terms.cadence_months, terms.size, terms.moderation_rule, terms.closed_months) == (3, 5, ModerationRule.NONE, 4)
    assert Entry.objects.of(kind).last().verb == "kind.terms_set"
    with pytest.raises(ValidationError):
        set_terms(actor=lead.person, kind=kind, first_month=MAY, moderation_rule="all", cadence_months=0)


def test_its_tool_begins_with_what_is_asked_of_such_audits_and_leaves_the_months_tool_alone(lead):
    monthly, kind = current_tool(), kind_called("Closed records")
    lead.post(f"/kinds/{kind.pk}/tool/")

    draft = Tool.objects.get(name=kind.tool_name)
    assert (draft.is_draft, draft.version, draft.domains.count()) == (True, 1, 2)
    assert lead.post(f"/settings/audit-tool/{draft.pk}/publish/").status_code == 302
    assert published_tool(kind.tool_name) == draft
    assert current_tool() == monthly
    again = begin_tool_of_kind(actor=lead.person, kind=kind)
    assert (again.version, again.based_on) == (2, draft)
    # The list of versions is that of the months' own tool.
    assert [str(row[0].value) for row in lead.get("/settings/audit-tool/").context["versions"].rows] == ["Version 1"]


def test_a_new_kind_begins_with_a_copy_of_the_months_tool(lead):
    kind = add_kind(actor=lead.person, name="Audits by young people")
    tool = begin_tool_of_kind(actor=lead.person, kind=kind)

    assert [domain.name for domain in tool.domains.all()] == [domain.name for domain in current_tool().domains.all()]
    assert [domain.relation for domain in tool.domains.all()] == [""] * 5
    assert publish_version(actor=lead.person, tool=tool).published_on == JULY_DAY


def test_it_is_planned_with_its_tool_and_as_its_terms_say(lead):
    cycle = planned_kind(lead.person, "Closed records", MAY)

    assert (str(cycle), cycle.code) == ("Closed records, May 2023", "2023-05-closed-records")
    assert (cycle.tool.name, cycle.expected, cycle.moderation_rule) == ("Audit of a closed record", 8, ModerationRule.ALL)
    closure = planned_kind(lead.person, "Closure audits", MAY)
    assert (closure.expected, closure.moderation_rule) == (6, ModerationRule.NONE)
    with pytest.raises(ValidationError, match="is planned already"):
        plan_audits_of_kind(actor=lead.person, kind=cycle.kind, month=MAY)
    with pytest.raises(ValidationError, match="not a tool of"):
        choose_tool(actor=lead.person, cycle=cycle, tool=current_tool())


def test_planning_on_the_page_suggests_what_the_terms_say(lead):
    kind = kind_called("Closed records")
    publish_version(actor=lead.person, tool=begin_tool_of_kind(actor=lead.person, kind=kind))
    form = lead.get(f"/kinds/{kind.pk}/plan/").context["form"]

    assert (form.initial["month"], form.initial["expected"], form.initial["moderation_rule"]) == (datetime.date(2023, 7, 1), 8, "all")
    given = {
        "month_month": "7",
        "month_year": "2023",
        "moderation_rule": "all",
        "blind": "yes",
        "mode": "desk",
        "expected": "7",
        "cohort": "Closed",
    }
    answer = lead.post(f"/kinds/{kind.pk}/plan/", given)
    assert answer.headers["Location"] == "/cycles/2023-07-closed-records/"
    assert Cycle.objects.of_kinds().get().expected == 7


def test_without_a_tool_or_once_ended_it_is_not_planned(lead):
    kind = kind_called("Closed records")
    with pytest.raises(ValidationError, match="no audit tool yet"):
        plan_audits_of_kind(actor=lead.person, kind=kind, month=MAY)
    lead.post(f"/kinds/{kind.pk}/end/")
    with pytest.raises(StaleState):
        plan_audits_of_kind(actor=lead.person, kind=kind, month=MAY)
    assert lead.get(f"/kinds/{kind.pk}/plan/").headers["Location"] == f"/kinds/{kind.pk}/"
    lead.post(f"/kinds/{kind.pk}/bring-back/")
    assert KindOfAudit.objects.get(pk=kind.pk).ended_on is None


def test_a_name_that_another_kind_or_tool_has_is_refused(lead):
    for name in ("closed records", "Closure audit", current_tool().name, "!!"):
        with pytest.raises(ValidationError) as refused:
            add_kind(actor=lead.person, name=name)
        assert "name" in refused.value.message_dict
    kind = kind_called("Closed records")
    cycle = planned_kind(lead.person)
    change_kind(actor=lead.person, kind=kind, name="Records that were closed", purpose="As before")
    assert str(Cycle.objects.get(pk=cycle.pk)) == "Closed records, May 2023"


def test_only_leads_change_kinds_and_only_leaders_see_them(lead, director, head_of_service, auditor, worker):
    kind = kind_called("Closed records")
    for visitor in (director, head_of_service):
        assert visitor.get("/kinds/").status_code == 200
        assert visitor.get(f"/kinds/{kind.pk}/").status_code == 200
        for address in ("/kinds/new/", f"/kinds/{kind.pk}/change/", f"/kinds/{kind.pk}/how/", f"/kinds/{kind.pk}/plan/"):
            assert visitor.get(address).status_code == 403
    for visitor in (auditor, worker):
        assert visitor.get("/kinds/").status_code == 403
    with pytest.raises(PermissionDenied):
        end_kind(actor=director.person, kind=kind)


def test_the_programme_of_the_year_shows_the_kinds_and_reads_them_at_once(lead, django_assert_max_num_queries):
    planned_kind(lead.person)
    page = lead.get("/cycles/")
    rows = {row[0].value: [cell if isinstance(cell, str) else cell.shown for cell in row[2:]] for row in page.context["kinds"].rows}
    assert rows["Closed records"] == ["Never", "November 2023", "Not due"]
    with django_assert_max_num_queries(60):
        lead.get("/cycles/")


def test_records_asked_words_follow_the_terms(lead):
    kind = kind_called("Closure audits")
    set_terms(actor=lead.person, kind=kind, first_month=MAY, moderation_rule="none", records=RecordsAsked.CLOSED, closed_months=1)

    assert "Closed records alone, closed within 1 month<" in lead.get(f"/kinds/{kind.pk}/").text
