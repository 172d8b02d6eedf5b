"""Lists as people paste them, split into their items."""

import pytest

from inspections.calculations.splitting import split_list

THREE = ["The quality of plans.", "Management oversight, so that drift is challenged.", "The response to homeless 16 and 17 year olds."]
PASTED = {
    "numbered": "1. {0}\n2. {1}\n3. {2}",
    "numbered with brackets": "(1) {0}\n(2) {1}\n(3) {2}",
    "numbered with tabs": "1\t{0}\n2\t{1}\n3\t{2}",
    "lettered": "a) {0}\nb) {1}\nc) {2}",
    "roman": "i. {0}\nii. {1}\niii. {2}",
    "bulleted": "• {0}\n• {1}\n• {2}",
    "bulleted by squares of a PDF": "■ {0}\n\n■ {1}\n\n■ {2}",
    "bulleted by Word's private letter": "\uf0b7\t{0}\n\uf0b7\t{1}\n\uf0b7\t{2}",
    "marks on lines of their own": "•\n{0}\n\n•\n{1}\n•\n{2}",
    "dashes and spaces": "  - {0}  \n -  {1}\n– {2}",
    "one line": "• {0} • {1} • {2}",
    "numbers in one line": "1. {0} 2. {1} 3. {2}",
    "paragraphs": "{0}\n\n{1}\n\n\n{2}\n",
    "lines without marks": "{0}\n{1}\n{2}",
    "Windows' ends of lines": "1. {0}\r\n2. {1}\r\n3. {2}\r\n",
    "under a heading with a page's number": "What needs to improve?\n• {0}\n• {1}\n4\n• {2}",
}


@pytest.mark.parametrize("how", PASTED)
def test_a_pasted_list_is_split_into_its_items(how):
    assert split_list(PASTED[how].format(*THREE)).items == THREE


def test_wrapped_lines_belong_to_their_item():
    pasted = (
        "■ The quality of plans, so that they\nare specific and decision-\nmaking is clear (outcome 3).\n■ Support for\n  care leavers."
    )

    assert split_list(pasted).items == [
        "The quality of plans, so that they are specific and decision-making is clear (outcome 3).",
        "Support for care leavers.",
    ]


def test_lines_without_marks_that_wrap_end_with_their_sentence():
    pasted = "The quality of plans for children in\nneed of help.\nSupport for Care Leavers who live\nOutside the borough."

    assert split_list(pasted).items == [
        "The quality of plans for children in need of help.",
        "Support for Care Leavers who live Outside the borough.",
    ]


def test_parts_of_an_item_stay_with_it():
    pasted = "1. Supervision:\na) that is regular\nb) that challenges\n2. Audits"

    assert split_list(pasted).items == ["Supervision: a) that is regular b) that challenges", "Audits"]


def test_headings_page_numbers_and_repetitions_are_left_out_and_said():
    found = split_list("What needs to improve\n• Plans.\n3\n• Supervision.\n• plans")

    assert found.items == ["Plans.", "Supervision."]
    assert found.left_out == ["What needs to improve", "3", "plans"]


@pytest.mark.parametrize("nothing", ["", "  \n\t\n", "What needs to improve\n12\n", "•\n-\n"])
def test_nothing_is_no_item(nothing):
    assert split_list(nothing).items == []


@pytest.mark.parametrize(
    "words", ["16 and 17 year olds who are homeless", "24-hour duty cover", "A stable home for every child", "I 'm heard"]
)
def test_words_that_begin_like_a_mark_are_kept_whole(words):
    assert split_list(f"• {words}\n• Plans").items == [words, "Plans"]
    assert split_list(words).items == [words]
