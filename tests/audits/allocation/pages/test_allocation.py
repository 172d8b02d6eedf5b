"""/cycles/2023-06/add/, /audits/1/allocate/, /audits/1/withdraw/."""

import datetime

import pytest

from actions.services import raise_action
from audits.allocation.services.months import set_capacities
from audits.enums import AuditState
from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence, Person
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.documents import cells_of
from tests.people import add_person
from tests.reading import text_of

ADD = "/cycles/2023-06/add/"


def url(audit: Audit, name: str) -> str:
    return f"/audits/{audit.number}/{name}/"


def record(**changes) -> dict:
    return {"case_id": "C-30001", "plan_type": "cared_for", "age_band": "10-15", "cohort": "Cared for children"} | changes


def sentences(audit: Audit) -> list[str]:
    return [entry.sentence for entry in Entry.objects.of(audit)]


def test_the_lead_adds_a_record_with_its_people(lead, cycle, elm_team, worker, auditor, moderator):
    people = {"team": elm_team.pk, "allocated_worker": worker.person.pk, "auditor": auditor.person.pk, "moderator": moderator.person.pk}

    response = lead.post(ADD, record(**people))

    audit = Audit.objects.get()
    assert response.url == "/cycles/2023-06/"
    assert (audit.case_id, audit.team, audit.auditor, audit.moderator) == ("C-30001", elm_team, auditor.person, moderator.person)
    assert sentences(audit) == ["added the record to the month", "chose the auditor and the moderator"]


def test_a_record_may_be_added_before_its_people_are_known(lead, cycle):
    response = lead.post(ADD, record(another="1"))

    assert response.url == ADD
    assert Audit.objects.get().auditor is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Jamie Smith", "looks like a name"), ("943 476 5919", "looks like an NHS number"), ("04/07/2014", "looks like a date")],
)
def test_a_case_id_that_names_the_child_is_refused(lead, cycle, typed, said):
    form = lead.post(ADD, record(case_id=typed)).context["form"]

    assert said in form.errors["case_id"][0]
    assert not Audit.objects.exists()


def test_a_hard_conflict_is_said_by_the_person(lead, cycle, elm_team, worker):
    manager = add_person("Mia Lund", Role.AUDITOR)
    worker.person.line_manager = manager
    worker.person.save()

    form = lead.post(ADD, record(team=elm_team.pk, allocated_worker=worker.person.pk, auditor=manager.pk)).context["form"]

    assert form.errors == {"auditor": ["Mia Lund is in this worker’s or team’s line of management. Choose somebody else."]}
    assert not Audit.objects.exists()


def test_a_soft_conflict_asks_for_a_reason_and_then_goes_through(lead, cycle, elm_team):
    colleague = add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    given = record(team=elm_team.pk, auditor=colleague.pk)

    asked = lead.post(ADD, given)
    assert "Nell Drew belongs to the same team. Why is this accepted?" in asked.content.decode()
    lead.post(ADD, given | {"reason_own_team": "Nobody else knows the work."})

    assert Audit.objects.get().overrides.get().reason == "Nobody else knows the work."


def test_no_reason_is_asked_for_where_none_is_needed(lead, cycle):
    page = lead.get(ADD).content.decode()

    assert "Auditor" in page
    assert "reason_" not in page


def test_the_lead_changes_the_moderator(lead, allocated_audit, auditor):
    second = add_person("Odile Baird", Role.MODERATOR)

    lead.post(url(allocated_audit, "allocate"), {"auditor": auditor.person.pk, "moderator": second.pk})

    assert Audit.objects.get().moderator == second
    assert sentences(allocated_audit)[-1] == "chose the auditor and the moderator"


def test_people_away_on_the_due_date_come_last_and_say_until_when(lead, allocated_audit, auditor):
    add_person("Zadie Amos", Role.AUDITOR)
    Absence.objects.create(person=auditor.person, first_day=datetime.date(2023, 6, 20), last_day=datetime.date(2023, 6, 30))

    with frozen_clock(datetime.date(2023, 6, 1)):
        form = lead.get(url(allocated_audit, "allocate")).context["form"]

    labels = [label for _, label in form.fields["auditor"].choices]
    assert labels == [
        "",
        "Zadie Amos – 0 of 2 this month",
        "Amina Yusuf, Ash Team – 1 of 2 this month; has it now; away until 30 June 2023",
    ]


def shown(page, caption: str) -> dict[str, tuple[str, str]]:
    """By person, what they hold of the most that they take, and what there is to know, as the page's table says it."""
    table = next(each for each in page.context["form"].tables if each.caption == caption)
    return {cells_of(row)[0].shown: (cells_of(row)[1].shown, cells_of(row)[3].shown) for row in table.rows}


def test_reassigning_shows_who_is_free_and_why_others_are_not(lead, elm_team, worker, allocated_audit):
    free = add_person("Zadie Amos", Role.AUDITOR)
    set_capacities(actor=lead.person, capacities={free.pk: (5, 6)})
    add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    full = add_person("Fay Underhill", Role.AUDITOR)
    set_capacities(actor=lead.person, capacities={full.pk: (0, 0)})
    gone = add_person("Gil Away", Role.AUDITOR)
    Absence.objects.create(person=gone, first_day=datetime.date(2023, 6, 1), last_day=datetime.date(2023, 6, 30))
    line = add_person("Mia Lund", Role.AUDITOR)
    Person.objects.filter(pk=worker.person.pk).update(line_manager=line)

    with frozen_clock(datetime.date(2023, 6, 6)):
        page = lead.get(url(allocated_audit, "allocate"))

    assert list(shown(page, "Who could audit it").items()) == [
        ("Zadie Amos", ("0 of 5", "Free")),
        ("Amina Yusuf", ("1 of 2", "Has it now")),
        ("Nell Drew", ("0 of 2", "Asks for a reason: own team")),
        ("Fay Underhill", ("0 of 0", "Takes no more this month")),
        ("Mia Lund", ("0 of 2", "Cannot be chosen: own line of management")),
        ("Gil Away", ("0 of 2", "Cannot be chosen: is away until 30 June 2023, after the due date of 23 June 2023")),
    ]


