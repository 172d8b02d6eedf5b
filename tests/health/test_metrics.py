"""`/metrics`: figures for Prometheus, for whom a setting names, without a line for each visitor's own address."""

import ipaddress
import re

import pytest
from django.conf import settings
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from foundation.jobs.services import enqueue

TOKEN = "a-word-of-some-length"


@pytest.fixture
def told(settings):
    settings.METRICS_TOKEN = TOKEN


def read() -> dict[tuple, float]:
    """Each sample by its name and labels."""
    answer = Client().get("/metrics", headers={"authorization": f"Bearer {TOKEN}", "host": "10.0.0.7:8000"})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_and_what_waits_are_counted(told, worker):
    before = read()
    worker.get("/audits/")
    worker.get("/audits/4711/")
    worker.get("/CASE-0417/Somebody/")
    enqueue(kind="desk.digests", actor=worker.person)
    after = read()

    def grown(*sample) -> float:
        return after.get(sample, 0) - before.get(sample, 0)

    assert grown("qa_requests_total", "GET", "audits", "200") == 1
    assert grown("qa_requests_total", "GET", "audits", "404") == 1
    assert grown("qa_request_seconds_count", "audits") == 2
    assert (after["qa_jobs_waiting",], after["qa_mail_waiting",], after["qa_ready", "database"]) == (1, 0, 1)
    assert after["qa_release", settings.VERSION] == 1
    # Nothing that a visitor typed makes a line.
    assert not [sample for sample in after if re.search("CASE|Somebody|4711", " ".join(sample))]


@pytest.mark.parametrize(
    ("authorization", "address", "passed_on", "status"),
    [
        ("", "10.1.2.3", "", 404),
        ("Bearer another-word-of-some-length", "10.1.2.3", "", 404),
        ("", "10.9.2.3", "", 200),
        # What the proxy passes on is the visitor's, though the proxy itself is inside.
        ("", "10.9.2.3", "203.0.113.9", 404),
        ("", "203.0.113.9", "203.0.113.9, 10.9.2.3", 200),
        ("", "", "nonsense", 404),
    ],
)
def test_nobody_else_may_read_them(told, db, settings, authorization, address, passed_on, status):
    settings.BEHIND_PROXY, settings.METRICS_FROM = True, [ipaddress.ip_network("10.9.0.0/16")]
    headers = {"authorization": authorization, "x-forwarded-for": passed_on}
    answer = Client(REMOTE_ADDR=address).get("/metrics", headers={name: value for name, value in headers.items() if value}, follow=False)

    assert answer.status_code == (302 if status == 404 else 200) or answer.status_code == status


def test_without_a_setting_there_is_no_such_page(lead):
    assert lead.get("/metrics").status_code == 404
