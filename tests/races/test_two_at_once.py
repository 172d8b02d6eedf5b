"""Two people do the same at once: one outcome, a right *before* in the trail, and the one who came second learns of it."""

import datetime

import pytest

from actions.services import raise_action
from audits.allocation.services.allocation import allocate
from audits.models import Audit, Cycle, Exemption
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.chasing.models import Reminder
from performance.services import add_event
from reports.models import Report
from reports.services import comment_on_section, open_report
from tests.forms_on import forms_on
from tests.people import add_person

from .conftest import at_once, broken_chains, one_done, said

pytestmark = pytest.mark.postgresql


def locked_row(row) -> str:
    return f"SELECT 1 FROM {row._meta.db_table} WHERE {row._meta.pk.column} = {row.pk} FOR UPDATE"


def form_of(visitor, address: str, **answers) -> dict:
    """What the page's form sends, with these answers."""
    (form, *_) = forms_on(visitor.get(address))
    return form.fields | answers


def test_two_leads_allocate_one_record(lead, second_lead, submitted_audit):
    address = f"/audits/{submitted_audit.number}/allocate/"
    others = [add_person(name, Role.MODERATOR) for name in ("Magnus Reed", "Nadia Orr")]
    pages = [form_of(each, address, moderator=other.pk) for each, other in zip((lead, second_lead), others, strict=True)]

    both = at_once(
        locked_row(submitted_audit),
        lambda: lead.post(address, pages[0]),
        lambda: second_lead.post(address, pages[1]),
    )

    assert "while you had this page open" in said(one_done(both))
    entry = Entry.objects.of(submitted_audit).filter(verb="audit.allocated").last()
    assert entry.facts["before"]["moderator"] == str(submitted_audit.moderator)
    assert entry.facts["moderator"] == str(Audit.objects.get(pk=submitted_audit.pk).moderator)


def test_two_leads_correct_the_facts_of_one_record(lead, second_lead, submitted_audit):
    address = f"/audits/{submitted_audit.number}/facts/"
    pages = [
        form_of(each, address, reason="As the team manager says.", case_id=case) for each, case in ((lead, "C-501"), (second_lead, "C-502"))
    ]

    both = at_once(locked_row(submitted_audit), lambda: lead.post(address, pages[0]), lambda: second_lead.post(address, pages[1]))

    assert "while you had this page open" in said(one_done(both))
    assert Entry.objects.of(submitted_audit).filter(verb="audit.facts_corrected").count() == 1


def test_a_record_is_added_while_another_is_corrected_to_its_case_id(lead, second_lead, submitted_audit):
    address, adding = f"/audits/{submitted_audit.number}/facts/", f"/cycles/{submitted_audit.cycle.code}/add/"
    corrected = form_of(lead, address, reason="As the team manager says.", case_id="C-777")
    added = form_of(second_lead, adding, case_id="c-777")

    both = at_once(locked_row(submitted_audit.cycle), lambda: lead.post(address, corrected), lambda: second_lead.post(adding, added))

    assert "already" in said(one_done(both))
    assert Audit.objects.filter(cycle=submitted_audit.cycle, case_key="c-777").count() == 1


def test_who_had_it_is_read_after_the_wait(lead, second_lead, submitted_audit):
    """Without the page: the service alone says who had it when its change was made."""
    others = [add_person(name, Role.MODERATOR) for name in ("Magnus Reed", "Nadia Orr")]

    at_once(
        locked_row(submitted_audit),
        *[
            lambda by=by, other=other: allocate(actor=by.person, audit=submitted_audit, auditor=submitted_audit.auditor, moderator=other)
            for by, other in zip((lead, second_lead), others, strict=True)
        ],
    )

    first, second = Entry.objects.of(submitted_audit).filter(verb="audit.allocated").order_by("-pk")[:2][::-1]
    assert second.facts["before"]["moderator"] == first.facts["moderator"]


def test_one_record_is_added_once(lead, second_lead, cycle, elm_team):
    address = f"/cycles/{cycle.code}/add/"
    given, again = (form_of(each, address, case_id="C-90001", team=elm_team.pk) for each in (lead, second_lead))

    both = at_once(locked_row(cycle), lambda: lead.post(address, given), lambda: second_lead.post(address, again))

    assert "C-90001 is already in" in said(one_done(both))
    assert cycle.audits.filter(case_id="C-90001").count() == 1


def test_one_exemption_is_asked_for_once(lead, second_lead, cycle, elm_team):
    address = f"/cycles/{cycle.code}/exemptions/"
    given, again = (
        form_of(each, address, whom=f"team-{elm_team.pk}", audits=1, reason="The team has just been formed.")
        for each in (lead, second_lead)
    )

    both = at_once(locked_row(cycle), lambda: lead.post(address, given), lambda: second_lead.post(address, again))

    assert "was asked for already" in said(one_done(both))
    assert Exemption.objects.filter(cycle=cycle, team=elm_team).count() == 1


