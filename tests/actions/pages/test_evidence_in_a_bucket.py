"""Evidence in S3-compatible storage: a real server that speaks S3, which a page, a backup and a restore use as they use a folder."""

import pytest
from django.core.files.storage import storages

from actions.enums import ActionState
from actions.models import ActionRules, EvidenceFile
from foundation.backups import kept_files
from qa_portal.environment import evidence_store
from tests.actions.pages.test_evidence_files import send
from tests.actions.test_file_kinds import PDF
from tests.reading import fresh
from tests.servers import free_port

pytestmark = pytest.mark.once


@pytest.fixture
def bucket(evidence_bucket, settings, monkeypatch, tmp_path):
    monkeypatch.setenv("EVIDENCE_URL", evidence_bucket)
    settings.STORAGES = settings.STORAGES | {"evidence": evidence_store(tmp_path)}
    return storages["evidence"]


@pytest.fixture
def files_allowed(db) -> ActionRules:
    return ActionRules.objects.create(pk=1, evidence_files=True, evidence_megabytes=1, check_percentage=0)


def test_a_file_goes_there_and_comes_from_there(bucket, files_allowed, worker, open_action, tmp_path):
    send(worker, open_action, ("visit.pdf", PDF))

    file = EvidenceFile.objects.get()
    assert bucket.listdir("") == ([], [file.name_in_store])
    assert b"".join(worker.get(f"/actions/files/{file.pk}/").streaming_content) == PDF
    # What a backup reads, and what a restore finds there already.
    assert list(kept_files.named_by_rows()) == [(file.name_in_store, file.sha256)]
    with bucket.open(file.name_in_store) as kept:
        assert kept_files.put(file.name_in_store, file.sha256, kept)
    assert list(tmp_path.iterdir()) == []
    bucket.delete(file.name_in_store)
    assert worker.get(f"/actions/files/{file.pk}/").status_code == 404


def test_where_it_is_away_nothing_is_stored_and_the_words_are_given_back(bucket, files_allowed, worker, open_action, settings):
    options = settings.STORAGES["evidence"]["OPTIONS"] | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    settings.STORAGES = settings.STORAGES | {"evidence": {"BACKEND": "foundation.stores.bucket.EvidenceBucket", "OPTIONS": options}}

    page = send(worker, open_action, ("visit.pdf", PDF))

    assert page.status_code == 503
    assert "The place where files of evidence are kept does not answer." in page.text
    assert "The chronology runs to July." in page.text
    assert (fresh(open_action).state, EvidenceFile.objects.count()) == (ActionState.OPEN, 0)
