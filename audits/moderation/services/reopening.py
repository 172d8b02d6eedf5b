"""The lead opens a submitted or finished audit again; what it said until then is kept as a version."""

import datetime

from django.db import transaction

from audits.enums import AuditState, MovedWhy, Stage, VersionKind
from audits.models import Audit, ModerationRecord
from audits.moderation.services.revelations import reveal_before_giving
from audits.moderation.services.versions import keep_version
from audits.permissions import can_reopen
from audits.queries.due_days import due_of, part_now
from audits.services.counting import count_again
from audits.services.moves import move_audit
from audits.services.own_time import give_time
from audits.workflow import REOPENINGS
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.notices.services import notify


@transaction.atomic
def reopen_audit(
    *, actor: Person, audit: Audit, reason: str, to: AuditState = AuditState.IN_PROGRESS, due: datetime.date | None = None
) -> Audit:
    """Open an audit again for its auditor (`to` in progress) or, once finished, for its moderator (`to` submitted).

    They have time by rule, or until `due`.

    The moderator's and the agreed grades go into the version, so that the moderator grades afresh. The grades as first
    submitted stay, and so do actions, the team's response and its challenge. Raises StaleState where that cannot be.
    """
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_reopen, actor, audit)
    if audit.imported:
        raise StaleState(f"{audit} came from a spreadsheet of past audits: there is nobody’s form to open again.")
    move = REOPENINGS.get((AuditState(audit.state), AuditState(to)))
    if move is None:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: it cannot be opened again for that.")
    before = audit.state
    kept = Audit.objects.for_page().get(pk=audit.pk)
    reveal_before_giving(person=audit.moderator, audit=audit)
    audit = move_audit(audit=audit, move=move.name, actor=actor, reason=reason)
    keep_version(actor=actor, audit=kept, kind=VersionKind.REOPENED, state=before, why=reason)
    audit.judgements.filter(stage__in=[Stage.MODERATOR, Stage.AGREED]).delete()
    ModerationRecord.objects.filter(audit=audit).delete()
    give_time(actor=actor, audit=audit, part=part_now(audit), why=MovedWhy.REOPENED, due=due)
    count_again([audit.pk])
    _tell(audit)
    return audit


def _tell(audit: Audit) -> None:
    """Without the lead's reason, which may give a grade away to a moderator who grades afresh."""
    person, what = (audit.auditor, "revise") if audit.state == AuditState.IN_PROGRESS else (audit.moderator, "moderate")
    if person:
        key = f"audit.reopened:{audit.number}:{audit.versions.count()}"
        subject = f"Audit {audit.number} is open again for you to {what}"
        due = due_of(Audit.objects.select_related("cycle").get(pk=audit.pk))
        words = f"{audit.cycle}. The QA lead opened it again.{f' Due {uk_date(due)}.' if due else ''}"
        notify(person=person, key=key, subject=subject, words=words, path=audit.get_absolute_url())
