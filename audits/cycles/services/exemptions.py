"""What an exemption that is approved after the month was allocated takes from people: audits that nobody has begun."""

from django.db.models import Q, Sum

from audits.allocation.services.allocation import People, note_change
from audits.allocation.services.notifications import notify_leads
from audits.enums import AllocationSource, AuditState
from audits.models import Audit, Exemption
from audits.optional_url import optional_url
from foundation.accounts.models import Person
from foundation.activity.locking import all_locked


def relieve_exempt(*, actor: Person, exemption: Exemption) -> int:
    """Take back as many unstarted audits as the exemption leaves over, those added last first; how many. What is begun stays.

    Of an exempt team those of its records; of an auditor no more than what they hold above what is still expected of them, where the
    month says that. The lead then finds somebody else, or withdraws the record.
    """
    theirs = Q(team=exemption.team) if exemption.team_id else Q(auditor=exemption.auditor)
    held = Audit.objects.filter(theirs, cycle=exemption.cycle, state=AuditState.ALLOCATED, auditor__isnull=False, imported=False)
    numbers = list(held.order_by("-pk").values_list("pk", flat=True)[: min(exemption.audits, _above_expected(exemption))])
    for audit in all_locked(Audit.objects.for_page().filter(pk__in=numbers)):
        before = People(audit.auditor, audit.moderator)
        audit.auditor = None
        audit.save(update_fields=["auditor"])
        note_change(actor=actor, audit=audit, before=before, source=AllocationSource.EXEMPTED, why=f"{exemption.whom} is exempt.")
    if numbers:
        # The proposal of the month has them all, with who is free.
        path = optional_url("audits:allocation", exemption.cycle.code) or "/"
        words = f"{exemption.whom} is exempt: choose another auditor for what nobody has begun, or withdraw the record."
        notify_leads(key=f"exemption.relieved:{exemption.pk}", subject=f"Exemption from {exemption.cycle}", words=words, path=path)
    return len(numbers)


def _above_expected(exemption: Exemption) -> int:
    """How many an auditor holds above what is still expected of them; all that is exempted where nobody said what is."""
    cycle = exemption.cycle
    expected = cycle.expectations.filter(auditor=exemption.auditor).first() if exemption.auditor_id else None
    if expected is None:
        return exemption.audits
    exempt = cycle.exemptions.approved().exclude(pk=exemption.pk).filter(auditor=exemption.auditor).aggregate(sum=Sum("audits"))["sum"] or 0
    still = max(expected.expected - exempt - exemption.audits, 0)
    return max(cycle.audits.live().filter(auditor=exemption.auditor).count() - still, 0)
