"""A month's allocation: the proposal, what it says, what applying does, a file, changes since the page was opened."""

import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.allocation.queries.months import AllocationMonth
from audits.allocation.reading import read_allocation
from audits.allocation.services.allocation import add_audit, allocate
from audits.cycles.services.cycles import change_cycle
from audits.enums import AllocationSource, ConflictKind
from audits.models import Allocation, AllocationFile, Audit, Capacity, Pin
from audits.moderation.services.moderation import withdraw_audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from foundation.sheets import read_rows
from tests.audits.sampling.lists import answers_on
from tests.people import Visitor, add_person
from tests.reading import fresh
from tests.shares import examples
from tests.tables import table_on
from tests.workbook_checks import faults_of
from tests.workbooks import table_in

PAGE = "/cycles/2023-06/allocation/"
RECORD_CELL = st.sampled_from(["C-1", "c–1", "1", "C-7", "", "Total: 3", "Page 1 of 2"])
PERSON_CELL = st.sampled_from(["", "Amina Yusuf", '"Yusuf, Ms Amina"', "morwenna@example.org", "Nobody Known", "PASK Morwenna"])


@pytest.fixture
def record(lead, cycle, elm_team, worker) -> Audit:
    """One record of Elm Team without anybody."""
    return add_audit(actor=lead.person, cycle=cycle, case_id="C-1", team=elm_team, allocated_worker=worker.person)


def posted(form, *button: str) -> dict:
    """What a browser sends of the form as it stands."""
    given = {field.html_name: field.value() for field in form if field.value() is not None}
    if isinstance(given.get("due"), list):
        given |= {f"due_{part}": value for part, value in zip(("day", "month", "year"), given.pop("due"), strict=True)}
    return given | dict.fromkeys(button, "1")


def propose(visitor):
    return visitor.get(PAGE).context["form"]


def test_the_proposal_is_applied_as_it_was_shown(lead, record, auditor, moderator):
    form = propose(lead)
    assert (form[f"auditor-{record.pk}"].value(), form[f"moderator-{record.pk}"].value()) == (
        str(auditor.person.pk),
        str(moderator.person.pk),
    )

    response = lead.post(PAGE, posted(form))

    assert response.url == "/cycles/2023-06/"
    assert (fresh(record).auditor, fresh(record).moderator) == (auditor.person, moderator.person)


def test_it_leaves_a_trace_a_history_and_word_to_everybody_concerned(lead, record, auditor, moderator):
    lead.post(PAGE, posted(propose(lead)))

    assert [entry.verb for entry in Entry.objects.of(record)] == ["audit.added", "audit.allocated"]
    rows = Allocation.objects.order_by("pk").values_list("part", "before", "after", "source")
    assert list(rows) == [
        ("auditor", None, auditor.person.pk, AllocationSource.PROPOSED),
        ("moderator", None, moderator.person.pk, AllocationSource.PROPOSED),
    ]
    assert set(Notice.objects.values_list("person", "subject")) == {
        (auditor.person.pk, f"Audit {record.pk} is yours"),
        (moderator.person.pk, f"You moderate audit {record.pk}"),
    }


def test_no_notice_names_the_child_s_record(lead, record, auditor, moderator):
    lead.post(PAGE, posted(propose(lead)))

    assert all("C-1" not in notice.subject + notice.words + notice.path for notice in Notice.objects.all())


def test_the_line_of_management_is_not_proposed_and_the_list_says_why(lead, record, auditor, moderator, team_manager):
    team_manager.person.role_rows.create(role=Role.AUDITOR)

    page = lead.get(PAGE)

    field = page.context["form"].fields[f"auditor-{record.pk}"]
    assert field.initial == str(auditor.person.pk)
    assert field.choices[-1] == (str(team_manager.person.pk), "Tara Quinn (0 of 2) – not possible: own line of management")
    assert "Own line of management: passed over 1 time" in page.content.decode()
    assert f"Tara Quinn: audit {record.pk}" in page.content.decode()


