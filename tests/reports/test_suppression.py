"""From all that an audience was shown nobody works out what is held back: in a table, between tables, and beside earlier reports."""

import datetime
import random
import re
from dataclasses import dataclass, replace

import pytest

from foundation.documents import Cell, Paragraph, Table, blocks_of
from reports.composing.cells import figure, figure_text, report_table, words
from reports.content import Document, ReportSection
from reports.enums import Protection
from reports.suppression import CONFIDENTIAL, AudienceRules, Shown, variant_for
from reports.suppression.groups import groups_of
from reports.suppression.sentences import SentenceRules
from tests.reports.shown_counts import WORDS, Edition, Solver, changed, drawn, months_from, report_of, shown_figures, tables, texts
from tests.shares import SEED, examples

NEWSLETTER = AudienceRules(Protection.EACH_COUNT, fewest=5, grades=WORDS)
PUBLIC = AudienceRules(Protection.EACH_COUNT, fewest=5, round_to=5, zeros_disclose=True, grades=WORDS)
BOARD = AudienceRules(Protection.WHOLE_TABLES, fewest=5, grades=WORDS)
JUNE, JULY = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)


def shown(counts, months, rules, before=()):
    return variant_for(report_of(counts, months), rules, first=JUNE, last=JULY, before=before).document


@pytest.mark.parametrize("rules", [NEWSLETTER, PUBLIC, BOARD], ids=["newsletter", "public", "board"])
@pytest.mark.parametrize("example", range(examples(12)))
def test_a_linear_solver_derives_no_hidden_count(rules, example):
    """Of three editions together: every hidden count has more than one value that fits all that is shown in any of them."""
    chance = random.Random(f"{SEED} {example} {rules.fewest} {rules.round_to}")
    months = months_from(5, 2)
    counts = drawn(chance, months)
    before: list[Shown] = []
    editions = []
    for _ in range(3):
        document = shown(counts, months, rules, before)
        if rules.protects_each_count:
            _assert_nothing_by_subtraction(counts, months, document, before, rules)
        editions.append(Edition(counts, document))
        before.append(Shown(report_of(counts, months), document, JUNE, JULY))
        counts = changed(chance, counts)
    assert Solver(editions, months, rules).derived() == []


def test_the_solver_finds_a_count_that_is_hidden_alone():
    months = months_from(5, 1)
    counts = drawn(random.Random(1), months)
    document = report_of(counts, months)
    cells = tables(document, "Overall judgement")[0].rows[1]
    cells[1] = Cell(CONFIDENTIAL)

    assert Solver([Edition(counts, document)], months, NEWSLETTER).derived() == [("overall", "June 2023", "G", "1")]


def _assert_nothing_by_subtraction(counts, months, document, before, rules):
    now = shown_figures(document)
    whole = shown_figures(report_of(counts, months))
    for each in before:
        then, whole_then = shown_figures(each.variant), shown_figures(each.document)
        for cell in now.keys() & then.keys():
            if now[cell].isdigit() and "%" not in cell[2]:
                assert not 0 < abs(int(whole[cell]) - int(whole_then[cell])) < rules.fewest, cell


def test_no_count_below_the_smallest_number_is_shown():
    for example in range(30):
        counts = drawn(random.Random(example), months_from(5, 2))
        for (_, _, heading), text in shown_figures(shown(counts, months_from(5, 2), NEWSLETTER)).items():
            if "%" not in heading and heading not in ("Lower limit", "Mean", "Upper limit", "Compared with before"):
                assert text == "0" or int(text) >= 5


def test_what_is_hidden_leaves_no_trace():
    """Two reports that differ only in what is held back are the same content to the audience: no file of one can tell it from the other."""
    months = months_from(5, 2)
    counts = drawn(random.Random(1), months)
    counts.cells.update({("overall", "June 2023", grade): count for grade, count in zip(("O", "G", "RI", "I"), (0, 2, 10, 2), strict=True)})
    other = drawn(random.Random(1), months)
    other.cells.update(counts.cells)
    other.cells.update({("overall", "June 2023", grade): count for grade, count in zip(("O", "G", "RI", "I"), (1, 3, 8, 2), strict=True)})

    assert report_of(counts, months) != report_of(other, months)
    for rules in (NEWSLETTER, PUBLIC):
        assert shown(counts, months, rules) == shown(other, months, rules)


def test_a_month_of_few_audits_is_not_shown_to_the_board_and_others_are_whole():
    months = months_from(5, 2)
    counts = drawn(random.Random(3), months)
    counts.cells.update({("overall", "June 2023", grade): count for grade, count in zip(("O", "G", "RI", "I"), (0, 1, 2, 0), strict=True)})
    counts.cells.update({("overall", "July 2023", grade): count for grade, count in zip(("O", "G", "RI", "I"), (0, 1, 8, 0), strict=True)})
    document = shown(counts, months, BOARD)

    assert [row[1] for row in texts(tables(document, "Overall judgement, June 2023")[0])] == [CONFIDENTIAL] * 4
    assert [row[1] for row in texts(tables(document, "Overall judgement, July 2023")[0])] == ["0", "1", "8", "0"]
    said = " ".join(document.words())
    assert "June 2023: 3 records" not in said
    assert "July 2023: 9 records audited" in said


