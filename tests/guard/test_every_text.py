"""Every text that a model holds is either looked at by the guard or said here not to be read by others: a new one fails until it is."""

import datetime

import pytest
from django.apps import apps
from django.db import models

from actions.services import amend_action, raise_action
from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.past_audits.services import check_sheet
from foundation.activity.models import Entry
from foundation.guard.services import Identified
from foundation.saved_views.services import save_view
from foundation.sheets import Row, Sheet
from tests.audits.past_audits.sheets import past
from tests.observation_kinds import observation_kind
from tests.observations.recorded import record_unplanned_observation

# Looked at by a service before anybody else reads it.
LOOKED_AT = {
    "performance.Commentary": {"comment", "action", "published_comment", "published_action"},
    "performance.DatedEvent": {"words", "reason", "taken_back_because"},
    "performance.MissingFigure": {"why", "from_whom"},
    "performance.NotedFigure": {"words", "source"},
    "performance.Measure": {"name"},
    "performance.Indicator": {"label", "other_names", "definition", "source", "breakdown", "quality_note"},
    "commissions.Commission": {"question", "occasion", "scope", "approach", "answer", "withdrawn_because"},
    "learning.LearningEvent": {"name", "objectives", "cancelled_because"},
    "learning.EvaluationQuestion": {"text"},
    "learning.EvaluationWords": {"words"},
    "oversight.CheckAndChallenge": {"minutes", "cancelled_because"},
    "oversight.MeetingDecision": {"text", "outcome"},
    "oversight.TeamPlan": {"aims", "next_steps"},
    "oversight.TeamPriority": {"what"},
    "reports.SectionText": {"text"},
    "reports.KeyFinding": {"text"},
    "reports.Report": {"content", "reason", "arrangement"},
    "reports.ReviewComment": {"text"},
    "reports.CommentReply": {"text"},
    "audits.Audit": {"cohort"},
    "audits.AuditorReply": {"words"},
    "audits.KindOfAudit": {"name", "purpose"},
    "audits.AgencyPart": {"reference", "look_at", "seen", "return_reason"},
    "audits.PartJudgement": {"reason"},
    "audits.JoinedParts": {"findings", "agreed_with"},
    "audits.FindingTheme": {"name", "covers"},
    "insight.MonthFinding": {"text"},
    "chasing.Reminder": {"subject", "words"},
    "audits.Cycle": {"theme", "cohort", "rationale", "shortfall_reason"},
    "actions.Action": {"what", "why"},
    "saved_views.SavedView": {"name"},
    "studies.Study": {"title", "why", "change", "learned"},
    "studies.StudyQuestion": {"text"},
    "studies.Wave": {"name"},
    "studies.StudyRecord": {"reason", "note"},
    "observations.Observation": {
        *("seen", "strengths", "learning", "preparation", "consent_note", "present_also"),
        *("child_feedback", "parent_feedback", "carer_feedback", "family_feedback"),
        *("rescheduled_why", "cancelled_why", "reflection", "answer"),
    },
    "observations.AreaSeen": {"words"},
    "observations.ObservationPlan": {"title", "focus"},
    "voices.VoiceRecord": {"who", "words", "why_not", "quote"},
    "voices.VoiceAnswer": {"words"},
    "voices.QuestionSet": {"name", "opening"},
    "voices.VoiceQuestion": {"text"},
    "inspections.Inspection": {"looked_at"},
    "inspections.Recommendation": {"text"},
    "inspections.PlanPriority": {"name", "good_looks_like", "reached"},
    "inspections.ProgressNote": {"words"},
    "publications.Publication": {"title", "summary", "content", "withdrawn_because"},
    "publications.PublishedEdition": {"content"},
}
# Looked at in an audit's own form, check page or letter, as the guard was there first: dismissed one by one, or sent as it is.
IN_THE_AUDIT = {
    "audits.Judgement": {"reason", "no_action_reason"},
    "audits.Finding": {"text"},
    "audits.VoiceHeard": {"words"},
    "audits.ChecklistAnswer": {"note"},
    "audits.ThemeAnswer": {"words"},
    "audits.FeedbackLetter": {"opening", "strengths", "areas", "next_steps", "closing"},
    "audits.RiskFlag": {"worry", "rung", "doing", "outcome"},
}
# Read by people who work on the same audit, action or month, inside the council; not by the Board, and in no report.
AMONG_COLLEAGUES = {
    "audits.Audit": {"outcome_reason", "return_reason"},
    "audits.Cycle": {"pause_reason"},
    "audits.AgencyPart": {"left_out_reason"},
    "audits.Challenge": {"text", "answer"},
    "audits.Correction": {"part", "text", "answer"},
    "audits.FactualCheck": {"parts"},
    "audits.FeedbackLetter": {"reply"},
    "audits.Reflection": {"proud_of", "hard", "differently"},
    "audits.ReflectiveConversation": {"present", "learned", "support"},
    "audits.TeamResponse": {"text"},
    "audits.ModerationRecord": {"present", "minutes", "words"},
    "audits.PanelMember": {"stayed_because"},
    "audits.ConflictOverride": {"reason"},
    "audits.Interest": {"words"},
    # QA leads alone read why a record is restricted, and with them the person who opened one.
    "audits.RestrictedRecord": {"reason", "end_reason"},
    "audits.BreakGlass": {"reason", "review"},
    "audits.Pin": {"reason"},
    "audits.Allocation": {"reason"},
    "audits.Exemption": {"reason", "answer"},
    "audits.ReAudit": {"reason"},
    "audits.AuditVersion": {"why", "content"},
    "audits.ThemeChange": {"before", "after"},
    "oversight.MeetingAttendance": {"name"},
    # Registers that few keep; who is meant stands in the council's own system.
    "governance.DataComplaint": {"reference", "words", "outcome_words"},
    "governance.LegalHold": {"reason", "ended_because"},
    "governance.Rekeying": {"reason"},
    "governance.RetentionRule": {"reason"},
    "governance.SubjectRequest": {
        *("reference", "sought", "extended_because", "systems_searched", "fields_searched", "why_proportionate", "outcome_words")
    },
    "governance.WithheldInformation": {"what", "why"},
    "audits.AuditTraining": {"what"},
    "learning.LearningEvent": {"place"},
    "learning.Facilitator": {"name", "organisation"},
    "audits.CalibrationRound": {"title", "opened_without", "notes", "learned"},
    "audits.CalibrationGrade": {"reason"},
    "audits.CalibrationOutcome": {"reason"},
    "audits.AuditRules": {"first_to_ring"},
    "studies.Wave": {"file_name"},
    "actions.SecondLook": {"words"},
    "actions.Effect": {"words"},
    "actions.Evidence": {"text", "pointer", "link", "return_reason"},
    "actions.EvidenceFile": {"name"},
    "actions.Extension": {"reason"},
    "actions.Request": {"reason", "answer"},
    "publications.Publication": {"returned_because"},
    # Of the worker's own audit: they and the QA lead read it.
    "publications.ExampleConsent": {"strength"},
    "matching.ListAnswer": {"written", "means", "subject"},
    "notices.Notice": {"subject", "words"},
    "notices.Message": {"subject", "text", "html", "address"},
    "activity.Entry": {"facts"},
    # What a QA lead found when they looked at unusual readings: QA leads read it.
    "desk.LookAtReading": {"words"},
}
# Read again by nobody but their sender: what a form held when it could not be taken, and what a moderator saved for later.
THEIRS_ALONE = {
    "sending.KeptForm": {"fields", "files"},
    "second_factors.Passkey": {"name"},
    "audits.AllocationFile": {"name", "sheet"},
    "audits.ModerationDraft": {"answers"},
}
# Written by a program: digests, addresses of pages, and what tells one reading from another (no words, by `note_access`).
WRITTEN_BY_A_PROGRAM = {
    "sending.SentForm": {"digest", "page", "led_to", "changed"},
    "sending.KeptForm": {"writing", "page", "form"},
    "chasing.RemindedThing": {"manager_words"},
    "second_factors.AuthenticatorApp": {"sealed_secret"},
    "single_sign_on.CouncilAccount": {"issuer", "subject"},
    "signed_in.SignedInBrowser": {"session_key", "browser", "address"},
    "second_factors.Passkey": {"credential_id"},
    "second_factors.RecoveryCode": {"digest"},
    "activity.Access": {"address", "facts", "origin", "request"},
    "activity.Segment": {"before"},
    "activity.Entry": {"origin", "request"},
    "audits.RiskFlag": {"said"},
    "audits.Cycle": {"kind_name"},
    "audits.KindOfAudit": {"tool_name"},
    "inspections.Recommendation": {"section_keys"},
    "inspections.PlanPriority": {"section_keys"},
    "inspections.Inspection": {"address"},
    "audits.CountedAudit": {"team", "cohort", "plan_type", "kind", "auditor", "choice", "lines", "before", "own", "after"},
    "audits.GradeCount": {"value", "before", "own", "after"},
    "audits.CountedWork": {"case_key", "tallies"},
    "audits.WorkCount": {"value", "key"},
    "audits.AuditorMonth": {"latest"},
    "oversight.CheckAndChallenge": {"figures"},
    "insight.InsertedFact": {"sentence", "figures", "months", "cohort"},
    "performance.DatedEvent": {"beside_series"},
    "publications.Publication": {"words"},
    "reports.ReviewComment": {"about"},
    "voices.VoiceLink": {"token_hash"},
    "voices.VoiceQuestion": {"domain_name"},
    "voices.VoiceDomain": {"domain_name"},
    "voices.QuoteUse": {"quote"},
    "reports.Seal": {"before", "inputs", "parts"},
    "reports.AudienceRelease": {"content"},
    "packs.Pack": {"files"},
    "activity.RemovedRow": {"certificate"},
    "governance.RetentionRun": {"removed", "kept"},
    "governance.TakenOutRow": {"table", "row_key"},
    "observations.Observation": {"present"},
}
SAID = (LOOKED_AT, IN_THE_AUDIT, AMONG_COLLEAGUES, THEIRS_ALONE, WRITTEN_BY_A_PROGRAM)
# Names of the council's own parts and tools, given by its administrators and leads; files’ names; what a program wrote, its index too.
_NAMED = """
    council accounts jobs search audits.Tool audits.Domain audits.Descriptor audits.Question audits.ChecklistItem audits.ThemeQuestion
    audits.ReadyTheme audits.ReadyThemeQuestion audits.PartnerAgency
    audits.Sample audits.SampledRecord audits.AuditUpload performance.Place performance.NeighbourModel performance.Neighbour
    performance.Import performance.Upload performance.Mapping performance.Value performance.Comparator performance.Restatement
    reports.ReportFile reports.WordTemplate reports.SectionTemplate
    inspections.InspectionFramework inspections.FrameworkJudgement inspections.OutcomesUpload inspections.PublishedOutcome
    reports.ShownMonth feeds
    observations.ObservationType observations.ObservationTemplate observations.PracticeArea observations.AreaQuestion
"""
NAMES_AND_MARKS = set(_NAMED.split())
_MARKS = "slug code key mark verb kind sha256 key_hash target_id message_id path problem left_out quoted case_id case_key filters place"
MARKS = {*_MARKS.split(), "plan_types"}
SURE, NAME = "They moved to PR8 1AA.", "Jayden Smith was seen."


