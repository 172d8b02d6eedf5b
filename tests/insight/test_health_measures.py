"""Each measure of our own auditing against a small case that is counted by hand."""

import datetime

import pytest
from django.core.cache import cache

from actions.enums import ActionState
from actions.models import Action, Effect, Extension
from audits.allocation.services.training import record_training
from audits.enums import AuditState, PlanType, Stage, Voice, VoiceOutcome
from audits.models import Audit, FactualCheck, Judgement, ReAudit, Reflection, VoiceHeard
from audits.services.counting import count_again
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock
from foundation.council.months import add_months, last_day, month_code
from insight.calculations import Share
from insight.enums import HealthMeasure, HealthTrend
from insight.health.calculations import HealthFigure
from insight.health.queries.measures import health_figures
from insight.health.queries.window import window_for
from insight.health.services.targets import change_health_rules
from observations.enums import ObservationState
from observations.models import Observation
from performance.enums import Basis, Series, Unit
from performance.models import Import, Indicator, Measure, Restatement, Value
from tests.month_grades import ASSESSMENT, JULY, JUNE, OUTCOMES, OVERALL, add_judgements, add_month, alter, count_all_again, month_of
from tests.observation_kinds import VISIT
from tests.people import add_person

# Regular expressions, windows and groups by subqueries are each database's own.
pytestmark = pytest.mark.both
M = HealthMeasure
MAY = month_of("2023-05")
AUGUST = datetime.date(2023, 8, 31)


@pytest.fixture(autouse=True)
def late_summer():
    with frozen_clock(AUGUST):
        yield


@pytest.fixture
def measured(lead):
    """One measure of June and July, or of the months given, as the lead sees it; May and April are the months before."""

    def measure(which: HealthMeasure, first=JUNE, last=JULY) -> HealthFigure:
        # Rows that were written straight to the tables are counted, and left no trace, so what was found before would be kept.
        count_all_again()
        cache.clear()
        return health_figures(window_for(lead.person, first, last), lead.person)[which]

    return measure


def overall(grades: str) -> dict[str, str]:
    return {OVERALL: grades}


def parts(figure: HealthFigure) -> dict[str, str]:
    return {part.name: f"{part.now.count} of {part.now.n}" for part in figure.parts if part.now}


def by_month(figure: HealthFigure) -> dict[str, tuple[int, int]]:
    return {month_code(month): (share.count, share.n) for month, share in figure.months.items()}


def act(owner: Person, raised_by: Person, due: datetime.date, **fields) -> Action:
    known = {"what": "Write the plan", "why": "It is missing", "first_due": due, "due": due, "raised_on": datetime.date(2023, 5, 1)}
    return Action.objects.create(owner=owner, raised_by=raised_by, **known | fields)


def verified(by: Person, done: str, on: str, state: ActionState = ActionState.VERIFIED) -> dict:
    days = {"done_on": datetime.date.fromisoformat(done), "verified_on": datetime.date.fromisoformat(on)}
    return {"state": state, "verified_by": by, **days}


def test_actions_count_by_their_first_due_date(measured, lead, worker, auditor):
    owner, by = worker.person, lead.person
    act(owner, by, datetime.date(2023, 5, 20))
    act(owner, by, datetime.date(2023, 6, 10), **verified(auditor.person, "2023-06-09", "2023-06-20"))
    late = act(owner, by, datetime.date(2023, 6, 12), **verified(auditor.person, "2023-06-15", "2023-06-20"))
    moved = act(owner, by, datetime.date(2023, 6, 14), **verified(auditor.person, "2023-07-03", "2023-07-05"))
    Action.objects.filter(pk=moved.pk).update(due=datetime.date(2023, 7, 10))
    act(owner, by, datetime.date(2023, 7, 10))
    act(owner, by, datetime.date(2023, 7, 11), state=ActionState.WITHDRAWN)

    assert (measured(M.ACTIONS_VERIFIED).now, measured(M.ACTIONS_VERIFIED).before) == (Share(3, 4), Share(0, 1))
    assert by_month(measured(M.ACTIONS_VERIFIED)) == {"2023-06": (3, 3), "2023-07": (0, 1)}
    assert measured(M.LOOP_IN_TIME).now == Share(2, 4)
    assert parts(measured(M.LOOP_IN_TIME)) == {"by_first_date": "1 of 4"}

    # A date that is given once the one before has passed is time to do it, and no less late.
    Action.objects.filter(pk=late.pk).update(due=datetime.date(2023, 6, 30))
    Extension.objects.create(
        action=late,
        was_due=late.due,
        due=datetime.date(2023, 6, 30),
        reason="Asked late",
        granted_by=by,
        granted_on=datetime.date(2023, 6, 14),
    )
    assert measured(M.LOOP_IN_TIME).now == Share(2, 4)


