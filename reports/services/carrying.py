"""Texts of the last report that go on in the next: each is marked until somebody has looked at it."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.moves.services import begin_move, complete_move
from insight.models import InsertedFact
from reports.models import Report, SectionText
from reports.queries.reports import report_before
from reports.sections import DECISIONS, SECTION_KEYS

from .opening import REPORTS


@transaction.atomic
def carry_forward(*, actor: Person, report: Report, keys: Collection[str] = SECTION_KEYS) -> list[str]:
    """Put what the last approved report said into those of these sections in which nothing is written; which ones that were.

    What the Board must decide is new each time. Facts in the texts are worked out again, as in any other.
    """
    report, step = begin_move(REPORTS, actor, report, "write_section")
    before = report_before(report)
    if before is None:
        return []
    written = {row.key for row in report.texts.all() if row.text}
    carried = [row for row in before.texts.all() if row.text and row.key in set(keys) & SECTION_KEYS - written - {DECISIONS}]
    for row in carried:
        told = {"text": row.text, "quoted": row.quoted, "written_by": actor, "written_on": today(), "carried_from": before}
        SectionText.objects.update_or_create(report=report, key=row.key, defaults=told)
        complete_move(actor, report, step, section=row.key, before="", after=row.text, carried_from=before.code)
    _carry_facts(before, report, {row.key for row in carried})
    return [row.key for row in carried]


def _carry_facts(before: Report, report: Report, places: Collection[str]) -> None:
    kind = ContentType.objects.get_for_model(Report)
    rows = list(InsertedFact.objects.filter(target_type=kind, target_id=str(before.pk), place__in=places))
    for row in rows:
        row.pk, row._state.adding, row.target_id = None, True, str(report.pk)
    InsertedFact.objects.bulk_create(rows)


@transaction.atomic
def confirm_carried(*, actor: Person, report: Report, key: str) -> bool:
    """Somebody has looked: a text that was carried forward still holds. Whether it was marked until now."""
    report, step = begin_move(REPORTS, actor, report, "confirm_carried")
    row = report.texts.filter(key=key).exclude(carried_from=None).select_related("carried_from").first()
    if row is None:
        return False
    before, row.carried_from = row.carried_from, None
    row.save(update_fields=["carried_from"])
    complete_move(actor, report, step, section=key, carried_from=before.code if before else "")
    return True
