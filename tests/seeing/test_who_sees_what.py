"""The table of who sees what is reviewed by hand; the rules and the pages say the same of every cell."""

import pytest
from django.core.management import CommandError, call_command

from desk.enums import ReaderKind
from desk.queries.who_sees_what import FILE, who_sees_what
from foundation.council.clock import frozen_clock
from tests.seeing.world import OF, THE_DAY

pytestmark = pytest.mark.once
CELLS = {((row.about, row.verb, row.field), reader): reader in row.may for row in who_sees_what() for reader in ReaderKind}


def test_every_row_of_the_table_is_asked_and_no_other():
    assert list(OF) == [(row.about, row.verb, row.field) for row in who_sees_what()]


def test_every_cell_says_yes_or_no():
    cells = [cell for line in FILE.read_text().splitlines()[1:] for cell in line.split(",")[3:]]

    assert set(cells) == {"yes", "no"}
    assert len(cells) == len(CELLS)


def test_the_rules_say_the_same_of_every_cell(world):
    with frozen_clock(THE_DAY):
        said = {(about, reader): asked.rule(world, world.readers[reader].person) for about, asked in OF.items() for reader in ReaderKind}

    assert [cell for cell in CELLS if said[cell] != CELLS[cell]] == []


def test_the_pages_say_the_same_of_every_cell(world):
    said = {}
    with frozen_clock(THE_DAY):
        for reader, visitor in world.readers.items():
            answers = {address: visitor.get(address) for address in {asked.page(world) for asked in OF.values()}}
            for about, asked in OF.items():
                answer = answers[asked.page(world)]
                shown = answer.status_code == 200
                if shown and asked.says:
                    shown = asked.says(world) in answer.content.decode()
                said[about, reader] = shown

    assert [cell for cell in CELLS if said[cell] != CELLS[cell]] == []


def test_the_document_is_what_the_table_says(tmp_path, settings):
    call_command("access_matrix", "--check")

    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="access_matrix"):
        call_command("access_matrix", "--check")
    call_command("access_matrix")
    call_command("access_matrix", "--check")


@pytest.mark.parametrize("who", ["lead", "auditor", "board_member", "administrator", "outsider"])
def test_everybody_reads_it_in_help(request, who):
    page = request.getfixturevalue(who).get("/help/who-sees-what/")

    assert "Read: grades before moderation" in page.text
    tables = page.context["tables"]
    assert [each.caption.lower() for each in tables] == list(dict.fromkeys(row.about for row in who_sees_what()))
    assert sum(len(each.rows) for each in tables) == len(who_sees_what())
