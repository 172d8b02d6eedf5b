"""One of each value that is stored as JSON, as it was written once and may stand in a database: each must be read for ever.

The stored values here are written by hand and never change. A new version gets a reader and a value of its own beside them.
"""

import datetime

import pytest

from audits.enums import FindingKind, Grade
from audits.moderation.stored import AUDIT_VERSION
from audits.past_audits.services import OUTCOME
from audits.sampling.reading.records import RECORD_LIST
from audits.sampling.stored import PASSED_OVER, STRATA
from audits.sheets.rows import Rejection
from audits.stored import CHECKED_PARTS
from foundation.accounts.stored import JOINED
from foundation.documents import Bullets, Cell, Column, Paragraph, Run, Table
from foundation.matching.stored import WAITING_SHEET
from foundation.versioned import UnknownVersion
from insight.stored import FACT_FIGURES
from oversight.stored import MONTH_FIGURES
from packs.stored import PACK_FILES, PackedFile
from performance.imports.services.uploads import CHECKED
from publications.stored import PUBLISHED, TEXTS, FrozenFinding, PublishedContent, written
from reports.arrangement import Placed
from reports.content import Callout, Chart, Remark, Remarks
from reports.stored import ARRANGEMENT, REPORT_CONTENT, SEAL_INPUTS, SEAL_PARTS, SHOWN_FIGURES

REPORT = {
    "title": "Practice and performance",
    "council": "Marram Council",
    "period": "June 2023",
    "meeting": "25 August 2023",
    "status": "Approved on 1 August 2023 by Ruth Adeyemi",
    "authors": "Written by Leah Brandt",
    "sections": [
        {
            "key": "audits",
            "heading": "Audits",
            "level": 1,
            "landscape": False,
            "blocks": [
                {"kind": "paragraph", "text": "14 records audited."},
                {"kind": "bullets", "items": ["One strength."]},
                {"kind": "callout", "text": "These are the grades after moderation."},
                {
                    "kind": "table",
                    "caption": "Overall judgement",
                    "header": ["Grade", "Audits"],
                    "rows": [[{"text": "Good", "number": False, "href": ""}, {"text": "2", "number": True, "href": ""}]],
                    "notes": ["14 audits graded overall."],
                    "row_header": 0,
                    "widths": [5, 2],
                },
                {"kind": "remarks", "title": "Comments", "items": [{"about": "Referrals", "comment": "Fewer.", "action": ""}]},
                {"kind": "chart", "title": "Overall", "spec": {"mark": "bar"}, "alt": "Good 2.", "narrow": None},
            ],
        }
    ],
}
PICTURE = {
    "kind": "chart",
    "title": "Overall",
    "spec": {"mark": "bar"},
    "alt": "Good 2.",
    "narrow": None,
    "svg": "<svg/>",
    "narrow_svg": "",
}
DRAWN = {**REPORT, "edition": 2, "sections": [{**REPORT["sections"][0], "blocks": [PICTURE]}]}
VERSION = {
    "judgements": [
        {"domain": 3, "stage": "pre", "grade": "RI", "reason": "Late.", "change_code": "", "no_action_reason": "Done since."},
        {"domain": None, "stage": "agreed", "grade": "G", "reason": "", "change_code": "evidence", "no_action_reason": ""},
    ],
    "findings": [{"kind": "strength", "text": "Warm work.", "source": "record", "domain": 3}],
    "voices": [{"voice": "child", "outcome": "obtained", "words": "I was listened to."}],
    "checklist_answers": [{"item": 7, "reply": "yes", "note": ""}],
    "theme_answers": [{"question": 9, "reply": "partly", "words": "In part."}],
    "moderation_record": {
        "held_on": "2023-07-04",
        "present": "A guest",
        "minutes": "Talked over.",
        "evidence": "strong",
        "analysis": "sound",
        "voice": "",
        "actions": "weak",
        "words": "",
        "members": [{"person": 12, "left": True, "stayed_because": ""}],
    },
}
REJECTED = {"row": 4, "column": "Case ID", "value": "", "reason": "The case ID is missing."}
LIST = {
    "columns": [["case id", "Case ID"]],
    "notes": ["A title was passed over."],
    "records": [["C-1", {"team": "Elm Team"}]],
    "refused": [REJECTED],
    "passed_over": [],
}
SHEET = {"header": ["LCS ID", "Age"], "rows": [[5, "C-1", 15]], "notes": [], "header_number": 4, "name": "Cases"}
IMPORT = {"read": 3, "stored": 1, "restated": 0, "unchanged": 1, "rejected": [REJECTED], "created": {"teams": ["Elm Team"], "people": []}}
PEOPLE = {"added": ["Ada Moss"], "changed": [], "refused": [[3, "No role."]], "teams": []}
LEFT_OUT = {"remarks": [[4, "No manager."]], "left_out": [[5, "A mailbox."]], "unchanged": 7, "sheet": None, "away": [12], "off": [14]}
PART = {"key": "domain-3", "heading": "Assessment", "text": "The assessment was late."}
STRATUM = ["Elm Team", 20, 5, 4.67]
LINKED = {
    **REPORT,
    "edition": 1,
    "sections": [
        {
            "key": "decisions",
            "heading": "What the Board must decide",
            "level": 1,
            "landscape": False,
            "ends_page": True,
            "blocks": [
                {
                    "kind": "paragraph",
                    "text": "Read the plan.",
                    "runs": [
                        {"text": "Read ", "bold": False, "link": ""},
                        {"text": "the plan", "bold": True, "link": "https://marram.example/plan"},
                        {"text": ".", "bold": False, "link": ""},
                    ],
                },
                {
                    "kind": "bullets",
                    "items": ["One.", "Two."],
                    "runs": [[], [{"text": "Two.", "bold": True, "link": ""}]],
                    "is_numbered": True,
                },
            ],
        }
    ],
}

