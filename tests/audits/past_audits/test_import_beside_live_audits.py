"""Past audits from a spreadsheet while a month is audited here: none is put beside what is at work, through any door."""

import datetime

import pytest

from audits.allocation.services.allocation import add_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import AuditState
from audits.models import Audit, AuditUpload
from audits.past_audits.reading.checking import Check
from audits.past_audits.services import ask_to_store, check_sheet, keep_upload, store_past_audits
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole
from foundation.council.clock import frozen_clock
from foundation.errors import StaleState
from foundation.jobs.models import Job
from foundation.sheets import Row, Sheet
from tests.audits.past_audits.sheets import past, sheet
from tests.people import add_person

AUDITED_HERE = (
    "June 2023 is being audited here: audit {} is still to be judged. Add the record on the page of June 2023, or correct the month."
)


def checked(actor: Person, *rows: dict) -> Check:
    return check_sheet(actor=actor, sheet=Sheet(list(rows[0]), [Row(place, row) for place, row in enumerate(rows, start=2)]))


def refused(actor: Person, *rows: dict) -> list[tuple]:
    return [(each.row, each.column, each.reason) for each in checked(actor, *rows).rejected]


@pytest.mark.parametrize("stage", ["allocated_audit", "started_audit", "submitted_audit"])
def test_a_month_with_an_audit_to_be_judged_takes_no_past_ones(request, lead, stage):
    live = request.getfixturevalue(stage)

    assert refused(lead.person, past(post="G")) == [(2, "month", AUDITED_HERE.format(live.pk))]


def test_a_record_that_is_being_audited_takes_no_second_audit_of_any_month_or_spelling(lead, submitted_audit):
    (said,) = refused(lead.person, past("c-20417", month="2022-05", post="G"))

    assert said == (
        2,
        "case",
        f"Audit {submitted_audit.pk} of this child’s record is at work in June 2023. "
        "Import its past audits once that one is finished or withdrawn.",
    )


def test_other_rows_of_the_file_are_told_of_one_by_one_and_taken_where_the_person_wants(lead, submitted_audit):
    check = checked(lead.person, past(post="G"), past("C-2", month="2022-05", post="G"))

    outcome = store_past_audits(actor=lead.person, check=check, name="past.csv", accept_valid=True)

    assert (outcome.stored, [each.row for each in outcome.rejected]) == (1, [2])


def test_a_month_that_is_finished_takes_them_with_people_who_may(lead, moderated_audit, auditor, moderator):
    assert refused(lead.person, past(post="G")) == []


def test_a_month_of_today_takes_no_moderator_who_is_none_and_none_of_the_line(lead, moderated_audit, outsider, team_manager):
    PersonRole.objects.create(person=team_manager.person, role=Role.MODERATOR)
    rows = [past(post="G", moderator=person.person.email) for person in (outsider, team_manager)]
    rows[1]["case"] = "C-2"

    (no_role, of_line) = refused(lead.person, *rows, past("C-3", auditor="Somebody New", post="G"))[:2]

    assert no_role[1:] == (
        "moderator",
        "Oscar Lind does not have the role “Moderator”, and June 2023 is audited under today’s rules. "
        "Name who has it, or ask an administrator for the role.",
    )
    assert "Tara Quinn is in this team’s line of management" in of_line[2]


def test_somebody_unknown_audits_nothing_in_a_month_of_today(lead, moderated_audit):
    (said,) = refused(lead.person, past("C-3", auditor="Somebody New", moderator="", post=""))

    assert said[1] == "auditor"
    assert said[2].startswith("Nobody known here by this name has the role “Auditor”")


def test_a_month_that_is_audited_here_takes_no_second_audit_of_a_record(lead, moderated_audit, moderator):
    """Nor under another auditor's name, which would make it another audit."""
    other = add_person("Otis Grant", Role.AUDITOR)

    assert refused(lead.person, past("c-20417", auditor=other.email, post="O")) == [
        (2, "case", f"Audit {moderated_audit.pk} is of this child’s record in June 2023. A record is audited once a month.")
    ]


