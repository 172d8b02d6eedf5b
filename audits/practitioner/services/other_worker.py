"""A record turns out to be another practitioner's work: what was asked of the one before is asked of the right one."""

from audits.models import Audit, AuditRules, FactualCheck
from audits.practitioner.services.notifications import notify_check_is_asked, notify_no_longer_yours
from audits.practitioner.services.reflection import ask_for_reflection
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import add_working_days


def follow_worker(audit: Audit, former: Person | None) -> None:
    """Call it inside the transaction that corrects the worker. What was answered or sent stays as it was, and is no longer read by them.

    An unanswered factual check goes to the right worker with days of their own, a letter that is not sent is addressed to them, and
    they are offered a reflection while there is time for one.
    """
    worker = audit.allocated_worker
    check = FactualCheck.objects.select_for_update().filter(audit=audit, answered_on=None).first()
    if former and (check or audit.auditor_id):
        notify_no_longer_yours(audit, former)
    if worker is None:
        return
    audit.letters.filter(sent_on=None).update(addressed_to=worker)
    if check and worker.is_active:
        check.asked_of, check.asked_on = worker, today()
        check.due = add_working_days(today(), AuditRules.current().factual_check_days)
        check.save(update_fields=["asked_of", "asked_on", "due"])
        notify_check_is_asked(audit, check)
    ask_for_reflection(audit)