def test_what_is_due_after_today_is_not_due_yet(measured, lead, worker):
    act(worker.person, lead.person, datetime.date(2023, 8, 30))
    act(worker.person, lead.person, datetime.date(2023, 9, 1))

    assert measured(M.ACTIONS_VERIFIED, last=month_of("2023-09")).now == Share(0, 1)


def test_impact_is_shown_by_what_was_judged_effective_of_what_was_verified(measured, lead, worker, auditor):
    for state in (ActionState.EFFECTIVE, ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE, ActionState.VERIFIED):
        action = act(worker.person, lead.person, datetime.date(2023, 4, 1), **verified(auditor.person, "2023-06-01", "2023-06-20", state))
        if state != ActionState.VERIFIED:
            Effect.objects.create(
                action=action, is_effective=state == ActionState.EFFECTIVE, words="Seen", judged_by=lead.person, judged_on=AUGUST
            )

    assert measured(M.ACTIONS_EFFECTIVE).now == Share(2, 4)
    assert parts(measured(M.ACTIONS_EFFECTIVE)) == {"effective": "2 of 4", "not_effective": "1 of 4", "not_judged": "1 of 4"}


def test_re_audits_are_better_the_same_or_worse_than_the_audit_before(measured, lead):
    earlier = add_month(month_of("2023-01"), overall("I I I RI"), overall("I I I RI"))
    later = add_month(JUNE, overall("RI I I G"), overall("RI I I G"))
    for before, after in zip(earlier, later, strict=True):
        ReAudit.objects.create(earlier=before, audit=after, planned_by=lead.person, planned_on=JUNE)
    alter([later[2]], state=AuditState.SUBMITTED)

    assert measured(M.RE_AUDITS_BETTER).now == Share(2, 3)
    assert parts(measured(M.RE_AUDITS_BETTER)) == {"better": "2 of 3", "same": "1 of 3", "worse": "0 of 3"}


def hear(audit: Audit, **outcomes: VoiceOutcome) -> None:
    for voice, outcome in outcomes.items():
        VoiceHeard.objects.create(audit=audit, voice=Voice[voice.upper()], outcome=outcome)


def test_feedback_is_sought_also_where_it_was_declined_and_obtained_of_either(measured):
    audits = add_month(JUNE, overall("G G G G G"))
    hear(audits[0], child=VoiceOutcome.OBTAINED, family=VoiceOutcome.OBTAINED)
    hear(audits[1], child=VoiceOutcome.DECLINED, family=VoiceOutcome.OBTAINED)
    hear(audits[2], child=VoiceOutcome.NOT_REACHED, family=VoiceOutcome.NOT_SOUGHT)
    hear(audits[3], child=VoiceOutcome.NOT_SOUGHT, family=VoiceOutcome.NOT_SOUGHT, practitioner=VoiceOutcome.OBTAINED)
    Audit.objects.filter(pk=audits[4].pk).update(imported=True)

    assert measured(M.FEEDBACK_SOUGHT).now == Share(3, 4)
    assert parts(measured(M.FEEDBACK_SOUGHT)) == {"sought_of_child": "3 of 4", "sought_of_family": "2 of 4"}
    assert measured(M.FEEDBACK_OBTAINED).now == Share(2, 4)
    assert parts(measured(M.FEEDBACK_OBTAINED)) == {"heard_child": "1 of 4", "heard_family": "2 of 4"}


def test_the_practitioner_is_involved_by_talking_reflecting_or_checking(measured, worker, auditor):
    audits = add_month(JUNE, overall("G G G G G"))
    hear(audits[0], practitioner=VoiceOutcome.OBTAINED)
    hear(audits[1], practitioner=VoiceOutcome.DECLINED)
    Reflection.objects.create(audit=audits[2], written_by=worker.person, sent_on=JUNE)
    Reflection.objects.create(audit=audits[3], written_by=worker.person)
    asked = {"parts": {"version": 1, "parts": []}, "asked_by": auditor.person, "asked_of": worker.person, "asked_on": JUNE, "due": JUNE}
    FactualCheck.objects.create(audit=audits[4], answered_on=JUNE, **asked)

    assert measured(M.PRACTITIONER_INVOLVED).now == Share(3, 5)
    assert parts(measured(M.PRACTITIONER_INVOLVED)) == {"discussed": "1 of 5", "reflected": "1 of 5", "checked": "1 of 5"}


