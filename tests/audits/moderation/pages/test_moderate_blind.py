"""A moderator of a blind month before and after their own grades; the walk over every page is in tests/demo."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action
from actions.services import raise_action
from audits.models import Cycle
from audits.moderation.services.moderation import return_audit, save_moderator_grades
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from reports.services import open_report
from tests.audit_stages import agreed_as_submitted, grade_all
from tests.reading import text_at
from tests.replay import replayed


@pytest.fixture
@replayed
def raised(auditor, submitted_audit, team_manager) -> Action:
    due = datetime.date.today() + datetime.timedelta(days=30)
    return raise_action(
        actor=auditor.person, audit=submitted_audit, what="Write a chronology", why="None", owner=team_manager.person, due=due
    )


def grade(audit, **own) -> None:
    save_moderator_grades(actor=audit.moderator, audit=audit, grades=own.get("grades", agreed_as_submitted(audit)))


def test_the_audit_s_page_waits_for_the_moderator_s_own_grades(moderator, submitted_audit, raised):
    before = text_at(moderator, submitted_audit.get_absolute_url())
    grade(submitted_audit)
    after = text_at(moderator, submitted_audit.get_absolute_url())

    assert "You moderate this audit blind" in before
    assert "qa-grade" not in before
    assert raised.what not in before
    assert raised.what in after


def test_the_list_and_its_file_wait_too(moderator, submitted_audit):
    assert "Hidden until you have graded" in text_at(moderator, "/audits/")
    assert "Hidden until you have graded" in text_at(moderator, "/audits/?export=csv")
    assert moderator.get("/audits/?overall=G").context["table"].paginator.count == 0


def test_an_action_cannot_be_opened_or_raised_before(moderator, submitted_audit, raised):
    pages = [raised.get_absolute_url(), f"/actions/raise/?audit={submitted_audit.number}"]
    before = [moderator.get(page).status_code for page in pages]
    grade(submitted_audit)

    assert before == [404, 403]
    assert [moderator.get(page).status_code for page in pages] == [200, 200]


def test_one_s_own_grades_stay_once_the_auditor_s_were_seen(moderator, submitted_audit):
    grade(submitted_audit)

    assert moderator.get(f"/audits/{submitted_audit.number}/moderate/").url == f"/audits/{submitted_audit.number}/agree/"
    with pytest.raises(ValidationError, match="You have seen"):
        grade(submitted_audit)


def test_nothing_is_revealed_for_a_single_grade(moderator, submitted_audit):
    with pytest.raises(ValidationError, match="Give your own grade for"):
        grade(submitted_audit, grades=agreed_as_submitted(submitted_audit)[:1])

    assert "You moderate this audit blind" in text_at(moderator, submitted_audit.get_absolute_url())


def test_another_moderator_s_reason_for_sending_back_stays_hidden(lead, auditor, moderator, submitted_audit):
    grade(submitted_audit)
    return_audit(actor=moderator.person, audit=submitted_audit, reason="Your Good for Assessment has no evidence.")
    grade_all(submitted_audit)
    auditor.post(f"/audits/{submitted_audit.number}/check/")
    own = text_at(moderator, f"/audits/{submitted_audit.number}/moderate/")
    submitted_audit.cycle.audits.update(moderator=lead.person)

    assert "Your Good for Assessment" in own
    assert "Your Good for Assessment" not in text_at(lead, f"/audits/{submitted_audit.number}/moderate/")


def test_a_month_that_is_not_blind_shows_the_grades_from_the_start(moderator, submitted_audit):
    Cycle.objects.update(blind=False)

    assert "qa-grade" in text_at(moderator, submitted_audit.get_absolute_url())
    assert "Hidden until" not in text_at(moderator, "/audits/")
    grade(submitted_audit)
    assert moderator.get(f"/audits/{submitted_audit.number}/moderate/").status_code == 200


def test_insight_leaves_the_month_before_moderation_out(moderator, lead, submitted_audit):
    """A director as well: of so small a month a person who may not read every audit is shown nothing at any time."""
    PersonRole.objects.create(person=moderator.person, role=Role.DIRECTOR)
    before = text_at(moderator, "/insight/grades/")
    grade(submitted_audit)

    assert "You still have audits to moderate blind in June 2023" in before
    assert "June 2023, before moderation" not in before
    assert "June 2023, before moderation" in text_at(moderator, "/insight/grades/")
    assert "June 2023, before moderation" in text_at(lead, "/insight/grades/")


def test_a_report_on_the_month_waits_too_but_not_for_the_lead(moderator, lead, submitted_audit):
    PersonRole.objects.create(person=moderator.person, role=Role.DIRECTOR)
    june = submitted_audit.cycle.month
    report = open_report(actor=lead.person, first_month=june, last_month=june, meeting_date=None)
    before = moderator.get(report.get_absolute_url()).status_code
    grade(submitted_audit)

    assert (before, moderator.get(report.get_absolute_url()).status_code) == (404, 200)
    assert lead.get(report.get_absolute_url()).status_code == 200
