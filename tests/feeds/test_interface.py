"""/api/v1/: what a program reads with a token, and what it is refused."""

import csv
import io
import json

import pytest
from django.test import Client
from django.utils import timezone

from audits.models import Audit, Cycle
from feeds.datasets import TABLES
from feeds.enums import FeedScope
from feeds.models import FeedToken
from feeds.services import tokens
from foundation.activity.models import Access
from performance.models import MonthRelease
from tests.month_grades import JULY, JULY_GRADES, JUNE, OVERALL, add_month, count_all_again

from .conftest import Program, program_of


def graded(rows: list[dict], month: str, judgement: str = "overall") -> dict[str, int]:
    return {row["grade"]: row["audits"] for row in rows if row["month"] == month and row["judgement"] == judgement}


def test_grades_are_those_of_the_page(program, lead, june, july):
    rows = program.rows("grades")

    assert graded(rows, "2023-06-01") == {"O": 0, "G": 2, "RI": 10, "I": 2}
    assert graded(rows, "2023-07-01", "Assessment") == {"O": 0, "G": 1, "RI": 7, "I": 1}
    taken = lead.get("/insight/grades/", {"export": "csv"}).content.decode("utf-8-sig")
    page = list(csv.DictReader(io.StringIO(taken)))
    assert [(row["grade_in_words"], row["audits"], row["graded"], row["percent"]) for row in rows] == [
        (row["Grade"], int(row["Audits"]), int(row["Graded (n)"]), int(row["%"])) for row in page
    ]


def test_a_month_of_fewer_than_five_is_not_shown_and_says_why(program, june):
    add_month(JULY, {OVERALL: "G G RI RI"})
    count_all_again()

    assert {row["month"] for row in program.rows("grades")} == {"2023-06-01"}
    (held_back,) = [row for row in program.rows("months") if not row["shown"]]
    assert (held_back["month"], held_back["why_not_shown"], held_back["audits"]) == ("2023-07-01", "fewer", None)


def test_the_board_s_program_reads_released_months_alone(board_program, lead, june, july):
    assert board_program.rows("grades") == []

    MonthRelease.objects.create(month=JUNE, released_by=lead.person, released_on=JULY)

    tables = ("months", "grades", "moderation", "completion", "measures")
    assert {table: {row["month"] for row in board_program.rows(table, size=5000)} for table in tables} == dict.fromkeys(
        tables, {"2023-06-01"}
    )


def test_before_somebody_grades_blind_nothing_of_the_month_is_told_that_was_graded_before(program, moderator, june, july):
    assert graded(program.rows("grades"), "2023-07-01")
    Cycle.objects.filter(month=JULY).update(blind=True)
    waiting = Audit.objects.filter(cycle__month=JULY).first()
    Audit.objects.filter(pk=waiting.pk).update(moderator=moderator.person)

    # Kept answers are made again with the next entry of the trail, which every assignment writes.
    tables = {table: rows_of(program, table) for table in ("grades", "months", "facts", "measures")}

    assert "2023-07-01" not in {row.get("month") for table in ("grades", "months", "measures") for row in tables[table]}
    assert "2023-07-01" not in {row["latest_month"] for row in tables["facts"]}


def rows_of(program: Program, table: str) -> list[dict]:
    return program.rows(table, size=4999)


@pytest.mark.parametrize("scope", FeedScope)
def test_a_token_opens_its_scopes_and_nothing_else(lead, scope, june):
    program = program_of(lead.person, scopes=[scope])

    answers = {name: program.get(f"/api/v1/{name}").status_code for name in TABLES}
    listed = {entry["name"] for entry in program.read("")["tables"]}

    assert answers == {name: 200 if table.scope == scope else 403 for name, table in TABLES.items()}
    assert listed == {name for name, table in TABLES.items() if table.scope == scope}


def test_rows_come_in_pages_that_lead_to_each_other(program, june, july):
    whole = program.rows("grades")
    rows, address, pages = [], "/api/v1/grades?size=7", 0
    while address:
        answer = program.get(address)
        page, pages = json.loads(answer.content), pages + 1
        assert ("Link" in answer) == bool(page["next"])
        rows, address = rows + page["rows"], (page["next"] or "").removeprefix("http://testserver")

    assert (rows, pages, page["count"]) == (whole, page["pages"], len(whole))
    assert program.read("grades", page=999)["rows"] == []


