"""An audit's earlier versions: what it said when it was sent back or opened again."""

import datetime
from typing import Any

from django.db import models
from django.forms.models import model_to_dict

from audits.enums import State, VersionKind
from audits.models import Audit, AuditVersion
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
        state=State(state),
        why=why.strip(),
        ended_by=actor,
        ended_on=today(),
        submitted_on=submitted,
        content=content_of(audit),
    )


def content_of(audit: Audit) -> dict[str, Any]:
    """Every judgement, finding, voice and answer, row by row, and the record of moderation."""
    record = getattr(audit, "moderation_record", None)
    return {
        "judgements": _rows(audit.judgements.order_by("pk")),
        "findings": _rows(audit.findings.order_by("pk")),
        "voices": _rows(audit.voices.order_by("pk")),
        "checklist_answers": _rows(audit.checklist_answers.order_by("pk")),
        "theme_answers": _rows(audit.theme_answers.order_by("pk")),
        "moderation_record": _row(record) | {"members": _rows(record.members.all())} if record else None,
    }


def _rows(rows: models.QuerySet) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: models.Model) -> dict[str, Any]:
    """The row's own fields; a day as text."""
    cells = {name: value for name, value in model_to_dict(row).items() if name not in ("id", "audit", "record")}
    return {name: str(value) if isinstance(value, datetime.date) else value for name, value in cells.items()}
