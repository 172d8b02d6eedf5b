"""The sets of questions, and one of them."""

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_date
from foundation.names import folded
from voices.models import QuestionSet


def sets_table() -> Table:
    """The newest version of each set, those out of use last."""
    found = QuestionSet.objects.filter(replaced_by=None).prefetch_related("questions")
    rows: list[AnyRow] = [
        [
            Cell(each.name, href=each.get_absolute_url()),
            each.get_source_display(),
            each.version,
            len(each.questions.all()),
            f"Out of use since {uk_date(each.retired_on)}" if each.retired_on else "In use",
        ]
        for each in sorted(found, key=lambda each: (each.retired_on is not None, folded(each.name)))
    ]
    columns = [
        Column("Set", names_row=True),
        Column("For"),
        *(Column(name, numeric=True) for name in ("Version", "Questions")),
        Column("State"),
    ]
    return Table("Sets of questions", columns, rows, empty="No set yet. Write one, so that everybody is asked the same.")


def questions_table(question_set: QuestionSet) -> Table:
    rows: list[AnyRow] = [
        [each.position, each.text, each.get_kind_display(), each.domain_name or "–"] for each in question_set.questions.all()
    ]
    columns = [Column("No.", numeric=True), Column("Question", names_row=True), Column("How it is answered"), Column("Domain")]
    return Table("Questions", columns, rows)


def versions_of(question_set: QuestionSet) -> list[dict[str, str]]:
    """The other versions of this set, newest first."""
    others = QuestionSet.objects.filter(name=question_set.name).exclude(pk=question_set.pk).order_by("-version")
    return [
        {"text": f"Version {each.version}, {uk_date(each.saved_on)}", "href": reverse("voices:questions", args=[each.pk])}
        for each in others
    ]
