"""Planning a study, drawing its records, reading them, finishing it."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from scipy.stats import fisher_exact, mannwhitneyu

from foundation.activity.models import Entry
from foundation.activity.versions import StaleVersion, version_of
from foundation.errors import Incomplete, StaleState
from performance.models import Indicator
from studies.enums import ReadState, StudyKind
from studies.models import Study, StudyRecord
from studies.services.drawing import DRAWN_BEFORE, draw_wave
from studies.services.planning import change_study, finish_study, hand_over_studies, plan_study, reopen_study
from studies.services.reading import read_record, set_record_aside
from tests.studies.conftest import CASES, PLAN, answer_all, to_read


def replies_to(study: Study, reply: str) -> dict[int, str]:
    return {question.pk: reply for question in study.questions.all()}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"questions": [" ", ""]}, "questions"),
        ({"questions": ["Is it so?", "is it SO?"]}, "questions"),
        ({"questions": [f"Question {n}?" for n in range(7)]}, "questions"),
        ({"questions": ["Did Jordan Blackwell, born 3 May 2011, speak?"]}, "questions"),
        ({"size": 0}, "size"),
        ({"hoped_after": None}, "hoped_after"),
        ({"hoped_after": 14}, "hoped_after"),
        ({"kind": StudyKind.ACCURACY}, "indicator"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_by_its_field(lead, given, field):
    with pytest.raises(ValidationError) as refused:
        plan_study(actor=lead.person, lead=lead.person, **(PLAN | given))

    assert field in refused.value.message_dict


def test_only_the_lead_plans(auditor, lead):
    with pytest.raises(PermissionDenied):
        plan_study(actor=auditor.person, lead=lead.person, **PLAN)


def test_so_many_are_drawn_and_as_many_wait_in_reserve(before):
    states = list(before.records.values_list("state", flat=True))

    assert states == [ReadState.TO_READ] * 15 + [ReadState.RESERVE] * 15
    assert before.listed == 40


def test_the_same_list_and_seed_draw_the_same_records(lead, before):
    other = plan_study(actor=lead.person, lead=lead.person, **PLAN)
    again = draw_wave(actor=lead.person, study=other, name="Before", cases="\n".join(reversed(CASES.split())), seed=7)

    assert [each.case_id for each in to_read(again)] == [each.case_id for each in to_read(before)]


def test_records_of_an_earlier_wave_are_left_out_of_the_next(lead, study, before):
    after = draw_wave(actor=lead.person, study=study, name="After", cases=CASES.lower(), seed=8)

    earlier = {each.case_key for each in to_read(before)}
    assert not earlier & {each.case_key for each in after.records.all()}
    assert (after.left_out, len(to_read(after))) == (15, 15)
    assert DRAWN_BEFORE


def test_a_list_of_records_that_were_all_drawn_is_refused(lead, study, before):
    drawn = "\n".join(each.case_id for each in to_read(before))

    with pytest.raises(ValidationError, match="earlier wave"):
        draw_wave(actor=lead.person, study=study, name="After", cases=drawn)


def test_a_name_is_no_case_id(lead, study):
    with pytest.raises(ValidationError):
        draw_wave(actor=lead.person, study=study, name="Before", cases="Jordan Blackwell")

    assert not StudyRecord.objects.exists()


def test_team_and_worker_of_a_list_are_read(lead, worker, auditor, study):
    sheet = f"Case ID,Team,Allocated worker\nD-1,Elm Team,{worker.person.name}\nD-2,Elm Team,\n".encode()
    wave = draw_wave(actor=lead.person, study=study, name="Before", file_name="list.csv", content=sheet)

    found = {each.case_id: (str(each.team), each.worker) for each in wave.records.all()}
    assert found == {"D-1": ("Elm Team", worker.person), "D-2": ("Elm Team", None)}


def test_nobody_reads_the_record_of_a_child_they_work_with(lead, auditor, study):
    sheet = f"Case ID,Allocated worker\nD-1,{auditor.person.name}\n".encode()
    wave = draw_wave(actor=lead.person, study=study, name="Before", file_name="list.csv", content=sheet)
    record = to_read(wave)[0]

    with pytest.raises(PermissionDenied, match="somebody else"):
        read_record(actor=auditor.person, record=record, replies=replies_to(study, "yes"))
    assert auditor.get(f"/studies/{study.number}/records/{record.pk}/").status_code == 403
    assert auditor.get("/").content.decode().count("Read 1 record") == 0
    assert lead.get("/").content.decode().count("Read 1 record") == 1


def test_every_question_is_answered_by_one_of_four_replies(lead, study, before):
    record = to_read(before)[0]
    first, second = study.questions.all()

    with pytest.raises(Incomplete) as refused:
        read_record(actor=lead.person, record=record, replies={first.pk: "yes", second.pk: "perhaps"})

    assert list(refused.value.missing) == [f"question_{second.pk}"]
    assert not record.answers.exists()


def test_what_somebody_must_act_on_says_what(lead, study, before):
    with pytest.raises(ValidationError, match="what must be done"):
        read_record(actor=lead.person, record=to_read(before)[0], replies=replies_to(study, "no"), follow_up=True)


def test_of_two_who_read_one_record_the_second_is_told(lead, auditor, study, before):
    record = to_read(before)[0]
    began_from = version_of(record)
    read_record(actor=auditor.person, record=record, replies=replies_to(study, "yes"), version=began_from)

    with pytest.raises(StaleState):
        read_record(actor=lead.person, record=record, replies=replies_to(study, "no"), version=began_from)
    record.refresh_from_db()
    with pytest.raises(StaleVersion):
        read_record(actor=lead.person, record=record, replies=replies_to(study, "no"), version=began_from)
    assert set(record.answers.values_list("reply", flat=True)) == {"yes"}


def test_a_record_set_aside_is_followed_by_the_first_of_the_reserve(lead, before):
    record, reserve = to_read(before)[3], before.records.filter(state=ReadState.RESERVE)[0]

    taken = set_record_aside(actor=lead.person, record=record, reason="Restricted.")

    assert taken == reserve
    assert len(to_read(before)) == 15


def test_a_reserve_that_a_later_wave_has_drawn_stays_there(lead, study, before):
    first, second, *_ = before.records.filter(state=ReadState.RESERVE)
    draw_wave(actor=lead.person, study=study, name="After", cases=first.case_id)

    assert set_record_aside(actor=lead.person, record=to_read(before)[0], reason="Restricted.") == second


@pytest.mark.parametrize("part", ["lead", "readers"])
def test_only_who_reads_for_quality_assurance_already_is_given_records(lead, worker, study, part):
    given = {"lead": lead.person, "readers": []} | {part: worker.person if part == "lead" else [worker.person]}
    with pytest.raises(ValidationError) as refused:
        plan_study(actor=lead.person, **(PLAN | given))
    with pytest.raises(ValidationError):
        change_study(actor=lead.person, study=study, questions=PLAN["questions"], **given)

    assert list(refused.value.message_dict) == [part]


def test_a_study_is_finished_once_every_record_is_read(lead, study, before):
    with pytest.raises(Incomplete, match="15 records are still to be read"):
        finish_study(actor=lead.person, study=study, learned="It helped.")
    answer_all(lead.person, before, yes=2)

    finish_study(actor=lead.person, study=study, learned="It helped.")

    with pytest.raises(StaleState):
        draw_wave(actor=lead.person, study=study, name="After", cases=CASES)
    with pytest.raises(StaleState, match="finished"):
        read_record(actor=lead.person, record=before.records.filter(state=ReadState.READ)[0], replies=replies_to(study, "yes"))
    assert reopen_study(actor=lead.person, study=study).is_open


def test_once_records_are_drawn_questions_and_numbers_stay(lead, study, before):
    same = [question.text for question in study.questions.all()]

    changed = change_study(actor=lead.person, study=study, questions=same, readers=[], title="What the child wants")
    with pytest.raises(StaleState):
        change_study(actor=lead.person, study=study, questions=["Another?"], readers=[])
    with pytest.raises(StaleState):
        change_study(actor=lead.person, study=study, questions=same, readers=[], size=30)

    assert changed.title == "What the child wants"


def test_the_result_is_scipy_s(lead, study, before, capsys):
    answer_all(lead.person, before, yes=2, partly=5)
    after = draw_wave(actor=lead.person, study=study, name="After", cases=CASES, seed=8)
    answer_all(lead.person, after, yes=8, partly=4)

    call_command("study_result", str(study.number))

    found = json.loads(capsys.readouterr().out)
    before_scores, after_scores = [2] * 2 + [1] * 5 + [0] * 8, [2] * 8 + [1] * 4 + [0] * 3
    asymptotic = mannwhitneyu(before_scores, after_scores, use_continuity=False, method="asymptotic").pvalue
    assert (found["before"], found["after"]) == ({"n": 15, "yes": 2}, {"n": 15, "yes": 8})
    assert found["fisher_p"] == pytest.approx(fisher_exact([[2, 13], [8, 7]]).pvalue, abs=1e-9)
    assert found["mann_whitney_p"] == pytest.approx(asymptotic, abs=0.01)
    assert found["effect"] == pytest.approx(8 / 15 - 2 / 15)
    low, high = found["interval"]
    assert low < found["effect"] < high


def test_the_power_is_printed(capsys):
    call_command("study_power", "--before", "0.14", "--after", "0.5", "--n", "15")

    found = json.loads(capsys.readouterr().out)
    assert (round(found["power"], 2), found["n_for_80"]) == (0.4, 30)


def test_an_accuracy_sample_becomes_a_flag_on_its_figure(lead):
    indicator = Indicator.objects.select_related("measure").first()
    lead_says = "Counted by hand until May."
    Indicator.objects.filter(pk=indicator.pk).update(quality_note=lead_says)
    for wrong in (3, 1, 0):
        study = plan_study(
            actor=lead.person,
            lead=lead.person,
            kind=StudyKind.ACCURACY,
            indicator=indicator,
            month=datetime.date(2023, 6, 1),
            title="Rows",
            why="To check.",
            size=20,
        )
        wave = draw_wave(actor=lead.person, study=study, name="Rows", cases=CASES, seed=1)
        answer_all(lead.person, wave, yes=20 - wrong)
        finish_study(actor=lead.person, study=study, learned="Known now.")
        indicator.refresh_from_db()
        note = indicator.quality_note
        assert note.startswith(lead_says)
        assert ("Accuracy sample" in note) is bool(wrong)
        assert note.count("Accuracy sample") <= 1
        if wrong == 3:
            assert "3 of 20 (15%; 95% interval 5% to 36%)" in note
            assert "June 2023" in note


def test_what_somebody_who_left_leads_is_handed_over(administrator, lead, auditor, study):
    alter_active(lead.person)

    hand_over_studies(actor=administrator.person, person=lead.person, to=auditor.person)

    study.refresh_from_db()
    assert (study.lead, list(study.readers.all())) == (auditor.person, [])
    assert Entry.objects.of(study).writes().latest("pk").verb == "study.handed_over"


def test_only_who_may_give_away_hands_studies_over_and_only_to_who_reads_records(lead, administrator, auditor, worker, study):
    with pytest.raises(PermissionDenied):
        hand_over_studies(actor=auditor.person, person=lead.person, to=auditor.person)
    with pytest.raises(ValidationError, match="as an auditor"):
        hand_over_studies(actor=administrator.person, person=lead.person, to=worker.person)

    study.refresh_from_db()
    assert study.lead == lead.person


def alter_active(person) -> None:
    person.is_active = False
    person.save()
