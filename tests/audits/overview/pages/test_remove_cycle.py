"""Months that nobody can mean, and taking back one that was planned by mistake."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from audits.cycles.services.cycles import plan_cycle
from audits.cycles.services.removal import remove_cycle
from audits.models import Cycle
from foundation.activity.models import Entry

NEW = "/cycles/new/"
ANSWERS = {"theme": "Plans", "moderation_rule": "all", "blind": "yes", "mode": "desk"}


def url(cycle) -> str:
    return f"/cycles/{cycle.code}/remove/"


@pytest.mark.parametrize(("month", "year"), [("12", "9999"), ("1", "0001"), ("6", "1999"), ("6", "2099")])
def test_a_month_that_nobody_can_mean_is_refused_in_words(lead, month, year):
    answer = lead.post(NEW, ANSWERS | {"month_month": month, "month_year": year})

    assert answer.status_code == 200
    assert not Cycle.objects.exists()
    assert "Enter a month from" in answer.content.decode() or "Year must be" in answer.content.decode()


@pytest.mark.parametrize("month", [datetime.date(9999, 12, 1), datetime.date(1999, 12, 1)])
def test_the_service_refuses_it_too(lead, month):
    with pytest.raises(ValidationError, match="cannot be right"):
        plan_cycle(actor=lead.person, month=month)


def test_a_far_month_of_an_older_version_is_shown_and_can_be_removed(lead, cycle):
    far = Cycle.objects.create(month=datetime.date(9999, 12, 1), tool=cycle.tool, audits_due=datetime.date(9999, 12, 31))

    listed = lead.get("/cycles/")
    assert [lead.get(address).status_code for address in ("/", "/cycles/?year=9999", far.get_absolute_url(), url(far))] == [200] * 4
    assert len(listed.content) < 60_000
    lead.post(url(far))
    assert not Cycle.objects.filter(pk=far.pk).exists()


def test_lead_removes_an_empty_month(lead, cycle):
    assert "Remove the month" in lead.get(cycle.get_absolute_url()).content.decode()
    assert "Remove June 2023?" in lead.get(url(cycle)).content.decode()

    answer = lead.post(url(cycle))

    assert answer.url == "/cycles/"
    assert not Cycle.objects.exists()
    assert Entry.objects.get(verb="cycle.removed").facts["month"] == "2023-06"


def test_a_month_with_an_audit_stays(lead, allocated_audit):
    cycle = allocated_audit.cycle

    assert "1 audit" in lead.get(url(cycle)).content.decode()
    lead.post(url(cycle))
    with pytest.raises(ValidationError, match="1 audit"):
        remove_cycle(actor=lead.person, cycle=cycle)
    assert Cycle.objects.get() == cycle


def test_what_is_removed_already_is_no_fault(lead, cycle):
    remove_cycle(actor=lead.person, cycle=cycle)
    remove_cycle(actor=lead.person, cycle=cycle)

    assert lead.get(url(cycle)).status_code == 404


@pytest.mark.parametrize("who", ["director", "auditor", "analyst", "administrator", "board_member"])
def test_nobody_else_may(request, cycle, who):
    assert request.getfixturevalue(who).post(url(cycle)).status_code == 403
    assert Cycle.objects.exists()