EDITION = {
    "title": "Write plans in time",
    "summary": "What nine of 23 audits found.",
    "texts": {"found": "In many records the plan is late."},
    "findings": [{"theme": "Plans", "kind": "area", "seen": 9, "of": 23, "is_at_least": True}],
    "items": [4, 7],
    "first": "2023-06-01",
    "last": "2023-07-01",
}

# By the name of what it is: how it is read, what is stored, and what stood there before there were versions (a migration has brought the
# figures that reports showed along).
STORED = {
    "report": (REPORT_CONTENT, {"version": 1, **REPORT}, REPORT),
    "report with pictures": (REPORT_CONTENT, {"version": 2, **DRAWN}, None),
    "report with links": (REPORT_CONTENT, {"version": 3, **LINKED}, None),
    "sections of a report": (ARRANGEMENT, {"version": 1, "sections": [{"key": "pace", "heading": "How fast", "is_shown": False}]}, None),
    "inputs of a report": (SEAL_INPUTS, {"version": 1, "known": True, "rows": {"audit": [["12", "9f2c4b1a00ffee11"]]}}, None),
    "files of a pack": (PACK_FILES, {"version": 1, "files": [{"name": "tables/01-grades.csv", "size": 812, "sha256": "9f2c"}]}, None),
    "parts of a report": (SEAL_PARTS, {"version": 1, "parts": {"edition": "4c1b9f2c4b1a00ff"}}, None),
    "shown figures": (SHOWN_FIGURES, {"version": 1, "overall": {"O": 0, "G": 2, "RI": 10, "I": 2, "NA": 0}}, None),
    "audit version": (AUDIT_VERSION, {"version": 1, **VERSION}, VERSION),
    "list of records": (RECORD_LIST, {"version": 1, **LIST}, LIST),
    "list of records with rows": (RECORD_LIST, {"version": 2, **LIST, "records": [["C-1", {"team": "Elm Team"}, 7]]}, None),
    "waiting sheet": (WAITING_SHEET, {"version": 1, **SHEET}, None),
    "strata": (STRATA, {"version": 1, "strata": [STRATUM]}, [STRATUM]),
    "passed over": (PASSED_OVER, {"version": 1, "rows": [REJECTED]}, [REJECTED]),
    "outcome": (OUTCOME, {"version": 1, **IMPORT}, IMPORT),
    "people": (JOINED, {"version": 1, **PEOPLE}, PEOPLE),
    "people with what was left out": (JOINED, {"version": 2, **PEOPLE, **LEFT_OUT}, None),
    "check": (CHECKED, {"version": 1, "table": "Scorecard", "jumps": None}, {"table": "Scorecard", "jumps": None}),
    "grades on the day of a meeting": (
        MONTH_FIGURES,
        {
            "version": 1,
            "months": [
                {
                    "month": "2023-07-01",
                    "stage": "pre",
                    "audits": 9,
                    "overall": {"O": 0, "G": 0, "RI": 7, "I": 2, "NA": 0},
                    "domains": {"Assessment": {"O": 0, "G": 1, "RI": 8, "I": 0, "NA": 0}},
                    "standing": {"agreed": 0, "opened_again": 0, "sent_back": 0, "waiting": 9, "agreed_before": 0, "is_settled": False},
                }
            ],
        },
        None,
    ),
    "figures of a fact": (FACT_FIGURES, {"version": 1, "figures": {"month": "2023-06", "stage": "post", "count": 2, "n": 14}}, None),
    "texts of a publication": (TEXTS, {"version": 1, "texts": {"found": "In many records the plan is late."}}, None),
    "published edition": (PUBLISHED, {"version": 1, **EDITION}, None),
    "checked parts": (CHECKED_PARTS, {"version": 1, "parts": [PART]}, [PART]),
}


