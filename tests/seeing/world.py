"""One world with every reader and every object of the table, and how each cell is asked of rules and of pages."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from actions.models import Action
from actions.permissions import can_reassign, can_show_evidence
from actions.services import raise_action
from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import save_findings, submit_audit
from audits.enums import FindingKind, Source
from audits.models import Audit, CalibrationRound, RestrictedRecord, RiskFlag
from audits.overview.pages.audit import Sees
from audits.permissions import (
    can_break_glass,
    can_correct_facts,
    can_grade_round,
    can_list_findings,
    can_moderate,
    can_reopen,
    can_restrict,
    can_see_cycles,
    can_see_readings,
    can_set_audit_rules,
    can_withdraw,
    is_its_auditor,
    sees_round_grades,
)
from audits.restricted.services.restricting import restrict_record
from desk.enums import ReaderKind
from desk.permissions import can_see_how_logs_are_sealed, can_see_tries, can_see_unusual_readings
from foundation.accounts.enums import Role
from foundation.accounts.permissions import can_change_people, can_confirm_powers
from foundation.council.clock import frozen_clock
from governance.permissions import can_rekey, can_see_retention, keeps_registers
from observations.models import Observation
from observations.permissions import can_record
from performance.permissions import can_import
from reports.models import Report
from reports.permissions import can_read_reports, can_write_reports
from tests.audit_stages import grade_all, moderate_unchanged
from tests.audits.risks.flags import acknowledged, closed, raised
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.observations.recorded import record_unplanned_observation
from tests.people import Visitor, add_person
from tests.replay import replayed
from tests.seeing.beside import ANSWERED, ANSWERING, DRAFTED, HALF_SEEN, NOTE, NOTED, QUOTED, THEME, add_beside
from voices.enums import VoiceSource
from voices.models import VoiceRecord
from voices.services.gathering import seek_voice

THE_DAY = datetime.date(2023, 7, 20)
FOUND, WRITTEN, HEARD = "The visits stopped in May.", "The chronology ends in March.", "The review heard her first."
OF_READERS = {
    ReaderKind.LEAD: "lead",
    ReaderKind.DIRECTOR: "director",
    ReaderKind.HEAD: "head_of_service",
    ReaderKind.SERVICE_MANAGER: "service_manager",
    ReaderKind.MANAGER: "team_manager",
    ReaderKind.AUDITOR: "auditor",
    ReaderKind.MODERATOR: "moderator",
    ReaderKind.WORKER: "worker",
    ReaderKind.OTHER_WORKER: "outsider",
    ReaderKind.OBSERVER: "observer",
    ReaderKind.ANALYST: "analyst",
    ReaderKind.BOARD: "board_member",
    ReaderKind.GOVERNANCE: "officer",
    ReaderKind.ADMINISTRATOR: "administrator",
}


@dataclass(frozen=True)
class World:
    readers: dict[ReaderKind, Visitor]
    finished: Audit
    blind: Audit
    draft: Audit
    restricted: Audit
    action: Action
    risk: RiskFlag
    observation: Observation
    voice: VoiceRecord
    row: RestrictedRecord
    begun: Observation
    discussed: CalibrationRound
    graded: CalibrationRound
    report_draft: Report
    published: Report


@pytest.fixture
def world(stored, request) -> World:
    """With the people of the tests as visitors; the rows are the same each time."""
    readers = {reader: request.getfixturevalue(name) for reader, name in OF_READERS.items()}
    others = {
        ReaderKind.OTHER_HEAD: Role.HEAD_OF_SERVICE,
        ReaderKind.OTHER_MANAGER: Role.TEAM_MANAGER,
        ReaderKind.OTHER_AUDITOR: Role.AUDITOR,
    }
    names = {ReaderKind.OTHER_HEAD: "Hugh Vane", ReaderKind.OTHER_MANAGER: "Olga Brand", ReaderKind.OTHER_AUDITOR: "Aled Price"}
    readers |= {reader: Visitor(add_person(names[reader], role)) for reader, role in others.items()}
    return World(readers, **stored)


@pytest.fixture
@replayed
def stored(lead, cycle, auditor, moderator, worker, elm_team, team_manager, service_manager, observer) -> dict[str, Any]:
    def added(case_id: str) -> Audit:
        about = {"team": elm_team, "allocated_worker": worker.person, "plan_type": "cared_for", "age_band": "10-15"}
        with frozen_clock(datetime.date(2023, 6, 5)):
            people = {"auditor": auditor.person, "moderator": moderator.person}
            return add_audit(actor=lead.person, cycle=cycle, case_id=case_id, **about, **people)

    def submitted(case_id: str) -> Audit:
        audit = grade_all(added(case_id))
        save_findings(actor=audit.auditor, audit=audit, kind=FindingKind.AREA, findings=[(FOUND, Source.RECORD)])
        return submit_audit(actor=audit.auditor, audit=audit)

    with frozen_clock(datetime.date(2023, 6, 14)):
        draft = grade_all(added("C-40"))
        save_findings(actor=draft.auditor, audit=draft, kind=FindingKind.AREA, findings=[(WRITTEN, Source.RECORD)])
        blind = submitted("C-30")
        finished, restricted = moderate_unchanged(submitted("C-10")), moderate_unchanged(submitted("C-20"))
        risk = closed(acknowledged(raised(draft), team_manager.person), service_manager.person)
    with frozen_clock(THE_DAY):
        due = datetime.date(2023, 8, 1)
        action = raise_action(actor=lead.person, owner=worker.person, audit=finished, what="See the child", why="They stopped.", due=due)
        row = restrict_record(actor=lead.person, case_id="C-20", reason="A colleague’s family is in it.")
        seen = {
            "seen_on": datetime.date(2023, 7, 3),
            "seen": HEARD,
            "strengths": "Plain.",
            "learning": "Minutes.",
            "consent": "given",
        }
        kind = observation_kind(REVIEW_MEETING)
        observation = record_unplanned_observation(actor=observer.person, kind=kind, team=elm_team, practitioner=worker.person, **seen)
        voice = seek_voice(actor=lead.person, source=VoiceSource.PARENT, audit=finished)
    found = {"finished": finished, "blind": blind, "draft": draft, "restricted": restricted}
    people = {"lead": lead.person, "moderator": moderator.person, "observer": observer.person, "worker": worker.person, "team": elm_team}
    with frozen_clock(THE_DAY):
        beside = add_beside(finished=finished, blind=blind, **people)
    return {**found, **beside, "row": row, "action": action, "risk": risk, "observation": observation, "voice": voice}


@dataclass(frozen=True)
class Asked:
    """How a cell is asked: of the rules, and of a page, which opens and, where given, says a text."""

    rule: Callable[[World, Any], bool]
    page: Callable[[World], str]
    says: Callable[[World], str] | None = None


def seen(model: Any, name: str) -> Callable[[World, Any], bool]:
    return lambda world, person: model.objects.visible_to(person).filter(pk=getattr(world, name).pk).exists()


def seen_and(predicate: Any, name: str) -> Callable[[World, Any], bool]:
    """Theirs to see, and theirs to do."""
    model = {"action": Action}.get(name, Audit)
    return lambda world, person: seen(model, name)(world, person) and bool(predicate(person, getattr(world, name)))


def may(predicate: Any) -> Callable[[World, Any], bool]:
    return lambda world, person: bool(predicate(person))


def content(name: str) -> Callable[[World, Any], bool]:
    return lambda world, person: seen(Audit, name)(world, person) and Sees.of(getattr(world, name), person).content


def graded(name: str) -> Callable[[World, Any], bool]:
    return lambda world, person: Audit.objects.with_grades_visible_to(person).filter(pk=getattr(world, name).pk).exists()


def moderation_record(world: World, person: Any) -> bool:
    return seen(Audit, "finished")(world, person) and Sees.of(world.finished, person).record


def is_the_moderator(world: World, person: Any) -> bool:
    return bool(can_moderate(person, world.blind))


def listed_finding(world: World, person: Any) -> bool:
    return bool(can_list_findings(person)) and content("finished")(world, person)


def observing(world: World, person: Any) -> bool:
    return bool(can_record(person, world.begun))


def own_grades(world: World, person: Any) -> bool:
    return seen(CalibrationRound, "graded")(world, person) and bool(can_grade_round(person, world.graded))


def round_grades(world: World, person: Any) -> bool:
    return seen(CalibrationRound, "discussed")(world, person) and bool(sees_round_grades(person, world.discussed))


def opened_by_break_glass(world: World, person: Any) -> bool:
    return bool(can_break_glass(person))


def page_of(name: str, after: str = "") -> Callable[[World], str]:
    return lambda world: f"{getattr(world, name).get_absolute_url()}{after}"


def at(address: str) -> Callable[[World], str]:
    return lambda world: address


def link_to(name: str) -> Callable[[World], str]:
    return lambda world: f'href="{getattr(world, name).get_absolute_url()}"'


def edition(world: World) -> str:
    return f'href="{world.published.edition_url}"'


def words(text: str) -> Callable[[World], str]:
    return lambda world: text


AUDITS, FINDINGS = at("/audits/"), at("/findings/?export=csv")
RESTRICTION = seen(RestrictedRecord, "row")
OF = {
    ("finished audit", "list", ""): Asked(seen(Audit, "finished"), AUDITS, link_to("finished")),
    ("finished audit", "read", "page"): Asked(seen(Audit, "finished"), page_of("finished")),
    ("finished audit", "read", "case ID"): Asked(seen(Audit, "finished"), page_of("finished"), words("C-10")),
    ("finished audit", "read", "name of the worker"): Asked(seen(Audit, "finished"), page_of("finished"), words("Will Okafor")),
    ("finished audit", "read", "grades after moderation"): Asked(graded("finished"), page_of("finished"), words("After moderation")),
    ("finished audit", "read", "what its auditor wrote"): Asked(content("finished"), page_of("finished"), words(FOUND)),
    ("finished audit", "read", "who has read it"): Asked(seen_and(can_see_readings, "finished"), page_of("finished", "read-by/")),
    ("finished audit", "export", "list as a file"): Asked(seen(Audit, "finished"), at("/audits/?export=csv"), words("C-10")),
    ("finished audit", "change", "facts of the record"): Asked(seen_and(can_correct_facts, "finished"), page_of("finished", "facts/")),
    ("finished audit", "decide", "open it again"): Asked(seen_and(can_reopen, "finished"), page_of("finished", "reopen/")),
    ("moderation record", "read", "note of the discussion"): Asked(moderation_record, page_of("finished"), words(NOTE)),
    ("audit to moderate blind", "read", "page"): Asked(seen(Audit, "blind"), page_of("blind")),
    ("audit to moderate blind", "read", "grades before moderation"): Asked(graded("blind"), page_of("blind"), words("Before moderation")),
    ("audit to moderate blind", "decide", "moderate"): Asked(seen_and(can_moderate, "blind"), page_of("blind", "moderate/")),
    ("audit to moderate blind", "read", "its moderator’s draft"): Asked(is_the_moderator, page_of("blind", "moderate/"), words(DRAFTED)),
    ("audit being written", "read", "page"): Asked(seen(Audit, "draft"), page_of("draft")),
    ("audit being written", "read", "what its auditor wrote"): Asked(content("draft"), page_of("draft"), words(WRITTEN)),
    ("audit being written", "change", "form"): Asked(seen_and(is_its_auditor, "draft"), page_of("draft", "form/overall/")),
    ("audit being written", "delete", "withdraw it"): Asked(seen_and(can_withdraw, "draft"), page_of("draft", "withdraw/")),
    ("restricted audit", "list", ""): Asked(seen(Audit, "restricted"), AUDITS, link_to("restricted")),
    ("restricted audit", "read", "page"): Asked(seen(Audit, "restricted"), page_of("restricted")),
    ("restricted audit", "decide", "restrict or open again"): Asked(may(can_restrict), at("/audits/restricted/new/")),
    ("restricted record", "read", "why and who is named"): Asked(RESTRICTION, page_of("row"), words("colleague’s family")),
    ("closed audit", "read", "by break-glass"): Asked(opened_by_break_glass, at("/audits/break-glass/")),
    ("risk", "read", "page"): Asked(seen(RiskFlag, "risk"), page_of("risk")),
    ("action", "list", ""): Asked(seen(Action, "action"), at("/actions/?view=all"), link_to("action")),
    ("action", "read", "page"): Asked(seen(Action, "action"), page_of("action")),
    ("action", "change", "evidence"): Asked(seen_and(can_show_evidence, "action"), page_of("action", "done/")),
    ("action", "decide", "give it to somebody else"): Asked(seen_and(can_reassign, "action"), page_of("action", "reassign/")),
    ("observation", "read", "what was seen"): Asked(seen(Observation, "observation"), page_of("observation"), words(HEARD)),
    ("observation being written", "read", "draft"): Asked(observing, page_of("begun", "record/"), words(HALF_SEEN)),
    ("voice", "read", "page"): Asked(seen(VoiceRecord, "voice"), page_of("voice")),
    ("months", "list", ""): Asked(may(can_see_cycles), at("/cycles/")),
    ("findings", "list", ""): Asked(may(can_list_findings), at("/findings/")),
    ("finding", "read", "note"): Asked(listed_finding, FINDINGS, words(NOTED)),
    ("finding", "read", "source"): Asked(listed_finding, FINDINGS, words("The family")),
    ("finding", "read", "theme"): Asked(listed_finding, FINDINGS, words(THEME)),
    ("finding", "read", "quote of what was said"): Asked(content("finished"), page_of("finished"), words(QUOTED)),
    ("calibration round", "read", "page"): Asked(seen(CalibrationRound, "discussed"), page_of("discussed")),
    ("calibration round", "read", "answers while it is graded"): Asked(own_grades, page_of("graded", "grade/"), words(ANSWERING)),
    ("calibration round", "read", "answers once it is discussed"): Asked(
        round_grades, page_of("discussed", "discussion/"), words(ANSWERED)
    ),
    ("report", "list", ""): Asked(may(can_read_reports), at("/reports/")),
    ("report", "read", "approved"): Asked(seen(Report, "published"), at("/reports/"), edition),
    ("report draft", "read", ""): Asked(seen(Report, "report_draft"), at("/reports/"), link_to("report_draft")),
    ("report draft", "change", "plan a report"): Asked(may(can_write_reports), at("/reports/new/")),
    ("figures", "change", "import"): Asked(may(can_import), at("/performance/imports/")),
    ("restricted records", "list", ""): Asked(may(can_restrict), at("/audits/restricted/")),
    ("trail", "read", "how it is sealed"): Asked(may(can_see_how_logs_are_sealed), at("/settings/logs/")),
    ("trail", "read", "unusual readings"): Asked(may(can_see_unusual_readings), at("/settings/logs/unusual/")),
    ("trail", "read", "failed sign-ins and denied requests"): Asked(may(can_see_tries), at("/settings/logs/denied/")),
    ("people", "list", ""): Asked(may(can_change_people), at("/settings/people/")),
    ("people", "change", "add somebody"): Asked(may(can_change_people), at("/settings/people/new/")),
    ("people", "decide", "confirm a role"): Asked(may(can_confirm_powers), at("/settings/powers/")),
    ("what is kept", "read", "rules of retention"): Asked(may(can_see_retention), at("/governance/retention/")),
    ("what is kept", "read", "legal holds"): Asked(may(keeps_registers), at("/governance/holds/")),
    ("what is kept", "read", "subject access requests"): Asked(may(keeps_registers), at("/governance/subject-access/")),
    ("what is kept", "decide", "replace case IDs"): Asked(may(can_rekey), at("/governance/case-ids/")),
    ("settings of audits", "change", ""): Asked(may(can_set_audit_rules), at("/settings/audit-rules/")),
}
