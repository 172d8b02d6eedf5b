import datetime

import pytest

from foundation.council.clock import frozen_clock
from studies.enums import ReadState
from studies.models import Study, StudyRecord, Wave
from studies.services.drawing import draw_wave
from studies.services.planning import plan_study
from studies.services.reading import read_record
from tests.replay import replayed

# The day of these tests.
THE_DAY = datetime.date(2023, 6, 14)
CASES = "\n".join(f"D-{number}" for number in range(101, 141))
PLAN = {
    "title": "The child’s view in assessments",
    "why": "Audits found that assessments seldom say what the child wants.",
    "questions": ["Does the assessment say what the child wants?", "Is it in the child’s own words?"],
    "change": "Training on assessments",
    "hoped_before": 14,
    "hoped_after": 50,
    "size": 15,
}


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def study(lead, auditor) -> Study:
    return plan_study(actor=lead.person, lead=lead.person, readers=[auditor.person], **PLAN)


@pytest.fixture
@replayed
def before(lead, study) -> Wave:
    return draw_wave(actor=lead.person, study=study, name="Before", cases=CASES, seed=7)


def to_read(wave: Wave) -> list[StudyRecord]:
    return list(wave.records.filter(state=ReadState.TO_READ))


def answer_all(person, wave: Wave, yes: int, partly: int = 0) -> None:
    """So many Yes and Partly to every question, No to the rest."""
    replies = ["yes"] * yes + ["partly"] * partly + ["no"] * len(to_read(wave))
    keys = [question.pk for question in wave.study.questions.all()]
    for record, reply in zip(to_read(wave), replies, strict=False):
        read_record(actor=person, record=record, replies=dict.fromkeys(keys, reply))
