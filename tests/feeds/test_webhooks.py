"""Webhooks: signed, sent after what happened, tried again, never waited for, never into a private network."""

import base64
import datetime
import hashlib
import hmac
import ipaddress
import json
import time

import pytest
from django.db import transaction
from django.utils import timezone

from audits.risks.services import raise_risk
from feeds import posting
from feeds.calculations import WAITS
from feeds.enums import DeliveryState, FeedEvent, WebhookKind
from feeds.models import Webhook, WebhookDelivery
from feeds.posting import may_send_to, post
from feeds.services.delivering import send_waiting_deliveries
from feeds.services.events import notify_of_report
from feeds.services.webhooks import add_webhook, send_test, switch_webhook
from foundation.activity.models import Entry
from foundation.council.clock import now
from foundation.notices.models import Notice
from reports.models import Report
from tests.month_grades import JULY, JUNE

from .receiver import Receiver, receiving, write_certificate

LOOPBACK = [ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128")]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return write_certificate(tmp_path_factory.mktemp("receiver"))


@pytest.fixture
def receiver(certificate, settings, monkeypatch):
    settings.WEBHOOK_NETWORKS = LOOPBACK
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with receiving(certificate.parent) as found:
        yield found


@pytest.fixture
def webhook(lead, receiver) -> Webhook:
    return added(lead, receiver)[0]


def added(lead, receiver: Receiver, kind: WebhookKind = WebhookKind.JSON) -> tuple[Webhook, str]:
    events = [FeedEvent.RISK_NOW, FeedEvent.REPORT_PUBLISHED]
    return add_webhook(actor=lead.person, name="Duty channel", url=receiver.url, kind=kind, events=events)


def due_now() -> None:
    WebhookDelivery.objects.update(next_try_at=timezone.now() - datetime.timedelta(seconds=1))


def test_a_risk_is_told_without_a_word_of_what_it_is(lead, receiver, webhook, started_audit, do_waiting_jobs):
    risk = raise_risk(
        actor=started_audit.auditor, audit=started_audit, worry="The child was left alone last night.", rung="Duty desk", rung_at=now()
    )
    assert receiver.taken == []
    do_waiting_jobs()

    ((headers, body),) = receiver.taken
    said = json.loads(body)
    assert said == {"type": "risk.now", "timestamp": said["timestamp"], "data": {"link": "http://localhost:8000/"}}
    told = body + json.dumps(headers)
    assert [each for each in (f"/audits/{risk.audit_id}", started_audit.case_id, "alone", started_audit.auditor.name) if each in told] == []
    assert WebhookDelivery.objects.get().state == DeliveryState.DELIVERED


def test_a_published_report_is_named_and_linked(lead, receiver, webhook):
    report = Report.objects.create(first_month=JUNE, last_month=JULY, opened_by=lead.person)
    notify_of_report(actor=lead.person, report=report)
    send_waiting_deliveries()

    assert json.loads(receiver.taken[0][1])["data"] == {
        "title": "Report on June and July 2023",
        "report": "2023-06-to-2023-07",
        "edition": 1,
        "link": "http://localhost:8000/reports/2023-06-to-2023-07/",
    }


def test_a_message_is_signed_with_its_id_and_time(lead, receiver):
    webhook, secret = added(lead, receiver)
    delivery = send_test(actor=lead.person, webhook=webhook)
    send_waiting_deliveries()

    ((headers, body),) = receiver.taken
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    mac = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256)
    assert headers["webhook-signature"] == "v1," + base64.b64encode(mac.digest()).decode()
    assert headers["webhook-id"] == str(delivery.event_id)
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    assert secret not in Webhook.objects.get().sealed_secret


