"""/reminders/: people are chased from a month, an audit, the tracker, comments, a report or My work; one mail a day with all of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.models import Action
from actions.services import raise_action
from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.pausing import pause_month
from audits.enums import Grade
from audits.lateness.pages import late_rows
from audits.models import Audit
from audits.practitioner.services.letter import send_letter, write_letter
from desk.pages.chasing import owed_to
from desk.pages.work import work_for
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence
from foundation.activity.models import Entry
from foundation.chasing.enums import ReminderWay
from foundation.chasing.models import Reminder
from foundation.chasing.services import remind_people
from foundation.council.clock import frozen_clock
from foundation.notices.models import Message, Notice
from tests.audit_stages import grade_all, moderate_unchanged
from tests.people import Visitor, add_person
from tests.reading import text_of

ALL = "/reminders/"
MONTH = "/reminders/?of=month-2023-06"
TRACKER = "/reminders/?of=actions"
# Three working days after audits were due.
LATE = datetime.date(2023, 6, 28)
WORDS = "Please tell me what prevents it."


@pytest.fixture(autouse=True)
def _late(cycle):
    with frozen_clock(LATE):
        yield


@pytest.fixture
def late_action(lead, worker, elm_team, allocated_audit) -> Action:
    with frozen_clock(datetime.date(2023, 6, 1)):
        return raise_action(
            actor=lead.person, what="Update the plan", why="It is old.", owner=worker.person, team=elm_team, due=datetime.date(2023, 6, 20)
        )


def keys(visitor, address: str = MONTH) -> list[str]:
    form = visitor.get(address).context["form"]
    return [value for value, _ in form.fields["people"].choices]


def send(visitor, address: str = MONTH, **more):
    return visitor.post(address, {"people": keys(visitor, address), "introduction": WORDS} | more, follow=True)


def whats(audit: Audit, visitor, on: datetime.date) -> list[tuple[str, str]]:
    return [(row.what, row.late.person.name) for row in late_rows(audit.cycle, on, visitor.person)]


def mails() -> dict[str, str]:
    return {message.person.name: message.text for message in Message.objects.select_related("person")}


def test_the_lead_reminds_an_auditor_who_is_mailed_at_once(lead, auditor, allocated_audit):
    page = send(lead)

    assert page.redirect_chain == [("/cycles/2023-06/", 302)]
    assert "Reminded: Amina Yusuf." in text_of(page)
    notice = Notice.objects.get(person=auditor.person, key__startswith="reminder:")
    assert (notice.subject, notice.at_once) == (f"Reminder: do audit {allocated_audit.number}", True)
    assert notice.words == f"{WORDS}\n\n- Do audit {allocated_audit.number}: 3 working days late"
    assert "Reminded on 28 June 2023 by Leah Brandt" in text_of(page)


def test_the_words_of_each_mail_are_seen_before_and_change_with_the_introduction(lead, allocated_audit):
    page = lead.get(MONTH)
    assert [mail["subject"] for mail in page.context["form"].mails] == [f"Reminder: do audit {allocated_audit.number}"]
    assert "Leah Brandt asks you to do this, or to say what prevents it." in page.context["form"].mails[0]["words"]

    page = lead.post(MONTH, {"people": keys(lead), "introduction": WORDS, "again": "1"})

    assert page.context["form"].mails[0]["words"].startswith(WORDS)
    assert not Reminder.objects.exists()


def test_it_leaves_a_trace_that_leads_alone_read(lead, auditor, allocated_audit):
    send(lead)

    assert Entry.objects.of(allocated_audit).last().sentence == "reminded somebody who was late"
    assert "Reminded somebody who was late" in text_of(lead.get(allocated_audit.get_absolute_url()))
    assert "Reminded somebody who was late" not in text_of(auditor.get(allocated_audit.get_absolute_url()))


def test_one_mail_holds_all_that_is_late_from_whatever_page_and_no_other_goes_that_day(lead, worker, late_action, allocated_audit):
    audit = moderate_unchanged(submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit)))
    write_letter(actor=audit.auditor, audit=audit, opening="Dear Will", strengths="She is heard.")
    send_letter(actor=audit.auditor, audit=audit)
    with frozen_clock(datetime.date(2023, 8, 1)):
        send(lead, TRACKER)

        assert Reminder.objects.get().subject == "Reminder: 2 things are late"
        assert [line.split(":")[0] for line in Reminder.objects.get().words.splitlines()[2:]] == [
            f"- Show evidence for action {late_action.number}",
            f"- Read the feedback on audit {audit.number}",
        ]
        assert keys(lead, MONTH) == []
        assert "Will Okafor: reminded today by Leah Brandt." in text_of(lead.get(MONTH))
        with pytest.raises(ValidationError):
            remind_people(actor=lead.person, people=[worker.person.pk], owed_to=owed_to, introduction=WORDS)
    with frozen_clock(datetime.date(2023, 8, 2)):
        assert keys(lead, MONTH) == [str(worker.person.pk)]


def test_people_who_are_away_are_left_alone_and_it_is_said(lead, auditor, allocated_audit):
    Absence.objects.create(person=auditor.person, first_day=LATE, last_day=LATE)

    assert keys(lead) == []
    assert "Amina Yusuf: away until 28 June 2023. Do audit" in text_of(lead.get(MONTH))
    assert "Away until 28 June 2023: not chased" in text_of(lead.get("/cycles/2023-06/"))
    with pytest.raises(ValidationError):
        remind_people(actor=lead.person, people=[auditor.person.pk], owed_to=owed_to, introduction=WORDS)


def test_in_a_paused_month_nobody_is_chased(lead, allocated_audit):
    pause_month(actor=lead.person, cycle=allocated_audit.cycle, reason="Inspectors are here.")

    assert keys(lead) == []


def test_one_audit_has_its_own_way_there(lead, allocated_audit):
    address = f"/reminders/?of=audit-{allocated_audit.number}"
    assert address in text_of(lead.get(allocated_audit.get_absolute_url()))

    assert send(lead, address).redirect_chain[0][0] == allocated_audit.get_absolute_url()


def test_with_nobody_selected_or_nothing_said_it_asks(lead, allocated_audit):
    page = lead.post(MONTH, {"introduction": " "})

    assert page.context["form"].errors == {
        "people": ["Select who you want to remind"],
        "introduction": ["Answer “What do you write to them?”"],
    }


def test_an_introduction_that_says_who_a_child_is_is_refused_and_kept(lead, allocated_audit):
    page = lead.post(MONTH, {"people": keys(lead), "introduction": "It is about Kylie Farnham, born 3 May 2012."})

    assert list(page.context["form"].errors) == ["introduction"]
    assert "Kylie Farnham, born 3 May 2012." in text_of(page)
    assert not Reminder.objects.exists()


def test_words_are_copied_to_be_sent_another_way_and_it_is_noted(lead, auditor, allocated_audit):
    page = send(lead, copy="1")

    assert page.redirect_chain == [("/reminders/copied/", 302)]
    assert f"- Do audit {allocated_audit.number}: 3 working days late" in text_of(page)
    assert f"mailto:{auditor.person.email}?subject=Reminder%3A%20do%20audit" in page.content.decode()
    assert (Reminder.objects.get().way, mails()) == (ReminderWay.COPIED, {})
    assert "by copied words" in text_of(lead.get("/cycles/2023-06/"))


def test_my_work_says_who_is_late_until_they_are_reminded_in_three_loads(lead, allocated_audit):
    """My work, the page of reminders, and what follows sending them."""
    first = text_of(lead.get("/"))
    assert "Remind 1 person who is late" in first
    assert "Amina Yusuf (1 thing late)" in first

    page = send(lead, ALL)

    assert page.redirect_chain == [("/", 302)]
    assert "Remind 1 person who is late" not in text_of(page)


def test_from_the_tracker_a_team_manager_reminds_their_own_people_alone(team_manager, lead, worker, late_action, allocated_audit):
    pia = add_person("Pia Olsen", Role.PRACTITIONER)
    other = raise_action(actor=lead.person, what="Ask the partner", why="It was not asked.", owner=pia, due=LATE)
    with frozen_clock(datetime.date(2023, 6, 29)):
        assert keys(lead, TRACKER) == [str(other.owner_id), str(worker.person.pk)]
        assert keys(team_manager, ALL) == [str(worker.person.pk)]
        assert "/reminders/?of=actions" in text_of(team_manager.get("/actions/?view=team"))

        send(team_manager, TRACKER)

        assert "Reminded on 29 June 2023 by Tara Quinn" in text_of(lead.get("/actions/?view=all"))
        assert Entry.objects.of(late_action).last().sentence == "reminded its owner, who was late"


def test_a_service_manager_reads_no_names_of_late_people_here_either(service_manager, late_action):
    assert keys(service_manager, TRACKER) == []


def test_everything_late_after_the_grades_can_be_chased_too(
    lead, auditor, team_manager, service_manager, worker, moderator, allocated_audit
):
    audit = submit_audit(actor=auditor.person, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    later = LATE + datetime.timedelta(days=60)
    number = audit.number
    # The moderator, who grades blind, must not learn of the response: it gives the grade away.
    assert whats(audit, lead, later) == [(f"Moderate {number}", "Morwenna Pask"), (f"Respond to {number}", "Tara Quinn")]
    assert whats(audit, moderator, later) == [(f"Moderate {number}", "Morwenna Pask")]

    audit = moderate_unchanged(audit)
    wanted = [(f"Respond to {number}", "Tara Quinn"), (f"Conversation on {number}", "Sunil Mehta")]
    assert whats(audit, lead, later) == [*wanted, (f"Letter on {number}", "Amina Yusuf")]
    write_letter(actor=auditor.person, audit=audit, opening="Dear Will", strengths="She is heard.")
    send_letter(actor=auditor.person, audit=audit)
    assert whats(audit, lead, later) == [*wanted, (f"Feedback on {number}", "Will Okafor")]
    with frozen_clock(later):
        assert "Reminded: Sunil Mehta, Tara Quinn, Will Okafor." in text_of(send(lead))


def test_an_owner_who_moderates_blind_is_not_reminded_of_what_gives_the_grade_away(lead, moderator, allocated_audit):
    audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    raised = raise_action(actor=audit.auditor, audit=audit, what="See the child", why="Not seen.", owner=lead.person, due=LATE)
    Action.objects.filter(pk=raised.pk).update(owner=moderator.person, due=datetime.date(2023, 6, 20))

    assert [each.key for each in owed_to(lead.person) if each.person == moderator.person] == []


def test_who_sends_after_somebody_else_is_told_so_and_keeps_the_words(lead, allocated_audit, auditor):
    other = Visitor(add_person("Una Castell", Role.QA_LEAD))
    given = {"people": keys(lead), "introduction": WORDS}
    send(other)

    page = text_of(lead.post(MONTH, given))

    assert "Somebody whom you selected has been reminded, or is not late any more, since you opened the page." in page
    assert "Amina Yusuf: reminded today by Una Castell." in page
    assert WORDS in page


def test_others_are_refused(director, auditor, moderator, worker, board_member, allocated_audit):
    for other in (director, auditor, moderator, worker, board_member):
        assert (other.get(MONTH).status_code, other.post(MONTH, {}).status_code) == (403, 403)
        assert other.get("/reminders/copied/").status_code == 403
    with pytest.raises(PermissionDenied):
        remind_people(actor=director.person, people=[], owed_to=owed_to, introduction=WORDS)


def test_a_manager_who_sees_nothing_late_finds_nobody(allocated_audit):
    manager = Visitor(add_person("Nobody Below", Role.TEAM_MANAGER))

    assert "No one is late who can be reminded." in text_of(manager.get(MONTH))


@pytest.mark.parametrize(
    "of", ["month-2099-01", "month-x", "audit-999999", "audit-²", "report-2023-06", "comments-2023-13", "nothing", "-"]
)
def test_an_unknown_place_is_everything(lead, allocated_audit, of):
    assert keys(lead, f"/reminders/?of={of}") == keys(lead, ALL)


def test_on_my_work_only_people_who_chase_have_the_line(auditor, moderator, worker, director, allocated_audit):
    for other in (auditor, moderator, worker, director):
        assert not any(item.what.startswith("Remind") for item in work_for(other.person, LATE))


def test_where_very_much_is_late_my_work_counts_nobody(lead, allocated_audit, monkeypatch):
    monkeypatch.setattr("desk.pages.chasing.READ_FOR_A_LINE", 1)

    page = text_of(lead.get("/"))

    assert "Remind people who are late" in page
    assert "Remind 1 person" not in page
