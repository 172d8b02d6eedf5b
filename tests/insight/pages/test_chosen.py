"""Audits moderated at random apart from those chosen by a rule, and how many were moderated: /insight/agreement/."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import AuditState, ChosenBy, Stage
from audits.models import Audit, Cycle, ModerationChoice
from audits.services.counting import count_again
from tests.insight.pages.test_agreement import URL, words
from tests.month_grades import ASSESSMENT, JUNE, OVERALL, add_judgements, add_month, alter, month_of
from tests.replay import replayed

PRE = {OVERALL: "G G G RI RI RI", ASSESSMENT: "G G G RI RI RI"}
OWN = {OVERALL: "G G RI I I RI", ASSESSMENT: "G G G I I I"}
WAYS = [ChosenBy.RANDOM, ChosenBy.RANDOM, ChosenBy.RANDOM, ChosenBy.GRADE, ChosenBy.DRIFT, ChosenBy.FIRST]


@pytest.fixture
@replayed
def by_rule(db) -> list[Audit]:
    """Of June's six moderated audits three were drawn by lot, and three chosen by a rule; a seventh is released."""
    audits = add_month(JUNE, PRE, OWN, moderation_rule="by_rule")
    add_judgements(audits, Stage.MODERATOR, OWN)
    released = Audit.objects.create(
        cycle=audits[0].cycle, tool=audits[0].tool, case_id="C-9", state=AuditState.RELEASED, submitted_on=audits[0].submitted_on
    )
    for audit, way in [*zip(audits, WAYS, strict=True), (released, ChosenBy.NOBODY)]:
        ModerationChoice.objects.create(audit=audit, chosen_by=way)
    count_again([*(audit.pk for audit in audits), released.pk])
    return audits


def table(visitor) -> dict[str, dict[str, tuple[int, int]]]:
    found = visitor.get(URL).context["chosen"]
    return {name: {cell.name: (cell.same.count, cell.same.n) for cell in cells} for name, cells in found.rows}


def test_random_stands_apart_from_chosen_and_beside_all(director, by_rule):
    assert table(director) == {
        "Overall judgement": {"Drawn at random": (2, 3), "Chosen by a rule": (1, 3), "All": (3, 6)},
        ASSESSMENT: {"Drawn at random": (3, 3), "Chosen by a rule": (0, 3), "All": (3, 6)},
    }


def test_a_month_moderated_in_full_is_neither(director, by_rule):
    may = add_month(month_of("2023-05"), {OVERALL: "G"}, {OVERALL: "G"})
    add_judgements(may, Stage.MODERATOR, {OVERALL: "G"})

    assert table(director)["Overall judgement"]["Every audit moderated"] == (1, 1)
    assert table(director)["Overall judgement"]["All"] == (4, 7)


def test_where_nobody_was_chosen_the_page_says_so(director, by_rule):
    ModerationChoice.objects.all().delete()
    count_again([audit.pk for audit in by_rule])

    assert "In these months every audit is moderated, so no rule or lot chose any." in words(director.get(URL))


def test_the_achieved_rate_is_said_by_month_and_kind(director, by_rule):
    assert "June 2023 7 6 1 1 by grade, 1 among an auditor’s first, 1 for changed grades; 3 of 4 at random" in words(director.get(URL))


def test_who_still_moderates_blind_there_reads_no_kinds_though_they_lead(lead, by_rule):
    by_rule[0].judgements.at(Stage.MODERATOR).delete()
    alter([by_rule[0]], state=AuditState.SUBMITTED, moderator=lead.person)

    text = words(lead.get(URL))

    assert "Shown once you have graded the audits that you moderate there" in text
    assert "at random" not in text.split("How many were moderated")[1]


def test_the_file_holds_every_cell(lead, by_rule):
    rows = list(csv.reader(io.StringIO(lead.get(URL, {"export": "chosen"}).content.decode("utf-8-sig"))))

    assert len(rows) == 1 + 2 * 3
    assert rows[1] == ["Overall judgement", "Drawn at random", "3", "2", "67", "0", "1"]


def test_the_command_s_figures_stay_those_of_all(by_rule):
    out = io.StringIO()
    call_command("agreement", "--from", "2023-06", "--to", "2023-06", stdout=out)

    assert json.loads(out.getvalue())["overall"]["n"] == 6


def test_the_lead_reads_whose_next_audits_are_chosen_and_nobody_else(lead, auditor, board_member, by_rule):
    drifting = add_month(month_of("2023-05"), {OVERALL: "G " * 10}, {OVERALL: "RI " * 10})
    alter(drifting, auditor=auditor.person)
    sentence = "10 of 10 grades were changed, 0 to better and 10 to worse"

    assert sentence in words(lead.get(URL))
    assert [sentence in words(visitor.get(URL)) for visitor in (auditor, board_member)] == [False, False]


def test_the_number_of_queries_is_the_same_with_more_months(lead, by_rule):
    with CaptureQueriesContext(connection) as one:
        lead.get(URL)
    for number in (1, 2, 3):
        add_judgements(add_month(month_of(f"2023-0{number}"), PRE, OWN), Stage.MODERATOR, OWN)
    Cycle.objects.update(moderation_rule="by_rule")
    with CaptureQueriesContext(connection) as four:
        lead.get(URL)

    assert len(four) == len(one)
