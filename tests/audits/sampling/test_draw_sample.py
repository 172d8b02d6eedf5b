"""`draw_sample`: a sample from a list of records, through the command; nothing is stored."""

import datetime
import json
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audits.models import Audit, Cycle, Sample
from audits.tool.queries import current_tool
from tests.audits.sampling.lists import HEADER, as_csv, row, rows
from tests.sheets.files import PDF, workbook

pytestmark = pytest.mark.django_db

# A stratum's own words for those of one plan and three teams.
TEAMS = ["Ash Team / Child protection", "Elm Team / Child protection", "Oak Team / Child protection"]


@dataclass
class Answer:
    text: str
    said: str
    code: int

    def __getitem__(self, key):
        return json.loads(self.text)[key]


@pytest.fixture
def run(tmp_path):
    def run(content, *options, size=14, strata="team,plan_type", seed=7, name="list.csv") -> Answer:
        path, out, err = tmp_path / name, StringIO(), StringIO()
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        code = 0
        try:
            call_command(
                "draw_sample", str(path), f"--size={size}", f"--strata={strata}", f"--seed={seed}", *options, stdout=out, stderr=err
            )
        except CommandError as error:
            code = error.returncode
            err.write(str(error))
        return Answer(out.getvalue(), err.getvalue(), code)

    return run


def test_a_sample_is_drawn_in_proportion_and_nothing_is_stored(run):
    answer = run(as_csv(rows(60)))

    assert answer.code == 0
    assert set(json.loads(answer.text)) == {"drawn", "reserves", "left_out", "strata", "seed"}
    assert answer["strata"] == {name: {"cases": 20, "drawn": drawn} for name, drawn in zip(TEAMS, [5, 5, 4], strict=True)}
    assert [len(cases) for cases in answer["reserves"].values()] == [15, 15, 16]
    assert (len(set(answer["drawn"])), answer["left_out"], answer["seed"]) == (14, {}, 7)
    assert not Audit.objects.exists()
    assert not Sample.objects.exists()


def test_the_same_records_in_another_order_and_form_give_the_same_sample(run):
    header = ["Plan type", "CASE", "Team", "Family"]
    book = workbook(header, *([each["plan_type"], each["case"], each["team"], each["family"]] for each in reversed(rows(60))))

    assert json.loads(run(book, name="list.xlsx").text) == json.loads(run(as_csv(rows(60))).text)


def test_it_says_whom_it_leaves_out_and_why(run):
    changed = [row(0, restricted="Yes"), row(1, weeks_open=11), row(2, weeks_open=12), row(3, family="Birch"), row(4, family="birch")]

    answer = run(as_csv([*changed, *rows(20)[5:]]), seed=1)

    siblings = answer["left_out"]["Another child of the family"]
    assert siblings in (["C-003"], ["C-004"])
    assert answer["left_out"] == {"Another child of the family": siblings, "Open under 12 weeks": ["C-001"], "Restricted": ["C-000"]}


def test_it_leaves_out_who_was_audited_since_a_month(run):
    for month, case in [(6, "c-001"), (5, "C-002")]:
        cycle = Cycle.objects.create(month=datetime.date(2022, month, 1), tool=current_tool())
        Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id=case)

    since = run(as_csv(rows(20)), "--audited-since=2022-06")

    assert since["left_out"] == {"Audited since June 2022": ["C-001"]}
    assert run(as_csv(rows(20)))["left_out"] == {}


def test_a_record_opened_on_a_day_is_as_old_as_its_weeks(run):
    header = ["case", "opened"]
    young = datetime.date.today() - datetime.timedelta(days=80)

    answer = run(as_csv([{"case": "C-1", "opened": young}, {"case": "C-2", "opened": "1/6/2020"}], header), size=1, strata="")

    assert answer["left_out"] == {"Open under 12 weeks": ["C-1"]}
    assert answer["strata"] == {"All records": {"cases": 1, "drawn": 1}}


def test_spellings_of_one_value_make_one_stratum_and_blanks_their_own(run):
    records = [row(0, team="elm team"), row(3), row(6), row(1, team=""), row(2, team="n/a")]

    assert run(as_csv(records), strata="team")["strata"] == {"Elm Team": {"cases": 3, "drawn": 3}, "Not recorded": {"cases": 2, "drawn": 2}}


def test_more_strata_than_places_is_said(run):
    records = [row(number, team=f"Team {number}") for number in range(20)]

    answer = run(as_csv(records), strata="team")

    assert "There are more strata than places: 20 strata, 14 places." in answer.said
    assert sum(each["drawn"] for each in answer["strata"].values()) == 14


def test_more_places_than_records_is_said(run):
    answer = run(as_csv(rows(9)))

    assert "14 records were asked for, but only 9 can be drawn: all of them are." in answer.said
    assert len(answer["drawn"]) == 9


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"strata": "team,ward"}, "The list has no column “ward”. It has: team, worker, plan_type"),
        ({"minimum": 6}, "6 from each of 3 strata needs 18 places, but there are 14."),
        ({"size": 0}, "The sample must have at least 1 record."),
    ],
)
def test_what_cannot_be_drawn_ends_with_2(run, options, said):
    minimum = [f"--minimum={options.pop('minimum')}"] if "minimum" in options else []

    answer = run(as_csv(rows(60)), *minimum, **options)

    assert (answer.code, answer.text) == (2, "")
    assert said in answer.said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"case": ""}, "Row 3, case: Enter the case ID"),
        ({"case": "Mary Smith"}, "Row 3, case: This looks like a name."),
        ({"case": "c-000"}, "Row 3, case: Row 2 holds the same record, with another “team”"),
        ({"restricted": "perhaps"}, "Row 3, restricted: Write yes where the record is restricted"),
        ({"weeks_open": "long"}, "Row 3, weeks open: This should be a number"),
        ({"weeks_open": -3}, "Row 3, weeks open: This should be a number of weeks, such as 26."),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_nothing_is_drawn(run, changes, said):
    answer = run(as_csv([row(0), row(1, **changes), *rows(9)[2:]]))

    assert (answer.code, answer.text) == (2, "")
    assert said in answer.said


def test_the_rows_that_can_be_taken_are_drawn_from_where_that_is_said(run):
    answer = run(as_csv([row(0), row(1, case=""), *rows(9)[2:]]), "--accept-valid", size=9)

    assert (answer.code, len(answer["drawn"])) == (0, 8)
    assert "Row 3, case: Enter the case ID" in answer.said


def test_a_list_without_cases_says_so(run):
    answer = run("team,plan_type\nElm Team,Cared for\n")

    assert (answer.code, "The column “case” is missing." in answer.said) == (2, True)


def test_a_child_s_name_is_not_kept(run):
    answer = run(as_csv(rows(9), [*HEADER, "Child name", "Date of birth"]), strata="child name")

    assert "The list has no column “child name”." in answer.said


@pytest.mark.parametrize("content", [PDF, b"", b"\x00\x01"])
def test_a_file_that_cannot_be_read_ends_with_1(run, content):
    answer = run(content)

    assert (answer.code, answer.text) == (1, "")
    assert answer.said.startswith("list.csv: This file")
