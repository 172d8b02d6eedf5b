"""What a text says in figures, held against the figures beside it: contradictions are found, ordinary sentences are left alone."""

from decimal import Decimal

import pytest

from foundation.claims import CountTable, Movement, claims_of, contradicted, numbers_in, numbers_quoted

NAMES = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement to be good", "I": "Inadequate"}
PATTERNS = {"O": r"\bOutstanding\b", "G": r"\bGood\b", "RI": r"\b[Rr]equires? improvement\b|\bRI\b", "I": r"\b[Ii]nadequate\b"}
OVERALL, OVERSIGHT, ASSESSMENT = "overall judgement", "Management oversight and supervision", "Assessment and planning"


def tally(month: str, judged: str, *counts: int) -> CountTable:
    return CountTable(month, judged, dict(zip(NAMES, counts, strict=True)), NAMES, PATTERNS, is_main=judged == OVERALL)


# 14 audits in June, 9 in July.
TALLIES = [
    tally("June 2023", OVERALL, 0, 2, 10, 2),
    tally("June 2023", OVERSIGHT, 0, 1, 8, 5),
    tally("July 2023", OVERALL, 0, 1, 8, 0),
    tally("July 2023", OVERSIGHT, 0, 1, 8, 0),
    tally("July 2023", ASSESSMENT, 1, 4, 4, 0),
]
CAME = CountTable(
    "July 2023",
    "audits submitted",
    {"submitted": 9, "missing": 5},
    {"submitted": "submitted", "missing": "missing"},
    {"submitted": r"\bsubmitted\b"},
)
REFERRALS = Movement(
    "Referral starts",
    ("Referral starts", "Referrals"),
    Decimal("728.9"),
    Decimal("703.9"),
    "Referral starts: 728.9, then 703.9",
    ("June 2023", "July 2023"),
    0,
)
VACANCIES = Movement(
    "Vacancy rate",
    ("Vacancy rate", "Vacancies"),
    Decimal("24.1"),
    Decimal("27.0"),
    "Vacancy rate: 24.1, then 27.0",
    ("June 2023", "July 2023"),
    -1,
)
REPORT = {"tallies": [*TALLIES, CAME], "movements": [REFERRALS, VACANCIES]}

