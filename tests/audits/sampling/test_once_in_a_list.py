"""A record is in a list once, however its case ID is written: by the database, and in rows from before it was so."""

import pytest
from django.db import IntegrityError, transaction

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
