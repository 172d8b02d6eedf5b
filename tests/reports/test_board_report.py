"""The Board's report by the command, its Word file read back."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from docx.oxml.ns import qn
from docx.shared import Emu

from audits.models import Cycle
from foundation.council.models import Council
from reports.rendering.column_widths import text_width
from reports.services import approve_report, open_report, write_section
from tests.month_grades import ASSESSMENT, JULY, JULY_GRADES, OVERSIGHT, PLANNING, RELATIONSHIP, moderate
from tests.reports import word

SECTIONS = [
    "What the Board must decide",
    "Summary",
    "Assessment timescales",
    "Missing children",
    "Half-year comparison",
    "Performance scorecard",
    "Audits of practice",
    "Domains of practice",
    "Observations of practice",
    "What people told us",
    "Key findings",
    "Pace of practice improvement",
    "Capturing good practice",
    "Coming activity",
    "Actions",
    "Improvement plan",
    "Commissioned work",
    "Health of our quality assurance",
    "Annex: figures in detail",
]
REFERENCE = "tests/reference"


def run(tmp_path, *arguments: str, form: str = "docx") -> tuple[dict, bytes]:
    out, file = io.StringIO(), tmp_path / f"report.{form}"
    call_command("board_report", *arguments, "--format", form, "--output", str(file), stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue()), file.read_bytes()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The two Word files that most tests of this module read, each made once, by the first that asks for it."""
    return {}


@pytest.fixture
def june_and_july(request, db, tmp_path, files):
    if "june and july" not in files:
        _write_both_months(request)
        files["june and july"] = run(tmp_path, "--from", "2023-06", "--to", "2023-07")[1]
    return word.opened(files["june and july"])


@pytest.fixture
def with_figures(request, db, tmp_path, files, settings):
    if "with figures" not in files:
        _write_both_months(request)
        for name in ("scorecard-2023-07.csv", "chat-half-years.csv"):
            call_command("import_kpis", str(settings.BASE_DIR / REFERENCE / name), stdout=io.StringIO())
        files["with figures"] = run(tmp_path, "--from", "2023-06", "--to", "2023-07")[1]
    return word.opened(files["with figures"])


def _write_both_months(request) -> None:
    for month in ("june", "july"):
        request.getfixturevalue(month)


def test_only_the_json_is_printed(tmp_path, june, july):
    printed, _ = run(tmp_path, "--from", "2023-06", "--to", "2023-07")

    assert printed == {"output": str(tmp_path / "report.docx"), "format": "docx", "sections": 19}


def test_sections_come_in_the_order_of_the_report(june_and_july):
    assert [text for level, text in word.headings(june_and_july) if level == 1] == SECTIONS


def test_june_after_moderation_has_each_figure_in_a_cell_of_its_own(june_and_july):
    assert word.table(june_and_july, "Overall judgement, June 2023, after moderation")[1:] == [
        ["Outstanding", "0", "0", "0", "22"],
        ["Good", "2", "14", "4", "40"],
        ["Requires improvement to be good", "10", "71", "45", "88"],
        ["Inadequate", "2", "14", "4", "40"],
    ]
    assert "Percentages sum to 99 because each is rounded." in word.says(june_and_july)


def test_july_before_moderation_says_so_and_why_fewer_came(june_and_july):
    rows = word.table(june_and_july, "Overall judgement, July 2023, before moderation")

    assert [row[:3] for row in rows[3:]] == [["Requires improvement to be good", "7", "78"], ["Inadequate", "2", "22"]]
    assert "0 of 9 audits of July 2023 moderated so far" in word.says(june_and_july)
    assert "9 of 14 expected audits were submitted. Reason for the shortfall: Summer leave and a monitoring visit." in word.says(
        june_and_july
    )


def test_june_and_july_are_compared_with_fishers_exact_test(june_and_july):
    assert "no evidence of a difference (p = 1.0, Fisher’s exact test)" in word.says(june_and_july)


def test_domains_of_june_and_july(june_and_july):
    june = {row[0]: row[1:] for row in word.table(june_and_july, "Grades by domain, June 2023, after moderation")}
    july = {row[0]: row[1:] for row in word.table(june_and_july, "Grades by domain, July 2023, before moderation")}

    assert june[RELATIONSHIP][:5] == ["1", "3", "10", "0", "14"]
    assert june[ASSESSMENT][3] == june[PLANNING][3] == "3"
    assert july[RELATIONSHIP] == ["0", "2", "7", "0", "9", "22", "6", "55"]
    assert july[OVERSIGHT] == ["0", "0", "9", "0", "9", "0", "0", "30"]


def test_no_heading_of_a_table_breaks_inside_a_word(with_figures):
    cells_margins = 10.8
    for cell in [cell for each in with_figures.tables for cell in each.rows[0].cells]:
        longest = max(text_width(part, 8.5) for part in cell.text.replace("-", "- ").split())

        assert Emu(cell.width).pt >= longest + cells_margins, cell.text


