"""Each row of both logs says from which address and in which request; its SHA-256 covers that."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry
from foundation.activity.row_hashes import hash_of
from foundation.activity.sealing import seal_logs
from foundation.activity.trail import record
from foundation.activity.verifying import verify_logs
from tests.activity.tampering import let_change

FROM = "203.0.113.9"


def test_a_reading_has_its_address_its_request_utc_and_the_council_s_day(lead, submitted_audit):
    answer = lead.get(reverse("audits:audit", args=[submitted_audit.pk]), REMOTE_ADDR=FROM)

    row = Access.objects.of(submitted_audit).get()
    assert (row.origin, row.request) == (FROM, answer.headers["X-Request-ID"])
    assert row.at.utcoffset() == datetime.timedelta(0)
    assert row.day == timezone.localdate()


def test_a_change_has_them_too(lead, submitted_audit):
    before = Entry.objects.count()
    answer = lead.post(reverse("audits:restrict", args=[submitted_audit.pk]), {"reason": "The news is about it."}, REMOTE_ADDR=FROM)

    found = Entry.objects.order_by("pk")[before:]
    assert {(row.origin, row.request) for row in found} == {(FROM, answer.headers["X-Request-ID"])}


def test_a_failed_sign_in_says_from_where(client, lead):
    client.post(reverse("accounts:sign-in"), {"username": lead.person.email, "password": "wrong"}, REMOTE_ADDR=FROM)

    row = Access.objects.get(act=AccessKind.SIGN_IN_FAILED)
    assert (row.actor, row.origin) == (lead.person, FROM)


def test_what_the_portal_does_by_itself_has_none(lead):
    entry = record(actor=lead.person, verb="view.deleted", target=lead.person, name="Mine")

    assert (entry.origin, entry.request) == (None, None)


@pytest.mark.both
def test_a_row_keeps_the_sha256_of_before_and_a_changed_address_is_named(lead, submitted_audit):
    entry = record(actor=lead.person, verb="view.deleted", target=lead.person, name="Mine")
    plain = hash_of(entry)
    entry.origin = FROM
    assert hash_of(entry) != plain
    lead.get(reverse("audits:audit", args=[submitted_audit.pk]), REMOTE_ADDR=FROM)
    seal_logs()
    assert verify_logs().broken == []
    let_change()
    Access.objects.update(origin="198.51.100.1")

    assert "Changed." in {each.what for each in verify_logs().broken}


def test_what_is_not_theirs_is_noted_without_what_was_sent(outsider, submitted_audit):
    url = reverse("audits:audit", args=[submitted_audit.pk])
    assert outsider.get(url, {"q": "C-20417"}).status_code == 404
    assert outsider.get("/settings/logs/").status_code == 403
    assert outsider.get("/audits/987654/").status_code == 404
    assert outsider.get("/no-such-page/").status_code == 404

    found = Access.objects.denied().order_by("pk").values_list("address", "target_id", "facts")
    assert list(found) == [
        ("audits:audit", str(submitted_audit.pk), {"status": 404}),
        ("desk:sealed-logs", "", {"status": 403}),
        ("audits:audit", "987654", {"status": 404}),
    ]
