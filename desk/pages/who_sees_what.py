"""The table of who sees what, as the help page and the document show it."""

from collections.abc import Iterable
from itertools import groupby

from desk.enums import ReaderKind
from desk.queries.who_sees_what import SeesRow
from foundation.documents import AnyRow, Cell, Column, Table

INTRODUCTION = (
    "Who may see and do what. “Its” means: of this record. A person with several roles may do what any of them may. A moderator who has"
    " still to grade an audit blind sees no grade of it, whatever else they are. A declared interest closes a restricted record to"
    " everybody who has it. What is not yours is answered as if there were nothing."
)


def sees_tables(rows: Iterable[SeesRow]) -> list[Table]:
    """One for each kind of thing: what can be done with it or seen of it, with everybody who may."""
    return [_of_kind(about, list(of_it)) for about, of_it in groupby(rows, key=lambda row: row.about)]


def _of_kind(about: str, rows: Iterable[SeesRow]) -> Table:
    listed: list[AnyRow] = [[Cell(what_in_words(row)), who_in_words(row)] for row in rows]
    return Table(about.capitalize(), [Column("What", names_row=True), Column("Who")], listed)


def what_in_words(row: SeesRow) -> str:
    return f"{row.verb.capitalize()}: {row.field}" if row.field else row.verb.capitalize()


def who_in_words(row: SeesRow) -> str:
    return ", ".join(str(reader.label) for reader in ReaderKind if reader in row.may)


def as_document(rows: Iterable[SeesRow]) -> str:
    """Markdown: a table for each kind of object, a column for each reader."""
    lines = [
        "# Who sees what",
        "",
        "Written by `manage.py access_matrix` from `desk/who_sees_what.csv`, which is reviewed by hand. `tests/seeing` compares it,",
        "cell by cell, with the predicates and querysets (`permissions.py`, `visible_to`) and with the pages themselves.",
        "",
        INTRODUCTION,
    ]
    names = " | ".join(str(reader.label) for reader in ReaderKind)
    for about, of_it in groupby(rows, key=lambda row: row.about):
        lines += ["", f"## {about.capitalize()}", "", f"| what | {names} |", "|---|" + ":-:|" * len(ReaderKind)]
        lines += [f"| {what_in_words(row)} | {' | '.join('yes' if reader in row.may else '–' for reader in ReaderKind)} |" for row in of_it]
    return "\n".join(lines) + "\n"
