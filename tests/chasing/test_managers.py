"""A manager is notified by rule of people who stay late: once, in words that they may know, and never of a grade."""

import datetime

import pytest

from audits.auditing.services.auditing import submit_audit
from audits.enums import Grade
from audits.models import Audit
from desk.pages.chasing import owed_to
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence, Person
from foundation.chasing.enums import ManagerChoice, ReminderWay
from foundation.chasing.models import RemindedThing, Reminder
from foundation.chasing.services import change_chasing_rules, remind_people
from foundation.council.clock import frozen_clock
from foundation.council.working_days import add_working_days
from foundation.notices.models import Message, Notice
from tests.audit_stages import grade_all
from tests.people import Visitor, add_person
from tests.reading import text_of

# The first working day after audits were due.
LATE = datetime.date(2023, 6, 26)
PAGE = "/reminders/for-managers/"


@pytest.fixture
def manager(auditor) -> Visitor:
    """Amina's line manager."""
    found = Visitor(add_person("Nia Howells", Role.TEAM_MANAGER))
    Person.objects.filter(pk=auditor.person.pk).update(line_manager=found.person)
    return found


def remind(lead: Visitor, *people: Person, days: int = 0) -> list[Reminder]:
    """So many working days after the first on which audits are late."""
    with frozen_clock(add_working_days(LATE, days)):
        keys = [person.pk for person in people]
        return remind_people(actor=lead.person, people=keys, owed_to=owed_to, introduction="Please do it.")


def heard(visitor: Visitor) -> list[str]:
    return list(Notice.objects.filter(person=visitor.person, key__startswith="late-people").values_list("subject", flat=True))


def known(visitor: Visitor) -> list[str]:
    return list(RemindedThing.objects.filter(manager=visitor.person).values_list("manager_words", flat=True))


def test_by_the_third_reminder_the_line_manager_is_notified_once(lead, auditor, manager, allocated_audit):
    remind(lead, auditor.person)
    remind(lead, auditor.person, days=1)
    assert heard(manager) == []

    remind(lead, auditor.person, days=2)
    remind(lead, auditor.person, days=3)

    assert heard(manager) == ["Somebody in your line is late"]
    # She sees no audit of Elm Team's: she hears of which month, not of which record.
    assert known(manager) == ["Do an audit of June 2023"]


def test_by_days_late_too_whichever_comes_first(lead, auditor, manager, allocated_audit):
    remind(lead, auditor.person, days=9)

    assert heard(manager) == ["Somebody in your line is late"]


def test_the_numbers_are_the_councils(lead, auditor, manager, allocated_audit):
    change_chasing_rules(actor=lead.person, after_reminders=1, after_days=0)

    remind(lead, auditor.person)

    assert heard(manager) == ["Somebody in your line is late"]


def test_nobody_where_the_council_says_so(lead, auditor, manager, allocated_audit):
    change_chasing_rules(actor=lead.person, manager=ManagerChoice.NOBODY, after_reminders=1)

    remind(lead, auditor.person)

    assert heard(manager) == []


def test_of_somebody_away_the_manager_alone_is_notified(lead, auditor, manager, allocated_audit):
    Absence.objects.create(person=auditor.person, first_day=LATE, last_day=datetime.date(2023, 8, 1))

    (reminder,) = remind(lead, auditor.person, days=12)

    assert (reminder.way, reminder.words) == (ReminderWay.MANAGER, "")
    assert heard(manager) == ["Somebody in your line is late"]
    assert not Notice.objects.filter(person=auditor.person, key__startswith="reminder").exists()


def test_a_manager_who_is_away_is_passed_over_for_the_next(lead, auditor, manager, allocated_audit, service_manager):
    auditor.person.team.service.manager = service_manager.person
    auditor.person.team.service.save()
    Absence.objects.create(person=manager.person, first_day=LATE, last_day=datetime.date(2023, 8, 1))

    remind(lead, auditor.person, days=12)

    assert (heard(manager), heard(service_manager)) == ([], ["Somebody in your line is late"])


def test_the_notice_names_nobody_and_the_page_does_after_signing_in(lead, auditor, manager, allocated_audit):
    remind(lead, auditor.person, days=12)

    notice = Notice.objects.get(person=manager.person, key__startswith="late-people")
    assert "Amina" not in notice.subject + notice.words
    with frozen_clock(add_working_days(LATE, 13)):
        page = text_of(manager.get(PAGE))
    assert "Amina Yusuf" in page
    assert "Do an audit of June 2023" in page
    assert "C-20417" not in page


def test_above_a_teams_manager_people_are_not_named(lead, auditor, allocated_audit, service_manager):
    auditor.person.team.service.manager = service_manager.person
    auditor.person.team.service.save()

    remind(lead, auditor.person, days=12)

    with frozen_clock(add_working_days(LATE, 13)):
        page = text_of(service_manager.get(PAGE))
    assert "Somebody in Ash Team" in page
    assert "Amina Yusuf" not in page


def test_a_manager_of_before_reads_nothing_more(lead, auditor, manager, allocated_audit):
    remind(lead, auditor.person, days=12)
    Person.objects.filter(pk=auditor.person.pk).update(line_manager=None)

    with frozen_clock(add_working_days(LATE, 13)):
        assert "Amina Yusuf" not in text_of(manager.get(PAGE))


def test_a_manager_hears_of_no_response_that_would_give_a_grade_away(lead, allocated_audit, team_manager):
    """Tara owes the response to an Inadequate; the manager above her moderates that audit blind."""
    moderator = Visitor(add_person("Bea Blind", Role.MODERATOR, Role.SERVICE_MANAGER))
    Person.objects.filter(pk=team_manager.person.pk).update(line_manager=moderator.person)
    with frozen_clock(LATE):
        audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    Audit.objects.filter(pk=audit.pk).update(moderator=moderator.person)

    (reminder,) = remind(lead, team_manager.person, days=60)

    assert [thing.key for thing in reminder.things.all()] == [f"audit.respond:{audit.pk}"]
    assert (heard(moderator), known(moderator)) == ([], [])
    assert not Message.objects.filter(person=moderator.person).exists()


def test_who_reminds_their_own_people_is_not_notified_of_it(lead, auditor, manager, allocated_audit):
    both = Visitor(lead.person)
    Person.objects.filter(pk=auditor.person.pk).update(line_manager=lead.person)

    remind(both, auditor.person, days=12)

    assert heard(lead) == []


def test_people_without_anybody_above_them_are_reminded_all_the_same(lead, auditor, allocated_audit):
    (reminder,) = remind(lead, auditor.person, days=12)

    assert (reminder.way, reminder.things.get().manager) == (ReminderWay.SENT, None)


def test_the_page_of_reminders_says_beforehand_who_else_is_notified(lead, auditor, manager, allocated_audit):
    with frozen_clock(add_working_days(LATE, 12)):
        page = text_of(lead.get("/reminders/"))

    assert "Nia Howells is notified too" in page
