"""What the audits of a month answer to its own questions, and how often each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from audits.auditing.queries.answers import ItemCounts, answered_audits
from audits.enums import ThemeKind, ThemeReply
from audits.models import Cycle, ThemeAnswer, ThemeQuestion
from foundation.accounts.models import Person
from foundation.documents import AnyRow, Column, Table


@dataclass(frozen=True)
class QuestionAnswers:
    question: ThemeQuestion
    counts: str
    answers: list[ThemeAnswer]


def theme_answers(cycle: Cycle, person: Person) -> list[QuestionAnswers]:
    """Of each of the month's questions, the answers of the audits that `person` may read."""
    seen = answered_audits(cycle).visible_to(person)
    rows = ThemeAnswer.objects.filter(audit__in=seen.values("pk")).exclude(reply="", words="").select_related("audit__team", "question")
    by_question: dict[int, list[ThemeAnswer]] = {}
    for row in rows.order_by("audit"):
        by_question.setdefault(row.question_id, []).append(row)
    questions = list(cycle.theme_questions.all())
    return [QuestionAnswers(each, _counted(each, by_question.get(each.pk, [])), by_question.get(each.pk, [])) for each in questions]


def _counted(question: ThemeQuestion, answers: Iterable[ThemeAnswer]) -> str:
    """“Yes 4, partly 2, no 1, of 7”."""
    if question.kind != ThemeKind.REPLY:
        return f"{len(list(answers))} answered"
    counts = Counter(row.reply for row in answers if row.reply)
    said = ", ".join(f"{reply.label.lower()} {counts[reply]}" for reply in ThemeReply)
    return f"{said[:1].upper()}{said[1:]}, of {counts.total()}"


def answers_table(counts: Iterable[ItemCounts], cycle: Cycle) -> Table:
    """How often each item of the checklist was answered in each way."""
    headings = ("Yes", "Partly", "No", "Of", "Not applicable")
    columns = [Column("Item", names_row=True), *(Column(heading, numeric=True) for heading in headings)]
    rows: list[AnyRow] = [[each.text, each.yes, each.partly, each.no, each.n, each.not_applicable] for each in counts]
    return Table(f"Answers to the checklist in {cycle}", columns, rows)
