"""What changed after a training: grades, dip samples, figures and observations on either side, and what may be said of them."""

import datetime
from decimal import Decimal

import pytest

from audits.enums import AuditState
from audits.models import Domain
from foundation.council.clock import frozen_clock
from foundation.documents import cells_of
from learning.enums import EventKind
from learning.models import LearningEvent
from learning.pages.impact import events_table, impact_picture, impact_table
from learning.pages.impact_words import in_short
from learning.queries.impact import impact_for, subject_of_event
from learning.services.events import hold_event, plan_event
from performance.models import DatedEvent
from studies.services.drawing import draw_wave
from studies.services.planning import plan_study
from tests.insight.conftest import released
from tests.insight.test_health_measures import add_indicator, add_value
from tests.month_grades import JULY, JUNE, OVERALL, OVERSIGHT, RELATIONSHIP, add_month, june
from tests.observation_kinds import observation_kind
from tests.observations.recorded import record_unplanned_observation
from tests.studies.conftest import CASES, PLAN, answer_all

__all__ = ["june", "released"]

DAY, ON, AUGUST = datetime.date(2023, 7, 12), datetime.date(2023, 9, 30), datetime.date(2023, 8, 1)


@pytest.fixture
def trained(lead, june) -> LearningEvent:
    """Training in July on what 14 audits of June graded."""
    with frozen_clock(DAY):
        event = plan_event(actor=lead.person, kind=EventKind.TRAINING, name="Supervision that decides", first_day=DAY)
        event.domains.set(Domain.objects.filter(name__in=[OVERSIGHT, RELATIONSHIP]))
        return hold_event(actor=lead.person, event=event)


def graded_since(grades: str, **others: str) -> None:
    add_month(AUGUST, {OVERALL: grades} | others, {OVERALL: grades} | others, state=AuditState.MODERATED)


def shown_to(visitor, event, on=ON):
    return impact_for(visitor.person, subject_of_event(visitor.person, event), on)


def changes(visitor, event) -> dict:
    found = shown_to(visitor, event).changes
    return {each.name: (each.change.before.words, each.change.now.words, str(each.change.movement.label)) for each in found}


def test_grades_of_its_domains_on_either_side(lead, trained):
    """Of June 0 of 14 Good in oversight, of August 8 of 12. July is the training's own month, whatever its grades."""
    add_month(JULY, {OVERALL: "O " * 9, OVERSIGHT: "O " * 9}, {OVERALL: "O " * 9, OVERSIGHT: "O " * 9})
    graded_since("G " * 12, **{OVERSIGHT: "G " * 8 + "RI " * 4, RELATIONSHIP: "G " * 4 + "RI " * 8})

    assert changes(lead, trained) == {
        RELATIONSHIP: ("4 of 14 (29%)", "4 of 12 (33%)", "No evidence of a change"),
        OVERSIGHT: ("0 of 14 (0%)", "8 of 12 (67%)", "Evidence of a rise"),
    }
    assert in_short(shown_to(lead, trained)) == (
        f"There is evidence that Good or better rose in {OVERSIGHT} (0 of 14 before, 8 of 12 after); there is no evidence of a change of "
        f"Good or better in {RELATIONSHIP} (4 of 14 before, 4 of 12 after); there is nobody to compare with whom it did not reach, so "
        "none of this says what made a change."
    )


def test_of_few_audits_nothing_is_said(lead, trained):
    graded_since("G " * 9, **{OVERSIGHT: "G " * 9, RELATIONSHIP: "RI " * 9})

    assert {words[2] for words in changes(lead, trained).values()} == {"Too few to say"}
    assert "fewer than 10 on a side, to say anything of" in in_short(shown_to(lead, trained))


def test_before_a_month_after_it_is_moderated_it_is_too_early(lead, trained):
    add_month(AUGUST, {OVERALL: "G " * 12, OVERSIGHT: "G " * 12})
    said = in_short(shown_to(lead, trained))

    assert said.startswith("It is too early to say anything of grades")
    assert "that no change is shown is not evidence that nothing changed" in said
    assert [month.month for month in shown_to(lead, trained).months] == [JUNE, AUGUST]


def test_without_domains_the_overall_judgement_is_compared(lead, trained):
    trained.domains.clear()
    graded_since("G " * 12)

    assert changes(lead, trained) == {"Overall judgement": ("2 of 14 (14%)", "12 of 12 (100%)", "Evidence of a rise")}
    assert "rose in the overall judgement (2 of 14 before, 12 of 12 after)" in in_short(shown_to(lead, trained))


def sampled(lead, auditor, trained, before: int, after: int | None):
    with frozen_clock(datetime.date(2023, 6, 14)):
        study = plan_study(actor=lead.person, lead=lead.person, readers=[auditor.person], **PLAN)
        answer_all(lead.person, draw_wave(actor=lead.person, study=study, name="Before", cases=CASES, seed=7), yes=before)
    if after is not None:
        with frozen_clock(datetime.date(2023, 9, 5)):
            cases = CASES.replace("D-", "E-")
            answer_all(lead.person, draw_wave(actor=lead.person, study=study, name="After", cases=cases, seed=8), yes=after)
    trained.studies.add(study)
    return study


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (None, "has no wave after it yet"),
        (3, "there is no evidence of a change (Yes in 2 of 15 before, 3 of 15 after)"),
        (12, "there is evidence of a rise (Yes in 2 of 15 before, 12 of 15 after)"),
    ],
)
def test_a_dip_sample_before_and_after(lead, auditor, trained, after, says):
    study = sampled(lead, auditor, trained, 2, after)
    said = in_short(shown_to(lead, trained))

    assert f"dip sample {study.number} {says}" in said
    assert ("is not evidence that nothing changed" in said) == (after != 12)