def test_what_has_not_changed_is_said_in_one_word(program, lead, june, july):
    first = program.get("/api/v1/grades")
    again = program.get("/api/v1/grades", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first["Vary"]
    assert program.get("/api/v1/grades", headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(
            ("grades?page=0", 422),
            ("grades?size=5001", 422),
            ("grades?from=June", 422),
            ("grades?stage=agreed", 422),
            ("grades?fro=2023-06", 422),
        ),
        *(("grades?from=2023-07&to=2023-06", 422), ("nothing", 404), ("grades/", 404), ("grades.xlsx", 404)),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(program, june, path, status):
    answer = program.get(f"/api/v1/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    problem = json.loads(answer.content)
    assert problem["status"] == status
    assert problem["detail"]
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("key", ["", "qa_wrong", "x" * 5000])
def test_without_a_token_nothing_is_answered(lead, key, june):
    answer = Program(key).get("/api/v1/grades")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_a_session_opens_nothing_of_the_interface(lead, june):
    assert lead.get("/api/v1/grades").status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_only_reads(program, method):
    answer = getattr(program, method)("/api/v1/grades")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_the_head_of_an_answer_is_that_of_the_whole(program, june):
    whole, head = program.get("/api/v1/grades"), program.head("/api/v1/grades")

    assert (head.status_code, head["ETag"], head.content) == (200, whole["ETag"], b"")


def test_a_token_asks_so_often_a_minute_and_says_when_it_may_again(program, monkeypatch, june):
    monkeypatch.setattr(tokens, "PER_MINUTE", 2)
    monkeypatch.setattr(tokens.time, "time", lambda: 1_691_400_000)

    answers = [program.get("/api/v1/moderation") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"


def test_each_request_is_in_the_reading_log_with_its_token(program, lead, june):
    before = timezone.now()
    program.get("/api/v1/grades", {"from": "2023-06"})
    program.get("/api/v1/grades.csv")

    token = FeedToken.objects.get()
    noted = Access.objects.filter(address="feeds:api").order_by("pk")
    assert [(each.actor, each.act, each.target_id, each.facts) for each in noted] == [
        (lead.person, "read", str(token.pk), {"table": "grades", "months": "2023-06 to 2023-06", "form": "json"}),
        (lead.person, "took", str(token.pk), {"table": "grades", "months": "2023-06 to 2023-06", "form": "csv"}),
    ]
    assert token.used_at >= before


def test_nothing_of_a_case_or_a_person_is_in_any_answer(program, july, allocated_audit):
    everything = "".join(program.get(f"/api/v1/{name}").content.decode() for name in TABLES)

    assert allocated_audit.case_id not in everything
    people = (allocated_audit.auditor, allocated_audit.moderator, allocated_audit.allocated_worker)
    assert [person.name for person in people if person.name in everything] == []


def test_the_document_describes_every_table_and_needs_no_token(client, db):
    document = json.loads(Client().get("/api/v1/openapi.json").content)

    wanted = {"/api/v1/", *(f"/api/v1/{name}{ending}" for name in TABLES for ending in ("", ".csv", ".parquet"))}
    assert set(document["paths"]) == wanted
    assert document["components"]["securitySchemes"]["TokenBearer"] == {"type": "http", "scheme": "bearer"}
    row = document["components"]["schemas"]["GradesRow"]["properties"]
    assert list(row) == TABLES["grades"].header


def test_csv_holds_the_same_rows_for_a_spreadsheet(program, june, july):
    taken = csv.DictReader(io.StringIO(program.get("/api/v1/grades.csv").content.decode("utf-8-sig")))

    assert [(row["month"], row["grade"], int(row["audits"])) for row in taken] == [
        (row["month"], row["grade"], row["audits"]) for row in program.rows("grades")
    ]


def test_reading_waits_for_no_lock(program, june, monkeypatch):
    from django.db import OperationalError

    def locked(*_args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(tokens, "impatient", locked)

    assert program.get("/api/v1/moderation").status_code == 200


def test_july_s_counts_are_those_of_the_report(program, july):
    assert graded(program.rows("grades", stage="pre"), "2023-07-01") == {"O": 0, "G": 0, "RI": 7, "I": 2}
    assert JULY_GRADES[OVERALL].split().count("RI") == 7


def test_without_tls_a_program_is_refused_and_not_sent_on(program, settings, june):
    settings.SECURE_SSL_REDIRECT = True

    refused = program.get("/api/v1/grades")

    assert (refused.status_code, "Location" in refused.headers) == (403, False)
    assert "Ask over https" in refused.content.decode()
    assert program.get("/api/v1/grades", secure=True).status_code == 200
