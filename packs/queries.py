"""Whether what a pack was made with is closed to somebody since."""

from django.db.models import Q

from actions.models import Action
from audits.models import Audit, RestrictedRecord, SampledRecord
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.months import last_day

from .models import Pack


def is_closed_since(pack: Pack, person: Person) -> bool:
    """Whether a record that is closed to `person` may be in its lists: restricted after it was made, with a row of its months."""
    if not pack.with_records:
        return False
    made = Entry.objects.of(pack).filter(verb="pack.made").order_by("pk").first()
    later = {row.case_key for row in RestrictedRecord.objects.closed_to(person) if not _is_left_out(row, made)}
    return bool(later) and _has_a_row(pack, later)


def _is_left_out(row: RestrictedRecord, made: Entry | None) -> bool:
    """By what the pack knew of before its first row was read. A pack of before that was kept: by what came first in the trail."""
    if made and "left_out" in made.facts:
        return row.pk in made.facts["left_out"]
    return not Entry.objects.of(row).filter(verb="record.restricted", pk__gt=made.pk if made else 0).exists()


def _has_a_row(pack: Pack, keys: set[str]) -> bool:
    months = (pack.first_month, pack.last_month)
    audited = Audit.objects.filter(case_key__in=keys, cycle__month__range=months)
    sampled = SampledRecord.objects.filter(case_key__in=keys, sample__cycle__month__range=months)
    about = Q(audit__case_key__in=keys) | Q(observation__audit__case_key__in=keys)
    raised = Action.objects.filter(about, raised_on__range=(pack.first_month, last_day(pack.last_month)))
    return audited.exists() or sampled.exists() or raised.exists()
