"""A wave of a dip sample, read by keys alone, one record after the other in one sitting."""

import pytest

from studies.services.drawing import draw_wave
from studies.services.planning import plan_study
from tests.browser import sign_in
from tests.studies.conftest import PLAN

pytestmark = [pytest.mark.browser]
# Thirty would be thirty times the same.
RECORDS = 5


def test_records_are_read_one_after_the_other_by_keys_alone(page, live, lead):
    study = plan_study(actor=lead.person, lead=lead.person, **PLAN | {"size": RECORDS})
    wave = draw_wave(actor=lead.person, study=study, name="Before", cases="\n".join(f"D-{n}" for n in range(20)))
    sign_in(page, live, lead)
    page.goto(f"{live}/studies/{study.number}/next/")
    for left in range(RECORDS, 0, -1):
        page.get_by_text(f"{left} record{'s' if left > 1 else ''} left to read").wait_for()
        page.keyboard.press("2")
        page.keyboard.press("1")
        page.keyboard.press("Enter")
    page.get_by_text("There is no record left for you to read here").wait_for()

    first, second = study.questions.all()
    replies = [{answer.question_id: answer.reply for answer in record.answers.all()} for record in wave.records.filter(state="read")]
    assert replies == [{first.pk: "partly", second.pk: "yes"}] * RECORDS
