"""What is approved is sealed: whatever is changed afterwards, by hand in the database, is found and named."""

import copy
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from foundation.activity.models import Entry
from foundation.seals import canonical_json, changed_parts, inputs_noted, sha256_of
from performance.imports.services import import_figures
from performance.models import Value
from reports.composing import compose
from reports.models import Report, Seal, ShownMonth
from reports.queries.drafts import draft_of
from reports.queries.seals import statement_of
from reports.services import approve_report
from reports.statement import parts_of_statement
from reports.stored import SEAL_INPUTS
from tests.activity.tampering import let_change
from tests.month_grades import JULY_GRADES, moderate
from tests.performance.files import SCORECARD
from tests.reports.unguarded import unguarded
from tests.shares import examples

CODE = "2023-06-to-2023-07"
TABLE = "Overall judgement, June 2023"


def verify(code: str = CODE) -> tuple[dict, int]:
    out = io.StringIO()
    try:
        call_command("verify_report", code, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


def by_hand(report: Report, **changed) -> None:
    with unguarded():
        Report.objects.filter(pk=report.pk).update(**changed)


def table_in(content: dict, caption: str) -> dict:
    return next(
        block
        for section in content["sections"]
        for block in section["blocks"]
        if block["kind"] == "table" and block["caption"].startswith(caption)
    )


def test_an_approved_report_is_as_it_was_sealed(approved_report):
    printed, code = verify()

    assert list(printed) == ["edition", "sha256", "ok", "changed"]
    assert printed == {"edition": 1, "sha256": Seal.objects.get().sha256, "ok": True, "changed": []}
    assert (code, len(printed["sha256"])) == (0, 64)
    assert Entry.objects.of(approved_report).get(verb="report.approved").facts["sha256"] == printed["sha256"]


@pytest.mark.both
def test_one_cell_that_is_changed_is_named_by_section_table_row_and_column(approved_report):
    content = approved_report.content
    table_in(content, TABLE)["rows"][1][1]["text"] = "3"
    by_hand(approved_report, content=content)

    printed, code = verify()

    assert code == 1
    assert printed["changed"] == [
        "Edition 1: Section “Audits: grades with their intervals”, table “Overall judgement, June 2023, after moderation”, "
        "row “Good”, column “Audits”: the cell was changed and now says “3”."
    ]


def alter_heading(content):
    content["sections"][0]["heading"] = "Our summary"


def drop_row(content):
    del table_in(content, TABLE)["rows"][1]


def alter_sentence(content):
    content["sections"][2]["blocks"][0]["text"] = "Demand rose."


def alter_picture(content):
    next(block for section in content["sections"] for block in section["blocks"] if block["kind"] == "chart")["svg"] += " "


def add_section(content):
    content["sections"].append({**content["sections"][0], "key": "more", "heading": "More"})


@pytest.mark.parametrize(
    ("alter", "says"),
    [
        (alter_heading, "Section “Our summary”: its heading was changed and now says “Our summary”."),
        (drop_row, "table “Overall judgement, June 2023, after moderation”: a row was removed, before “Requires improvement to be good”."),
        (alter_sentence, "Section “Summary”, paragraph: its words were changed and now says “Demand rose.”."),
        (alter_picture, "chart “Overall judgement, June 2023, after moderation”: its picture was changed."),
        (add_section, "A section was added: at place "),
    ],
)
def test_what_else_is_changed_is_named(approved_report, alter, says):
    content = approved_report.content
    alter(content)
    by_hand(approved_report, content=content)

    (sentence,) = verify()[0]["changed"]
    assert says in sentence


def test_who_approved_it_and_when_are_sealed_too(lead, approved_report):
    by_hand(approved_report, approved_by=lead.person, approved_on="2020-01-01")

    said = verify()[0]["changed"]
    assert [sentence.split(" was changed")[0] for sentence in said] == ["Edition 1: Who approved it", "Edition 1: The day of approval"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sha256": "0" * 64}, ["The stored SHA-256 was changed", "not the one that the trail recorded"]),
        ({"inputs": {"version": 1, "rows": {}}}, ["The list of what the report was composed from: its"]),
        ({"parts": {"version": 1, "parts": {}}}, ["The stored hash of a part was changed"]),
        ({"parts": {"version": 9}}, ["The stored hash of a part was changed: the hashes of the parts can no longer be read"]),
    ],
)
def test_a_seal_that_is_changed_is_found(approved_report, changed, says):
    with unguarded():
        Seal.objects.update(**changed)

    printed, code = verify()

    assert (code, printed["ok"]) == (1, False)
    for words in says:
        assert any(words in sentence for sentence in printed["changed"]), printed["changed"]