def test_teams_gets_a_card_with_a_button(lead, receiver):
    send_test(actor=lead.person, webhook=added(lead, receiver, WebhookKind.TEAMS)[0])
    send_waiting_deliveries()

    (attachment,) = json.loads(receiver.taken[0][1])["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["actions"] == [{"type": "Action.OpenUrl", "title": "Open the portal", "url": "http://localhost:8000/"}]
    assert attachment["content"]["body"][1]["text"] == "This is a test. Nothing has happened."


def test_what_fails_is_tried_again_later_under_the_same_id_and_then_given_up(lead, receiver, webhook):
    receiver.answers = [500]
    send_test(actor=lead.person, webhook=webhook)
    waits = []
    for _ in range(len(WAITS) + 2):
        before = timezone.now()
        send_waiting_deliveries()
        found = WebhookDelivery.objects.get()
        waits.append(round((found.next_try_at - before).total_seconds() / 60) if found.state == DeliveryState.WAITING else None)
        due_now()

    assert waits == [*WAITS, None, None]
    assert len({headers["webhook-id"] for headers, _ in receiver.taken}) == 1
    assert (found.state, found.attempts, found.status, found.problem) == ("given_up", len(WAITS) + 1, 500, "It answered 500.")


def test_a_receiver_that_hangs_is_left_within_patience_and_holds_up_no_other(lead, receiver, webhook, certificate, monkeypatch):
    monkeypatch.setattr(posting, "PATIENCE", 0.6)
    receiver.answers = [0]
    with receiving(certificate.parent) as other:
        send_test(actor=lead.person, webhook=webhook)
        send_test(actor=lead.person, webhook=webhook)
        send_test(actor=lead.person, webhook=added(lead, other)[0])
        began = time.monotonic()
        assert send_waiting_deliveries() == 1

    assert time.monotonic() - began < 3
    assert len(receiver.taken) == 1
    assert WebhookDelivery.objects.filter(webhook=webhook).latest("attempts").problem.startswith("It did not answer within")


def test_one_that_answers_letter_by_letter_is_left_as_well(receiver, monkeypatch, settings):
    monkeypatch.setattr(posting, "PATIENCE", 0.5)
    receiver.answers = [-1]
    began = time.monotonic()

    assert post(receiver.url, "{}", {}).problem.startswith("It did not answer within")
    assert time.monotonic() - began < 2


def test_a_redirect_is_followed_nowhere(lead, receiver, webhook, certificate):
    with receiving(certificate.parent) as other:
        receiver.answers, receiver.leads_to = [307], other.url
        send_test(actor=lead.person, webhook=webhook)
        send_waiting_deliveries()

    assert other.taken == []
    assert WebhookDelivery.objects.get().problem.startswith("It answered 307: it leads elsewhere")


def test_a_kill_between_sending_and_marking_sends_it_again_under_the_same_id(lead, receiver, webhook, monkeypatch):
    send_test(actor=lead.person, webhook=webhook)

    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("feeds.services.delivering._note_taken", killed)
        with pytest.raises(KeyboardInterrupt):
            send_waiting_deliveries()
    assert send_waiting_deliveries() == 0, "it is claimed for a while"
    due_now()
    assert send_waiting_deliveries() == 1

    assert [headers["webhook-id"] for headers, _ in receiver.taken] == [str(WebhookDelivery.objects.get().event_id)] * 2


def test_one_that_fails_too_often_is_switched_off_and_its_owner_told(lead, receiver, webhook):
    receiver.answers = [503]
    for _ in range(2):
        send_test(actor=lead.person, webhook=webhook)
    for _ in range(11):
        due_now()
        send_waiting_deliveries()

    webhook.refresh_from_db()
    assert (webhook.is_on, webhook.off_because) == (False, "Switched off because 10 attempts in a row failed. It answered 503.")
    assert len(receiver.taken) == 10
    assert Notice.objects.get(person=lead.person).subject == "The webhook “Duty channel” is switched off"
    assert Entry.objects.filter(verb="webhook.switched_off").count() == 1


def test_one_that_is_gone_is_switched_off_at_once_and_on_again_sends_what_waited(lead, receiver, webhook, do_waiting_jobs):
    receiver.answers = [410, 204]
    send_test(actor=lead.person, webhook=webhook)
    send_waiting_deliveries()
    assert not Webhook.objects.get().is_on

    switch_webhook(actor=lead.person, webhook=webhook, on=True)
    do_waiting_jobs()

    assert WebhookDelivery.objects.get().state == DeliveryState.DELIVERED


def test_what_is_rolled_back_is_not_sent(lead, receiver, webhook):
    with transaction.atomic():
        send_test(actor=lead.person, webhook=webhook)
        transaction.set_rollback(True)
    send_waiting_deliveries()

    assert receiver.taken == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255"),
        *("::1", "::", "fc00::1", "fe80::1", "ff02::1", "::ffff:10.0.0.8", "64:ff9b::a00:8", "2002:a00:8::1"),
    ],
)
def test_nothing_is_sent_into_a_private_network(settings, address):
    settings.WEBHOOK_NETWORKS = []

    assert not may_send_to(ipaddress.ip_address(address))


