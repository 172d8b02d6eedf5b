"""What the people of the demo are notified of on the morning of its last day, and how far its late actions went."""

import json
import re
from io import StringIO

from django.core import mail
from django.core.management import call_command

from audits.enums import Grade
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.notices.models import Message, Notice


def send_digests() -> dict[str, int]:
    out = StringIO()
    call_command("send_digests", at="2023-08-31T07:00", stdout=out)
    return json.loads(out.getvalue())


def test_loading_the_demo_mails_nobody(demo, db):
    assert not Message.objects.exists()
    assert not Notice.objects.untold().exists()


def test_somebody_is_due_a_digest_and_gets_it_once_which_says_nothing_of_a_child_and_nobody_who_is_away(demo, db):
    first, second = send_digests(), send_digests()

    assert first["people"] == first["sent"] == len(mail.outbox) > 0
    assert second == {"people": first["people"], "sent": 0}
    said = "\n".join(letter.subject + letter.body + letter.alternatives[0].content for letter in mail.outbox)

    assert [case for case in Audit.objects.values_list("case_id", flat=True) if case in said] == []
    assert re.findall("|".join(label for label in Grade.labels if label != Grade.NOT_APPLICABLE.label), said) == []
    away = Person.objects.away_on(Message.objects.first().day)

    assert away.exists()
    assert not Message.objects.filter(person__in=away).exists()


def test_the_lead_sees_how_far_late_actions_went(as_person):
    pulse = as_person("Naomi Fielding").get("/").context["pulse"]
    (figure,) = [figure for figure in pulse if figure["text"] == "actions overdue"]

    assert re.fullmatch(
        r"\d+ by their first dates; 1 date moved; escalated: \d+ to team manager, \d+ to service manager, \d+ to director", figure["note"]
    )


def test_the_director_is_told_counts_by_service(as_person):
    groups = as_person("Meg Thornley").get("/").context["groups"]

    assert "See to 1 late action in Locality Service" in [row.what for group in groups for row in group.rows]
