"""What the page shows on which somebody matches the columns of a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Fragment, Table

from .calculations import KnownFrom, ListMatch, WordAsked
from .models import ListAnswer
from .subjects import list_subjects

_ROWS_NAMED = 8
_WHY = {
    KnownFrom.NOTHING: "",
    KnownFrom.WORDS: "guessed",
    KnownFrom.NAMED: "",
    KnownFrom.REMEMBERED: "as you said before",
    KnownFrom.CHOSEN: "as you said",
}


def match_page(form: Any) -> dict[str, Any]:
    """For `matching/match.html`: the table of columns, a table of words for each subject, and why it is asked."""
    return {
        "form": form,
        "matched": _columns_table(form),
        "folded": not form.match.asks and not set(form.columns_asked()) & set(form.errors),
        "words": _words_tables(form),
        "reasons": reasons_to_ask(form.match, form.words, {column.identifier: column.label for column in form.columns}),
    }


def reasons_to_ask(match: ListMatch, words: Sequence[WordAsked], labels: dict[str, str]) -> list[str]:
    """Why somebody has to look at the page, one sentence each."""
    reasons = []
    for identifier, headings in match.unsure.items():
        reasons.append(f"{_joined(headings, 'and')} may each hold “{labels[identifier]}”. Choose one.")
    reasons += _of_lacking(match)
    if number := sum(word.means is None for word in words):
        said = "One word of the list is" if number == 1 else f"{number} words of the list are"
        reasons.append(
            f"{said} not known here. Say what {'it means' if number == 1 else 'they mean'}: the answer is kept for the next list."
        )
    return reasons


def _of_lacking(match: ListMatch) -> list[str]:
    required = [column.label for column in match.lacking if column.required]
    wanted = [column.label for column in match.lacking if not column.required]
    reasons = []
    if required:
        then = f"The list cannot be read without {'it' if len(required) == 1 else 'them'}."
        reasons.append(f"No column was recognised as {_joined(required, 'or')}. {then}")
    if wanted:
        reasons.append(f"No column was recognised as {_joined(wanted, 'or')}. If one of the columns holds it, choose it.")
    return reasons


def _columns_table(form: Any) -> Table:
    columns = [Column("In the file", names_row=True), Column("For example"), Column("What it holds")]
    rows: list[AnyRow] = [
        [
            Cell(each.heading, aside=_WHY[each.known]),
            Cell((each.examples or ["nothing in its first rows"])[0], notes=each.examples[1:]),
            Cell(each.identifier, fragment=Fragment("govuk/field_cell.html", {"field": form[name]})),
        ]
        for name, each in form.columns_asked().items()
    ]
    return Table("Columns", columns, rows)


def _words_tables(form: Any) -> list[Table]:
    tables: dict[str, list[AnyRow]] = {}
    for name, word in form.words_asked().items():
        fragment = Fragment("govuk/field_cell.html", {"field": form[name]})
        tables.setdefault(word.subject, []).append([word.written, rows_named(word.rows), Cell(word.means, fragment=fragment)])
    columns = [Column("In the file", names_row=True), Column("Where"), Column("What it means here")]
    return [Table(list_subjects()[subject].label, columns, rows) for subject, rows in tables.items()]


def rows_named(rows: Sequence[int]) -> str:
    """“row 7”, “rows 7, 9 and 12”, “40 rows: 7, 9, 12 … ”."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    if len(rows) <= _ROWS_NAMED:
        return f"rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    return f"{len(rows)} rows: {', '.join(map(str, rows[:_ROWS_NAMED]))} …"


def _joined(words: Sequence[str], by: str) -> str:
    quoted = [f"“{word}”" for word in words]
    return f"{', '.join(quoted[:-1])} {by} {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def answers_tables(answers: Iterable[ListAnswer]) -> list[Table]:
    """What was said so far, a table for each subject that there still is."""
    columns = [
        Column("In the file", names_row=True),
        Column("What it means here"),
        Column("Said by"),
        Column("On"),
        Column("Change", unseen=True),
    ]
    rows: dict[str, list[AnyRow]] = {}
    known = {name: dict([("", subject.none), *subject.choices()]) for name, subject in list_subjects().items()}
    for answer in answers:
        if answer.subject in known:
            means = known[answer.subject].get(answer.means, "no longer here: asked again")
            link = Cell("Change", href=reverse("accounts:list-answer", args=[answer.pk]), unseen=f"what {answer} means", acts=True)
            rows.setdefault(answer.subject, []).append([answer.written, means, str(answer.answered_by), answer.answered_on, link])
    return [Table(subject.label, columns, rows[name]) for name, subject in list_subjects().items() if name in rows]
