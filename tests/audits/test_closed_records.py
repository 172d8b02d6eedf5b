"""A record that is closed when it is put into a month: by hand, from a list, and corrected afterwards."""

import pytest

from audits.models import Audit
from audits.sampling.reading.records import ListedRecord
from foundation.activity.models import Entry
from tests.audits.corrections.pages.test_correct_facts import send
from tests.reading import fresh, text_at

ADD = "/cycles/2023-06/add/"


def test_the_lead_says_so_when_adding_a_record(lead, cycle):
    lead.post(ADD, {"case_id": "C-1", "was_closed": "on"})
    lead.post(ADD, {"case_id": "C-2"})

    assert dict(Audit.objects.values_list("case_id", "was_closed")) == {"C-1": True, "C-2": False}
    assert "Closed when it was put into the month" in text_at(lead, Audit.objects.get(case_id="C-1").get_absolute_url())


@pytest.mark.parametrize(
    ("cell", "is_closed"),
    [("yes", True), ("Closed", True), ("x", True), ("2023-05-04", True), ("4/5/2023", True)]
    + [("", False), ("no", False), ("-", False), ("open", False), ("n/a", False)],
)
def test_a_list_says_so_in_a_word_or_by_the_day(cell, is_closed):
    assert ListedRecord("C-1", {"closed": cell}).is_closed is is_closed


def test_it_can_be_corrected_and_the_history_says_what_changed(lead, allocated_audit):
    done = send(lead, allocated_audit, was_closed="on")

    assert fresh(allocated_audit).was_closed
    newest = Entry.objects.of(allocated_audit).get(verb="audit.facts_corrected")
    assert (newest.facts["before"], newest.facts["after"]) == ({"was_closed": "False"}, {"was_closed": "True"})
    assert [(each["name"], each["before"], each["after"]) for each in done.context["page"].history[0].changes] == [
        ("Closed record", "No", "Yes")
    ]