def test_a_reader_without_dip_samples_is_told_nothing_of_one(lead, auditor, analyst, trained):
    sampled(lead, auditor, trained, 2, 12)

    assert shown_to(analyst, trained).samples == []
    assert "dip sample" not in in_short(shown_to(analyst, trained))


def test_figures_before_and_after(lead, trained):
    indicator = add_indicator("Assessments in 45 days")
    for month, value in ((datetime.date(2023, 5, 1), "60"), (JUNE, "62"), (JULY, "70"), (AUGUST, "75")):
        add_value(indicator, month, value, lead.person)
    trained.indicators.add(indicator)
    [found] = shown_to(lead, trained).indicators

    assert (found.before.value, found.after.value, len(found.by_month)) == (Decimal(62), Decimal(75), 4)


def test_grades_of_observations_on_either_side_are_on_their_own_scale_and_protected(lead, observer, analyst, worker, trained):
    for month, grades in ((6, ["strong", "developing", "", "secure"]), (8, ["strong"] * 5)):
        for day, grade in enumerate(grades, start=1):
            with frozen_clock(ON):
                about = {
                    "kind": observation_kind(),
                    "team": worker.person.team,
                    "seen_on": datetime.date(2023, month, day),
                    "seen": "A visit",
                }
                record_unplanned_observation(actor=lead.person, consent="given", grade=grade, **about)
    rows = [[cell.words for cell in cells_of(row)] for row in impact_table(shown_to(lead, trained)).rows]

    assert rows[-1][:3] == [
        "Observations of practice: strong or secure",
        "2 of 3 (67%; 95% interval 21–94%)",
        "5 of 5 (100%; 95% interval 57–100%)",
    ]
    assert rows[-1][4] == "Too few to say"
    assert shown_to(analyst, trained).observed.grades is None


def test_observations_are_counted_and_few_protected(lead, observer, analyst, worker, trained):
    for day in (datetime.date(2023, 6, 5), AUGUST, AUGUST):
        with frozen_clock(day):
            about = {"kind": observation_kind(), "team": worker.person.team, "seen_on": day, "seen": "A visit", "consent": "given"}
            record_unplanned_observation(actor=lead.person, **about)
    full, few = shown_to(lead, trained).observed, shown_to(analyst, trained).observed

    assert (full.by_month, full.before, full.after) == ({JUNE: 1, AUGUST: 2}, 1, 2)
    assert (few.by_month, few.before, few.after) == ({JUNE: None, AUGUST: None}, None, None)


def test_a_wider_audience_is_shown_no_month_of_few(lead, board_member, analyst, trained):
    graded_since("G " * 4, **{OVERSIGHT: "G " * 4})

    assert (len(shown_to(lead, trained).since), len(shown_to(analyst, trained).since)) == (1, 0)


def test_what_else_happened_is_listed_and_counted(lead, trained):
    with frozen_clock(ON):
        for name, day in (("Practice week", AUGUST), ("Of long ago", datetime.date(2022, 3, 1))):
            event = plan_event(actor=lead.person, kind=EventKind.PRACTICE_WEEK, name=name, first_day=day)
            hold_event(actor=lead.person, event=event)
        plan_event(actor=lead.person, kind=EventKind.MEETING, name="Only planned", first_day=datetime.date(2023, 9, 1))
    DatedEvent.objects.create(day=datetime.date(2023, 8, 20), words="A new recording system", added_by=lead.person)
    shown = shown_to(lead, trained)

    assert [row[2].value for row in events_table(shown).rows] == [
        "Training: Supervision that decides",
        "Practice week: Practice week",
        "A new recording system",
    ]
    assert "and 2 other things happened in the same months" in in_short(shown)


def test_the_picture_has_a_panel_each_and_marks_the_event(lead, auditor, trained):
    graded_since("G " * 12, **{OVERSIGHT: "G " * 12, RELATIONSHIP: "G " * 12})
    sampled(lead, auditor, trained, 2, 12)
    drawn = impact_picture(shown_to(lead, trained))

    assert len(drawn.wide["vconcat"]) == 3
    for panel in drawn.wide["vconcat"]:
        assert panel["layer"][0]["data"]["values"] == [{"label": "Jul 2023", "says": "1"}]
        assert len(panel["encoding"]["x"]["scale"]["domain"]) == 15
    assert "2 of 15" in drawn.wide["description"]


def test_with_nothing_to_draw_there_is_no_picture(lead, training):
    shown = shown_to(lead, training)

    assert impact_picture(shown) is None
    assert [row[0].value if hasattr(row[0], "value") else row[0] for row in impact_table(shown).rows] == [
        "Overall judgement: graded Good or better",
        "Observations of practice",
    ]
