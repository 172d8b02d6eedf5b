"""/audits/<number>/risks/<pk>/: what is known of a risk, acknowledging and closing it."""

import datetime

import pytest
from django.urls import reverse

from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, Grade
from audits.models import Audit, RiskFlag
from audits.overview.pages.work import work_for
from foundation.activity.models import Access, Entry
from foundation.errors import Incomplete
from tests.audit_stages import grade_all
from tests.audits.risks.flags import WORRY, acknowledged, at, closed, raised
from tests.replay import replayed

ON = datetime.date(2023, 6, 14)


def url(risk, page="risk") -> str:
    return reverse(f"audits:{page}", args=[risk.audit_id, risk.pk])


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
@replayed
def risk(started_audit) -> RiskFlag:
    return raised(started_audit)


@pytest.fixture
def taken_on(risk, team_manager) -> RiskFlag:
    return acknowledged(risk, team_manager.person)


def test_those_told_see_the_worry_and_the_record_but_no_grade(service_manager, risk):
    page = text(service_manager.get(url(risk)))

    assert [fact in page for fact in (WORRY, "C-20417", "Elm Team", "Will Okafor", "The duty manager")] == [True] * 5
    assert "Good" not in page


def test_until_somebody_acknowledges_it_it_says_whom_to_ring_again(auditor, team_manager, risk):
    assert "If nobody calls back, ring again:</strong> The team’s duty manager" in text(auditor.get(url(risk)))

    acknowledged(risk, team_manager.person)

    assert "ring again" not in text(auditor.get(url(risk)))


def test_reading_it_is_logged(team_manager, risk):
    team_manager.get(url(risk))

    (reading,) = Access.objects.of(risk.audit)
    assert (reading.actor, reading.address) == (team_manager.person, "audits:risk")


def test_a_blind_moderator_sees_the_flag_and_still_no_grade(moderator, started_audit):
    risk = raised(submit_audit(actor=started_audit.auditor, audit=grade_all(started_audit, Grade.INADEQUATE)))

    assert WORRY in text(moderator.get(url(risk)))
    assert "Inadequate" not in text(moderator.get(url(risk))) + text(moderator.get(risk.audit.get_absolute_url()))


def test_nobody_else_finds_it(worker, outsider, board_member, administrator, analyst, observer, risk):
    visitors = (worker, outsider, board_member, administrator, analyst, observer)

    assert {visitor.get(url(risk)).status_code for visitor in visitors} == {404}


def test_the_worker_is_not_shown_it_with_the_finished_audit(worker, moderated_audit):
    raised(moderated_audit)

    assert "risk" not in text(worker.get(moderated_audit.get_absolute_url())).lower()


def test_somebody_told_acknowledges_it(team_manager, risk):
    with at(35):
        team_manager.post(url(risk, "acknowledge-risk"), {"doing": "The duty worker visits at noon."})

    risk.refresh_from_db()
    assert (risk.acknowledged_by, risk.doing) == (team_manager.person, "The duty worker visits at noon.")
    assert Entry.objects.of(risk).last().sentence == "acknowledged the risk"


def test_a_director_who_was_told_as_nobody_else_is_left_acknowledges_it(director, lead, started_audit):
    Audit.objects.update(team=None)
    risk = raised(started_audit, by=lead.person)
    assert list(risk.told.all()) == [director.person]

    with at(35):
        director.post(url(risk, "acknowledge-risk"), {"doing": "The duty worker visits at noon."})

    risk.refresh_from_db()
    assert risk.acknowledged_by == director.person


def test_the_auditor_reads_who_took_it_on_and_how_fast(auditor, taken_on):
    page = text(auditor.get(taken_on.audit.get_absolute_url()))

    assert "Risk raised 14 June 2023 at 10:42 by Amina Yusuf: acknowledged by Tara Quinn after 35 minutes; not closed yet." in page


def test_what_is_being_done_is_asked_for(team_manager, risk):
    answer = team_manager.post(url(risk, "acknowledge-risk"), {"doing": " "})

    assert answer.context["form"].errors == {"doing": ["Answer “What are you doing for the child now?”"]}


def test_whoever_raised_it_does_not_acknowledge_it(lead, auditor, started_audit):
    risk = raised(started_audit, by=lead.person)

    assert {visitor.post(url(risk, "acknowledge-risk"), {"doing": "Rang."}).status_code for visitor in (lead, auditor)} == {403}


def test_the_moderator_neither_acknowledges_nor_closes(moderator, submitted_audit, lead):
    risk = raised(submitted_audit)

    pages = ("acknowledge-risk", "close-risk")
    assert {moderator.post(url(risk, page), {"doing": "Rang.", "outcome": "Safe."}).status_code for page in pages} == {403}


