"""The heads of the logs in storage with object lock: a real server that speaks S3, whose objects nobody takes away."""

import datetime
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from foundation.activity.locked_anchors import anchor_in_store, locked_store, read_from_store
from foundation.activity.models import AnchoredLog, LogCheck, SealedRow, Segment
from foundation.activity.sealing import seal_logs
from foundation.activity.trail import record
from foundation.activity.verifying import anchors_outside, check_logs
from qa_portal import environment
from tests.activity.tampering import let_change
from tests.servers import free_port

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def server():
    served = ThreadedMotoServer(port=free_port(), verbose=False)
    served.start()
    yield f"http://127.0.0.1:{served._port}"
    served.stop()


@pytest.fixture
def client(server):
    return boto3.client("s3", endpoint_url=server, region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="secret")


@pytest.fixture
def bucket(server, client, settings, monkeypatch, request):
    name = f"trail-{abs(hash(request.node.name)) % 10**9}"
    client.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    monkeypatch.setenv("TRAIL_ANCHOR_URL", f"s3+http://key:secret@{urlsplit(server).netloc}/{name}?region=us-east-1&years=6")
    settings.TRAIL_ANCHOR = None
    settings.STORAGES = settings.STORAGES | {"trail": environment.locked_store("TRAIL_ANCHOR_URL")}
    return name


@pytest.fixture
def sealed(lead, bucket) -> Segment:
    record(actor=lead.person, verb="view.deleted", target=lead.person, name="Mine")
    seal_logs()
    return Segment.objects.filter(log="trail").latest("number")


def names(client, bucket) -> list[str]:
    return [each["Key"] for each in client.list_objects_v2(Bucket=bucket).get("Contents", [])]


def test_each_head_is_written_once_and_locked_for_its_years(sealed, bucket, client):
    (name,) = names(client, bucket)
    assert name == f"trail/000000001-{sealed.total}-{sealed.sha256}.json"
    kept = client.head_object(Bucket=bucket, Key=name)
    assert kept["ObjectLockMode"] == "COMPLIANCE"
    assert kept["ObjectLockRetainUntilDate"].date() - datetime.datetime.now(datetime.UTC).date() >= datetime.timedelta(days=6 * 365)

    assert anchor_in_store(locked_store()) == 0
    assert names(client, bucket) == [name]


def test_nobody_takes_a_head_away(sealed, bucket, client):
    (name,) = names(client, bucket)
    (version,) = client.list_object_versions(Bucket=bucket)["Versions"]

    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket=bucket, Key=name, VersionId=version["VersionId"])


def test_a_log_that_was_cut_off_with_its_seals_is_missed(sealed):
    assert check_logs(anchors_outside()).broken == []
    let_change()
    SealedRow.objects.filter(log="trail").delete()
    Segment.objects.filter(log="trail").delete()

    assert [each.what for each in check_logs(anchors_outside()).broken][-1].startswith("Trail, segment 1: it was written outside")
    assert [(check.against_outside, check.broken > 0) for check in LogCheck.objects.all()] == [(True, True), (True, False)]


def test_storage_that_is_away_holds_nothing_up_and_the_next_run_writes_what_is_missing(lead, sealed, bucket, client, settings, caplog):
    away = settings.STORAGES["trail"]["OPTIONS"] | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    right = settings.STORAGES
    settings.STORAGES = right | {"trail": right["trail"] | {"OPTIONS": away}}
    record(actor=lead.person, verb="view.deleted", target=lead.person, name="Later")
    assert seal_logs()["trail"] == 1
    assert "TRAIL_ANCHOR_URL" in caplog.text
    assert "secret" not in caplog.text

    settings.STORAGES = right
    seal_logs()

    assert len(names(client, bucket)) == 2
    assert AnchoredLog.objects.get(log="trail").segment == 2


def test_what_is_no_head_is_said(sealed, bucket, client):
    client.put_object(Bucket=bucket, Key="trail/note.txt", Body=b"x")

    with pytest.raises(ValueError, match="note.txt is not the head of a log"):
        list(read_from_store(storages["trail"]))


def test_the_page_says_that_the_head_is_locked_and_when_it_was_verified(lead, sealed):
    assert "Nobody has verified the logs yet" in lead.get("/settings/logs/").text
    check_logs(anchors_outside())

    page = " ".join(lead.get("/settings/logs/").text.split())

    assert sealed.sha256 in page
    assert "No: see the server’s log" not in page
    assert "and compared with the heads outside; all is as it was sealed." in page


@pytest.mark.parametrize(
    "given", ["https://storage/bucket", "s3://key@storage/bucket", "s3://storage/bucket?years=0", "s3://storage/a?mode=x"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(given, monkeypatch):
    monkeypatch.setenv("TRAIL_ANCHOR_URL", given)

    with pytest.raises(ImproperlyConfigured, match="TRAIL_ANCHOR_URL") as refused:
        environment.locked_store("TRAIL_ANCHOR_URL")
    assert "storage/" not in str(refused.value).replace("storage.example", "")
