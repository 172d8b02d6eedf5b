"""A practitioner's voice beside an audit, asked for through a link; a parent's, gathered by its auditor."""

import datetime

import pytest

from audits.enums import ThemeKind
from foundation.council.clock import frozen_clock
from tests.replay import replayed
from voices.enums import Consent, HowGiven, VoiceSource
from voices.models import QuestionSet, VoiceRecord
from voices.services.gathering import give_voice, seek_voice
from voices.services.links import NewLink, make_link
from voices.services.questions import NewQuestion, add_question_set

# The day of these tests.
THE_DAY = datetime.date(2023, 6, 20)
WORDS = "The conversation about the plan was honest. I would have liked more time to prepare."
HELPED = "Did the conversation with the auditor help your practice?"


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def practitioner_set(lead) -> QuestionSet:
    questions = [NewQuestion(HELPED, ThemeKind.REPLY), NewQuestion("What should we do differently?")]
    return add_question_set(
        actor=lead.person,
        name="After an audit",
        source=VoiceSource.PRACTITIONER,
        questions=questions,
        opening="You took part in an audit of practice.",
    )


@pytest.fixture
@replayed
def asked(lead, practitioner_set, elm_team) -> VoiceRecord:
    """A practitioner of Elm Team, asked by the lead about nothing in particular."""
    return seek_voice(actor=lead.person, source=VoiceSource.PRACTITIONER, question_set=practitioner_set, team=elm_team)


@pytest.fixture
def made(lead, asked) -> NewLink:
    return make_link(actor=lead.person, voice=asked)


@pytest.fixture
@replayed
def given(lead, elm_team) -> VoiceRecord:
    """A parent, who may be quoted."""
    voice = seek_voice(actor=lead.person, source=VoiceSource.PARENT, team=elm_team)
    return give_voice(actor=lead.person, voice=voice, how=HowGiven.BY_PHONE, words=WORDS, consent=Consent.GIVEN)
