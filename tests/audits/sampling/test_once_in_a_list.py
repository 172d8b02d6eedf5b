"""A record is in a list once, however its case ID is written: by the database, and in rows from before it was so."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from audits.enums import Sampled
from audits.models import Sample, SampledRecord
from foundation.council.clock import today


@pytest.fixture
def sample(lead, cycle) -> Sample:
    return Sample.objects.create(
        cycle=cycle,
        file_name="list.csv",
        brought_by=lead.person,
        seed=7,
        audited_since=cycle.month,
        applied_by=lead.person,
        applied_on=today(),
    )


def add(sample, case_id, **fields) -> SampledRecord:
    return SampledRecord.objects.create(sample=sample, case_id=case_id, **{"state": Sampled.RESERVE} | fields)


def test_the_database_refuses_the_same_record_in_another_spelling(sample):
    add(sample, "D-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        add(sample, "d‑1")
    assert add(sample, "d-1", state=Sampled.BY_HAND).pk


def test_rows_that_only_their_spelling_told_apart_are_kept_apart(sample):
    first, second, third = (add(sample, case, written_apart=apart) for case, apart in (("D-1", 0), ("d-1", 9001), ("D‑1", 9002)))
    other = add(sample, "E-1")
    migration = import_module("audits.migrations.0007_facts_can_be_corrected")
    migration.keep_apart(apps, SimpleNamespace(connection=connection))

    apart = dict(SampledRecord.objects.values_list("pk", "written_apart"))
    assert apart == {first.pk: 0, second.pk: second.pk, third.pk: third.pk, other.pk: 0}