def test_a_manager_says_the_outcome_and_closes_it(service_manager, taken_on):
    with at(180):
        service_manager.post(url(taken_on, "close-risk"), {"outcome": "The child is safe with an aunt."})

    taken_on.refresh_from_db()
    assert (taken_on.closed_by, taken_on.outcome) == (service_manager.person, "The child is safe with an aunt.")
    assert taken_on.closed_at - taken_on.raised_at == datetime.timedelta(hours=3)
    assert Entry.objects.of(taken_on).last().sentence == "closed the risk"


def test_it_is_acknowledged_before_it_is_closed(team_manager, risk):
    assert team_manager.post(url(risk, "close-risk"), {"outcome": "Safe."}).url == url(risk)
    assert RiskFlag.objects.get().is_open


def test_the_second_time_changes_nothing(team_manager, service_manager, taken_on):
    service_manager.post(url(taken_on, "acknowledge-risk"), {"doing": "Something else."})
    closed(taken_on, team_manager.person)
    service_manager.post(url(taken_on, "close-risk"), {"outcome": "Something else."})

    taken_on.refresh_from_db()
    assert (taken_on.doing, taken_on.outcome) == ("The duty worker visits at noon.", "The child is safe with an aunt.")


def test_the_audit_is_not_submitted_while_it_is_open(auditor, taken_on):
    page = text(auditor.get(reverse("audits:check", args=[taken_on.audit_id])))
    assert "Have the risk that was raised for this child closed first." in page
    assert reverse("audits:raise-risk", args=[taken_on.audit_id]) in page

    with pytest.raises(Incomplete, match="closed first"):
        submit_audit(actor=auditor.person, audit=taken_on.audit)


def test_once_it_is_closed_the_audit_is_submitted(auditor, team_manager, taken_on):
    closed(taken_on, team_manager.person)

    assert submit_audit(actor=auditor.person, audit=taken_on.audit).state == AuditState.SUBMITTED


def test_it_comes_first_in_the_work_of_those_told_and_of_the_lead(team_manager, service_manager, lead, risk):
    what = f"Child may be at risk now: acknowledge (audit {risk.audit_id})"

    for visitor in (team_manager, service_manager, lead):
        item = next(item for item in work_for(visitor.person, ON) if item.urgent)
        assert (item.what, item.url) == (what, url(risk, "acknowledge-risk"))


def test_its_auditor_waits(auditor, risk):
    item = next(item for item in work_for(auditor.person, ON) if item.waiting)

    assert (item.what, item.url) == (f"Risk raised in audit {risk.audit_id}", url(risk))


def test_once_acknowledged_it_is_only_to_be_closed(team_manager, lead, taken_on):
    items = [item for visitor in (team_manager, lead) for item in work_for(visitor.person, ON)]

    assert {item.what for item in items} == {f"Child at risk: say the outcome and close (audit {taken_on.audit_id})"}
    assert not any(item.urgent for item in items)


def test_the_month_says_how_fast_the_response_was(lead, team_manager, taken_on):
    closed(taken_on, team_manager.person)
    audit = Audit.objects.get(pk=taken_on.audit_id)
    second = acknowledged(raised(audit, minutes=200), team_manager.person, 245)

    page = " ".join(text(lead.get(second.audit.cycle.get_absolute_url())).split())

    assert "2 flags that a child may be at risk now." in page
    assert "2 of 2 acknowledged, after a median of 40 minutes." in page
    assert "1 of 2 closed, after 3 hours." in page


def test_a_family_s_name_in_an_answer_is_pointed_out_once_and_a_colleague_s_is_not(team_manager, auditor, risk):
    named = {"doing": f"{auditor.person.name} visits Mrs Ellen Tranter at noon."}
    answer = team_manager.post(url(risk, "acknowledge-risk"), named)
    assert answer.context["form"].errors["doing"] == [
        "Not sent yet. “Mrs Ellen Tranter” looks like a person’s name. Change the words, or send them as they are"
    ]
    team_manager.post(url(risk, "acknowledge-risk"), named | {"as-it-is": "1"})

    outcome = {"outcome": "Tyler Tranter is safe with an aunt."}
    assert "outcome" in team_manager.post(url(risk, "close-risk"), outcome).context["form"].errors
    team_manager.post(url(risk, "close-risk"), outcome | {"as-it-is": "1"})

    risk.refresh_from_db()
    assert (risk.doing, risk.outcome) == (named["doing"], outcome["outcome"])