def test_one_report_is_opened_once(lead, second_lead):
    months = {f"{which}_{part}": number for which in ("first_month", "last_month") for part, number in (("month", 4), ("year", 2023))}
    given, again = (form_of(each, "/reports/new/", **months) for each in (lead, second_lead))

    both = at_once(
        "LOCK TABLE reports_report IN SHARE MODE",
        lambda: lead.post("/reports/new/", given),
        lambda: second_lead.post("/reports/new/", again),
    )

    assert "There is a report on" in said(one_done(both))
    assert Report.objects.count() == 1


def test_one_month_is_planned_once(lead, second_lead):
    given, again = (
        form_of(each, "/cycles/new/", month_month=6, month_year=2023, theme="Supervision", cohort="All") for each in (lead, second_lead)
    )

    both = at_once(
        "LOCK TABLE audits_cycle IN SHARE MODE",
        lambda: lead.post("/cycles/new/", given),
        lambda: second_lead.post("/cycles/new/", again),
    )

    assert "is planned already" in said(one_done(both))
    assert Cycle.objects.count() == 1


def test_two_leads_change_one_month(lead, second_lead, cycle):
    address = f"/cycles/{cycle.code}/change/"
    pages = [form_of(each, address, theme=theme) for each, theme in ((lead, "Supervision"), (second_lead, "Chronologies"))]

    both = at_once(locked_row(cycle), lambda: lead.post(address, pages[0]), lambda: second_lead.post(address, pages[1]))

    told = one_done(both)
    assert "while you had this page open" in said(told)
    # A person who saves again knows what is stored now; what they typed is still on the page.
    winner, again = (lead, second_lead) if told is both[1] else (second_lead, lead)
    (form, *_) = forms_on(told)
    assert form.fields["theme"] == ("Chronologies" if again is second_lead else "Supervision")
    assert again.post(address, form.fields).status_code == 302
    assert broken_chains(list(Entry.objects.of(cycle).filter(verb="cycle.changed"))) == []


def test_an_action_is_extended_once(lead, second_lead, worker):
    action = raise_action(
        actor=lead.person, what="Update the chronology", why="It ends in March.", owner=worker.person, due=datetime.date(2041, 8, 1)
    )
    address = f"/actions/{action.number}/extend/"
    pages = [
        form_of(each, address, due_day=1, due_month=month, due_year=2041, reason="Leave.") for each, month in ((lead, 9), (second_lead, 10))
    ]

    both = at_once(locked_row(action), lambda: lead.post(address, pages[0]), lambda: second_lead.post(address, pages[1]))

    assert "while you had this page open" in said(one_done(both))
    assert action.extensions.count() == 1


def test_an_event_is_removed_once(analyst, lead):
    event = add_event(actor=analyst.person, day=datetime.date(2023, 5, 2), words="A new duty team.")
    address = f"/performance/events/{event.pk}/remove/"

    both = at_once(locked_row(event), lambda: analyst.post(address), lambda: lead.post(address))

    assert sorted(answer.status_code for answer in both) == [302, 409]
    assert "no longer there: somebody took it away" in said(next(answer for answer in both if answer.status_code == 409))
    assert Entry.objects.filter(verb="indicator.event_removed").count() == 1


def test_dates_away_that_overlap_are_noted_once(administrator, second_administrator, worker):
    address = f"/settings/people/{worker.person.pk}/away/"
    pages = [
        form_of(
            each, address, first_day_day=day, first_day_month=8, first_day_year=2041, last_day_day=31, last_day_month=8, last_day_year=2041
        )
        for each, day in ((administrator, 4), (second_administrator, 11))
    ]

    both = at_once(
        locked_row(worker.person), lambda: administrator.post(address, pages[0]), lambda: second_administrator.post(address, pages[1])
    )

    assert "Noted already: Will Okafor away" in said(one_done(both))
    assert worker.person.absences.count() == 1


def test_two_leads_remind_one_person_once(lead, second_lead, auditor, allocated_audit):
    address = "/reminders/?of=month-2023-06"
    given, again = (form_of(each, address, people=str(auditor.person.pk)) for each in (lead, second_lead))

    both = at_once(locked_row(auditor.person), lambda: lead.post(address, given), lambda: second_lead.post(address, again))

    assert "was not reminded today" in said(one_done(both))
    assert Reminder.objects.filter(person=auditor.person).count() == 1
    assert Entry.objects.of(allocated_audit).filter(verb="audit.reminded").count() == 1


def test_one_person_is_asked_once_for_a_review_and_one_comment_resolved_once(lead, second_lead, director):
    report = open_report(actor=lead.person, first_month=datetime.date(2023, 4, 1), last_month=datetime.date(2023, 4, 1))
    page = f"{report.get_absolute_url()}reviewers/"
    asking = [form_of(each, page, people=director.person.pk) for each in (lead, second_lead)]
    comment = comment_on_section(actor=director.person, report=report, key="pace", text="Say more.")
    resolving = f"{report.get_absolute_url()}comments/{comment.pk}/resolve/"

    at_once(locked_row(report), lambda: lead.post(page, asking[0]), lambda: second_lead.post(page, asking[1]))
    at_once(locked_row(report), lambda: lead.post(resolving), lambda: second_lead.post(resolving))

    assert [review.reviewer for review in report.reviews.all()] == [director.person]
    assert [Entry.objects.filter(verb=verb).count() for verb in ("report.review_asked", "report.comment_resolved")] == [1, 1]
