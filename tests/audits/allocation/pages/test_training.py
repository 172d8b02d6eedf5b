"""/audits/training/: who is trained to audit, since when."""

import datetime
import re

import pytest
from django.utils.html import strip_tags

from audits.allocation.services.training import record_training
from audits.models import AuditTraining
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock

URL = "/audits/training/"
DAY = {"trained_on_day": "5", "trained_on_month": "6", "trained_on_year": "2023"}
ON = datetime.date(2023, 6, 5)


def words(response) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode().replace("</t", " </t")))


def test_the_lead_records_a_day_for_all_who_were_there(lead, auditor, moderator):
    lead.post(URL, DAY | {"what": "Induction", "people": [auditor.person.pk, moderator.person.pk]})

    assert {(each.person, each.trained_on, each.what) for each in AuditTraining.objects.all()} == {
        (auditor.person, ON, "Induction"),
        (moderator.person, ON, "Induction"),
    }
    assert [entry.facts["trained_on"] for entry in Entry.objects.of(auditor.person)] == ["2023-06-05"]


def test_the_page_says_since_when_and_of_whom_nothing_is_recorded(lead, auditor, moderator):
    record_training(actor=lead.person, people=[auditor.person], trained_on=ON)

    text = words(lead.get(URL))

    assert "Amina Yusuf Ash Team 5 June 2023" in text
    assert "Morwenna Pask – Not recorded" in text


def test_the_same_day_again_is_refused(lead, auditor):
    for what in ("Induction", "Refresher"):
        page = lead.post(URL, DAY | {"what": what, "people": [auditor.person.pk]})

    assert AuditTraining.objects.count() == 1
    assert list(page.context["form"].errors) == ["people"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({"people": []}, "people"), ({"trained_on_year": "2103"}, "trained_on"), ({"trained_on_day": "31"}, "trained_on")],
)
def test_what_is_wrong_is_said_by_its_field(lead, auditor, given, wrong):
    with frozen_clock(datetime.date(2023, 7, 1)):
        page = lead.post(URL, DAY | {"people": [auditor.person.pk]} | given)

    assert list(page.context["form"].errors) == [wrong]
    assert not AuditTraining.objects.exists()


def test_a_mistake_is_removed_and_the_trail_keeps_it(lead, auditor):
    (training,) = record_training(actor=lead.person, people=[auditor.person], trained_on=ON)

    lead.post(f"{URL}{training.pk}/remove/")

    assert not AuditTraining.objects.exists()
    assert [entry.verb for entry in Entry.objects.of(auditor.person).order_by("pk")] == ["training.recorded", "training.removed"]


@pytest.mark.parametrize("who", ["auditor", "director", "administrator", "board_member"])
def test_nobody_else_reads_or_records(request, who, lead, auditor):
    visitor = request.getfixturevalue(who)
    (training,) = record_training(actor=lead.person, people=[auditor.person], trained_on=ON)

    assert visitor.get(URL).status_code == 403
    assert visitor.post(URL, DAY | {"people": [auditor.person.pk]}).status_code == 403
    assert visitor.post(f"{URL}{training.pk}/remove/").status_code == 403
    assert AuditTraining.objects.count() == 1
