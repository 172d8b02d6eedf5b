import datetime

import pytest

from foundation.council.clock import frozen_clock
from inspections.enums import InspectionKind
from inspections.models import Inspection, PlanPriority, Recommendation
from inspections.services.inspections import record_inspection
from inspections.services.plan import set_priority
from inspections.services.recommendations import NewRecommendation, store_recommendations
from tests.replay import replayed

# The moment of these tests, in British summer time.
THE_MOMENT = datetime.datetime(2023, 9, 14, 10, 0)
BEGAN, ENDED = datetime.date(2023, 6, 12), datetime.date(2023, 6, 23)
TEXTS = ("Supervision that challenges drift (outcome 3).", "Support for care leavers (outcome 4).")


@pytest.fixture(autouse=True)
def _the_moment():
    with frozen_clock(THE_MOMENT):
        yield


@pytest.fixture
@replayed
def inspection(lead) -> Inspection:
    return record_inspection(actor=lead.person, kind=InspectionKind.STANDARD, first_day=BEGAN, last_day=ENDED)


@pytest.fixture
@replayed
def recommendation(lead, inspection) -> Recommendation:
    """The first of two."""
    items = [NewRecommendation(text, "outcome_3", place) for place, text in enumerate(TEXTS, start=1)]
    return store_recommendations(actor=lead.person, inspection=inspection, items=items)[0]


@pytest.fixture
@replayed
def priority(lead, service_manager, recommendation) -> PlanPriority:
    return set_priority(
        actor=lead.person,
        name="Supervision that challenges",
        good_looks_like="Every record shows what was agreed, and whether it was done.",
        owner=service_manager.person,
        due=datetime.date(2023, 12, 15),
        recommendations=[recommendation],
    )
