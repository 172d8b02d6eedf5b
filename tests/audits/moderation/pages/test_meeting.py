"""How the grades were agreed: a discussion says who took part, when and what was said; a panel also who left, and who stayed and why."""

import datetime

import pytest

from audits.enums import AuditState, Mode
from audits.models import Audit, Cycle, ModerationRecord
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades
from audits.moderation.services.reopening import reopen_audit
from foundation.accounts.enums import Role
from foundation.errors import Incomplete
from tests.audit_stages import agreed_as_submitted
from tests.people import add_person
from tests.replay import replayed

TODAY = datetime.date.today()
WHEN = {"held_on_day": TODAY.day, "held_on_month": TODAY.month, "held_on_year": TODAY.year}


@pytest.fixture
@replayed
def graded(submitted_audit) -> Audit:
    save_moderator_grades(actor=submitted_audit.moderator, audit=submitted_audit, grades=agreed_as_submitted(submitted_audit))
    return submitted_audit


@pytest.fixture
@replayed
def discussed(graded) -> Audit:
    Cycle.objects.update(mode=Mode.DISCUSSION)
    return graded


@pytest.fixture
@replayed
def by_panel(graded, director) -> Audit:
    Cycle.objects.update(mode=Mode.PANEL)
    return graded


def finish(moderator, audit, **answers):
    return moderator.post(f"/audits/{audit.number}/agree/", answers)


def text_of(visitor, audit) -> str:
    return " ".join(visitor.get(audit.get_absolute_url()).content.decode().split())


def test_a_discussion_says_who_when_and_what(moderator, auditor, discussed):
    finish(moderator, discussed, present="Amina Yusuf, auditor", minutes="We read the plan again.", **WHEN)

    page = text_of(auditor, discussed)
    assert "The discussion" in page
    assert "Amina Yusuf, auditor" in page
    assert "We read the plan again." in page
    assert Audit.objects.get().moderation_record.held_on == TODAY


def test_all_three_are_asked_for_and_what_was_typed_is_still_there(moderator, discussed):
    refused = finish(moderator, discussed, minutes="We read the plan again.")

    assert refused.context["form"].errors == {"present": ["Say who took part."], "held_on": ["Give the day of the discussion."]}
    assert "We read the plan again." in refused.content.decode()
    assert Audit.objects.get().state == AuditState.SUBMITTED


@pytest.mark.parametrize(("days", "said"), [(1, "must be today or in the past"), (-400, "when the audit was submitted")])
def test_the_day_lies_between_the_submission_and_today(moderator, discussed, days, said):
    day = TODAY + datetime.timedelta(days=days)
    refused = finish(moderator, discussed, present="Both", minutes="Read.", held_on=day.isoformat())

    assert said in refused.context["form"].errors["held_on"][0]


def test_a_panel_names_its_members_with_the_moderator_among_them(moderator, director, by_panel):
    finish(moderator, by_panel, members=[director.person.pk], present="A visiting inspector", minutes="Read together.", **WHEN)

    page = text_of(moderator, by_panel)
    assert "The panel" in page
    assert "A visiting inspector" in page
    assert [str(member) for member in ModerationRecord.objects.get().members.all()] == ["Dilys Kaur", "Morwenna Pask"]


def test_nobody_is_a_panel_alone(moderator, by_panel):
    refused = finish(moderator, by_panel, minutes="Read.", **WHEN)

    assert refused.context["form"].errors == {"members": ["Choose who else was on the panel."]}


@pytest.mark.parametrize("who", ["team_manager", "auditor"])
def test_a_hard_conflict_is_refused_unless_they_left(moderator, by_panel, who, request):
    person = request.getfixturevalue(who).person
    seats = {"members": [person.pk], "minutes": "Read together.", **WHEN}
    refused = finish(moderator, by_panel, **seats)
    finish(moderator, by_panel, left=[person.pk], **seats)

    assert "Record that they left while the grades were agreed." in refused.context["form"].errors["left"][0]
    assert f"{person.name}, who left while the grades were agreed" in text_of(moderator, by_panel)


def test_a_soft_conflict_needs_a_reason_or_leaves(moderator, lead, elm_team, by_panel):
    person = add_person("Noor Aziz", Role.AUDITOR, team=elm_team)
    seats = {"members": [person.pk], "minutes": "Read together.", **WHEN}
    refused = finish(moderator, by_panel, **seats)
    finish(moderator, by_panel, stayed_because="New to the team since May.", **seats)

    assert list(refused.context["form"].errors) == ["stayed_because"]
    assert "Stayed in spite of a conflict of interest: New to the team since May." in text_of(lead, by_panel)


def test_nobody_leaves_who_was_not_there(moderator, team_manager, director, by_panel):
    refused = finish(moderator, by_panel, members=[director.person.pk], left=[team_manager.person.pk], minutes="Read together.", **WHEN)

    assert "cannot have left" in refused.context["form"].errors["left"][0]


def test_the_choices_say_what_stands_between_a_person_and_the_record(moderator, lead, team_manager, by_panel):
    page = moderator.get(f"/audits/{by_panel.number}/agree/").content.decode()

    # Once among the members, once among those members that left.
    assert page.count("Tara Quinn (own line of management; own team)") == 2
    assert "Leah Brandt (" not in page


def test_a_practitioner_cannot_be_seated_through_the_form(moderator, worker, by_panel):
    refused = finish(moderator, by_panel, members=[worker.person.pk], minutes="Read.", **WHEN)

    assert "members" in refused.context["form"].errors


def test_the_rule_holds_behind_every_door(by_panel, worker):
    with pytest.raises(Incomplete, match="Nobody|nobody"):
        finish_moderation(
            actor=by_panel.moderator,
            audit=by_panel,
            agreed=agreed_as_submitted(by_panel),
            members=[worker.person],
            minutes="Read.",
            held_on=TODAY,
        )


def test_a_version_keeps_the_panel_of_an_audit_that_was_opened_again(moderator, lead, team_manager, by_panel):
    person = team_manager.person
    finish(moderator, by_panel, members=[person.pk], left=[person.pk], minutes="Read together.", **WHEN)
    reopen_audit(actor=lead.person, audit=Audit.objects.get(), reason="The minutes came late.", to=AuditState.SUBMITTED)

    page = " ".join(lead.get(f"/audits/{by_panel.number}/versions/1/").content.decode().split())

    assert f"{person.name}, who left while the grades were agreed" in page
    assert f"{TODAY:%-d %B %Y}" in page
    assert "Read together." not in text_of(lead, by_panel)
