"""An audit's earlier versions: what it said when it was sent back or opened again."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from audits.enums import AuditState, VersionKind
from audits.models import Audit, AuditVersion, ModerationRecord
from audits.moderation import stored
from foundation.accounts.models import Person
from foundation.council.clock import today


def keep_version(*, actor: Person, audit: Audit, kind: VersionKind, state: str, why: str) -> AuditVersion:
    """Copy what the audit says, before something of it goes. Call it inside the transaction of the move, with the state it left."""
    submitted = audit.resubmitted_on or audit.submitted_on
    assert submitted, f"{audit} was never submitted, so there is no version to keep"
    return AuditVersion.objects.create(
        audit=audit,
        number=audit.versions.count() + 1,
        kind=kind,
        state=AuditState(state),
        why=why.strip(),
        ended_by=actor,
        ended_on=today(),
        submitted_on=submitted,
        content=content_of(audit),
    )


def content_of(audit: Audit) -> dict[str, Any]:
    """Every judgement, finding, voice and answer, row by row, and the record of moderation."""
    return stored.AUDIT_VERSION.write(
        judgements=_rows(audit.judgements.all(), stored.JUDGEMENT),
        findings=_rows(audit.findings.all(), stored.FINDING),
        voices=_rows(audit.voices.all(), stored.VOICE),
        checklist_answers=_rows(audit.checklist_answers.all(), stored.CHECKLIST_ANSWER),
        theme_answers=_rows(audit.theme_answers.all(), stored.THEME_ANSWER),
        moderation_record=_meeting(ModerationRecord.objects.filter(audit=audit)),
    )


def _rows(rows: models.QuerySet, fields: Sequence[str]) -> list[dict[str, Any]]:
    """Those fields of each row; of what it refers to the key."""
    return list(rows.order_by("pk").values(*fields))


def _meeting(records: models.QuerySet[ModerationRecord]) -> dict[str, Any] | None:
    """The record of moderation with its panel, its day as text."""
    record = records.first()
    if record is None:
        return None
    held_on = record.held_on.isoformat() if record.held_on else None
    return {"held_on": held_on, **_rows(records, stored.MODERATION_RECORD)[0], "members": _rows(record.members.all(), stored.PANEL_MEMBER)}