WRONG = [
    "Nine of fourteen audits require improvement.",
    "Nine of fourteen audits of July require improvement.",
    "9 of 14 in June were weak.",
    "Eight of fourteen audits of June require improvement.",
    "9 out of the 14 were weak.",
    "In June 3 of 14 were Good.",
    "Six of nine audits of July require improvement.",
    "In July every audit judged management oversight to require improvement.",
    "All nine audits of July require improvement.",
    "Every audit of June is Inadequate.",
    "In June none was Inadequate.",
    "No audit of June is inadequate.",
    "No audits were Good in June.",
    "A third of audits in June were Good.",
    "Half of the audits of June were Inadequate.",
    "Two thirds of the July audits were Good.",
    "Three quarters of audits in July were Good or better.",
    "Most audits of July were Good.",
    "The majority of audits in June were Inadequate.",
    "A minority of audits in June require improvement.",
    "43% of audits in June were Good.",
    "In July 20 per cent of audits were Inadequate.",
    "86% of audits of June were Good or better.",
    "Only 10% of records in June required improvement or were Inadequate: 71% require improvement.",
    "More than half of the audits of June were Good.",
    "Over 90% of audits in June require improvement.",
    "All records of June were Good or better.",
    "Twelve of fourteen audits of June were Good or Outstanding.",
    "Seven of nine audits were submitted in July.",
    "Referral starts rose in July.",
    "Referrals have increased.",
    "Vacancies fell.",
    "The vacancy rate has improved.",
    "Our vacancy rate is unchanged.",
    "We saw a rise in referrals.",
    "A fall in the vacancy rate is welcome.",
    "Referrals fell from 703.9 to 728.9.",
    "Assessment and planning is the strongest domain. In July no audit was Good.",
]
RIGHT = [
    "Ten of fourteen audits of June require improvement.",
    "12 of 14 require improvement or are Inadequate.",
    "Twelve of fourteen audits of June were weak.",
    "8 of 14 require improvement.",
    "Management oversight is weak. In June eight of fourteen audits require improvement.",
    "In July none was Inadequate.",
    "None of July’s audits judged it Inadequate.",
    "Eight of nine audits of July require improvement, and one is Good.",
    "No audits were Outstanding in June or July.",
    "71% of audits in June require improvement.",
    "In June 14% were Good.",
    "About a seventh of records were Good; two of fourteen were Inadequate in June.",
    "Nearly all audits require improvement.",
    "Most audits of June require improvement.",
    "More than half of the audits of June require improvement.",
    "Not every audit of June is Inadequate.",
    "All audits of July were Good or worse.",
    "No audit was better than Good in July.",
    "Nine of fourteen audits were submitted in July.",
    "Referrals fell from 728.9 to 703.9.",
    "Referral starts are down, vacancies are up.",
    "The vacancy rate has worsened.",
    "A fall in referrals was expected.",
    # Of something else, some other time or place, or what is to come.
    "Two of four teams have been trained, and 3 of 5 visits were made.",
    "Every audit has a second reader.",
    "All records are read twice. Good practice is shared.",
    "Nine of the fourteen social workers in the pilot are newly qualified.",
    "Nine of fourteen audits had an up-to-date chronology.",
    "In March nine of fourteen audits were Good.",
    "In the last report 43% of audits were Good.",
    "Nationally a third of audits are Good.",
    "By December half of the audits should be Good.",
    "We expect every audit to be Good by 2024.",
    "If all audits were Good we would say so.",
    "None of the managers who read these audits called one Inadequate support for workers.",
    "A third of the children in these audits were seen alone, and Good relationships were described.",
    "43% of the workforce is agency staff.",
    "Good supervision takes place in every team.",
    "In the Elm team all audits were Good.",
    "Of those re-read by a second auditor, none was Good.",
    "Referrals rose over the year and fell in July.",
    "Referrals are higher than our neighbours’.",
    "Referrals from schools rose.",
    "The number of staff who had referrals explained to them rose.",
    "Vacancies should fall when the academy’s cohort joins.",
    "Vacancies have not fallen.",
    "The cost of vacancies fell.",
    "Concerns about vacancies were raised and morale improved.",
    "Timeliness rose from 9 July to 12 August as leave ended.",
    "Re-referrals rose.",
    "The academy grew from 3 of 14 to 2 of 9 workers.",
    "Does every audit of June require improvement?",
    "Every Inadequate audit was discussed within a week.",
    "Fourteen audits were done in June and nine in July.",
    "We met nine of fourteen head teachers; Good schools came to every meeting.",
    "All the actions from Inadequate audits are closed.",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_the_figures_contradict_is_found(text):
    assert len(contradicted(text, **REPORT)) == 1, claims_of(text, **REPORT)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_so_or_speaks_of_something_else_is_left_alone(text):
    assert contradicted(text, **REPORT) == []


def test_it_says_what_the_figures_are():
    (claim,) = contradicted("Nine of fourteen audits of June require improvement.", **REPORT)

    shown = "June 2023, overall judgement: Good 2, Requires improvement to be good 10, Inadequate 2"
    assert claim.sentence == f"“Nine of fourteen” is not what the figures show: {shown}."
    assert contradicted("It fell from 5.8 to 5.9.")[0].sentence == "“fell from 5.8 to 5.9” contradicts itself."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The rate rose.", True),
        ("It has fallen.", False),
        ("This is an improvement on where we were.", False),
        ("Performance improved.", True),
        ("The figure is up because two workers left.", True),
        ("Referrals rose.", False),
        ("It rose against last July.", False),
    ],
)
def test_a_comment_beside_a_figure_need_not_name_it(text, wrong):
    beside = Movement(
        "Visits",
        ("Visits in time",),
        Decimal("91.2"),
        Decimal("88.0"),
        "Visits: 91.2, then 88.0",
        ("June 2023", "July 2023"),
        1,
        is_beside=True,
    )

    assert bool(contradicted(text, movements=[beside])) == wrong


def test_what_is_borne_out_is_known():
    held = [
        claim.phrase
        for claim in claims_of("Ten of fourteen audits of June require improvement, and vacancies rose.", **REPORT)
        if claim.holds
    ]

    assert held == ["Ten of fourteen", "vacancies rose"]


def test_figures_are_told_from_days_and_years():
    assert numbers_quoted("At 114.1 and 1,808 in 2023, 71% and 20 per cent, on 25 August: 14 audits.") == {"114.1", "1808", "71", "20"}
    assert numbers_in(["−26", "3,808", "66.5 of 14"]) == {"26", "3808", "66.5", "14"}
