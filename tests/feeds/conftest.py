"""Tokens, and a program that reads with one."""

import datetime
import json

import pytest
from django.test import Client

from feeds.enums import FeedAudience, FeedScope
from feeds.services.tokens import make_token
from foundation.council.clock import frozen_clock
from tests.month_grades import july, june
from tests.performance.conftest import scorecard

__all__ = ["july", "june", "scorecard"]

THE_DAY = datetime.date(2023, 8, 7)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


class Program(Client):
    """Reads the interface with a key and no session."""

    def __init__(self, key: str = ""):
        super().__init__(headers={"Authorization": f"Bearer {key}"} if key else {})

    def read(self, rest: str, **asked) -> dict:
        answer = self.get(f"/api/v1/{rest}", asked)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def rows(self, rest: str, **asked) -> list[dict]:
        return self.read(rest, **asked)["rows"]


def program_of(person, *, audience=FeedAudience.STAFF, scopes=tuple(FeedScope), name="Power BI") -> Program:
    _, key = make_token(actor=person, name=name, audience=audience, scopes=scopes, expires_on=THE_DAY)
    return Program(key)


@pytest.fixture
def program(lead) -> Program:
    return program_of(lead.person)


@pytest.fixture
def board_program(lead) -> Program:
    return program_of(lead.person, audience=FeedAudience.BOARD)
