"""A question of the Board, led by the head of service, and what becomes of it."""

import datetime

import pytest

from commissions.models import Commission
from commissions.services import add_commission, answer_commission, name_chair, start_commission
from foundation.accounts.enums import Role
from foundation.council.clock import frozen_clock
from tests.people import Visitor, add_person
from tests.replay import replayed

# The day of these tests.
THE_DAY = datetime.date(2023, 8, 1)
QUESTION = "How many assessments that ended with no further action needed no assessment?"
ANSWER = "Nine of fourteen needed one.\n\nFive could have been closed at contact."


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def asked(lead, head_of_service) -> Commission:
    return add_commission(
        actor=lead.person,
        question=QUESTION,
        occasion="Improvement Board",
        asked_on=datetime.date(2023, 6, 29),
        from_first=datetime.date(2023, 4, 1),
        from_last=datetime.date(2023, 5, 1),
        scope="Assessments of May",
        approach="Dip sample",
        lead=head_of_service.person,
        due=datetime.date(2023, 9, 7),
    )


@pytest.fixture
@replayed
def under_way(asked, head_of_service) -> Commission:
    return start_commission(actor=head_of_service.person, commission=asked)


@pytest.fixture
@replayed
def answered(under_way, head_of_service) -> Commission:
    return answer_commission(actor=head_of_service.person, commission=under_way, answer=ANSWER)


@pytest.fixture
def chair(lead, board_member) -> Visitor:
    name_chair(actor=lead.person, person=board_member.person)
    return board_member


@pytest.fixture
def other_member(db) -> Visitor:
    return Visitor(add_person("Mabel Hart", Role.BOARD_MEMBER))
