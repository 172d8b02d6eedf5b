"""Raising an action from an audit, an observation, a figure, or on its own."""

import datetime

import pytest

from actions.enums import Level, Priority
from actions.models import Action
from foundation.accounts.models import Absence
from performance.models import Indicator
from tests.actions.stages import in_days

URL = "/actions/raise/"


def given(owner, **fields) -> dict:
    return {
        "what": "Update the chronology to July 2023",
        "why": "It stops in March, so the move is missing.",
        "owner": owner.person.pk,
        "level": Level.CHILD,
        "priority": Priority.URGENT,
        "due": "2023-08-21",
    } | fields


@pytest.fixture
def indicator(db) -> Indicator:
    return Indicator.objects.filter(series="scorecard").first() or Indicator.objects.first()


def test_auditor_raises_one_from_an_audit_over_several_domains(auditor, worker, started_audit):
    domains = [domain.pk for domain in started_audit.tool.domains.all()[:2]]
    auditor.post(f"{URL}?audit={started_audit.number}", given(worker, domains=domains))

    action = Action.objects.get()
    assert (action.audit, action.owner, action.raised_by, action.due) == (started_audit, worker.person, auditor.person, in_days(14))
    assert [domain.pk for domain in action.domains.all()] == domains


def test_the_form_suggests_the_worker_and_a_day_for_each_priority(auditor, worker, started_audit):
    page = auditor.get(f"{URL}?audit={started_audit.number}")

    assert page.context["form"].initial["owner"] == str(worker.person.pk)
    # Five and twenty working days after 7 August 2023, 28 August being a bank holiday.
    assert "Due on 14 August 2023, unless you give another date" in page.content.decode()
    assert "Due on 5 September 2023, unless you give another date" in page.content.decode()


@pytest.mark.parametrize(("priority", "due"), [("urgent", datetime.date(2023, 8, 14)), ("normal", datetime.date(2023, 9, 5))])
def test_a_due_date_left_empty_is_the_priority_s(lead, worker, priority, due):
    lead.post(URL, given(worker, priority=priority, due=""))

    action = Action.objects.get()
    assert (action.due, action.first_due) == (due, due)


def test_people_of_the_team_come_first_and_people_away_are_marked(auditor, worker, outsider, started_audit):
    Absence.objects.create(person=worker.person, first_day=in_days(0), last_day=in_days(4))
    names = [words for _, words in auditor.get(f"{URL}?audit={started_audit.number}").context["form"].fields["owner"].choices]

    assert names[1:3] == ["Tara Quinn, Elm Team", "Will Okafor, Social worker, Elm Team (away until 11 August 2023)"]


def test_another_can_be_written_straight_away(auditor, worker, started_audit):
    url = f"{URL}?audit={started_audit.number}"
    response = auditor.post(url, given(worker, another="1"))

    assert response.url == url
    assert "Update the chronology to July 2023" in auditor.get(url).content.decode()


def test_lead_raises_one_on_its_own(lead, worker, elm_team):
    lead.post(URL, given(worker, level=Level.TEAM))

    action = Action.objects.get()
    assert (action.source, action.team, action.level) == (None, elm_team, Level.TEAM)


def test_what_the_service_refuses_stands_by_its_field(lead, worker):
    form = lead.post(URL, given(worker, due="2023-08-04")).context["form"]

    assert form.errors == {"due": ["The due date must be today or later."]}


def test_a_mistyped_year_is_noticed(lead, worker):
    form = lead.post(URL, given(worker, due="2033-08-21")).context["form"]

    assert form.errors == {"due": ["The due date must be within two years. Check the year."]}


def test_analyst_raises_one_from_a_figure_and_a_practitioner_may_not(analyst, worker, head_of_service, indicator):
    analyst.post(f"{URL}?indicator={indicator.slug}", given(head_of_service))

    assert Action.objects.get().indicator == indicator
    assert worker.get(f"{URL}?indicator={indicator.slug}").status_code == 403


def test_a_practitioner_raises_none_on_their_own(worker):
    assert worker.get(URL).status_code == 403


@pytest.mark.parametrize("query", ["audit=99999", "audit=x", "observation=1", "indicator=none-such"])
def test_a_source_that_is_not_there_is_not_found(lead, query):
    assert lead.get(f"{URL}?{query}").status_code == 404


def test_an_outsider_gets_404(outsider, started_audit):
    assert outsider.get(f"{URL}?audit={started_audit.number}").status_code == 404
