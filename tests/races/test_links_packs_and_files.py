"""One-time links, restrictions, publications, learning, months for the Board and files of jobs, by two people at the same moment."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from audits.models import RestrictedRecord
from audits.restricted.services.restricting import restrict_record
from desk.queries.logs import MAKE_EVIDENCE
from foundation.activity.models import Entry
from foundation.jobs.models import Job
from governance.enums import SubjectKind
from governance.services import enter_request
from performance.models import MonthRelease
from publications.models import PublishedEdition
from reports.services import release_to_board
from tests.forms_on import forms_on
from tests.learning.conftest import training
from tests.people import Visitor
from tests.publications.conftest import draft, in_review, reviewed
from tests.voices.conftest import asked, practitioner_set
from voices.models import VoiceLink, VoiceRecord
from voices.services.links import make_link

from .conftest import at_once, one_done, said
from .test_two_at_once import form_of, locked_row

__all__ = ["asked", "draft", "in_review", "practitioner_set", "reviewed", "training"]
pytestmark = pytest.mark.postgresql

WHY = "A colleague’s family is in it."


@pytest.fixture
def path(lead, asked) -> str:
    """Of the page behind a one-time link."""
    return urlsplit(make_link(actor=lead.person, voice=asked).address).path


def answers(voice: VoiceRecord, words: str) -> dict[str, str]:
    first, second = voice.question_set.questions.all()
    return {f"reply_{first.pk}": "yes", f"words_{first.pk}": "", f"words_{second.pk}": words, "words": "", "consent": "refused"}


def verbs_of(row) -> list[str]:
    return list(Entry.objects.of(row).order_by("pk").values_list("verb", flat=True))


def test_a_link_that_is_sent_twice_at_the_same_moment_is_answered_once(asked, path):
    sent = [answers(asked, words) for words in ("More time, please.", "Less paper, please.")]

    both = at_once(locked_row(asked), *[lambda words=words: Client().post(path, words) for words in sent])

    assert sorted(answer.status_code for answer in both) == [200, 410]
    kept = list(asked.answers.exclude(words="").values_list("words", flat=True))
    assert len(kept) == 1
    assert verbs_of(asked).count("voice.answered") == 1
    assert VoiceLink.objects.get().ended_because == "used"


def test_a_link_that_is_withdrawn_as_it_is_answered_ends_once(lead, asked, path):
    both = at_once(
        locked_row(asked),
        lambda: Client().post(path, answers(asked, "More time, please.")),
        lambda: lead.post(reverse("voices:withdraw-link", args=[asked.pk]), form_of(lead, asked.get_absolute_url())),
    )

    asked.refresh_from_db()
    link = VoiceLink.objects.get()
    assert (both[0].status_code, asked.is_obtained, link.ended_because) in {(200, True, "used"), (410, False, "withdrawn")}


def test_two_leads_restrict_one_record(lead, second_lead, allocated_audit):
    forms = [form_of(each, "/audits/restricted/new/", case_id="C-20417", reason=WHY) for each in (lead, second_lead)]

    both = at_once(
        "LOCK TABLE audits_restrictedrecord IN SHARE MODE",
        *[lambda by=by, form=form: by.post("/audits/restricted/new/", form) for by, form in zip((lead, second_lead), forms, strict=True)],
    )

    assert "This record is restricted already" in said(one_done(both))
    assert RestrictedRecord.objects.count() == 1


def test_a_restriction_is_ended_once_while_another_lead_names_readers(lead, second_lead, allocated_audit, director):
    row = restrict_record(actor=lead.person, case_id="C-20417", reason=WHY)
    end, readers = f"/audits/restricted/{row.pk}/end/", f"/audits/restricted/{row.pk}/readers/"
    ending = form_of(lead, end, reason="The colleague has left us.")
    naming = form_of(second_lead, readers, readers=[director.person.pk])

    at_once(locked_row(row), lambda: lead.post(end, ending), lambda: second_lead.post(readers, naming))

    said_of_it = verbs_of(row)
    assert said_of_it.count("record.opened") == 1
    # Named before it was ended, or not at all.
    assert said_of_it[-1] == "record.opened"


def test_somebody_who_came_to_an_event_is_added_once(lead, second_lead, training, worker):
    address = reverse("learning:attendance", args=[training.number])
    sent = [form_of(each, address, person=worker.person.pk) for each in (lead, second_lead)]

    acts = [lambda by=by, form=form: by.post(address, form) for by, form in zip((lead, second_lead), sent, strict=True)]
    both = at_once(locked_row(training), *acts)

    assert f"{worker.person} is on the list already" in said(one_done(both))
    assert training.invitations.filter(person=worker.person).count() == 1


def test_one_edition_is_published(reviewed, lead, second_lead):
    forms = [
        next(form for form in forms_on(each.get(reviewed.get_absolute_url())) if "publish" in form.action) for each in (lead, second_lead)
    ]
    acts = [lambda by=by, form=form: by.post(form.action, form.fields) for by, form in zip((lead, second_lead), forms, strict=True)]

    at_once(locked_row(reviewed), *acts)

    assert PublishedEdition.objects.count() == 1
    assert verbs_of(reviewed).count("publication.published") == 1


def test_two_leads_release_one_month(lead, second_lead):
    at_once(
        "LOCK TABLE performance_monthrelease IN SHARE MODE",
        *[lambda by=by: release_to_board(actor=by.person, month=datetime.date(2023, 6, 1)) for by in (lead, second_lead)],
    )

    assert MonthRelease.objects.count() == 1
    assert Entry.objects.filter(verb="month.released").count() == 1


def test_what_is_asked_for_in_two_windows_is_made_once(lead, officer):
    days = {
        f"{which}_{part}": value
        for which, month in (("first", 4), ("last", 6))
        for part, value in (("day", 1), ("month", month), ("year", 2023))
    }
    request = enter_request(
        actor=officer.person, reference="SAR-1", about=SubjectKind.CHILD, case_id="C-20417", requested_by="Her mother",
        received_on=datetime.date(2023, 6, 1),
    )  # fmt: skip
    doors = {
        "/settings/logs/evidence-pack/": (lead, days),
        "/packs/inspection/": (lead, days),
        f"{request.get_absolute_url()}everything/": (officer, {}),
    }
    for address, (who, given) in doors.items():
        windows = [Visitor(who.person), Visitor(who.person)]
        forms = [form_of(each, address, **given) for each in windows]

        at_once(
            "LOCK TABLE jobs_job IN SHARE MODE",
            *[lambda by=by, form=form, to=address: by.post(to, form) for by, form in zip(windows, forms, strict=True)],
        )

    made = Job.objects.exclude(kind__in=["notices.send", "feeds.deliver"]).order_by("kind").values_list("kind", flat=True)
    assert list(made) == sorted([MAKE_EVIDENCE, "governance.take_everything", "packs.make"])
