"""Whom texts name, however they write it."""

import pytest

from foundation.names import case_ids_named, people_named

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