def test_agreement_is_the_moderators_own_grade_and_optimism_the_agreed_one(measured):
    pre, own, agreed = "G G G RI RI NA", "G RI G RI G NA", "G RI RI RI G NA"
    audits = add_month(JUNE, overall(pre), overall(agreed))
    add_judgements(audits, Stage.MODERATOR, overall(own))
    alter([audits[3]], moderated_knowing=True)
    add_month(JULY, overall("G G"), overall("I I"), state=AuditState.RELEASED)

    assert measured(M.AGREEMENT).now == Share(2, 4)
    assert parts(measured(M.AGREEMENT)) == {"better": "1 of 4", "same": "2 of 4", "worse": "1 of 4"}
    assert measured(M.OVER_OPTIMISM).now == Share(2, 5)
    assert parts(measured(M.OVER_OPTIMISM)) == {"better": "1 of 5", "same": "2 of 5", "worse": "2 of 5"}


def test_of_finished_audits_those_moderated_are_counted(measured):
    add_month(JUNE, overall("G G G"), overall("G G G"))
    add_month(JULY, overall("G G"), overall("G G"), state=AuditState.RELEASED)
    add_month(MAY, overall("G G"))

    assert (measured(M.MODERATED).now, measured(M.MODERATED).before) == (Share(3, 5), Share(0, 0))


REASONS = {
    "Seen at home in May, which made the plan change for the child.": True,
    "The record of the last visit says nothing about the father.": True,
    # Long, and yet nothing that it rests on.
    "Very strong and very good work all round and everywhere as always.": False,
    # What it rests on, and not why that matters.
    "Visits and plans and reviews and meetings and sessions and notes.": False,
    # Too short.
    "Seen by the child.": False,
}


@pytest.mark.parametrize(("reason", "counts"), REASONS.items())
def test_a_reason_of_substance_says_what_it_rests_on_and_why_that_matters(measured, reason, counts):
    (audit,) = add_month(JUNE, {OVERALL: "G", ASSESSMENT: "NA"})
    Judgement.objects.filter(audit=audit).update(reason=reason)
    count_again([audit.pk])

    assert measured(M.REASONS).now == Share(int(counts), 1)


def test_a_reason_copied_from_another_grade_is_none_of_substance(measured):
    (audit,) = add_month(JUNE, {OVERALL: "G", ASSESSMENT: "G", OUTCOMES: "RI"})
    good, other = list(REASONS)[:2]
    Judgement.objects.filter(audit=audit).update(reason=good)
    Judgement.objects.filter(audit=audit, domain__name=OUTCOMES).update(reason=other)
    count_again([audit.pk])

    assert measured(M.REASONS).now == Share(1, 3)


@pytest.mark.parametrize("fields", [{"imported": True}, {"state": AuditState.WITHDRAWN}])
def test_reasons_of_a_spreadsheet_and_of_what_was_withdrawn_are_not_counted(measured, fields):
    alter(add_month(JUNE, overall("G")), **fields)

    assert measured(M.REASONS).now == Share(0, 0)


def test_services_with_practitioners_and_plan_types_are_in_sight_once_audited(measured, worker, outsider, elm_team, rowan_service):
    audits = add_month(JUNE, overall("G G G"))
    alter(audits[:2], team=elm_team, plan_type=PlanType.CARED_FOR)
    alter(audits[2:], plan_type=PlanType.ASSESSMENT)

    assert measured(M.SERVICES).now == Share(1, 2)
    assert parts(measured(M.SERVICES)) == {"Rowan Service": "2 of 3", "Willow Service": "0 of 3"}
    assert measured(M.PLAN_TYPES).now == Share(2, 5)
    assert parts(measured(M.PLAN_TYPES))["cared_for"] == "2 of 3"


def test_closed_records_are_counted_apart(measured):
    audits = add_month(JUNE, overall("G G G G"))
    Audit.objects.filter(pk=audits[0].pk).update(was_closed=True)

    assert measured(M.CLOSED_RECORDS).now == Share(1, 4)


