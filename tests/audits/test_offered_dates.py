"""A person who gives somebody an audit is offered a due date on that form, and may choose another; the month's day is kept as the first."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from audits.allocation.services.allocation import add_audit
from audits.allocation.services.months import Chosen, apply_allocation
from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, MovedWhy, Part
from audits.models import Audit
from audits.moderation.services.moderation import return_audit
from audits.moderation.services.reopening import reopen_audit
from audits.queries.due_days import audit_due, moderation_due
from foundation.accounts.services import change_own_days
from foundation.council.clock import frozen_clock
from tests.audit_stages import grade_all
from tests.people import Role, add_person
from tests.reading import fresh, text_of
from tests.replay import replayed

# Audits were due on Friday 23 June, moderation on Friday 7 July; five working days later is a week.
AUDITS_DUE, MODERATION_DUE = datetime.date(2023, 6, 23), datetime.date(2023, 7, 7)
LATE = datetime.date(2023, 7, 12)
A_WEEK_LATER = datetime.date(2023, 7, 19)
CHOSEN = datetime.date(2023, 7, 26)


@pytest.fixture(autouse=True)
def _late():
    with frozen_clock(LATE):
        yield


@pytest.fixture
@replayed
def added_late(lead, cycle, elm_team):
    return add_audit(actor=lead.person, cycle=cycle, case_id="C-7", team=elm_team)


def moves(audit: Audit) -> list[tuple[str, datetime.date | None, datetime.date, str]]:
    return list(audit.moved_dates.values_list("part", "was_due", "due", "why"))


def day_of(date: datetime.date, name: str = "due") -> dict[str, int]:
    return {f"{name}_day": date.day, f"{name}_month": date.month, f"{name}_year": date.year}


def offered(visitor, url: str, name: str = "due") -> datetime.date:
    form = visitor.get(url).context["form"]
    assert form[name].value() == form.initial[name]
    return form.initial[name]


def test_allocating_late_offers_a_date_that_can_be_changed(lead, auditor, added_late):
    url = f"/audits/{added_late.number}/allocate/"

    assert offered(lead, url) == A_WEEK_LATER
    lead.post(url, {"auditor": auditor.person.pk, **day_of(CHOSEN)})
    assert audit_due(fresh(added_late)) == CHOSEN
    assert moves(added_late) == [(Part.AUDITOR, AUDITS_DUE, CHOSEN, MovedWhy.GIVEN)]


def test_the_same_auditor_keeps_their_date_whatever_the_form_says(lead, moderator, allocated_audit):
    other = add_person("Zadie Amos", Role.MODERATOR)
    answer = lead.post(
        f"/audits/{allocated_audit.number}/allocate/",
        {"auditor": allocated_audit.auditor.pk, "moderator": other.pk, **day_of(CHOSEN)},
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert fresh(allocated_audit).moderator == other
    assert audit_due(fresh(allocated_audit)) == AUDITS_DUE


def test_sending_back_offers_a_date(moderator, submitted_audit):
    url = f"/audits/{submitted_audit.number}/return/"

    assert offered(moderator, url) == A_WEEK_LATER
    moderator.post(url, {"reason": "Say more.", **day_of(CHOSEN)})
    assert audit_due(fresh(submitted_audit)) == CHOSEN


def test_a_day_that_is_past_is_refused_by_its_field(moderator, submitted_audit):
    url = f"/audits/{submitted_audit.number}/return/"
    form = moderator.post(url, {"reason": "Say more.", **day_of(datetime.date(2023, 7, 11))}).context["form"]

    assert form.errors == {"due": ["The due date must be today or later."]}
    assert fresh(submitted_audit).state == AuditState.SUBMITTED


def test_nobody_is_given_less_than_they_have(submitted_audit):
    with frozen_clock(datetime.date(2023, 6, 1)), pytest.raises(ValidationError, match="It is due on 23 June 2023: choose that date or"):
        return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say more.", due=datetime.date(2023, 6, 20))


@pytest.mark.parametrize(
    ("to", "field", "due_of"), [("in_progress", "audit_due", audit_due), ("submitted", "moderation_due", moderation_due)]
)
def test_opening_again_offers_a_date_for_whoever_looks_again(lead, moderated_audit, to, field, due_of):
    url = f"/audits/{moderated_audit.number}/reopen/"

    assert offered(lead, url, field) == A_WEEK_LATER
    lead.post(url, {"to": to, "reason": "Minutes came late.", **day_of(CHOSEN, field)})
    assert due_of(fresh(moderated_audit)) == CHOSEN
    assert "Due 26 July 2023: in 10 working days. First due" in text_of(lead.get(moderated_audit.get_absolute_url()))


def test_a_past_day_for_opening_again_is_said_inside_its_choice(lead, moderated_audit):
    answer = lead.post(
        f"/audits/{moderated_audit.number}/reopen/", {"to": "submitted", "reason": "Late.", **day_of(AUDITS_DUE, "moderation_due")}
    )

    assert answer.context["form"].errors == {"moderation_due": ["The due date must be today or later."]}


def test_a_month_that_is_allocated_late_asks_once_for_all(lead, auditor, added_late, cycle, elm_team):
    page = lead.get(f"/cycles/{cycle.code}/allocation/")
    chosen = [Chosen(added_late.pk, auditor.person, None)]
    apply_allocation(actor=lead.person, chosen=chosen, cycle=cycle, due=CHOSEN)

    assert page.context["form"].initial["due"] == A_WEEK_LATER
    assert "Due date for what is given late" in text_of(page)
    assert audit_due(fresh(added_late)) == CHOSEN


def test_a_month_in_time_is_not_asked(lead, cycle, elm_team):
    with frozen_clock(datetime.date(2023, 6, 1)):
        add_audit(actor=lead.person, cycle=cycle, case_id="C-8", team=elm_team)
        page = lead.get(f"/cycles/{cycle.code}/allocation/")

    assert page.context["form"].late_due is None


def test_what_was_chosen_for_a_month_stays_when_it_is_counted_again(lead, added_late, cycle):
    page = lead.post(f"/cycles/{cycle.code}/allocation/", {"check": "1", **day_of(CHOSEN)})

    assert 'name="due_day" type="text" value="26"' in " ".join(page.content.decode().split())


def test_a_record_added_late_is_asked_for_a_date_too(lead, auditor, cycle):
    url = f"/cycles/{cycle.code}/add/"

    assert offered(lead, url) == A_WEEK_LATER
    lead.post(url, {"case_id": "C-9", "auditor": auditor.person.pk, **day_of(CHOSEN)})
    assert audit_due(Audit.objects.get(case_id="C-9")) == CHOSEN


def test_several_moves_are_counted_and_said(lead, auditor, submitted_audit):
    return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say more.")
    with frozen_clock(datetime.date(2023, 7, 20)):
        submit_audit(actor=auditor.person, audit=grade_all(fresh(submitted_audit)))
        reopen_audit(actor=lead.person, audit=submitted_audit, reason="The conference was left out.")
        page = text_of(auditor.get(submitted_audit.get_absolute_url()))

    assert "First due 23 June 2023; opened again on 20 July 2023, and its date moved 2 times." in page


def test_the_rule_is_the_councils(lead, moderator, submitted_audit):
    change_own_days(actor=lead.person, own_days=10, urgent_own_days=2)

    assert offered(moderator, f"/audits/{submitted_audit.number}/return/") == CHOSEN


def test_a_date_that_was_given_stays_when_the_rule_changes(lead, submitted_audit):
    return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say more.")
    change_own_days(actor=lead.person, own_days=1, urgent_own_days=1)

    assert audit_due(fresh(submitted_audit)) == A_WEEK_LATER


def test_whoever_is_invited_late_to_a_round_has_the_date_that_was_chosen(lead, planned):
    other = add_person("Zadie Amos", Role.AUDITOR)
    answer = lead.post(f"/calibration/{planned.pk}/invite/", {"people": [other.pk], **day_of(datetime.date(2098, 1, 6))})

    assert answer.status_code == 302, answer.context["form"].errors
    assert planned.parts.get(person=other).due == datetime.date(2098, 1, 6)
