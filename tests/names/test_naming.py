"""Whom texts name, however they write it."""

import pytest

from foundation.names import case_ids_named, case_ids_written, initials_written, people_named

ZAINAB = "Zainab Ali-Khan"


@pytest.mark.parametrize(
    "text",
    [
        "Zainab Ali-Khan wrote the plan.",
        "The plan by zainab ali-khan was late.",
        "Plan: Ali-Khan, Zainab.",
        "As ALI KHAN ZAINAB wrote.",
        "Asked Zainab M. Ali-Khan.",
        "Seen by Z. Ali-Khan.",
        "Seen by Z Ali‑Khan and others.",
        "Ali-Khan, Z. saw the child.",
        "Ali Khan Z saw the child.",
        "Ms Ali-Khan saw the child.",
        "Worker: Z.M. Ali-Khan",
        "Zainab Ali-Khan’s plan was late.",
        "The plan was Ms Ali-Khan's.",
        "Ask zainab.ali-khan@marram.example",
        "Ask z.ali-khan@marram.example",
        "Ask zalikhan@marram.example",
        "Ask mailto:ali-khan.z@marram.example",
        "See https://marram.example/people/Zainab%20Ali-Khan",
        "See https://marram.example/people/zainab_ali-khan/plan",
        "Zainab AliKhan saw the child.",
        "ZainabAliKhan saw the child.",
        "Ｚａｉｎａｂ Ali\u00adKhan",
    ],
)
def test_a_person_is_named_in_any_order_by_initials_and_by_title(text):
    assert people_named([text], [ZAINAB, "Tom Ford"]) == [ZAINAB]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The young will be heard.", "Will Young"),
        ("A good audit.", "Amy Good"),
        ("A Good grade was given.", "Amy Good"),
        ("Khan and Ali were not asked.", "Zainab Ali-Khan"),
        ("B. Ford wrote it.", "Tom Ford"),
        ("Tom saw the Ford.", "Tom Ford"),
        ("A bright plan.", "Bella Right"),
    ],
)
def test_words_that_only_look_like_a_name_are_nobodys(text, name):
    assert people_named([text], [name]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria de Souza called.", "Maria de Souza"),
        ("M. de Souza called.", "Maria de Souza"),
        ("Siobhan ONeill called.", "Siobhán O’Neill"),
        ("O'Neill, S. called.", "Siobhán O’Neill"),
        ("Cher called.", "Cher"),
        ("Jane Smith called.", "Jane Kate Smith"),
        ("J.K. Smith called.", "Smith, Jane Kate"),
    ],
)
def test_a_name_is_found_in_other_letters_and_with_fewer_of_its_parts(text, name):
    assert people_named([text], [name]) == [name]


@pytest.mark.parametrize(
    "text", ["LCS-10204", "lcs 10204", "LCS10204", "LCS/10204", "LCS_10204", "LCS – 10204", "(LCS: 10204)", "LCS.10204"]
)
def test_a_case_id_is_found_whatever_is_between_its_parts(text):
    assert case_ids_named([f"As in {text}, see there."], ["LCS-10204", "LCS-1020"]) == ["LCS-10204"]


@pytest.mark.parametrize(
    ("text", "case_id"),
    [
        ("LCS-102045", "LCS-10204"),
        ("XLCS-10204", "LCS-10204"),
        ("12,345 children", "12-345"),
        ("A 12 month plan", "A-12"),
        ("LCS, 10204 of them", "LCS-10204"),
    ],
)
def test_a_figure_or_a_longer_id_is_no_case_id(text, case_id):
    assert case_ids_named([text], [case_id]) == []


def test_ids_of_several_numbers_are_found_by_each_separator():
    assert case_ids_named(["see D 12/345"], ["D-12-345", "D12"]) == ["D-12-345"]
    assert case_ids_named(["see C1 and c/2"], ["C-1", "C-2", "C-3"]) == ["C-1", "C-2"]


LCS = ["LCS-10204", "D-1", "MB-1987", "K-4410"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("As in LCS-10204, see there.", ["LCS-10204"]),
        ("As in lcs 10204.", ["lcs 10204"]),
        ("As in L C S 1 0 2 0 4.", ["L C S 1 0 2 0 4"]),
        ("As in LCS 102 04 and d-1.", ["LCS 102 04", "d-1"]),
        ("As in 10204.", ["10204"]),
        ("As in 10 204: read it.", ["10 204"]),
        ("As in ＬＣＳ１０２０４.", ["LCS10204"]),
        ("See https://marram.example/record/LCS%2D10204", ["LCS-10204"]),
        ("Record 4410 was read.", ["4410"]),
        ("In 10,204 records, 10204% or £10204.", []),
        ("In 1987 and in June 2023.", []),
        ("In MB 1987.", ["MB 1987"]),
        ("110204 and 102041", []),
    ],
)
def test_a_case_id_is_found_as_it_is_written_with_spaces_and_without_its_letters(text, written):
    assert case_ids_written(text, LCS) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Seen by Z.A. on Monday.", ["Z.A."]),
        ("Seen by Z. A. K. on Monday.", ["Z. A. K."]),
        ("Seen by ZAK (and TF).", ["ZAK", "TF"]),
        ("The GP and CAMHS met in Z.", []),
    ],
)
def test_initials_of_somebody_known_are_found(text, written):
    assert initials_written(text, [ZAINAB, "Tom Ford"]) == written