def test_public_addresses_and_allowed_networks_are_sent_to(settings):
    settings.WEBHOOK_NETWORKS = [ipaddress.ip_network("10.20.0.0/16")]

    asked = ("52.96.0.1", "2603:1036::1", "10.20.3.4", "::ffff:10.20.3.4", "10.21.0.1")
    assert [may_send_to(ipaddress.ip_address(each)) for each in asked] == [True, True, True, True, False]


def test_a_name_that_leads_into_a_private_network_is_not_connected_to(receiver, settings):
    settings.WEBHOOK_NETWORKS = []

    assert post(receiver.url, "{}", {}).problem.startswith("Its name leads into a private network")
    assert receiver.taken == []


def test_a_certificate_that_nobody_trusts_is_refused(receiver, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")

    assert post(receiver.url, "{}", {}).problem.startswith("Its certificate is not trusted")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        *(
            ("http://example.org/hook", "must begin with https"),
            ("https://", "must begin with https"),
            ("https://x:y@example.org/", "no name and no password"),
        ),
        *(
            ("https://192.168.0.9/hook", "private network"),
            ("https://[::1]/hook", "private network"),
            ("https://example.org:0/", "must begin with https"),
        ),
    ],
)
def test_an_address_that_will_not_do_is_refused_with_a_reason(lead, url, says):
    given = {"name": "Channel", "url": url, "kind": "json", "events": ["risk.now"]}

    assert says in lead.post("/feeds/webhooks/add/", given).content.decode()
    assert not Webhook.objects.exists()


def test_the_page_shows_the_secret_once_and_what_became_of_messages(lead, receiver, do_waiting_jobs):
    given = {"name": "Channel", "url": receiver.url, "kind": "json", "events": ["risk.now"]}
    made = lead.post("/feeds/webhooks/add/", given).content.decode()
    webhook = Webhook.objects.get()
    assert "whsec_" in made
    receiver.answers = [500, 200]

    lead.post(f"/feeds/webhooks/{webhook.pk}/test/")
    do_waiting_jobs()
    page = lead.get(f"/feeds/webhooks/{webhook.pk}/").content.decode()
    assert "It answered 500." in page
    assert "whsec_" not in page

    lead.post(f"/feeds/webhooks/messages/{WebhookDelivery.objects.get().pk}/send-again/")
    do_waiting_jobs()
    assert "Delivered" in lead.get(f"/feeds/webhooks/{webhook.pk}/").content.decode()
    assert len({headers["webhook-id"] for headers, _ in receiver.taken}) == 1


def test_switched_off_it_takes_nothing(lead, receiver, webhook):
    lead.post(f"/feeds/webhooks/{webhook.pk}/switch/", {"on": "no"})
    lead.post(f"/feeds/webhooks/{webhook.pk}/test/")
    send_waiting_deliveries()

    assert (WebhookDelivery.objects.count(), receiver.taken) == (0, [])


@pytest.mark.parametrize("who", ["analyst", "director", "auditor", "board_member"])
def test_nobody_else_opens_webhooks(request, who, webhook):
    visitor = request.getfixturevalue(who)

    assert [visitor.get(url).status_code for url in ("/feeds/webhooks/", f"/feeds/webhooks/{webhook.pk}/")] == [403, 403]
    assert visitor.post(f"/feeds/webhooks/{webhook.pk}/switch/").status_code == 403
