"""What is expected, allocated, submitted and finished by service and by auditor: on the month's page and /cycles/2023-06/expected/."""

from dataclasses import astuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.allocation.services.allocation import add_audit
from audits.cycles.services.programme import set_expected
from audits.models import Expectation
from foundation.accounts.models import Team
from foundation.activity.models import Entry
from tests.reading import text_of
from tests.replay import replayed

MONTH, EXPECTED = "/cycles/2023-06/", "/cycles/2023-06/expected/"


def rows_of(visitor, name: str) -> list[tuple]:
    numbers = visitor.get(MONTH).context[name]
    return [astuple(row) for row in [*numbers.rows, numbers.total]]


@pytest.fixture
@replayed
def numbers(lead, cycle, rowan_service, auditor) -> None:
    set_expected(actor=lead.person, cycle=cycle, services={rowan_service: 9}, auditors={auditor.person: 2})


def test_the_lead_sets_the_numbers(lead, cycle, rowan_service, elm_team, auditor):
    response = lead.post(EXPECTED, {f"service_{rowan_service.pk}": "9", f"auditor_{auditor.person.pk}": "2"})

    assert response["Location"] == MONTH
    assert list(Expectation.objects.values_list("service__name", "auditor__name", "expected").order_by("expected")) == [
        (None, "Amina Yusuf", 2),
        ("Rowan Service", None, 9),
    ]


def test_numbers_leave_a_trace_once(lead, cycle, numbers, rowan_service, elm_team, auditor):
    lead.post(EXPECTED, {f"service_{rowan_service.pk}": "9", f"auditor_{auditor.person.pk}": "2"})

    entry = Entry.objects.of(cycle).get(verb="cycle.expected")
    assert entry.facts == {"before": {}, "after": {"Amina Yusuf": 2, "Rowan Service": 9}}


def test_an_emptied_box_takes_the_number_away(lead, numbers, rowan_service, elm_team, auditor):
    lead.post(EXPECTED, {f"service_{rowan_service.pk}": "", f"auditor_{auditor.person.pk}": "3"})

    assert list(Expectation.objects.values_list("auditor__name", "expected")) == [("Amina Yusuf", 3)]


def test_a_number_that_is_none_is_named_by_its_field(lead, cycle, rowan_service, elm_team):
    response = lead.post(EXPECTED, {f"service_{rowan_service.pk}": "many"})

    assert list(response.context["form"].errors) == [f"service_{rowan_service.pk}"]
    assert 'value="many"' in text_of(response)


def test_by_service_and_in_total(lead, numbers, submitted_audit):
    add_audit(actor=lead.person, cycle=submitted_audit.cycle, case_id="C-2", team=submitted_audit.team)

    # Name, expected, exempt, allocated, submitted, finished.
    assert rows_of(lead, "by_service") == [("Rowan Service", 9, 0, 1, 1, 0), ("Total", 9, 0, 1, 1, 0)]


def test_by_auditor_and_who_has_nobody_yet(lead, numbers, moderated_audit):
    add_audit(actor=lead.person, cycle=moderated_audit.cycle, case_id="C-2")

    assert rows_of(lead, "by_auditor") == [("Amina Yusuf", 2, 0, 1, 1, 1), ("Nobody yet", None, 0, 0, 0, 0), ("Total", 2, 0, 1, 1, 1)]


def test_a_record_without_a_service_is_counted_apart(lead, cycle, auditor):
    team = Team.objects.create(name="Oak Team")
    add_audit(actor=lead.person, cycle=cycle, case_id="C-3", team=team, auditor=auditor.person)

    assert rows_of(lead, "by_service") == [("No service", None, 0, 1, 0, 0), ("Total", None, 0, 1, 0, 0)]


def test_a_column_in_which_nobody_set_a_number_is_left_out_and_the_lead_is_shown_where_to_set_one(lead, director, submitted_audit):
    def page(visitor) -> str:
        return text_of(visitor.get(MONTH)).partition('id="by-service"')[2].partition("</section>")[0]

    assert 'data-label="Expected"' not in page(lead)
    assert 'data-label="Exempt"' not in page(lead)
    assert f'href="{EXPECTED}"' in page(lead)
    assert f'href="{EXPECTED}"' not in page(director)
    set_expected(actor=lead.person, cycle=submitted_audit.cycle, services={submitted_audit.team.service: 9}, auditors={})
    assert 'data-label="Expected">9<' in page(lead)


def test_sums_are_said_beside_what_the_month_expects(lead, numbers):
    page = text_of(lead.get(MONTH))

    assert "These add up to 9; the month expects 14." in page
    assert "These add up to 2; the month expects 14." in page


def test_names_of_auditors_are_for_the_lead(director, head_of_service, service_manager, numbers):
    for leader in (director, head_of_service, service_manager):
        page = leader.get(MONTH)
        assert "By service" in text_of(page)
        assert "Amina Yusuf" not in text_of(page)


def test_others_are_refused(director, auditor, outsider, board_member, cycle):
    assert [person.get(EXPECTED).status_code for person in (director, auditor, outsider, board_member)] == [403] * 4
    assert director.post(EXPECTED, {}).status_code == 403


def test_queries_are_the_same_with_one_row_and_with_three(lead, numbers, submitted_audit, ash_team):
    counted = queries(lead)
    for case in ("C-2", "C-3"):
        add_audit(actor=lead.person, cycle=submitted_audit.cycle, case_id=case, team=ash_team)

    assert queries(lead) == counted


def queries(visitor) -> int:
    with CaptureQueriesContext(connection) as captured:
        visitor.get(MONTH)
    return len(captured)
