"""Restricting a record, saying who reads it, opening it again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.allocation.services.interests import declare_interest
from audits.enums import FindingKind, Source
from audits.models import Audit, Finding, RestrictedRecord
from audits.restricted.pages import NamedElsewhere
from audits.restricted.queries import left_outside
from audits.restricted.services.restricting import name_readers, restrict_record
from foundation.accounts.enums import Role
from foundation.activity.models import Access, Entry
from oversight.models import CheckAndChallenge, MeetingDecision, TeamPlan
from tests.audits.restricted.conftest import THE_DAY
from tests.people import Visitor, add_person

LIST = "/audits/restricted/"


def verbs() -> list[str]:
    return list(
        Entry.objects.filter(verb__in=["record.restricted", "record.readers_named", "record.opened"]).values_list("verb", flat=True)
    )


def test_the_lead_restricts_the_record_of_an_audit_and_names_a_reader(lead, finished, team_manager):
    url = reverse("audits:restrict", args=[finished.audit.pk])
    assert "Restrict this record" in lead.get(f"/audits/{finished.audit.pk}/").text

    answer = lead.post(url, {"reason": "A colleague’s family is in it.", "readers": [team_manager.person.pk]})

    row = RestrictedRecord.objects.get()
    assert answer.headers["Location"] == f"/audits/restricted/{row.pk}/"
    assert (row.case_id, row.restricted_by, list(row.readers.all())) == ("C-20417", lead.person, [team_manager.person])
    page = lead.get(f"/audits/restricted/{row.pk}/").text
    assert "A colleague’s family is in it." in page
    assert "Tara Quinn" in page
    assert verbs() == ["record.restricted"]
    assert Entry.objects.of(finished.audit).filter(verb="audit.restricted").count() == 1


def test_the_same_again_says_that_it_is_restricted_already(lead, finished, restricted):
    answer = lead.post(reverse("audits:restrict", args=[finished.audit.pk]), {"reason": "Once more, to be sure."}, follow=True)

    assert RestrictedRecord.objects.count() == 1
    assert "restricted already" in answer.text


@pytest.mark.parametrize("was_restricted", [True, False])
def test_a_lead_with_an_interest_is_not_told_whether_it_was_restricted_before(lead, finished, was_restricted):
    """The row is closed to them, so that no answer tells of it; and what they ask for is done."""
    kin = Visitor(add_person("Keir Lowe", Role.QA_LEAD))
    declare_interest(actor=kin.person, person=kin.person, words="My sister’s child.", case_id="C-20417")
    if was_restricted:
        restrict_record(actor=lead.person, case_id="C-20417", reason="A colleague’s family is in it.")

    answer = kin.post(LIST + "new/", {"case_id": " c-20417", "reason": "My family is in it."}, follow=True)

    assert (answer.redirect_chain, answer.status_code) == ([(LIST, 302)], 200)
    assert "The record is restricted. You have an interest in it, so another QA lead says who else reads it." in answer.text
    assert "20417" not in answer.text
    assert RestrictedRecord.objects.in_force().count() == 1
    assert not Audit.objects.visible_to(kin.person).exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"case_id": "", "reason": "A colleague’s family is in it."}, "Enter case ID"),
        ({"case_id": "Anna Bell", "reason": "A colleague’s family is in it."}, "looks like a name"),
        ({"case_id": "C-9", "reason": "Family"}, "Say why, in a sentence"),
    ],
)
def test_what_is_missing_is_said(lead, given, says):
    assert says in lead.post(LIST + "new/", given).text
    assert not RestrictedRecord.objects.exists()


def test_a_record_that_nobody_has_audited_is_restricted_however_it_is_written(lead, allocated_audit, director):
    lead.post(LIST + "new/", {"case_id": " c-20417", "reason": "The news is about the child."})

    assert not Audit.objects.visible_to(director.person).exists()
    assert RestrictedRecord.objects.get().case_id in lead.get(LIST).text


def test_only_people_who_would_read_it_otherwise_are_named(lead, restricted, outsider):
    answer = lead.post(f"{LIST}{restricted.pk}/readers/", {"readers": [outsider.person.pk]})

    assert answer.status_code == 200
    assert not restricted.readers.exists()


def test_people_for_whom_something_waits_are_pointed_out_until_they_are_named(lead, finished, restricted, worker):
    assert [each.person for each in left_outside(restricted.case_key, [])] == [worker.person]
    assert "Will Okafor" in lead.get(f"{LIST}{restricted.pk}/").text

    name_readers(actor=lead.person, restricted=restricted, readers=[worker.person])

    assert left_outside(restricted.case_key, restricted.readers.all()) == []


def test_it_is_opened_again_with_a_reason(lead, restricted):
    url = f"{LIST}{restricted.pk}/end/"
    assert "Say in a sentence" in lead.post(url, {"reason": "Over"}).text

    lead.post(url, {"reason": "The news has moved on."})

    restricted.refresh_from_db()
    assert (restricted.ended_by, restricted.end_reason) == (lead.person, "The news has moved on.")
    assert verbs() == ["record.restricted", "record.opened"]
    assert lead.post(url, {"reason": "The news has moved on."}).status_code in (302, 409)
    assert verbs() == ["record.restricted", "record.opened"]


@pytest.mark.parametrize("who", ["director", "auditor", "administrator", "team_manager"])
def test_nobody_else_restricts_or_sees_what_is_restricted(request, who, restricted, finished):
    visitor = request.getfixturevalue(who)

    assert [visitor.get(url).status_code for url in (LIST, LIST + "new/", f"{LIST}{restricted.pk}/", f"{LIST}987654/")] == [403] * 4
    assert visitor.post(LIST + "new/", {"case_id": "C-1", "reason": "For a good reason."}).status_code == 403
    assert RestrictedRecord.objects.count() == 1


def test_a_lead_with_an_interest_in_the_child_finds_nothing_of_it(lead, finished, restricted):
    other = Visitor(add_person("Lorna Hart", Role.QA_LEAD))
    assert other.get(f"/audits/{finished.audit.pk}/").status_code == 200

    declare_interest(actor=other.person, person=other.person, words="She is my niece.", case_id="C-20417")

    assert other.get(f"/audits/{finished.audit.pk}/").status_code == 404
    assert other.get(f"{LIST}{restricted.pk}/").status_code == 404
    assert "C-20417" not in other.get(LIST).text
    assert lead.get(f"/audits/{finished.audit.pk}/").status_code == 200


def test_reading_changes_nothing_and_is_logged(lead, restricted, finished):
    before = Entry.objects.count()
    for url in (LIST, f"{LIST}{restricted.pk}/", f"{LIST}{restricted.pk}/readers/", f"{LIST}{restricted.pk}/end/"):
        assert lead.get(url).status_code == 200

    assert Entry.objects.count() == before
    assert Access.objects.filter(address="audits:restricted-record", actor=lead.person).exists()


def test_more_restricted_records_take_no_more_queries(lead, restricted, finished, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as one:
        lead.get(LIST)
    for number in (1, 2):
        restrict_record(actor=lead.person, case_id=f"C-7{number}", reason="The news is about the child.")

    with django_assert_max_num_queries(len(one)):
        lead.get(LIST)


def test_the_lead_is_shown_where_else_the_record_is_named(lead, finished, team_manager, elm_team):
    number, case_id = finished.audit.pk, finished.audit.case_id
    held = CheckAndChallenge.objects.create(
        cycle=finished.audit.cycle, held_on=THE_DAY, chair=lead.person, planned_by=lead.person, planned_on=THE_DAY
    )
    CheckAndChallenge.objects.filter(pk=held.pk).update(minutes=f"Audit {number} was spoken of.", state="held", figures_on=THE_DAY)
    MeetingDecision.objects.create(
        meeting=held,
        text=f"Ring the family of {case_id.lower()}",
        owner=lead.person,
        due=THE_DAY,
        decided_by=lead.person,
        decided_on=THE_DAY,
    )
    TeamPlan.objects.create(team=elm_team, aims=f"{number} visits a week", review_on=THE_DAY, written_by=lead.person, written_on=THE_DAY)
    other = Audit.objects.create(cycle=finished.audit.cycle, tool=finished.audit.tool, case_id="C-777", team=elm_team)
    Finding.objects.create(audit=other, kind=FindingKind.AREA, text=f"As in audits {number} and 12.", source=Source.RECORD)

    asked = lead.get(f"/audits/{number}/restrict/")
    row = restrict_record(actor=lead.person, case_id=case_id, reason="A colleague’s family is in it.")
    shown = lead.get(f"/audits/restricted/{row.pk}/")

    expected = [
        NamedElsewhere(f"Audit: Audit {other.pk}", f"/audits/{other.pk}/", "Finding"),
        NamedElsewhere(f"Check and challenge meeting: {held}", f"/check-and-challenge/{held.pk}/"),
        NamedElsewhere(
            f"Meeting decision: Decision {held.decisions.get().pk} of {held}",
            f"/check-and-challenge/{held.pk}/#decision-{held.decisions.get().pk}",
        ),
    ]
    assert shown.context["page"].named == expected
    assert asked.context["named"] == expected
    assert "Open each, and take the words out" in shown.text


def test_where_nothing_else_names_it_the_page_says_so(lead, finished):
    row = restrict_record(actor=lead.person, case_id=finished.audit.case_id, reason="A colleague’s family is in it.")

    assert "No minutes, finding, report or other text has its case ID" in lead.get(f"/audits/restricted/{row.pk}/").text