def read(name: str):
    shape, stored, _ = STORED[name]
    return shape.read(stored)


@pytest.mark.parametrize("name", sorted(name for name, (_, _, before) in STORED.items() if before is not None))
def test_what_was_stored_before_there_were_versions_reads_as_version_1(name):
    shape, stored, before = STORED[name]

    assert shape.read(before) == shape.read(stored)


@pytest.mark.parametrize("name", STORED)
def test_what_a_newer_portal_wrote_is_refused_in_words(name):
    shape = STORED[name][0]

    with pytest.raises(UnknownVersion, match=f"{shape.what} is stored as version 99"):
        shape.read({"version": 99})


def test_an_approved_report_reads_back_block_for_block():
    document = read("report")

    assert (document.title, document.authors, document.status) == (
        "Practice and performance",
        "Written by Leah Brandt",
        "Approved on 1 August 2023 by Ruth Adeyemi",
    )
    assert document.sections[0].blocks == [
        Paragraph("14 records audited."),
        Bullets(["One strength."]),
        Callout("These are the grades after moderation."),
        Table(
            "Overall judgement",
            [Column("Grade", names_row=True, width=5), Column("Audits", numeric=True, width=2)],
            [[Cell("Good"), Cell("2")]],
            notes=("14 audits graded overall.",),
        ),
        Remarks("Comments", [Remark("Referrals", "Fewer.")]),
        Chart("Overall", {"mark": "bar"}, "Good 2."),
    ]


def test_an_approved_report_has_its_pictures_and_its_edition():
    document = read("report with pictures")

    assert (document.edition, read("report").edition) == (2, 1)
    assert document.sections[0].blocks == [Chart("Overall", {"mark": "bar"}, "Good 2.", svg="<svg/>")]


def test_an_approved_report_has_its_bold_words_its_links_and_its_first_page():
    (section,) = read("report with links").sections

    assert section.ends_page
    assert section.blocks == [
        Paragraph("Read the plan.", (Run("Read "), Run("the plan", True, "https://marram.example/plan"), Run("."))),
        Bullets(["One.", "Two."], ((), (Run("Two.", True),)), is_numbered=True),
    ]


def test_which_sections_a_report_has_reads_back():
    assert read("sections of a report") == (Placed("pace", "How fast", is_shown=False),)