def add_indicator(label: str, **fields) -> Indicator:
    measure = Measure.objects.create(name=label)
    known = {"slug": label.lower(), "unit": Unit.NUMBER, "basis": Basis.AT_DATE, "series": Series.OTHER, "measure": measure}
    return Indicator.objects.create(label=label, **known | fields)


def add_value(indicator: Indicator, month: datetime.date, value: int, by: Person) -> Value:
    source, _ = Import.objects.get_or_create(shape="long", file_name="july.csv", file_hash="1", imported_by=by)
    return Value.objects.create(indicator=indicator, month=month, value=value, source=source, row=1)


def test_each_childs_record_counts_once_of_those_that_are_open(measured, lead):
    in_need, cared_for = add_indicator("Needs"), add_indicator("Cares")
    for indicator, june, july in ((in_need, 60, 70), (cared_for, 40, None)):
        add_value(indicator, JUNE, june, lead.person)
        if july:
            add_value(indicator, JULY, july, lead.person)
    first, _, third = add_month(JUNE, overall("G G G"))
    again = add_month(JULY, overall("G G"))[0]
    Audit.objects.filter(pk=again.pk).update(case_id=first.case_id, case_key=first.case_key)
    Audit.objects.filter(pk=third.pk).update(state=AuditState.WITHDRAWN)

    assert measured(M.CHILDREN).is_unset
    change_health_rules(actor=lead.person, open_records=[in_need, cared_for])

    # July has one of the two figures only, so June's are taken.
    assert measured(M.CHILDREN).now == Share(3, 100)
    assert by_month(measured(M.CHILDREN)) == {"2023-06": (2, 100), "2023-07": (2, 100)}


def observe(observer: Person, audit: Audit, **fields) -> None:
    known = {
        "kind_id": VISIT,
        "month": audit.cycle.month,
        "state": ObservationState.RECORDED,
        "seen_on": audit.cycle.month,
        "team": audit.team,
    }
    Observation.objects.create(cycle=audit.cycle, observer=observer, **known | fields)


def test_leaders_count_once_whether_they_audited_or_observed(measured, rowan_service, elm_team, director):
    audits = add_month(JUNE, overall("G G"))
    Audit.objects.all().update(team=elm_team)
    Audit.objects.filter(pk=audits[0].pk).update(auditor=rowan_service.manager)
    audit = Audit.objects.get(pk=audits[0].pk)
    observe(rowan_service.manager, audit)
    observe(director.person, audit)
    observe(rowan_service.head, audit, state=ObservationState.PLANNED, seen_on=None)

    assert measured(M.LEADERS).now == Share(2, 3)
    assert parts(measured(M.LEADERS)) == {"director": "1 of 1", "head_of_service": "0 of 1", "service_manager": "1 of 1"}


def test_people_are_trained_by_the_end_of_the_months_in_which_they_audit(measured, lead, auditor, moderator):
    june, july = add_month(JUNE, overall("G G")), add_month(JULY, overall("G"))
    other = add_person("Osric Vane", Role.AUDITOR)
    for audit, person in zip([*june, *july], (auditor.person, other, auditor.person), strict=True):
        Audit.objects.filter(pk=audit.pk).update(auditor=person)
    record_training(actor=lead.person, people=[auditor.person, moderator.person], trained_on=datetime.date(2023, 7, 5))

    assert measured(M.TRAINED).now == Share(1, 2)
    assert by_month(measured(M.TRAINED)) == {"2023-06": (0, 2), "2023-07": (1, 1)}


def test_auditors_drift_or_are_in_line_over_their_latest_ten_audits(measured, auditor, lead):
    """Amina’s ten: every domain lowered by the moderator. Osric’s ten: nothing changed. Nine of a third say nothing."""
    others = [add_person("Osric Vane", Role.AUDITOR), add_person("Nell Arden", Role.AUDITOR)]
    for person, count, then in ((auditor.person, 10, "RI"), (others[0], 10, "G"), (others[1], 9, "RI")):
        grades = {OVERALL: " ".join(["G"] * count), ASSESSMENT: " ".join(["G"] * count)}
        after = {OVERALL: " ".join([then] * count), ASSESSMENT: " ".join([then] * count)}
        audits = add_month(JUNE, grades, after)
        add_judgements(audits, Stage.MODERATOR, after)
        Audit.objects.filter(pk__in=[audit.pk for audit in audits]).update(auditor=person, finished_on=JULY)

    assert measured(M.DRIFT).now == Share(1, 2)
    assert measured(M.SPREAD).now == Share(1, 2)
    assert parts(measured(M.SPREAD)) == {"0-50": "1 of 2", "50-70": "0 of 2", "70-90": "0 of 2", "90-101": "1 of 2"}


