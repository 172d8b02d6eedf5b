"""The pages of dip samples: planning, what so many records find, drawing, reading, the result, the list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from studies.enums import ReadState
from studies.models import Study
from tests.studies.conftest import CASES, PLAN, answer_all, to_read
from tests.workbooks import table_in

URL = "/studies/"
POSTED = PLAN | {"questions": "\n".join(PLAN["questions"]), "changed_on": ""}


def text_of(visitor, address: str) -> str:
    return " ".join(visitor.get(address).content.decode().split())


def test_the_lead_plans_one_and_sees_what_it_can_find_before_anything_is_drawn(lead, auditor):
    shown = lead.post(f"{URL}new/", POSTED | {"lead": lead.person.pk, "readers": [auditor.person.pk]}, follow=True)

    text = " ".join(shown.content.decode().split())
    assert "15 records before and 15 after find a rise 40% of the time" in text
    assert "draw 30 before and 30 after" in text
    assert "Draw the first records" in text
    assert list(Study.objects.get().readers.all()) == [auditor.person]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(lead):
    shown = lead.post(f"{URL}new/", POSTED | {"lead": lead.person.pk, "hoped_after": "", "title": "Kept words"})

    assert shown.context["form"].errors == {"hoped_after": ["Enter both shares, before and after, or neither."]}
    assert "Kept words" in shown.content.decode()


def test_a_name_in_a_question_is_asked_about(lead):
    asked = POSTED | {"lead": lead.person.pk, "questions": "Did Jordan Blackwell, born 3 May 2011, speak?"}

    shown = lead.post(f"{URL}new/", asked)

    assert "kept" in shown.context["form"].fields
    assert not Study.objects.exists()


def test_only_the_lead_is_offered_planning(lead, auditor, study):
    assert "Plan a dip sample" in text_of(lead, URL)
    assert "Plan a dip sample" not in text_of(auditor, URL)
    assert auditor.get(f"{URL}new/").status_code == 403


def test_who_has_no_part_in_it_finds_nothing(outsider, study, before):
    record = to_read(before)[0]
    assert outsider.get(URL).status_code == 403
    for address in ("", "draw/", "next/", "records/", "finish/", "change/", f"records/{record.pk}/", f"records/{record.pk}/set-aside/"):
        assert outsider.get(f"{URL}{study.number}/{address}").status_code == 404


def test_a_director_reads_counts_and_no_record(director, study, before):
    assert "Results" in text_of(director, study.get_absolute_url())
    assert director.get(f"{URL}{study.number}/records/").status_code == 403
    assert director.get(to_read(before)[0].get_absolute_url()).status_code == 404


def test_records_are_drawn_from_pasted_ids_or_a_file(lead, study):
    file = SimpleUploadedFile("list.csv", ("Case ID\n" + CASES).encode())

    shown = lead.post(f"{URL}{study.number}/draw/", {"name": "Before", "cases": "", "file": file, "seed": "7"}, follow=True)

    assert "15 records are drawn for “Before”" in " ".join(shown.content.decode().split())
    assert study.waves.get().file_name == "list.csv"


def test_a_list_without_case_ids_says_what_is_wrong_with_it(lead, study):
    file = SimpleUploadedFile("list.csv", b"Colour\nred\n")

    shown = lead.post(f"{URL}{study.number}/draw/", {"name": "Before", "cases": "", "file": file, "seed": ""})

    assert shown.context["form"].errors["file"]


def test_a_reader_reads_one_after_the_other(auditor, study, before):
    keys = [question.pk for question in study.questions.all()]
    for record in to_read(before):
        page = auditor.get(f"{URL}{study.number}/next/", follow=True)
        assert page.redirect_chain[-1][0] == record.get_absolute_url()
        answered = {f"question_{key}": "partly" for key in keys} | {"version": page.context["form"]["version"].value()}
        auditor.post(record.get_absolute_url(), answered)

    assert before.records.filter(state=ReadState.READ, read_by=auditor.person).count() == 15
    assert "There is no record left for you to read here" in auditor.get(f"{URL}{study.number}/next/", follow=True).content.decode()


def test_a_question_that_is_not_answered_is_named(auditor, study, before):
    record = to_read(before)[0]
    page = auditor.get(record.get_absolute_url())

    shown = auditor.post(record.get_absolute_url(), {"note": "Kept.", "version": page.context["form"]["version"].value()})

    assert "Answer “Does the assessment say what the child wants?”" in shown.content.decode()
    assert "Kept." in shown.content.decode()


def test_the_result_obeys_its_interval(lead, study, before):
    answer_all(lead.person, before, yes=2)
    lead.post(f"{URL}{study.number}/draw/", {"name": "After", "cases": CASES, "seed": "8"})
    answer_all(lead.person, study.waves.get(place=2), yes=4)

    text = text_of(lead, study.get_absolute_url())

    assert "Before: Yes in 2 of 15. After: Yes in 4 of 15." in text
    assert "There is no evidence of a change" in text
    assert "samples of 15 find the change that was hoped for 40% of the time" in text


def test_a_large_change_is_evidence_and_not_its_cause(lead, study, before):
    answer_all(lead.person, before, yes=1)
    lead.post(f"{URL}{study.number}/draw/", {"name": "After", "cases": CASES, "seed": "8"})
    answer_all(lead.person, study.waves.get(place=2), yes=12)

    text = text_of(lead, f"{URL}{study.number}/finish/")

    assert "This is evidence of a change" in text
    assert "It does not say what made it." in text


def test_an_action_follows_from_it(lead, study, before):
    shown = lead.get(f"/actions/raise/?study={study.number}")

    assert shown.status_code == 200
    assert f"dip sample {study.number}" in shown.content.decode().lower()


def test_files_hold_the_answers_and_not_who_works_with_a_child(lead, study, before):
    answer_all(lead.person, before, yes=2)

    header, *rows = table_in(lead.get(f"{URL}{study.number}/records/?export=xlsx").content)
    counts = lead.get(f"{study.get_absolute_url()}?export=csv").content.decode("utf-8-sig")

    assert list(header[:3]) == ["Wave", "Place", "Case ID"]
    assert sorted(row[-1] for row in rows) == ["No"] * 13 + ["Yes"] * 2
    assert "worker" not in " ".join(map(str, header)).lower()
    assert counts.startswith("Wave,")


def test_the_list_costs_the_same_for_many(lead, study, before, django_assert_max_num_queries):
    for n in range(3):
        lead.post(f"{URL}new/", POSTED | {"lead": lead.person.pk, "title": f"Another {n}"})
    with django_assert_max_num_queries(14):
        assert len(lead.get(URL).context["table"].rows) == 4


@pytest.mark.parametrize("kind", ["new/", "new-accuracy/"])
def test_pages_that_plan_open(lead, kind):
    assert lead.get(f"{URL}{kind}").status_code == 200