def test_to_leaders_and_a_board_with_no_small_month_the_report_is_the_very_same():
    months = months_from(5, 2)
    counts = drawn(random.Random(7), months)
    counts.cells.update({key: 6 for key in counts.cells if key[0] in ("overall", "domain")})
    whole = report_of(counts, months)

    assert variant_for(whole, AudienceRules(), first=JUNE, last=JULY).document is whole
    assert variant_for(whole, BOARD, first=JUNE, last=JULY).document is whole


@pytest.mark.parametrize(
    "sentence",
    [
        "Two of the audits were good.",
        "There were 3 visits.",
        "Most plans were late.",
        "An Inadequate was found.",
        "The share rose.",
        "Half of them had a plan.",
        "43% had a plan.",
        "No child was missing.",
        "Twenty-one plans were late.",
    ],
)
def test_a_sentence_about_what_is_held_back_tells_nothing(sentence):
    assert SentenceRules(NEWSLETTER, holds_back=True).kept(f"Staff met. {sentence}")[0] == f"Staff met. {CONFIDENTIAL}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Training begins on 4 September 2023.",
        "Visits are due within 3 working days.",
        "Section 47 enquiries are looked at again in June 2023.",
        "Children aged 3 to 5 are seen alone.",
    ],
)
def test_days_ages_and_names_with_a_number_are_no_counts(sentence):
    assert SentenceRules(PUBLIC, holds_back=True).kept(sentence) == (sentence, [])


@pytest.mark.parametrize(
    "sentence", ["All children were seen.", "No child was missing.", "None was late.", "100% were seen.", "0 were late."]
)
def test_all_and_none_are_not_said_to_the_public(sentence):
    assert SentenceRules(PUBLIC, holds_back=False).kept(sentence)[0] == CONFIDENTIAL
    if "0" not in sentence:
        assert SentenceRules(NEWSLETTER, holds_back=False).kept(sentence)[0] == sentence


def test_counts_of_indicators_may_be_said_where_none_is_small_or_rounded():
    rules = SentenceRules(NEWSLETTER, holds_back=False)

    assert rules.kept("Referrals fell to 703. Four were late.")[0] == f"Referrals fell to 703. {CONFIDENTIAL}"
    assert SentenceRules(PUBLIC, holds_back=False, may_count=False).kept("Referrals fell to 703.")[0] == CONFIDENTIAL


AREA = ["Status", "Indicator", "Unit", "June 2023", "July 2023", "Statistical neighbours", "Direction of travel"]
HALVES = ["Indicator", "Unit", "August 2022 to January 2023", "February to July 2023", "Statistical neighbours", "Change", "Change in"]


def area(caption: str, **counts: int) -> Table:
    rows = [
        [words("2 Improving"), words(name), words("Number"), figure(40), figure(count), figure(None), words("Up")]
        for name, count in counts.items()
    ]
    return report_table(caption, AREA, rows, figures=(3, 4, 5), row_header=1)


def of_figures(*areas: Table, sentence: str = "Referrals fell to 703.", half: int = 12) -> Document:
    halves = [[words("Contacts"), words("Number"), figure(30), figure(half), figure(None), figure(-60), words("%")]]
    return Document(
        "Report", "Marram", "July 2023", "", "Draft",
        [
            ReportSection("half-years", "Half-years", 1, [report_table("Half-years", HALVES, halves, figures=(2, 3, 4, 5))]),
            ReportSection("scorecard", "Scorecard", 1, [Paragraph(sentence), *areas]),
        ],
    )  # fmt: skip


def to(document: Document, rules=NEWSLETTER, before=()):
    return variant_for(document, rules, first=JUNE, last=JULY, before=before).document


def test_one_small_figure_hides_its_area_and_the_half_years_and_no_other_area():
    document = to(of_figures(area("Demand", Missing=3, Total=23), area("Timeliness", Visits=50)))

    assert [row[3:5] for row in texts(tables(document, "Demand")[0])] == [[CONFIDENTIAL] * 2] * 2
    assert [row[3:5] for row in texts(tables(document, "Timeliness")[0])] == [["40", "50"]]
    assert texts(tables(document, "Half-years")[0])[0][2:] == [CONFIDENTIAL] * 2 + [CONFIDENTIAL] * 3
    assert "703" not in " ".join(document.words())


def test_figures_of_which_none_is_small_are_shown_with_their_sentences():
    whole = of_figures(area("Demand", Missing=30, Total=53))

    assert shown_figures(to(whole)) == shown_figures(whole)
    assert "Referrals fell to 703." in to(whole).words()


