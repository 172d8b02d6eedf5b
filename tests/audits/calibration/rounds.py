"""A calibration round at each stage of its life, made through the services."""

import datetime
from collections.abc import Iterable

import pytest

from audits.calibration.queries.rounds import round_items
from audits.calibration.services import finish_round_grades, open_discussion, plan_round, save_round_grades
from audits.models import CalibrationRound
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from tests.people import Visitor, add_person
from tests.replay import replayed

CASE = "C-77001"


def due() -> datetime.date:
    return datetime.date.today() + datetime.timedelta(days=14)


@pytest.fixture
@replayed
def second_auditor(ash_team) -> Visitor:
    return Visitor(add_person("Bola Adisa", Role.AUDITOR, team=ash_team))


@pytest.fixture
@replayed
def planned(lead, auditor, moderator, second_auditor, elm_team, worker) -> CalibrationRound:
    """Three are invited: an auditor, a moderator and another auditor."""
    return plan_round(
        actor=lead.person,
        title="Where Good begins",
        due=due(),
        people=[auditor.person, moderator.person, second_auditor.person],
        case_id=CASE,
        team=elm_team,
        allocated_worker=worker.person,
        plan_type="cared_for",
    )


def given(calibration_round: CalibrationRound, grade: str, reason: str = "Seen in the record.") -> list[tuple]:
    return [(place.domain, grade, reason) for place in round_items(calibration_round)]


def finish(calibration_round: CalibrationRound, person: Person, grade: str, reason: str = "Seen in the record.") -> None:
    save_round_grades(actor=person, calibration_round=calibration_round, grades=given(calibration_round, grade, reason))
    finish_round_grades(actor=person, calibration_round=calibration_round)


def answers(calibration_round: CalibrationRound, grade: str = "G", reason: str = "Seen in the record.") -> dict[str, str]:
    """What the page of grades posts."""
    keys = [place.key for place in round_items(calibration_round)]
    return {f"grade-{key}": grade for key in keys} | {f"reason-{key}": reason for key in keys}


def finish_all(calibration_round: CalibrationRound, people: Iterable[Person], grades: Iterable[str]) -> None:
    for person, grade in zip(people, grades, strict=True):
        finish(calibration_round, person, grade)


@pytest.fixture
@replayed
def opened(lead, planned, auditor, moderator, second_auditor) -> CalibrationRound:
    """Good, Requires improvement and Good throughout, open for discussion."""
    finish_all(planned, [auditor.person, moderator.person, second_auditor.person], ["G", "RI", "G"])
    return open_discussion(actor=lead.person, calibration_round=planned)
