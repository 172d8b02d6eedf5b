"""What a row says of others stands as long as they do: a key protects what it points to, but for the few that are named here."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CASCADE, PROTECT, SET_NULL, ProtectedError

pytestmark = pytest.mark.once

# Rows that are a part of another row and nothing without it: a service takes away the whole.
PARTS = {
    "audits.ChecklistItem.tool": "of a draft of the audit tool that is thrown away",
    "audits.Descriptor.domain": "of a domain that is taken out of a draft of the tool",
    "audits.Question.domain": "as above",
    "oversight.MeetingAttendance.meeting": "of a meeting that is planned: who is invited is chosen again until it is held",
    "oversight.TeamPriority.plan": "of a plan, which is written with its priorities; the trail keeps what they were",
    "insight.DomainIndicator.domain": "as above: which figures stand beside a domain is a setting",
    "audits.Expectation.cycle": "of the plan of a month that was planned by mistake, and removed before anything hangs on it",
    "audits.ThemeQuestion.cycle": "as above",
    "audits.ReadyThemeQuestion.ready_theme": "of a ready theme, which is written with its questions; the trail keeps what they were",
    "audits.CalibrationGrade.part": "of a part in a round that somebody left before they had finished",
    "audits.FindingCode.finding": "of a finding that its auditor writes again, which takes its codes along",
    "observations.AreaSeen.observation": "a part of what is written in it",
    "observations.AreaQuestion.area": "of a draft of a form: a published version does not change",
    "audits.PanelMember.record": "of the record of a moderation, which is written again with its panel; a version keeps the earlier one",
    "reports.SectionText.report": "of a draft of a report in which nothing is written",
    "jobs.JobFile.job": "what a job made, for some days",
    "jobs.JobFilePart.file": "the bytes of a file, which go with it",
    "packs.PackPart.pack": "the bytes of a pack, which go with it; the trail keeps that it was there",
    "reports.ReportFile.report": "as above: what approved reports have is kept with them, since none of them is removed",
    "performance.NotedFigure.whole": "the parts of a figure go when it is taken away",
    "desk.HiddenSteps.person": "what a person has hidden on their own My work is a setting of theirs",
}
# What is only pointed at for now: who manages a team, who waits for a job, by what a file was read.
LOOSE = {
    "accounts.Service.manager": "a post may be empty",
    "accounts.Service.head": "a post may be empty",
    "accounts.Team.manager": "a post may be empty",
    "accounts.Person.team": "a person may have none",
    "accounts.Person.line_manager": "a person may have none",
    "governance.SubjectExport.job": "as below: the register keeps what its file was",
    "governance.RetentionRun.job": "jobs go after a while; the certificate has everything",
    "jobs.Job.asked_by": "the timetable asks too",
    "performance.Indicator.denominator": "links between indicators are settings; an import that is undone takes back those that it brought",
    "performance.Indicator.published_as": "as above",
    "performance.Indicator.numerator_of": "as above",
    "performance.Indicator.brought_by": "which import brought it, for undoing it",
    "performance.Indicator.owner": "somebody else owns it, or nobody",
    "performance.Place.brought_by": "which import brought it, for undoing it",
    "performance.PublishedPlace.council": "a setting",
    "performance.PublishedPlace.neighbour_model": "a setting",
    "publications.ExampleConsent.finding": "its words are kept, as the worker was asked about them; the auditor may write it again",
    "performance.Upload.mapping": "a file that waits is asked about again when its mapping is deleted",
}
OURS = {config.label for config in apps.get_app_configs() if not config.name.startswith("django.")}


def keys() -> dict[str, models.ForeignKey]:
    fields = [field for model in apps.get_models() if model._meta.app_label in OURS for field in model._meta.fields]
    return {
        f"{each.model._meta.app_label}.{each.model.__name__}.{each.name}": each for each in fields if isinstance(each, models.ForeignKey)
    }


@pytest.mark.parametrize(("named", "when_deleted"), [(PARTS, CASCADE), (LOOSE, SET_NULL)])
def test_only_what_is_named_goes_or_lets_go(named, when_deleted):
    assert {name for name, key in keys().items() if key.remote_field.on_delete is when_deleted} == set(named)


def test_every_other_key_protects():
    others = {name for name, key in keys().items() if key.remote_field.on_delete not in (CASCADE, SET_NULL)}

    assert len(others) > 150
    assert {name for name in others if keys()[name].remote_field.on_delete is not PROTECT} == set()


def test_an_audit_and_a_person_stay_while_anything_is_said_of_them(moderated_audit):
    for row in (moderated_audit, moderated_audit.auditor, moderated_audit.tool.domains.first()):
        with pytest.raises(ProtectedError):
            row.delete()
