"""What the table asks of beside audits: findings by field, moderation, drafts by stage, calibration, reports, the registers."""

import datetime
from typing import Any

from audits.enums import FindingKind, ModerationStep, Source, Voice, VoiceOutcome
from audits.models import (
    Audit,
    CalibrationGrade,
    CalibrationPart,
    CalibrationRound,
    Finding,
    FindingCode,
    FindingTheme,
    ModerationDraft,
    ModerationRecord,
    VoiceHeard,
)
from foundation.accounts.enums import Role
from observations.models import Observation
from observations.services.observing import start_unplanned_observation
from reports.models import Report
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.people import add_person

JUNE, MAY = datetime.date(2023, 6, 1), datetime.date(2023, 5, 1)
NOTED, QUOTED, THEME = "Plans are written with the family.", "I wish you came on time.", "Working with families"
NOTE, DRAFTED, HALF_SEEN = "Both thought it generous at first.", "Leaning to Requires improvement.", "The chair left early."
ANSWERED, ANSWERING = "The plan has no dates in it.", "Nobody asked the school."


def add_beside(*, lead: Any, finished: Audit, blind: Audit, moderator: Any, observer: Any, worker: Any, team: Any) -> dict[str, Any]:
    """Rows as they stand at one moment; their services have tests of their own."""
    finding = Finding.objects.create(audit=finished, kind=FindingKind.STRENGTH, text=NOTED, source=Source.FAMILY)
    FindingCode.objects.create(finding=finding, theme=FindingTheme.objects.create(name=THEME), coded_by=lead)
    said = {"outcome": VoiceOutcome.OBTAINED, "words": QUOTED}
    VoiceHeard.objects.update_or_create(audit=finished, voice=Voice.CHILD, defaults=said)
    ModerationRecord.objects.update_or_create(audit=finished, defaults={"minutes": NOTE, "held_on": JUNE})
    answers = {"reason-overall": DRAFTED}
    ModerationDraft.objects.create(audit=blind, person=moderator, step=ModerationStep.OWN, answers=answers, saved_on=JUNE)
    kind = observation_kind(REVIEW_MEETING)
    begun = start_unplanned_observation(actor=observer, kind=kind, seen_on=JUNE, team=team, practitioner=worker)
    Observation.objects.filter(pk=begun.pk).update(seen=HALF_SEEN)
    months = {"first_month": MAY, "last_month": MAY, "opened_by": lead}
    draft = Report.objects.create(**months | {"first_month": JUNE, "last_month": JUNE})
    published = Report.objects.create(**months, state="approved", approved_by=lead, approved_on=JUNE, content={})
    # Besides its moderator somebody who is no reader of the table.
    graders = (moderator, add_person("Sol Diaz", Role.AUDITOR))
    return {
        "begun": begun,
        "discussed": _round(lead, graders, finished, ANSWERED, state="discussion", opened_on=JUNE),
        "graded": _round(lead, graders, finished, ANSWERING),
        "report_draft": draft,
        "published": published,
    }


def _round(lead: Any, graders: tuple, like: Audit, reason: str, **state: Any) -> CalibrationRound:
    """Of a record that is nobody's audit."""
    about = {"title": "One record", "case_id": "C-77", "tool": like.tool, "due": JUNE, "planned_by": lead}
    planned = CalibrationRound.objects.create(**about, **state)
    for person in graders:
        part = CalibrationPart.objects.create(round=planned, person=person, invited_on=JUNE, finished_on=JUNE if state else None)
        CalibrationGrade.objects.create(part=part, domain=None, grade="G", reason=reason)
    return planned