def test_supervision_stands_beside_the_grades_of_oversight(with_figures):
    assert (
        f"{OVERSIGHT}: 9 of 9 Requires improvement to be good; Open cases (CIN CP CfC) with appropriate case supervision recorded: "
        "63.4% in July 2023, 72.8% in June 2023;"
    ) in word.says(with_figures)


def test_the_councils_words_are_obeyed_in_everything_that_the_system_prints(tmp_path, june, july, settings):
    Council.objects.create(pk=1, requires_improvement_word="Requires improvement", cared_for_word="looked after")
    call_command("import_kpis", str(settings.BASE_DIR / REFERENCE / "chat-half-years.csv"), stdout=io.StringIO())
    text = run(tmp_path, "--from", "2023-06", "--to", "2023-07", form="html")[1].decode()

    assert "Looked after children dental checks" in text
    assert "to be good" not in text
    # June's cohort was typed by the lead.
    said = [each for each in re.split(r"[.<>]", text) if "ared for" in each]
    assert said == [" Cohort: Cared for children and care experienced adults"]


def test_the_word_file_says_them_too(tmp_path, june, july, settings):
    Council.objects.create(pk=1, requires_improvement_word="Requires improvement", cared_for_word="looked after")
    call_command("import_kpis", str(settings.BASE_DIR / REFERENCE / "chat-half-years.csv"), stdout=io.StringIO())
    document = word.opened(run(tmp_path, "--from", "2023-06", "--to", "2023-07")[1])
    labels = {row[0] for row in word.table(document, "August 2022 to January 2023 and February to July 2023")}

    assert {"Looked after children dental checks", "Ceased looked after and adopted"} <= labels
    assert "RI = Requires improvement, I = Inadequate" in word.says(document)
    assert "to be good" not in word.says(document)


def test_half_years_show_both_windows_the_year_of_the_neighbours_and_the_change(with_figures):
    rows = word.table(with_figures, "August 2022 to January 2023 and February to July 2023")
    by_label = {row[0]: row for row in rows}

    assert rows[0][4] == "Statistical neighbours 2021/22"
    assert by_label["Cared for children dental checks"][2:7] == ["62", "75", "71", "+13", "percentage points"]
    assert by_label["Section 47 enquiries in period"][2:7] == ["941", "703", "–", "−25", "%"]
    share = next(row for row in rows if row[0].startswith("Initial child protection conferences") and row[1] != "Number")
    assert share[2:4] == ["20.5", "24.3"]


def test_abbreviations_are_said_in_words_at_the_end_where_they_are_used(with_figures):
    said = [each.text for each in with_figures.paragraphs if each.text]

    assert said[said.index("Abbreviations") + 1 :] == [
        "CfC: cared for children",
        "CIN: children in need",
        "CP: child protection",
        "MASH: multi-agency safeguarding hub",
        "QA: quality assurance",
    ]


def test_sources_that_disagree_are_flagged(with_figures):
    text = word.says(with_figures)

    assert "1,644 (941 + 703) by the half-years but 1,808 by the scorecard" in text
    assert "two statistical-neighbour figures, 50 in the half-years" in text


def test_each_disagreement_is_told_once_and_the_notes_name_it_by_its_number(with_figures):
    text = word.says(with_figures)

    assert text.count("1,644 (941 + 703) by the half-years but 1,808 by the scorecard") == 1
    assert text.count("two statistical-neighbour figures, 50 in the half-years") == 1
    assert "Where two sources disagree, in the annex: " in text
    assert "Disagreement 1: " in text


def test_scorecard_has_its_areas_its_key_and_words_beside_arrows(with_figures):
    management = {row[1]: row for row in word.table(with_figures, "Management")}
    supervision = management["Open cases (CIN CP CfC) with appropriate case supervision recorded"]

    assert supervision[:7] == ["2 Improving, still concerning", supervision[1], "%", "72.8", "63.4", "–", "▼ Down, worse"]
    assert "1 = overall good or improving" in word.says(with_figures)
    assert [word.table(with_figures, area)[0][0] for area in ("Demand", "Timeliness", "Effectiveness", "Outcomes")] == ["Status"] * 4


def test_a_screen_reader_finds_header_rows_words_for_pictures_and_the_language(june_and_july):
    for each in june_and_july.tables:
        assert each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    pictures = [shape._inline.docPr.get("descr") for shape in june_and_july.inline_shapes]
    assert len(pictures) == 4
    assert all("Requires improvement to be good" in words for words in pictures)
    defaults = june_and_july.styles.element.find(qn("w:docDefaults"))
    assert [lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))] == ["en-GB"]
    assert june_and_july.core_properties.title == "Quality assurance and performance management: June and July 2023"


def test_every_page_stands_upright_so_that_no_table_leaves_one_part_empty(with_figures):
    assert [section.page_width < section.page_height for section in with_figures.sections] == [True]


