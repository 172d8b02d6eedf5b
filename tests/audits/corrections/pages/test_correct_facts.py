"""/audits/<number>/facts/: the lead corrects what is known of a record."""

import pytest

from audits.enums import AuditState
from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from tests.audit_stages import moderate_unchanged
from tests.people import Visitor, add_person


def page_of(audit) -> str:
    return f"/audits/{audit.number}/facts/"


def send(visitor, audit, **typed):
    form = visitor.get(page_of(audit)).context["form"]
    stored = {name: form.initial.get(name) or form.fields[name].initial or "" for name in form.fields}
    stored |= {name: getattr(value, "pk", value) for name, value in stored.items()}
    del stored["never_right"]
    return visitor.post(page_of(audit), stored | {"reason": "The list was of last month."} | typed, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def zainab(ash_team) -> Visitor:
    return Visitor(add_person("Zainab Ali", Role.PRACTITIONER))


def test_the_audit_s_page_leads_to_it_and_tells_of_it(lead, allocated_audit, zainab):
    page = f"/audits/{allocated_audit.number}/"
    assert page_of(allocated_audit) in lead.get(page).content.decode()

    done = send(lead, allocated_audit, allocated_worker=zainab.person.pk, plan_type="child_in_need")
    assert (done.redirect_chain[-1][0], said(done)) == (page, [f"The facts of audit {allocated_audit.number} are corrected."])
    newest = done.context["page"].history[0]
    assert (newest.title, newest.who, newest.text) == ("Corrected the facts of the record", "Leah Brandt", "The list was of last month.")
    assert [(each["name"], each["before"], each["after"]) for each in newest.changes] == [
        ("Allocated worker", "Will Okafor", "Zainab Ali"),
        ("Plan type", "Cared for", "Child in need"),
    ]


def test_who_judges_it_reads_what_changed_and_not_the_lead_s_reason(lead, submitted_audit, zainab, auditor, moderator):
    send(lead, submitted_audit, allocated_worker=zainab.person.pk)
    for reader in (auditor, moderator):
        newest = reader.get(f"/audits/{submitted_audit.number}/").context["page"].history[0]
        assert (newest.title, newest.text, len(newest.changes)) == ("Corrected the facts of the record", "", 1)


def test_a_conflict_that_comes_to_light_leads_to_the_page_on_which_people_are_chosen(lead, allocated_audit, ash_team, auditor):
    done = send(lead, allocated_audit, team=ash_team.pk)

    assert done.redirect_chain[-1][0] == f"/audits/{allocated_audit.number}/allocate/"
    line = "Amina Yusuf belongs to the same team. Choose somebody else, or give the reason why this is accepted."
    assert said(done)[1:] == [line]
    assert line in lead.get(f"/audits/{allocated_audit.number}/").context["page"].conflicts
    assert auditor.get(f"/audits/{allocated_audit.number}/").context["page"].conflicts == []


def test_of_an_audit_that_stands_it_says_what_can_be_done(lead, submitted_audit, ash_team):
    audit = moderate_unchanged(submitted_audit)
    done = send(lead, audit, team=ash_team.pk)

    assert said(done)[1:] == [
        "Amina Yusuf belongs to the same team. The grades stand: open the audit again if somebody else should judge it."
    ]
    assert Audit.objects.get(pk=audit.pk).state == AuditState.MODERATED


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(lead, allocated_audit):
    wrong = send(lead, allocated_audit, case_id="Ann Smith", reason="")

    assert set(wrong.context["form"].errors) == {"case_id", "reason"}
    assert 'value="Ann Smith"' in wrong.content.decode()


def test_words_that_name_a_child_are_pointed_out_once(lead, allocated_audit):
    typed = {"age_band": "16-17", "reason": "Jayden Smith was born in 2006."}
    first = send(lead, allocated_audit, **typed)
    assert "looks like" in first.context["form"].errors["reason"][0]
    send(lead, allocated_audit, **typed, **{"as-it-is": ""})
    assert Audit.objects.get(pk=allocated_audit.pk).age_band == "16-17"


def test_others_may_not_and_outsiders_get_404(lead, submitted_audit, auditor, director, worker, team_manager, outsider, board_member):
    page = page_of(submitted_audit)
    assert [visitor.get(page).status_code for visitor in (auditor, director)] == [403, 403]
    assert {visitor.get(page).status_code for visitor in (worker, team_manager, outsider, board_member)} == {404}
    assert page not in auditor.get(f"/audits/{submitted_audit.number}/").content.decode()


def test_get_changes_nothing_and_the_second_time_does_nothing(lead, allocated_audit):
    lead.get(page_of(allocated_audit))
    send(lead, allocated_audit, age_band="16-17")
    again = send(lead, allocated_audit, age_band="16-17")

    assert "Nothing is different from what is stored." in again.content.decode()
    assert Entry.objects.of(allocated_audit).filter(verb="audit.facts_corrected").count() == 1