def test_drift_and_spread_are_counted_up_to_the_end_of_each_month(measured, auditor):
    """Ten audits up to June, all as the moderator has them; in July ten more, all lowered."""
    for month, then in ((JUNE, "G"), (JULY, "RI")):
        ten, after = overall("G " * 10), overall(f"{then} " * 10)
        audits = add_month(month, ten, after)
        add_judgements(audits, Stage.MODERATOR, after)
        Audit.objects.filter(pk__in=[audit.pk for audit in audits]).update(auditor=auditor.person, finished_on=last_day(month))

    assert by_month(measured(M.DRIFT)) == {"2023-06": (0, 1), "2023-07": (1, 1)}
    assert by_month(measured(M.SPREAD)) == {"2023-06": (1, 1), "2023-07": (0, 1)}


def test_figures_are_flagged_by_a_later_file_or_by_a_note(measured, lead):
    steady, noted = (add_indicator(name, series=Series.SCORECARD) for name in ("Steady", "Noted"))
    Indicator.objects.filter(pk=noted.pk).update(quality_note="Strategy meetings are miscoded.")
    restated, same = add_value(steady, JUNE, 5, lead.person), add_value(steady, JULY, 6, lead.person)
    add_value(noted, JUNE, 7, lead.person)
    for value, was in ((restated, 4), (same, 6)):
        Restatement.objects.create(value=value, was=was, was_source=value.source, was_row=1, source=value.source)

    assert measured(M.FIGURES_FLAGGED).now == Share(2, 3)
    assert parts(measured(M.FIGURES_FLAGGED)) == {"restated": "1 of 3", "noted": "1 of 3", "disagree": "0 of 3"}


def test_figures_on_which_two_tables_disagree_are_flagged_on_both_sides(measured, lead):
    one = add_indicator("Visits", series=Series.SCORECARD)
    other = add_indicator("Half", series=Series.HALF_YEARS, measure=one.measure)
    for month, ours, theirs in ((JUNE, 5, 7), (JULY, 6, 6)):
        add_value(one, month, ours, lead.person)
        add_value(other, month, theirs, lead.person)

    assert measured(M.FIGURES_FLAGGED).now == Share(2, 4)
    assert parts(measured(M.FIGURES_FLAGGED))["disagree"] == "2 of 4"


def test_a_year_that_is_not_the_sum_of_its_halves_is_flagged_with_the_halves(measured, lead):
    year = add_indicator("Referrals by phone", series=Series.SCORECARD, basis=Basis.ROLLING_YEAR)
    half = add_indicator("Half", series=Series.HALF_YEARS, basis=Basis.SIX_MONTHS, measure=year.measure)
    add_value(half, add_months(JUNE, -6), 100, lead.person)
    add_value(half, JUNE, 90, lead.person)
    add_value(year, JUNE, 191, lead.person)

    assert measured(M.FIGURES_FLAGGED).now == Share(2, 2)


def test_a_trend_needs_ten_on_both_sides_and_evidence(measured):
    add_month(JUNE, overall("G " * 10), overall("G " * 10))
    few = add_month(MAY, overall("G " * 9), overall("G " * 9), state=AuditState.RELEASED)
    assert measured(M.MODERATED).trend == HealthTrend.TOO_FEW

    add_month(MAY, overall("G"), overall("G"), state=AuditState.RELEASED)
    assert measured(M.MODERATED).trend == HealthTrend.BETTER

    Audit.objects.filter(pk__in=[audit.pk for audit in few]).update(state=AuditState.MODERATED)
    # Nine of ten, then ten of ten: chance alone does that.
    assert measured(M.MODERATED).trend == HealthTrend.NO_EVIDENCE


def test_where_less_is_better_more_is_worse(measured):
    add_month(MAY, overall("G " * 12), overall("G " * 12))
    add_month(JUNE, overall("G " * 12), overall("RI " * 12))

    assert measured(M.OVER_OPTIMISM).trend == HealthTrend.WORSE