def test_a_domain_takes_two_lines_at_most(june_and_july):
    for month in ("June 2023, after moderation", "July 2023, before moderation"):
        grid = next(each for each in june_and_july.tables if word.caption(each) == f"Grades by domain, {month}")

        assert all(text_width(row.cells[0].text, 8.5) < 2 * (Emu(row.cells[0].width).pt - 10.8) for row in grid.rows)


def test_the_last_row_of_a_table_stays_with_its_note(with_figures):
    for each in with_figures.tables:
        following = each._tbl.getnext()
        has_note = following is not None and "".join(following.itertext())
        last = [cell.paragraphs[0].paragraph_format.keep_with_next for cell in each.rows[-1].cells]
        assert last == [bool(has_note)] * len(last)


def test_council_chooses_its_name_and_its_word_for_the_third_grade(tmp_path, june):
    Council.objects.update_or_create(pk=1, defaults={"name": "Marram Borough Council", "requires_improvement_word": "Requires improvement"})
    document = word.opened(run(tmp_path, "--month", "2023-06")[1])

    assert word.table(document, "Overall judgement, June 2023, after moderation")[3][0] == "Requires improvement"
    assert document.core_properties.author == "Marram Borough Council"


def test_words_that_the_lead_wrote_become_paragraphs_and_bullets(tmp_path, written_report):
    document = word.opened(run(tmp_path, "--from", "2023-06", "--to", "2023-07")[1])
    styles = {each.text: each.style.name for each in document.paragraphs}

    assert styles["Demand fell again."] == "Normal"
    assert styles["Fewer conferences."] == "List Bullet"


def test_a_month_first_shown_before_moderation_is_restated_in_the_next_report(tmp_path, approved_report, july):
    moderate(july, {**JULY_GRADES, "overall": "G" + " RI" * 7 + " I"})
    Cycle.objects.create(month="2023-08-01", tool=july[0].tool)

    said = word.says(word.opened(run(tmp_path, "--month", "2023-08")[1]))

    assert (
        "July 2023 was first shown before moderation: 7 Requires improvement to be good, 2 Inadequate; "
        "after moderation: 1 Good, 7 Requires improvement to be good, 1 Inadequate." in said
    )
    assert "June 2023 was first shown" not in said


def test_a_month_is_restated_once(tmp_path, director, lead, approved_report, july):
    moderate(july, JULY_GRADES)
    august = open_report(actor=lead.person, first_month=JULY.replace(month=8), last_month=JULY.replace(month=8))
    approve_report(actor=director.person, report=august)

    assert "first shown" not in word.says(word.opened(run(tmp_path, "--month", "2023-09")[1]))


def test_an_approved_report_keeps_its_figures(tmp_path, approved_report, july):
    moderate(july, JULY_GRADES)

    document = word.opened(run(tmp_path, "--from", "2023-06", "--to", "2023-07")[1])

    assert word.table(document, "Overall judgement, July 2023, before moderation")[4][1] == "2"
    assert "Approved on" in word.says(document)


def test_html_stands_by_itself_with_the_same_figures(tmp_path, june, july):
    page = run(tmp_path, "--from", "2023-06", "--to", "2023-07", form="html")[1].decode()

    assert page.count("<h1") == 1
    assert '<html lang="en-GB">' in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "Percentages sum to 99 because each is rounded." in page


def test_an_empty_period_still_makes_a_report(tmp_path, db):
    printed, content = run(tmp_path, "--month", "2020-01")

    assert printed["sections"] == 19
    assert "No audit of January 2020 has been submitted." in word.says(word.opened(content))


def test_what_was_written_is_escaped_in_html(tmp_path, lead, report):
    write_section(actor=lead.person, report=report, key="summary", text="5 < 6 & <script>alert(1)</script>")

    assert b"<script>" not in run(tmp_path, "--from", "2023-06", "--to", "2023-07", form="html")[1]


def test_text_pasted_from_a_slide_does_not_stop_the_word_file(tmp_path, lead, report):
    write_section(actor=lead.person, report=report, key="summary", text="Two lines\x0bof a slide\x07.")

    assert "Two lines of a slide." in word.says(word.opened(run(tmp_path, "--from", "2023-06", "--to", "2023-07")[1]))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--month", "2023-06", "--format", "odt"], "“odt” is not a format of the report. Choose html, docx"),
        (["--month", "June"], "“June” is not a month"),
        (["--from", "2023-06"], "Give the period"),
        (["--from", "2023-07", "--to", "2023-06"], "is later than --to"),
        (["--month", "2023-06", "--from", "2023-06"], "Give either --month"),
    ],
)
def test_a_bad_argument_is_refused_in_a_sentence(db, tmp_path, arguments, says):
    with pytest.raises(CommandError, match=says):
        call_command("board_report", *arguments, "--output", str(tmp_path / "x"))


def test_a_place_that_cannot_be_written_is_named(tmp_path, june):
    with pytest.raises(CommandError, match="Cannot write"):
        call_command("board_report", "--month", "2023-06", "--output", str(tmp_path / "missing" / "report.docx"))