def test_a_soft_conflict_is_asked_about_where_nobody_else_is_free(lead, record, moderator, elm_team):
    colleague = add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    form = propose(lead)
    box = f"reason-{record.pk}-{colleague.pk}-own_team"

    refused = lead.post(PAGE, posted(form) | {box: ""})
    assert refused.context["form"].errors[box] == ["Nell Drew belongs to the same team. Say why this is accepted, or choose somebody else."]
    assert fresh(record).auditor is None

    lead.post(PAGE, posted(form) | {box: "A small service."})
    assert fresh(record).overrides.get().reason == "A small service."


def test_where_nobody_can_have_a_record_the_page_says_who_was_ruled_out_by_what(lead, record, moderator, team_manager, auditor):
    team_manager.person.role_rows.create(role=Role.AUDITOR)
    Capacity.objects.create(person=auditor.person, audits=0)

    page = lead.get(PAGE).content.decode()

    assert "Ruled out: Tara Quinn (own line of management); already at the most that they take: Amina Yusuf." in page.replace("\n", "")


def test_who_is_away_is_left_out_and_the_page_says_so(lead, record, auditor, moderator):
    Absence.objects.create(person=auditor.person, first_day=datetime.date(2023, 6, 1), last_day=datetime.date(2023, 6, 15))

    with frozen_clock(datetime.date(2023, 6, 1)):
        page = lead.get(PAGE)

    assert page.context["form"][f"auditor-{record.pk}"].value() == ""
    assert "Away on 11 of the 17 working days until 23 June 2023" in page.content.decode()


def test_a_pin_is_kept_and_its_reason_offered_for_its_conflict(lead, record, auditor, moderator, elm_team):
    colleague = add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    Pin.objects.create(
        audit=record,
        part="auditor",
        person=colleague,
        reason="Knows this work.",
        pinned_by=lead.person,
        pinned_on=datetime.date(2023, 6, 1),
    )

    form = propose(lead)

    assert form[f"auditor-{record.pk}"].value() == str(colleague.pk)
    assert form[f"reason-{record.pk}-{colleague.pk}-own_team"].value() == "Knows this work."


def test_choosing_somebody_else_is_counted_again_before_it_is_applied(lead, record, auditor, moderator, elm_team):
    colleague = add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    chosen = posted(propose(lead), "check") | {f"auditor-{record.pk}": str(colleague.pk)}

    page = lead.post(PAGE, chosen)

    assert page.context["form"].errors == {}
    assert [question.conflict.kind for question in page.context["form"].plans[0].questions] == [ConflictKind.OWN_TEAM]
    assert fresh(record).auditor is None


def test_one_row_that_cannot_be_refuses_all(lead, record, auditor, moderator, cycle, team_manager):
    team_manager.person.role_rows.create(role=Role.AUDITOR)
    second = add_audit(actor=lead.person, cycle=cycle, case_id="C-2")
    chosen = posted(propose(lead)) | {f"auditor-{record.pk}": str(team_manager.person.pk)}

    page = lead.post(PAGE, chosen)

    assert page.context["form"].errors == {
        f"auditor-{record.pk}": ["Tara Quinn cannot have this: own line of management. Choose somebody else."]
    }
    assert (fresh(record).auditor, fresh(second).auditor) == (None, None)


def test_what_changed_meanwhile_refuses_the_whole_and_keeps_the_choices(lead, record, auditor, moderator, cycle):
    second = add_audit(actor=lead.person, cycle=cycle, case_id="C-2")
    chosen = posted(propose(lead))
    allocate(actor=lead.person, audit=record, auditor=None, moderator=moderator.person)
    withdraw_audit(actor=lead.person, audit=second, reason="Transferred.")

    page = lead.post(PAGE, chosen)

    assert page.context["form"].non_field_errors() == [
        f"Audit {record.pk} has changed since you opened the page: it is not started, auditor nobody, moderator Morwenna Pask.",
        f"Audit {second.pk} has been withdrawn since you opened the page.",
    ]
    assert page.context["form"][f"auditor-{record.pk}"].value() == str(auditor.person.pk)
    assert fresh(record).auditor is None

    lead.post(PAGE, posted(page.context["form"]))
    assert fresh(record).auditor == auditor.person


