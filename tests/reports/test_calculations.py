"""What a text says in figures, and whether tables of grades bear it out."""

import pytest

from reports.calculations import PATTERNS, JudgedCounts, contradictions, numbers_in, numbers_quoted

NAMES = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement to be good", "I": "Inadequate"}
TABLES = [
    JudgedCounts("June 2023", "overall judgement", {"O": 0, "G": 2, "RI": 10, "I": 2}, NAMES),
    JudgedCounts("July 2023", "overall judgement", {"O": 0, "G": 1, "RI": 8, "I": 0}, NAMES),
    JudgedCounts("July 2023", "Management oversight and supervision", {"O": 0, "G": 1, "RI": 8, "I": 0}, NAMES),
]


def found(text: str) -> list[str]:
    return list(contradictions(text, TABLES, PATTERNS))


@pytest.mark.parametrize(
    "text",
    [
        "Nine of fourteen audits require improvement.",
        "9 of 14 in June were weak.",
        "9 out of the 14 were weak.",
        "In July every audit judged management oversight to require improvement.",
        "All nine audits of July require improvement.",
        "In June none was Inadequate.",
        "No audit of June is inadequate.",
    ],
)
def test_what_no_table_bears_out_is_found(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ten of fourteen audits of June require improvement.",
        "12 of 14 require improvement or are Inadequate.",
        "In July none was Inadequate.",
        "None of July’s audits judged it Inadequate.",
        "Two of four teams have been trained, and 3 of 5 visits were made.",
        "Every audit has a second reader.",
        "All records are read twice. Good practice is shared.",
    ],
)
def test_what_is_so_or_speaks_of_something_else_is_left_alone(text):
    assert found(text) == []


def test_figures_are_told_from_days_and_years():
    assert numbers_quoted("At 114.1 and 1,808 in 2023, 71% and 20 per cent, on 25 August: 14 audits.") == {"114.1", "1808", "71", "20"}
    assert numbers_in(["−26", "3,808", "66.5 of 14"]) == {"26", "3808", "66.5", "14"}