def test_a_month_that_is_audited_here_takes_nobody_s_judgements(lead, moderated_audit, auditor):
    said = refused(lead.person, past("C-2", auditor="", post="G"), past("C-3", moderator="", post="G"))

    by_people = "June 2023 is audited under today’s rules, by people who are known. Say who the {} was."
    assert said == [(2, "auditor", by_people.format("auditor")), (3, "moderator", by_people.format("moderator"))]


def test_nobody_brings_their_own_audit_of_a_month_of_today_with_what_came_of_it(lead, moderated_audit):
    PersonRole.objects.create(person=lead.person, role=Role.AUDITOR)
    own = past("C-2", auditor=lead.person.email, post="G")

    (said,) = refused(lead.person, own)

    assert said == (
        2,
        "auditor",
        "You are its auditor, and June 2023 is audited under today’s rules. Another QA lead imports this row.",
    )
    assert refused(add_person("Lena Ford", Role.QA_LEAD), own) == []
    assert refused(lead.person, own | {"month": "2022-05"}) == []


def test_past_months_are_as_they_were_whoever_has_which_role_today(lead, elm_team, team_manager):
    assert refused(lead.person, past(post="G", moderator=team_manager.person.email, month="2022-05")) == []


def test_this_month_is_one_of_today_although_nobody_planned_it(lead, auditor, outsider):
    with frozen_clock(datetime.date(2023, 6, 12)):
        (said,) = refused(lead.person, past(post="G", moderator=outsider.person.email))

    assert said[1] == "moderator"


def test_a_pending_one_from_a_spreadsheet_is_filled_in_while_the_month_is_audited_here(lead, auditor, moderator, worker, elm_team):
    store_past_audits(actor=lead.person, check=checked(lead.person, past()), name="past.csv")
    add_audit(actor=lead.person, cycle=Audit.objects.get().cycle, case_id="C-9")

    outcome = store_past_audits(actor=lead.person, check=checked(lead.person, past(post="G")), name="past.csv")

    assert (outcome.restated, Audit.objects.get(case_id="C-1").state) == (1, AuditState.MODERATED)


def test_nobody_fills_in_the_moderation_of_their_own_audit(lead, moderator):
    own = past(auditor=lead.person.email)
    store_past_audits(actor=lead.person, check=checked(lead.person, own), name="past.csv")
    row = past(auditor=lead.person.email, post="O")

    assert refused(lead.person, row)[0][1] == "overall post"
    assert refused(add_person("Lena Ford", Role.QA_LEAD), row) == []


@pytest.mark.parametrize("happens", ["a record is added", "a role is taken"])
def test_what_happens_between_the_check_and_the_storing_is_seen(lead, auditor, moderator, happens, moderated_audit):
    if happens == "a record is added":
        check = checked(lead.person, past("C-2", month="2022-05", post="G"))
        july = plan_cycle(actor=lead.person, month=datetime.date(2023, 7, 1))
        add_audit(actor=lead.person, cycle=july, case_id="C-2")
    else:
        check = checked(lead.person, past(post="G"))
        PersonRole.objects.filter(person=moderator.person).delete()

    with pytest.raises(StaleState, match="Check it again"):
        store_past_audits(actor=lead.person, check=check, name="past.csv")
    assert not Audit.objects.filter(imported=True).exists()


def test_the_page_and_its_job_refuse_the_same(lead, submitted_audit, do_waiting_jobs):
    content = sheet(past(post="G"), past("C-2", month="2022-05")).encode()
    upload = keep_upload(actor=lead.person, name="past.csv", content=content)

    page = lead.get(upload.get_absolute_url()).content.decode()
    ask_to_store(actor=lead.person, upload=upload, accept_valid=False)
    do_waiting_jobs()

    assert AUDITED_HERE.format(submitted_audit.pk) in page
    assert (Job.objects.get().state, AuditUpload.objects.get().is_stored) == ("failed", False)
    assert not Audit.objects.filter(imported=True).exists()


def test_the_same_file_again_is_unchanged_although_the_record_is_at_work_by_now(lead, cycle):
    store_past_audits(actor=lead.person, check=checked(lead.person, past(month="2022-05", post="G")), name="past.csv")
    add_audit(actor=lead.person, cycle=cycle, case_id="C-1")

    check = checked(lead.person, past(month="2022-05", post="G"))

    assert (check.unchanged, check.rejected) == (1, [])