def test_the_same_of_moderation_once_the_audit_is_submitted(lead, submitted_audit, moderator):
    both = add_person("Odile Baird", Role.MODERATOR)

    page = lead.get(url(submitted_audit, "allocate"))

    assert shown(page, "Who could moderate it") == {"Odile Baird": ("0 of 6", "Free"), "Morwenna Pask": ("1 of 6", "Has it now")}
    assert [table.caption for table in page.context["form"].tables] == ["Who could moderate it"]
    assert both.name in text_of(page)


def test_who_has_an_action_of_it_cannot_moderate_it_blind_and_the_lead_reads_why(lead, auditor, submitted_audit, moderator):
    owner = add_person("Odile Baird", Role.MODERATOR)
    with frozen_clock(datetime.date(2023, 6, 20)):
        action = raise_action(actor=lead.person, audit=submitted_audit, what="See the child", why="Not seen.", owner=owner)

    said = shown(lead.get(url(submitted_audit, "allocate")), "Who could moderate it")["Odile Baird"][1]
    assert said == f"Cannot be chosen: has action {action.number}, which was raised from it"

    # A lead who moderates it blind must not learn that there is an action.
    lead.person.role_rows.create(role=Role.MODERATOR)
    Audit.objects.filter(pk=submitted_audit.pk).update(moderator=lead.person)
    assert shown(lead.get(url(submitted_audit, "allocate")), "Who could moderate it")["Odile Baird"][1] == "Free"


def test_all_that_one_person_has_open_is_given_away_with_loads_and_reasons(lead, allocated_audit, auditor, worker, elm_team):
    add_person("Zadie Amos", Role.AUDITOR)
    add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    line = add_person("Mia Lund", Role.AUDITOR)
    Person.objects.filter(pk=worker.person.pk).update(line_manager=line)

    form = lead.get(f"/audits/reassign/{auditor.person.pk}/").context["form"]

    assert [label for _, label in form.fields[f"auditor-{allocated_audit.pk}"].choices] == [
        "Nobody yet",
        "Zadie Amos (1 of 2)",
        "Nell Drew (0 of 2) – asks for a reason: own team",
        "Mia Lund (0 of 2) – not possible: own line of management",
    ]


def test_who_cannot_be_chosen_is_refused_with_the_reason(lead, allocated_audit, worker):
    line = add_person("Mia Lund", Role.AUDITOR)
    Person.objects.filter(pk=worker.person.pk).update(line_manager=line)

    form = lead.post(url(allocated_audit, "allocate"), {"auditor": line.pk}).context["form"]

    assert form.errors == {"auditor": ["Mia Lund is in this worker’s or team’s line of management. Choose somebody else."]}


def test_an_audit_that_was_started_keeps_its_auditor(lead, started_audit, moderator):
    other = add_person("Zadie Amos", Role.AUDITOR)

    response = lead.post(url(started_audit, "allocate"), {"auditor": other.pk, "moderator": moderator.person.pk})

    assert "was started by Amina Yusuf: its auditor cannot change now" in response.content.decode()


def test_the_lead_withdraws_a_record_with_a_reason(lead, allocated_audit):
    response = lead.post(url(allocated_audit, "withdraw"), {"kind": "transferred"})

    audit = Audit.objects.get()
    assert response.url == "/cycles/2023-06/"
    assert (audit.state, audit.outcome_reason) == (AuditState.WITHDRAWN, "Transferred to another council")
    assert sentences(audit)[-1] == "withdrew the record"


def test_withdrawing_without_a_reason_is_refused(lead, allocated_audit):
    form = lead.post(url(allocated_audit, "withdraw"), {"reason": ""}).context["form"]

    assert form.errors == {"kind": ["Select why the record is withdrawn."]}


def test_a_submitted_audit_is_not_withdrawn(lead, submitted_audit):
    lead.post(url(submitted_audit, "withdraw"), {"kind": "other", "reason": "Second thoughts."})

    assert Audit.objects.get().state == AuditState.SUBMITTED


def test_those_who_see_the_audit_may_not_allocate_it(director, auditor, allocated_audit):
    for other in (director, auditor):
        assert [other.post(url(allocated_audit, name)).status_code for name in ("allocate", "withdraw")] == [403, 403]
    assert auditor.post(ADD, record()).status_code == 403


def test_an_outsider_gets_404(outsider, board_member, allocated_audit):
    for other in (outsider, board_member):
        assert [other.get(url(allocated_audit, name)).status_code for name in ("allocate", "withdraw")] == [404, 404]


def test_withdrawing_twice_does_nothing(lead, allocated_audit):
    for _ in range(2):
        lead.post(url(allocated_audit, "withdraw"), {"kind": "transferred"})

    assert sentences(allocated_audit).count("withdrew the record") == 1