def test_what_was_sealed_of_a_report_reads_back():
    assert read("inputs of a report") == {"audit": {"12": "9f2c4b1a00ffee11"}}
    assert read("parts of a report") == {"edition": "4c1b9f2c4b1a00ff"}


def test_the_files_of_a_pack_read_back():
    assert PACK_FILES.read(STORED["files of a pack"][1]) == [PackedFile("tables/01-grades.csv", 812, "9f2c")]


def test_what_a_report_showed_of_a_month_is_by_the_codes_of_the_grades():
    assert read("shown figures") == {
        Grade.OUTSTANDING: 0,
        Grade.GOOD: 2,
        Grade.REQUIRES_IMPROVEMENT: 10,
        Grade.INADEQUATE: 2,
        Grade.NOT_APPLICABLE: 0,
    }


def test_an_earlier_version_of_an_audit_has_every_row():
    kept = read("audit version")

    assert [(row["domain"], row["stage"], row["grade"]) for row in kept.judgements] == [(3, "pre", "RI"), (None, "agreed", "G")]
    assert [row["text"] for row in kept.findings] == ["Warm work."]
    assert [row["outcome"] for row in kept.voices] == ["obtained"]
    assert [row["reply"] for row in [*kept.checklist_answers, *kept.theme_answers]] == ["yes", "partly"]
    assert kept.meeting.held_on == datetime.date(2023, 7, 4)
    assert (kept.meeting.fields["minutes"], kept.meeting.fields["actions"]) == ("Talked over.", "weak")
    assert [row["person"] for row in kept.meeting.members] == [12]


def test_a_list_and_its_draw_read_back():
    listed = read("list of records")

    assert (listed.columns, [each.case for each in listed.records]) == ({"case id": "Case ID"}, ["C-1"])
    assert listed.refused == read("passed over") == [Rejection(**REJECTED)]
    assert [(each.name, each.cases, each.drawn, each.share) for each in read("strata")] == [("Elm Team", 20, 5, 4.67)]


def test_the_outcome_of_an_import_reads_back():
    outcome, joined = read("outcome"), read("people")

    assert (outcome.stored, outcome.unchanged, outcome.teams, outcome.rejected) == (1, 1, ["Elm Team"], [Rejection(**REJECTED)])
    assert (joined.added, joined.refused) == (["Ada Moss"], [(3, "No role.")])
    later = read("people with what was left out")
    assert (later.remarks, later.left_out, later.unchanged, later.away, later.off) == (
        *([(4, "No manager.")], [(5, "A mailbox.")], 7, [12], [14]),
    )
    assert (later.added, later.refused) == (["Ada Moss"], [(3, "No role.")])


def test_a_draft_whose_facts_were_checked_reads_back():
    assert read("checked parts") == [PART]
    assert read("check")["table"] == "Scorecard"


def test_the_figures_of_an_inserted_fact_read_back():
    assert read("figures of a fact") == {"month": "2023-06", "stage": "post", "count": 2, "n": 14}


def test_a_list_that_waits_has_its_rows_by_number():
    assert [(each.case, each.row) for each in read("list of records").records] == [("C-1", 0)]
    assert [(each.case, each.row) for each in read("list of records with rows").records] == [("C-1", 7)]


def test_a_sheet_that_waits_reads_back_cell_for_cell():
    sheet = read("waiting sheet")

    assert (sheet.header, sheet.header_number, sheet.name) == (["LCS ID", "Age"], 4, "Cases")
    assert [(row.number, row.values) for row in sheet.rows] == [(5, {"LCS ID": "C-1", "Age": 15})]


def test_a_published_edition_reads_back_and_is_written_the_same():
    months = (datetime.date(2023, 6, 1), datetime.date(2023, 7, 1))
    texts = {"found": "In many records the plan is late."}
    finding = FrozenFinding("Plans", FindingKind.AREA, 9, 23, is_at_least=True)
    edition = PublishedContent("Write plans in time", "What nine of 23 audits found.", texts, (finding,), [4, 7], *months)

    assert read("published edition") == edition
    assert written(edition) == STORED["published edition"][1]
    assert read("texts of a publication") == texts