def test_to_the_public_counts_of_indicators_are_rounded_and_nought_hides_its_area():
    rounded = to(of_figures(area("Demand", Missing=32, Total=58)), PUBLIC)
    assert [row[3:5] for row in texts(tables(rounded, "Demand")[0])] == [["40", "30"], ["40", "60"]]
    assert texts(tables(rounded, "Half-years")[0])[0][2:] == ["30", "10", "–", CONFIDENTIAL, CONFIDENTIAL]

    none = to(of_figures(area("Demand", Missing=0, Total=58)), PUBLIC)
    assert [row[4] for row in texts(tables(none, "Demand")[0])] == [CONFIDENTIAL] * 2


def test_a_figure_restated_by_few_since_the_same_readers_saw_it_hides_its_area():
    first = of_figures(area("Demand", Missing=30, Total=53))
    seen = [Shown(first, to(first), JUNE, JULY)]

    assert CONFIDENTIAL in str(texts(tables(to(of_figures(area("Demand", Missing=31, Total=54)), before=seen), "Demand")[0]))
    assert CONFIDENTIAL not in str(texts(tables(to(of_figures(area("Demand", Missing=36, Total=59)), before=seen), "Demand")[0]))


def test_few_audits_that_were_good_hide_nothing_of_the_figures_and_a_difference_of_two_years_is_no_count():
    whole = of_figures(area("Demand", Missing=30, Total=53))
    of_audits = report_of(drawn(random.Random(2), months_from(5, 2)), months_from(5, 2))
    months = [[words("July 2023"), figure_text("−3"), figure(1), figure(2), figure(3), words("")]]
    header = ["Month", "Against a year before", "Lower limit", "Mean", "Upper limit", "Signal"]
    caption = "Missing (Number), against a year before, latest 1 months with their limits"
    signals = ReportSection("signals-detail", "Signals", 2, [report_table(caption, header, months, figures=range(1, 5))])
    shown_all = to(replace(whole, sections=[*whole.sections, signals, *of_audits.sections]))

    assert figures_of("Demand", shown_all) == [["40", "30"], ["40", "53"]]
    assert texts(tables(shown_all, caption)[0]) == [["July 2023", "−3", "1", "2", "3", "–"]]


def figures_of(caption: str, document: Document) -> list[list[str]]:
    return [row[3:5] for row in texts(tables(document, caption)[0])]


def test_a_table_of_a_kind_that_is_not_known_is_shown_whole_or_not_at_all():
    def with_table(*counts: int) -> Document:
        rows = [[words(f"Theme {letter}"), figure(each)] for letter, each in zip("AB", counts, strict=True)]
        table = report_table("Themes", ["Theme", "Audits"], rows, figures=(1,))
        return Document("Report", "Marram", "July 2023", "", "Draft", [ReportSection("themes", "Themes", 1, [table])])

    assert [row[1] for row in texts(tables(to(with_table(9, 12)), "Themes")[0])] == ["9", "12"]
    assert [row[1] for row in texts(tables(to(with_table(9, 3)), "Themes")[0])] == [CONFIDENTIAL] * 2


def test_words_in_a_table_that_somebody_typed_tell_nothing_either():
    blocks = blocks_of("Three were late:\n\n| Who | What |\n|---|---|\n| Elm Team | two of nine plans |\n| Ash Team | met |\n")
    document = Document("Report", "Marram", "July 2023", "", "Draft", [ReportSection("actions", "Actions", 1, blocks)])
    shown = to(document)

    assert texts(tables(shown, "")[0]) == [["Elm Team", CONFIDENTIAL], ["Ash Team", "met"]]
    assert "Three" not in " ".join(shown.words())


def test_bold_words_and_links_go_with_the_sentence_that_they_are_in():
    blocks = blocks_of("**Two** plans were late. Staff met.\n\n- **Three** visits\n- See [the plan](https://example.org/plan)")
    document = Document("Report", "Marram", "July 2023", "", "Draft", [ReportSection("actions", "Actions", 1, blocks)])
    paragraph, bullets = to(document).sections[0].blocks

    assert (paragraph.text, paragraph.runs) == (f"{CONFIDENTIAL} Staff met.", ())
    assert bullets.items == ("See the plan",)
    assert bullets.runs[0][-1].link == "https://example.org/plan"


def test_a_heading_that_somebody_typed_tells_no_figure():
    document = replace(of_figures(), sections=[ReportSection("actions", "Three actions are late", 1, [Paragraph("Staff met.")])])

    assert to(document).sections[0].heading == "Actions"


def test_a_kind_of_block_that_is_not_known_is_left_out():
    @dataclass(frozen=True)
    class Quote:
        text: str

    document = replace(of_figures(), sections=[ReportSection("actions", "Actions", 1, [Paragraph("Staff met."), Quote("Two were late.")])])

    assert to(document).sections[0].blocks == [Paragraph("Staff met.")]


def test_every_table_on_grades_of_the_report_is_one_that_is_understood(report):
    from reports.queries.drafts import document_of

    found = [block for section in document_of(report).sections for block in section.blocks if isinstance(block, Table)]
    of_grades = [table for table in found if re.match("Overall judgement|Grades by domain|Health of", table.caption)]

    assert len(of_grades) == 5
    assert all(groups_of(table) for table in of_grades)