def texts() -> set[tuple[str, str]]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    ours = [model for model in apps.get_models() if model._meta.app_label not in ("contenttypes", "sessions", "auth")]
    return {
        (model._meta.label, field.name)
        for model in ours
        for field in model._meta.fields
        if isinstance(field, kinds) and not field.choices and field.name not in MARKS
    }


def test_every_text_is_looked_at_or_said_not_to_be():
    said = {(model, name) for table in SAID for model, names in table.items() for name in names}
    rest = {(model, name) for model, name in texts() - said if not {model, model.split(".")[0]} & NAMES_AND_MARKS}

    assert rest == set()


@pytest.mark.parametrize("field", ["theme", "cohort", "rationale"])
@pytest.mark.parametrize("words", [SURE, "Jayden Smith, born 3 April 2012"])
def test_a_months_plan_stands_in_the_report_and_says_nobody(lead, field, words):
    with pytest.raises(Identified):
        plan_cycle(actor=lead.person, month=datetime.date(2023, 9, 1), kept="because", **{field: words})


IN_A_COHORT = "“PR8 1AA” is a postcode, and Board members read the names of cohorts. Take it out."


def test_the_cohort_of_an_audit_stands_on_insight_and_says_nobody(lead, cycle):
    page = lead.post(f"{cycle.get_absolute_url()}add/", {"case_id": "C-1", "cohort": SURE}).content.decode()

    assert IN_A_COHORT in page
    assert not cycle.audits.exists()


