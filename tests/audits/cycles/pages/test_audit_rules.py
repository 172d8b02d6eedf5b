"""/settings/audit-rules/: the rules that hold for every month."""

import pytest
from django.urls import reverse

from audits.auditing.services.auditing import submit_audit
from audits.cycles.forms.rules import AuditRulesForm
from audits.enums import Grade
from audits.models import AuditRules, TeamResponse
from audits.responses.queries.challenges import challenge_until
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from tests.audit_stages import grade_all

URL = "/settings/audit-rules/"
RULES = {
    "first_to_ring": "The duty desk, extension 4000",
    "response_days": "3",
    "conversation_days": "7",
    "challenge_days": "4",
    "answer_days": "6",
    "factual_check_days": "2",
    "re_audit_months": "6",
    "break_glass_hours": "2",
    "drift_share": "30",
    "sample_months": "18",
    "sample_open_weeks": "8",
    "grade_on_record": "yes",
}


def text(answer) -> str:
    return answer.content.decode()


def test_the_lead_sets_them(lead, director, rowan_service):
    lead.post(URL, RULES | {"told_of_risk": [director.person.pk, rowan_service.head_id]})

    rules = AuditRules.objects.get()
    assert {name: str(getattr(rules, name)) for name in RULES if name != "grade_on_record"} == {
        name: value for name, value in RULES.items() if name != "grade_on_record"
    }
    assert rules.grade_on_record
    assert set(rules.told_of_risk.all()) == {director.person, rowan_service.head}


def test_every_rule_is_asked_as_a_question(lead):
    fields = {field.name for field in AuditRules._meta.get_fields() if not getattr(field, "primary_key", False)}
    form = AuditRulesForm(actor=lead.person)

    assert set(form.fields) == fields
    assert {pointer.name for pointer in form.layout.get_field_names()} == fields
    assert [field.label for field in form.fields.values() if not field.label.endswith("?")] == []


def test_the_trail_says_what_changed_from_what(administrator):
    administrator.post(URL, RULES)
    administrator.post(URL, RULES | {"response_days": "5"})

    entry = Entry.objects.of(AuditRules.objects.get()).last()
    assert (entry.sentence, entry.facts) == ("changed the audit settings", {"before": {"response_days": 3}, "after": {"response_days": 5}})


def test_the_same_rules_again_leave_no_trace(lead):
    lead.post(URL, RULES)
    lead.post(URL, RULES)

    assert Entry.objects.of(AuditRules.objects.get()).count() == 1


@pytest.mark.parametrize("wrong", [{"response_days": "0"}, {"drift_share": "101"}, {"first_to_ring": " "}, {"sample_months": "a year"}])
def test_what_is_wrong_stands_by_its_field_and_the_rest_is_kept(lead, wrong):
    answer = lead.post(URL, RULES | wrong)

    assert list(answer.context["form"].errors) == list(wrong)
    assert "extension 4000" in text(answer) or "first_to_ring" in wrong
    assert not AuditRules.objects.exists()


def test_nobody_is_told_who_may_not_read_a_childs_record(lead, board_member, analyst, administrator):
    for visitor in (board_member, analyst, administrator):
        answer = lead.post(URL, RULES | {"told_of_risk": [visitor.person.pk]})
        assert list(answer.context["form"].errors) == ["told_of_risk"]


def test_nobody_else_may(moderator, auditor, director, board_member, team_manager, outsider):
    visitors = (moderator, auditor, director, board_member, team_manager, outsider)

    assert {visitor.post(URL, RULES).status_code for visitor in visitors} == {403}


def test_the_cycles_and_the_settings_lead_to_it(lead, administrator, cycle):
    assert URL in text(lead.get(reverse("audits:cycles")))
    assert URL in text(administrator.get(reverse("accounts:settings")))


def test_the_days_to_respond_count_from_the_next_inadequate(lead, allocated_audit):
    lead.post(URL, RULES)

    audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))

    assert TeamResponse.objects.get(audit=audit).due == add_working_days(today(), 3)


def test_the_days_to_challenge_count_too(lead, moderated_audit):
    lead.post(URL, RULES)

    assert challenge_until(moderated_audit) == add_working_days(moderated_audit.finished_on, 4)