def test_applying_twice_changes_nothing_the_second_time(lead, record, auditor, moderator):
    chosen = posted(propose(lead))
    lead.post(PAGE, chosen)
    lead.post(PAGE, chosen)

    assert Allocation.objects.count() == 2


def test_the_page_shows_no_grade(lead, submitted_audit):
    page = lead.get(PAGE).content.decode()

    assert "Good" not in page
    assert "Requires improvement" not in page


def test_a_month_that_is_not_moderated_asks_for_no_moderator(lead, record, cycle, auditor):
    change_cycle(actor=lead.person, cycle=cycle, moderation_rule="none")

    assert f"moderator-{record.pk}" not in propose(lead).fields


@pytest.mark.parametrize("who", ["auditor", "moderator", "director", "administrator", "outsider", "board_member"])
def test_nobody_but_the_lead_may(request, who, record):
    visitor = request.getfixturevalue(who)

    assert visitor.get(PAGE).status_code == 403
    assert visitor.post(PAGE, {}).status_code == 403


def test_an_unknown_month_gets_404(lead, cycle):
    assert lead.get("/cycles/2031-01/allocation/").status_code == 404


def test_the_page_asks_as_often_for_one_record_as_for_three(lead, record, cycle, ash_team, auditor, moderator):
    lead.get(PAGE)
    with CaptureQueriesContext(connection) as for_one:
        lead.get(PAGE)
    for number in (2, 3):
        add_audit(actor=lead.person, cycle=cycle, case_id=f"C-{number}", team=record.team, allocated_worker=record.allocated_worker)
    with CaptureQueriesContext(connection) as for_three:
        lead.get(PAGE)

    assert len(for_three) == len(for_one)


def upload(visitor, *lines: str, name="allocation.csv"):
    file = BytesIO("\n".join(["case or audit number,auditor,moderator,reason", *lines]).encode())
    file.name = name
    return visitor.post(PAGE, {"upload": "1", "file": file})


def test_a_file_goes_through_the_same_check_and_is_applied(lead, record, auditor, moderator):
    form = upload(lead, "C-1,Amina Yusuf,morwenna@example.org,").context["form"]
    assert fresh(record).auditor is None

    lead.post(PAGE, posted(form))

    assert fresh(record).auditor == auditor.person
    assert {row.source for row in Allocation.objects.all()} == {AllocationSource.CSV}


def test_what_of_a_file_was_not_read_is_said(lead, record, auditor):
    content = b"Run on,01/06/2023,,\n\ncase,auditor,manager,grade\nC-1,Amina Yusuf,x,y\nTotal: 1,,,\n"
    asked = lead.post(PAGE, {"upload": "1", "file": SimpleUploadedFile("allocation.csv", content)}).url
    page = lead.post(asked, answers_on(lead.get(asked)), follow=True)

    assert page.context["notes"] == [
        "The title rows above the headings in row 3 were skipped.",
        "Not read, for nothing of it is chosen here: “manager”, “grade”.",
        "Row 5 is a total, and was passed over.",
    ]
    assert "How the file was read" in page.text


def test_the_reason_of_a_row_answers_its_conflict(lead, record, moderator, elm_team):
    add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    form = upload(lead, f"{record.pk},Nell Drew,,The only one who knows this work.").context["form"]

    lead.post(PAGE, posted(form))

    assert fresh(record).overrides.get().reason == "The only one who knows this work."


def test_every_bad_cell_of_a_file_is_shown_at_once_and_nothing_is_taken(lead, record, auditor, moderator, team_manager):
    team_manager.person.role_rows.create(role=Role.AUDITOR)

    page = upload(lead, "C-1,Tara Quinn,Nobody Known,", "C-9,Amina Yusuf,,", "c-1,Amina Yusuf,,", f"{record.pk},Morwenna Pask,,")

    assert [(cell["Row"], cell["Column"]) for cell in table_on(page, "Refused")] == [
        ("2", "auditor"),
        ("2", "moderator"),
        ("3", "case or audit number"),
        ("4", "case or audit number"),
        ("5", "case or audit number"),
    ]
    assert fresh(record).auditor is None


