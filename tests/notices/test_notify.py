"""`notify`: one notice for a person and a key; what cannot wait goes out by itself, the rest stays for the digest."""

import pytest
from django.core import mail
from django.db import transaction

from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.notices.models import Message, Notice
from foundation.notices.services import already_notified, notify

pytestmark = pytest.mark.both


def tell_of_audit(person, **more):
    return notify(person=person, key="audit.allocated:1042", subject="Audit 1042 is yours", path="/audits/1042/", **more)


def tell_of_risk(person):
    return notify(person=person, key="audit.risk:1042", subject="A child may be at risk now", path="/audits/1042/", at_once=True)


def test_a_notice_is_kept_for_the_digest(auditor):
    notice = tell_of_audit(auditor.person, words="June 2023, due 23 June 2023.")

    assert (notice.subject, notice.words, notice.told_on) == ("Audit 1042 is yours", "June 2023, due 23 June 2023.", None)
    assert not Message.objects.exists()


def test_the_same_is_told_once_to_each_person(auditor, moderator):
    for person in (auditor.person, auditor.person, moderator.person):
        tell_of_audit(person)

    assert Notice.objects.count() == 2


def test_what_is_taken_back_was_never_told(auditor):
    with transaction.atomic():
        tell_of_risk(auditor.person)
        transaction.set_rollback(True)

    assert (Notice.objects.count(), Message.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_what_cannot_wait_is_mailed_at_once_and_once(lead, do_waiting_jobs):
    tell_of_risk(lead.person)
    tell_of_risk(lead.person)
    do_waiting_jobs()

    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == ("A child may be at risk now", ["leah@example.org"])
    assert "http://localhost:8000/audits/1042/" in letter.body
    assert Message.objects.get().state == "sent"


def test_the_mail_reads_the_same_without_html(lead, do_waiting_jobs):
    notify(person=lead.person, key="a", subject="Fish & “chips”", words="<b>Now</b>", path="/a/?b=1&c=2", at_once=True)
    do_waiting_jobs()

    (letter,) = mail.outbox
    html = letter.alternatives[0].content
    assert "Fish & “chips”\n\n<b>Now</b>\n" in letter.body
    assert '<html lang="en-GB">' in html
    assert "<h1>Fish &amp; “chips”</h1>" in html
    assert "&lt;b&gt;Now&lt;/b&gt;" in html
    assert 'href="http://localhost:8000/a/?b=1&amp;c=2"' in html


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": None}, {"is_system": True}])
def test_whoever_cannot_be_mailed_has_the_notice_kept(auditor, change):
    Person.objects.filter(pk=auditor.person.pk).update(**change)
    auditor.person.refresh_from_db()

    assert tell_of_risk(auditor.person).told_on is None
    assert not Message.objects.exists()


def test_past_work_that_is_written_now_mails_nobody(lead):
    with already_notified():
        notice = tell_of_risk(lead.person)

    assert notice.told_on == notice.day
    assert not Message.objects.exists()


def test_a_line_break_in_a_subject_does_not_reach_the_mail(lead, do_waiting_jobs):
    notify(person=lead.person, key="a", subject="One\r\nBcc: two", path="/", at_once=True)
    do_waiting_jobs()

    assert mail.outbox[0].subject == "One Bcc: two"


def test_an_address_elsewhere_is_refused(lead):
    with pytest.raises(ValueError, match="not an address inside the portal"):
        notify(person=lead.person, key="a", subject="Look", path="https://example.org/")