def test_neither_does_one_that_a_file_brings(lead):
    rows = [past(cohort=SURE), past("C-2", cohort="Children who moved")]
    check = check_sheet(actor=lead.person, sheet=Sheet(list(rows[0]), [Row(place, row) for place, row in enumerate(rows, start=2)]))

    assert [(each.row, each.column, each.reason) for each in check.rejected] == [(2, "cohort", IN_A_COHORT)]


def test_neither_does_the_reason_of_a_shortfall(lead, cycle):
    with pytest.raises(Identified):
        change_cycle(actor=lead.person, cycle=cycle, shortfall_reason=SURE)
    page = lead.post(f"{cycle.get_absolute_url()}change/", _plan(lead, cycle) | {"shortfall_reason": NAME}).content.decode()

    assert "Why may these words stand?" in page


def _plan(lead, cycle) -> dict:
    form = lead.get(f"{cycle.get_absolute_url()}change/").context["form"]
    return {name: value for name, value in form.initial.items() if value is not None and name in form.fields}


@pytest.mark.parametrize("words", [{"what": NAME}, {"why": SURE}])
def test_an_action_is_asked_about_and_a_reason_is_kept(lead, worker, words):
    given = {"what": "Update the chronology", "why": "It stops in March.", "owner": worker.person} | words
    with pytest.raises(Identified):
        raise_action(actor=lead.person, **given)
    action = raise_action(actor=lead.person, kept="A street that is being built", **given)

    assert Entry.objects.of(action).get(verb="words.kept").facts["why"] == "A street that is being built"


def test_an_action_may_name_a_colleague(lead, worker):
    assert raise_action(actor=lead.person, what=f"Meet {worker.person}", why="It stops in March.", owner=worker.person).pk


def test_an_actions_new_wording_is_asked_about(lead, worker):
    action = raise_action(actor=lead.person, what="Update it", why="It stops.", owner=worker.person)
    with pytest.raises(Identified):
        amend_action(actor=lead.person, action=action, what=NAME, why="It stops.", level=action.level, priority=action.priority, reason="x")


def test_a_view_is_shared_by_a_name_that_is_nobodys(lead):
    with pytest.raises(Identified):
        save_view(actor=lead.person, place="audits:list", name=NAME, filters="", is_shared=True)


@pytest.mark.parametrize("field", ["seen", "strengths", "learning", "family_feedback"])
def test_an_observation_is_asked_about(lead, cycle, elm_team, field):
    given = {"seen": "A review.", "strengths": "", "learning": "", "family_feedback": ""} | {field: NAME}
    with pytest.raises(Identified):
        record_unplanned_observation(
            actor=lead.person,
            cycle=cycle,
            kind=observation_kind(),
            seen_on=datetime.date(2023, 6, 2),
            team=elm_team,
            consent="given",
            **given,
        )