def test_a_seal_that_is_made_again_is_not_the_one_of_the_trail(approved_report):
    content = approved_report.content
    table_in(content, TABLE)["rows"][1][1]["text"] = "3"
    by_hand(approved_report, content=content)
    report = Report.objects.get()
    stated = statement_of(report, report.seal)
    with unguarded():
        Seal.objects.update(sha256=sha256_of(stated), parts={"version": 1, "parts": parts_of_statement(stated)})

    assert "the seal was changed or made again" in verify()[0]["changed"][0]


def test_a_seal_and_an_edition_that_are_gone_are_missed(approved_report):
    Seal.objects.all().delete()
    assert verify() == (
        {"edition": 1, "sha256": None, "ok": False, "changed": [f"Edition 1: {'The seal of this edition was removed. '}"
        "The trail says that it was sealed when it was approved."]},
        1,
    )  # fmt: skip

    by_hand(approved_report, state="draft")
    assert "This edition was removed, or is no longer marked as approved." in verify()[0]["changed"][0]


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_anywhere_in_what_is_stored_is_found(stated, data):
    now = copy.deepcopy(stated)
    holder, place = now, data.draw(st.sampled_from(sorted(now)))
    while isinstance(holder[place], dict | list) and holder[place]:
        holder = holder[place]
        place = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    new = data.draw(st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({}))
    assume(canonical_json(new) != canonical_json(holder[place]))
    holder[place] = new

    assert sha256_of(now) != sha256_of(stated)
    assert list(changed_parts(parts_of_statement(stated), parts_of_statement(now)))


@pytest.fixture
def stated(approved_report) -> dict:
    report = Report.objects.get()
    return statement_of(report, report.seal)


@pytest.mark.both
def test_the_database_refuses_to_change_an_approved_edition_its_seal_and_what_it_showed(approved_report):
    for change in (
        lambda: Report.objects.update(content={}),
        lambda: Seal.objects.update(sha256="0" * 64),
        lambda: ShownMonth.objects.update(stage="pre"),
    ):
        with pytest.raises(DatabaseError, match="An approved edition of a report does not change"), transaction.atomic():
            change()


def test_an_edition_without_a_seal_says_so(director, approved_report):
    Seal.objects.all().delete()
    let_change()
    Entry.objects.of(approved_report).filter(verb="report.approved").update(facts={"before": "draft", "after": "approved"})

    assert verify()[0]["changed"] == ["Edition 1: This edition is not sealed, and the trail records no seal of it."]
    assert "This edition is not sealed, and the trail records no seal of it." in director.get(f"/reports/{CODE}/").content.decode()


@pytest.mark.parametrize("who", ["lead", "director", "board_member"])
def test_who_reads_the_report_checks_its_seal(request, who, approved_report):
    visitor = request.getfixturevalue(who)
    page = visitor.get(f"/reports/{CODE}/").content.decode()

    assert approved_report.seal.sha256 in page
    assert "Sealed on" in page
    assert "The seal holds" in visitor.get(f"/reports/{CODE}/seal/").content.decode()
    content = approved_report.content
    table_in(content, TABLE)["rows"][1][1]["text"] = "3"
    by_hand(approved_report, content=content)
    assert "the cell was changed and now says “3”" in visitor.get(f"/reports/{CODE}/seal/").content.decode()


def test_pictures_are_kept_as_they_were_drawn(director, approved_report, monkeypatch):
    monkeypatch.setattr("reports.rendering.pictures.render_svg", lambda spec: pytest.fail("This was drawn again."))

    assert "<img" in director.get(f"/reports/{CODE}/").content.decode()
    assert director.get(f"/reports/{CODE}/download/docx/").status_code == 200


@pytest.mark.parametrize(
    ("code", "says"),
    [(CODE, "is a draft. It is sealed when it is approved"), ("2020-01", "There is no report on 2020-01"), ("June", "is not a month")],
)
def test_what_cannot_be_verified_is_said_in_a_sentence(report, code, says):
    with pytest.raises(CommandError, match=says):
        call_command("verify_report", code)


@pytest.mark.both
def test_what_the_report_was_composed_from_is_kept_with_its_versions(lead, analyst, director, written_report, june, july):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    report = approve_report(actor=director.person, report=written_report)
    kept = SEAL_INPUTS.read(report.seal.inputs)
    first = Value.objects.order_by("pk").first()

    assert set(kept["audit"]) == {str(audit.pk) for audit in (*june, *july)}
    assert set(kept["plan"]) == {"2023-06", "2023-07"}
    assert str(first.pk) in kept["figure"]
    assert {"comparator", "count", "measure", "text"} <= set(kept)
    moderate(july, JULY_GRADES)
    with inputs_noted() as now:
        compose(draft_of(report))
    assert {number for number, version in now["audit"].items() if kept["audit"][number] != version} == {str(each.pk) for each in july}
    assert now["figure"] == kept["figure"]
