"""Taking back what an import said of months, where nobody has changed or published it since."""

import datetime

from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.council.months import month_code
from performance.imports.queries.comments import STATUS, TAKEN_BACK, ImportedComment, comments_imported_by
from performance.models import Commentary, Import


def undo_comments(*, actor: Person, source: Import) -> dict[str, int]:
    """Put comments, actions and statuses back as they were before `source`. The caller's transaction holds it.

    Returns how many went and how many stay.
    """
    # Nobody writes between the look and the deed.
    list(Commentary.objects.select_for_update().filter(pk__in=[each.commentary.pk for each in comments_imported_by(source)]).order_by("pk"))
    said = comments_imported_by(source)
    going = [each for each in said if not each.stays]
    for each in going:
        _put_back(each, actor, source)
    for pk in {each.commentary.pk for each in going}:
        _drop_if_empty(pk)
    return {"words_taken_back": len(going), "words_left": len(said) - len(going)}


def _put_back(said: ImportedComment, actor: Person, source: Import) -> None:
    facts, commentary = said.entry.facts, Commentary.objects.select_related("indicator").get(pk=said.commentary.pk)
    by, on = facts["before_by"], datetime.date.fromisoformat(facts["before_on"]) if facts["before_on"] else None
    if said.entry.verb == STATUS:
        commentary.status, commentary.status_by_id, commentary.status_on = facts["before"], by, on
    else:
        (commentary.comment, commentary.action), commentary.written_by_id, commentary.written_on = facts["before"], by, on
    commentary.save()
    record(
        actor=actor,
        verb=TAKEN_BACK[said.entry.verb],
        target=commentary,
        indicator=commentary.indicator.slug,
        month=month_code(commentary.month),
        before=facts["after"],
        after=facts["before"],
        undone=source.pk,
    )


def _drop_if_empty(pk: int) -> None:
    """A row that the import made, and on which nobody has said or asked anything."""
    Commentary.objects.filter(
        pk=pk, status=None, comment="", action="", asked_of=None, published_by=None, published_comment="", published_action=""
    ).delete()
