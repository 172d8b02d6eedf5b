"""Every field that holds JSON is known here: how it is read back, or why that needs no reader."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from audits.enums import PlanType
from audits.models import ChecklistItem, Tool
from foundation.lookups.enum_lists import EnumListField
from foundation.versioned import VersionedJSON
from performance.imports.services.uploads import CHECKED
from tests.versioned import test_stored_values as values

# Written by `write` of the one named and read by its `read`; `tests/versioned/test_stored_values.py` reads a stored value of each version.
VERSIONED: dict[str, VersionedJSON] = {
    "reports.Report.content": values.REPORT_CONTENT,
    "reports.Report.arrangement": values.ARRANGEMENT,
    "reports.SectionTemplate.arrangement": values.ARRANGEMENT,
    "reports.AudienceRelease.content": values.REPORT_CONTENT,
    "reports.ShownMonth.figures": values.SHOWN_FIGURES,
    "reports.Seal.inputs": values.SEAL_INPUTS,
    "reports.Seal.parts": values.SEAL_PARTS,
    "audits.AuditVersion.content": values.AUDIT_VERSION,
    "audits.AuditUpload.outcome": values.OUTCOME,
    "audits.FactualCheck.parts": values.CHECKED_PARTS,
    "audits.Sample.listed": values.RECORD_LIST,
    "audits.Sample.sheet": values.WAITING_SHEET,
    "audits.AllocationFile.sheet": values.WAITING_SHEET,
    "audits.Sample.strata": values.STRATA,
    "audits.Sample.passed_over": values.PASSED_OVER,
    "accounts.PeopleUpload.outcome": values.JOINED,
    "packs.Pack.files": values.PACK_FILES,
    "performance.Upload.checked": CHECKED,
    "publications.Publication.content": values.TEXTS,
    "publications.PublishedEdition.content": values.PUBLISHED,
    "insight.InsertedFact.figures": values.FACT_FIGURES,
    "oversight.CheckAndChallenge.figures": values.MONTH_FIGURES,
}
# Lists of codes of one enum, refused when one is unknown.
CODES = {
    *("audits.Domain.plan_types", "audits.Question.plan_types", "audits.ChecklistItem.plan_types", "audits.Sample.asked_plans"),
    *("feeds.FeedToken.scopes", "feeds.Webhook.events"),
    *("notices.Preference.left_out", "observations.Observation.present"),
}
# Flat: texts or numbers under names that are the person's own or the code's. Each says why it needs no version.
FLAT = {
    "activity.Entry.facts": "history, by verb: pages show what is there; what is looked up again stands by key",
    "activity.Access.facts": "a log: shown as it is",
    "audits.ModerationDraft.answers": "what stands in a form not finished, by field; one that is gone is left out",
    "audits.Sample.stratum_columns": "names of columns of the list, as the reader of lists calls them",
    "audits.SampledRecord.values": "the row's own cells, text by column",
    "insight.InsertedFact.months": "codes of months",
    "inspections.PlanPriority.section_keys": "keys of sections of the report; one that is gone is shown as it is",
    "inspections.Recommendation.section_keys": "as above",
    "governance.RetentionRun.removed": "how many rows, each number under the name of its table",
    "governance.RetentionRun.kept": "how many, each number under why, in words",
    "jobs.Job.arguments": "the named arguments of a registered function, for as long as the job waits",
    "jobs.Job.result": "what the asker is shown when it is over",
    "performance.Import.counts": "how many rows and figures, each number under its name",
    "performance.Mapping.columns": "the code of a Meaning by the heading of a file; codes are checked when it is saved",
    "reports.SectionText.quoted": "numbers, as text",
    "reports.KeyFinding.quoted": "numbers, as text",
    "sending.KeptForm.fields": "pairs of a field's name and what was typed, kept for some days",
    "sending.KeptForm.files": "pairs of a field's name and a file's, kept for some days",
    "sending.SentForm.changed": "types and keys of rows, kept for some days",
}


def json_fields() -> dict[str, models.Field]:
    found = [field for model in apps.get_models() for field in model._meta.get_fields() if isinstance(field, models.JSONField)]
    return {f"{field.model._meta.app_label}.{field.model.__name__}.{field.name}": field for field in found}


def test_every_field_of_json_is_in_the_register():
    assert set(json_fields()) == VERSIONED.keys() | CODES | FLAT.keys()
    assert {name for name, field in json_fields().items() if isinstance(field, EnumListField)} == CODES


@pytest.mark.parametrize("name", VERSIONED)
def test_each_version_of_what_is_stored_has_a_stored_value_that_is_read(name):
    shape = VERSIONED[name]
    written = {stored["version"] for each, stored, _ in values.STORED.values() if each is shape}

    assert written == set(shape.readers)


def test_a_code_that_is_unknown_is_not_stored(db):
    item = ChecklistItem(tool=Tool.objects.get(), position=99, text="Asked?", plan_types=[PlanType.CARED_FOR, "adopted"])

    with pytest.raises(ValidationError, match="“adopted” is none of assessment"):
        item.save()