def test_headings_that_are_not_clear_are_asked_about_once(lead, record, auditor, moderator):
    content = b'Mosaic number,Audited by,Second reader,Note\nC-1,Ms Amina Yusuf,"Pask, Morwenna",x\n'
    asked = lead.post(PAGE, {"upload": "1", "file": SimpleUploadedFile("allocation.csv", content)}).url
    shown = lead.get(asked)
    assert shown.context["reasons"] == ["No column was recognised as “Moderator”. If one of the columns holds it, choose it."]
    assert [each["For example"] for each in table_on(shown, "Columns")] == ["C-1", "Ms Amina Yusuf", "Pask, Morwenna", "x"]

    page = lead.post(asked, answers_on(shown) | {"column-2": "moderator"}, follow=True)
    lead.post(PAGE, posted(page.context["form"]))

    assert (fresh(record).auditor, fresh(record).moderator) == (auditor.person, moderator.person)
    assert not AllocationFile.objects.exists()
    again = lead.post(PAGE, {"upload": "1", "file": SimpleUploadedFile("allocation.csv", content)})
    assert "Not read, for nothing of it is chosen here: “Note”." in again.context["notes"]


def test_rows_that_cannot_be_taken_come_as_a_workbook_and_the_others_go_on(lead, record, auditor):
    other = add_audit(actor=lead.person, cycle=record.cycle, case_id="C-2")
    page = upload(lead, "C-9,Amina Yusuf,,", "C-1,Amina Yusuf,,", "C-2,Amina Yusuf,Nobody Known,")
    kept = page.context["kept"].get_absolute_url()
    rows = table_in(content := lead.get(kept, {"export": "xlsx"}).content)
    assert faults_of(content) == []

    assert [row[:4] for row in rows[:2]] == [
        ("Row in your file", "What is wrong, and what to do", "case or audit number", "auditor"),
        (2, "case or audit number: No open audit of this month has this case ID or number.", "C-9", "Amina Yusuf"),
    ]

    without = lead.get(kept)
    assert "These rows of the file cannot be taken, and change nothing." in without.text
    lead.post(PAGE, posted(without.context["form"]))
    assert (fresh(record).auditor, fresh(other).auditor) == (auditor.person, None), "a row is taken whole or not at all"


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(RECORD_CELL, PERSON_CELL, PERSON_CELL), min_size=1, max_size=8))
def test_no_row_of_a_file_is_dropped_without_being_said(lead, record, auditor, moderator, rows):
    lines = "".join(f"{case},{auditor_cell},{moderator_cell},\n" for case, auditor_cell, moderator_cell in rows)
    sheet = read_rows(BytesIO(f"case,auditor,moderator,reason\nC-9,x,y,z\n{lines}".encode()), "file.csv")
    found = read_allocation(sheet, AllocationMonth(record.cycle, also=[record.pk]))

    passed_over = sum("was passed over" in note for note in found.notes)
    assert len(found.choices) + len({each.row for each in found.rejected}) + passed_over == len(sheet.rows)


def test_a_file_that_waits_is_its_lead_s(lead, record, auditor, director):
    kept = upload(lead, "C-9,Amina Yusuf,,").context["kept"].get_absolute_url()
    other = Visitor(add_person("Lena Marsh", Role.QA_LEAD))

    assert [visitor.get(kept).status_code for visitor in (lead, other, auditor, director)] == [200, 404, 403, 403]


def test_a_file_that_is_no_sheet_is_refused_by_the_field(lead, record):
    page = lead.post(PAGE, {"upload": "1", "file": BytesIO(b"")})

    assert page.context["upload"].errors["file"]


def test_the_month_is_downloaded_to_be_filled_in(lead, record):
    lines = lead.get(f"{PAGE}?export=csv").content.decode("utf-8-sig").splitlines()

    assert lines == ["case or audit number,auditor,moderator,reason", f"{record.pk},,,"]


def test_each_button_of_the_page_does_what_it_says(lead, record, auditor, moderator):
    """The names that a browser sends are in the page itself."""
    page = lead.get(PAGE).content.decode()
    chosen, file = page.split('id="file"')

    assert 'name="check"' in chosen
    assert 'name="upload" value="1"' in file
    assert 'enctype="multipart/form-data"' in file
