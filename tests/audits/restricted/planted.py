"""A record that many rooms had a row of before it was restricted: whatever hangs on a case ID, an audit or an action, once."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import timezone

from actions.services import raise_action
from audits.allocation.services.interests import declare_interest
from audits.calibration.services import plan_round
from audits.enums import FindingKind, Sampled, Source
from audits.models import Audit, CalibrationRound, Cycle, Finding, Sample, SampledRecord
from audits.restricted.services.restricting import restrict_record
from foundation.accounts.enums import Role
from governance.enums import HoldKind
from governance.models import LegalHold
from inspections.enums import InspectionKind
from inspections.models import TrackedChild
from inspections.services.inspections import record_inspection
from inspections.services.tracking import start_tracking
from oversight.models import CheckAndChallenge, MeetingDecision
from packs.composing.contents import PackAsked
from packs.enums import PackKind
from packs.models import Pack
from packs.services import compose_pack, keep_pack
from publications.services import propose_example
from studies.models import Study, StudyRecord, Wave
from studies.services.planning import plan_study
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.observations.recorded import record_unplanned_observation
from tests.people import Visitor, add_person
from tests.replay import replayed
from tests.studies.conftest import PLAN
from voices.enums import VoiceSource
from voices.services.gathering import seek_voice

from .conftest import THE_DAY, Record

MONTHS = (datetime.date(2023, 6, 1), datetime.date(2023, 7, 1))
SOON = datetime.timedelta(days=60)
SEEN, STRONG, ASKED = (
    "Her grandmother came to the review in Quarrington.",
    "He rings Quarrington each week.",
    "Visit Quarrington on Mondays",
)


@dataclass(frozen=True)
class Planted:
    """`numbers`: what an address of a room takes, by the beginning of the address’s name."""

    record: Record
    round: CalibrationRound
    pack: Pack
    sampled: SampledRecord
    graders: tuple[Visitor, ...]
    kin: Visitor
    numbers: dict[str, int]

    @property
    def secrets(self) -> set[str]:
        return {*self.record.secrets, SEEN, STRONG, ASKED}


@pytest.fixture
@replayed
def planted(lead, finished, observer, worker, service_manager, ash_team) -> Planted:
    """Everything at THE_DAY, before the restriction; `kin` is a QA lead with an interest in the child."""
    audit, by = finished.audit, lead.person
    kin, grader, second = (
        Visitor(add_person("Keir Lowe", Role.QA_LEAD)),
        Visitor(add_person("Grace Abara", Role.AUDITOR, team=ash_team)),
        Visitor(add_person("Sol Diaz", Role.MODERATOR)),
    )
    july = Cycle.objects.create(month=MONTHS[1], tool=audit.tool, theme="Visits")
    Audit.objects.create(cycle=july, tool=audit.tool, case_id=audit.case_id, team=audit.team)
    about = {"seen_on": THE_DAY, "seen": SEEN, "strengths": "Plain.", "learning": "Minutes.", "consent": "given", "audit": audit}
    kind, team = observation_kind(REVIEW_MEETING), audit.team
    observation = record_unplanned_observation(actor=observer.person, kind=kind, team=team, practitioner=worker.person, **about)
    raise_action(
        actor=by, owner=service_manager.person, observation=observation, what=ASKED, why="It helps.", due=datetime.date(2023, 9, 1)
    )
    voice = seek_voice(actor=by, source=VoiceSource.PARENT, audit=audit)
    planned = plan_round(actor=by, title="One record", due=THE_DAY, people=[grader.person, second.person], audit=audit)
    strength = Finding.objects.create(audit=audit, kind=FindingKind.STRENGTH, text=STRONG, source=Source.RECORD)
    shared = propose_example(actor=by, finding=strength, title="Ringing each week")
    sample = Sample.objects.create(
        cycle=audit.cycle, file_name="june.csv", brought_by=by, seed=1, size=1, audited_since=MONTHS[0], applied_by=by, applied_on=THE_DAY
    )
    sampled = SampledRecord.objects.create(
        sample=sample, case_id=audit.case_id, state=Sampled.DRAWN, stratum="Elm", position=1, audit=audit
    )
    study = _read_in_a_study(by, audit.case_id, grader)
    hold = LegalHold.objects.create(kind=HoldKind.CASE, case_id=audit.case_id, reason="Court", placed_by=by, placed_on=THE_DAY)
    meeting = CheckAndChallenge.objects.create(cycle=audit.cycle, held_on=THE_DAY, chair=by, planned_by=by, planned_on=THE_DAY)
    decided = {"owner": service_manager.person, "due": THE_DAY, "decided_by": by, "decided_on": THE_DAY}
    MeetingDecision.objects.create(meeting=meeting, text="Act on it", state="action", action=finished.action, done_on=THE_DAY, **decided)
    inspection = record_inspection(actor=by, kind=InspectionKind.STANDARD, first_day=THE_DAY, last_day=THE_DAY)
    tracking = start_tracking(actor=by, inspection=inspection, starts_at=timezone.make_aware(datetime.datetime(2023, 7, 20, 9)))
    TrackedChild.objects.create(tracking=tracking, audit=audit, hours=48, due_at=tracking.starts_at, added_by=by)
    asked = PackAsked(PackKind.INSPECTION, *MONTHS, THE_DAY, by, None, with_records=True)
    with compose_pack(asked=asked) as made:
        pack = keep_pack(actor=by, asked=asked, made=made)
    declare_interest(actor=kin.person, person=kin.person, words="My sister’s child.", case_id=audit.case_id)
    restrict_record(actor=by, case_id=audit.case_id, reason="A colleague’s family is in it.")
    numbers = {
        **{"audits:": audit.pk, "audits:calibration": planned.pk, "audits:sample": sample.pk, "audits:correct-listed": sampled.pk},
        **{"actions:": finished.action.pk, "observations:": observation.pk, "voices:": voice.pk, "studies:": study.pk},
        **{"publications:": shared.pk, "governance:": hold.pk, "oversight:": meeting.pk, "inspections:": inspection.pk, "packs:": pack.pk},
    }
    return Planted(finished, planned, pack, sampled, (grader, second), kin, numbers)


def _read_in_a_study(lead, case_id: str, reader: Visitor) -> Study:
    study = plan_study(actor=lead, lead=lead, readers=[reader.person], **PLAN)
    wave = Wave.objects.create(study=study, place=1, name="Before", drawn_on=THE_DAY, seed=1, size=1, listed=1)
    StudyRecord.objects.create(wave=wave, place=1, case_id=case_id, state="to_read")
    return study
