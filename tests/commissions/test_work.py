"""Commissioned work in My work, and chased like everything else that is late."""

import datetime

from commissions.models import Commission
from commissions.pages import work_for
from commissions.services import add_commission
from foundation.chasing.models import Reminder
from foundation.council.clock import frozen_clock
from tests.commissions.conftest import QUESTION, THE_DAY
from tests.reading import text_of


def test_it_is_in_my_work_of_the_person_who_leads_it_until_it_is_answered(head_of_service, under_way):
    (item,) = work_for(head_of_service.person, THE_DAY)
    assert (item.what, item.due) == (f"Answer: {QUESTION}", under_way.due)
    assert item.email_text == f"Answer commissioned work {under_way.number}"
    assert QUESTION in text_of(head_of_service.get("/"))

    Commission.objects.update(state="answered", answer="Yes.", closed_on=THE_DAY)
    assert work_for(head_of_service.person, THE_DAY) == []


def test_the_qa_lead_names_who_leads_what_the_chair_added(lead, chair):
    own = add_commission(actor=chair.person, question=QUESTION, asked_on=THE_DAY, due=datetime.date(2023, 9, 7))

    (item,) = work_for(lead.person, THE_DAY)
    assert (item.what, item.url) == (f"Name who leads commissioned work {own.number}", f"/commissions/{own.number}/change/")


def test_a_late_answer_is_chased_from_the_list(lead, under_way):
    with frozen_clock(datetime.date(2023, 9, 14)):
        assert "/reminders/?of=commissions" in text_of(lead.get("/commissions/"))
        page = lead.get("/reminders/?of=commissions")
        people = [value for value, _ in page.context["form"].fields["people"].choices]
        sent = lead.post("/reminders/?of=commissions", {"people": people, "introduction": "The Board waits."}, follow=True)

    assert sent.redirect_chain == [("/commissions/?stage=overdue", 302)]
    assert Reminder.objects.get().words.endswith(f"- Answer commissioned work {under_way.number}: 5 working days late")
