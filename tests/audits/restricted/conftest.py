"""One record with all that can hang on it: grades, findings, a voice, an action, an observation, a risk that was closed, a letter."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest

from actions.models import Action
from actions.services import raise_action
from audits.auditing.services.auditing import save_findings, save_voice, submit_audit
from audits.enums import FindingKind, Source, Voice, VoiceOutcome
from audits.models import Audit, RestrictedRecord, RiskFlag
from audits.restricted.services.restricting import restrict_record
from foundation.council.clock import frozen_clock
from tests.audit_stages import grade_all, moderate_unchanged
from tests.audits.risks.flags import acknowledged, closed, raised
from tests.replay import replayed

THE_DAY = datetime.date(2023, 7, 20)
FOUND, SAID, TO_DO = "The visits of Quarrington stopped in May.", "She listens to the grandmother.", "Visit Quarrington weekly"


@dataclass(frozen=True)
class Record:
    audit: Audit
    action: Action
    risk: RiskFlag

    @property
    def secrets(self) -> set[str]:
        """What nobody whom it is closed to may find on any page."""
        return {self.audit.case_id, FOUND, SAID, TO_DO, self.risk.worry}


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


@pytest.fixture
@replayed
def finished(lead, allocated_audit, worker, elm_team, team_manager, service_manager) -> Record:
    audit = allocated_audit
    with frozen_clock(datetime.date(2023, 6, 14)):
        grade_all(audit)
        author: dict[str, Any] = {"actor": audit.auditor, "audit": audit}
        save_findings(**author, kind=FindingKind.AREA, findings=[(FOUND, Source.RECORD)])
        for voice in Voice:
            save_voice(**author, voice=voice, outcome=VoiceOutcome.OBTAINED, words=SAID)
        risk = closed(acknowledged(raised(audit), team_manager.person), service_manager.person)
        audit = submit_audit(actor=audit.auditor, audit=audit)
        due = datetime.date(2023, 7, 3)
        action = raise_action(actor=lead.person, owner=worker.person, audit=audit, what=TO_DO, why="They stopped.", due=due)
        audit = moderate_unchanged(audit)
    return Record(audit, action, risk)


@pytest.fixture
@replayed
def restricted(lead, finished) -> RestrictedRecord:
    return restrict_record(actor=lead.person, case_id=finished.audit.case_id, reason="A colleague’s family is in it.")
