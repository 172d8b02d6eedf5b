"""/audits/<number>/reply/: the auditor says whether they agree with the moderated grades."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audits.enums import AuditState, Stage
from audits.models import AuditorReply
from audits.moderation.services.moderation import finish_moderation, release_audit, save_moderator_grades
from audits.moderation.services.reopening import reopen_audit
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.audit_stages import agreed_as_submitted, moderate_unchanged
from tests.reading import fresh

AGREES = {"agrees": "agree"}
WORDS = "The assessment was updated in May; it is in the folder of the review."
DISAGREES = {"agrees": "disagree", "words": WORDS}
SAID_ON = datetime.date(2023, 7, 4)


def url(audit) -> str:
    return reverse("audits:reply", args=[audit.number])


def page(visitor, address) -> str:
    return " ".join(visitor.get(address).content.decode().split())


def send(auditor, audit, given):
    with frozen_clock(SAID_ON):
        return auditor.post(url(audit), given)


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.filter(key__startswith="audit.auditor_replied").values_list("person__name", "subject"))


def test_the_audit_s_page_leads_its_auditor_to_the_question_until_it_is_answered(auditor, moderated_audit):
    address = moderated_audit.get_absolute_url()
    link = f'href="{url(moderated_audit)}"'

    assert link in page(auditor, address)
    send(auditor, moderated_audit, AGREES)
    assert link not in page(auditor, address)


def test_the_question_stands_under_the_grades_before_and_after(auditor, moderated_audit):
    shown = page(auditor, url(moderated_audit))

    assert shown.index("After moderation") < shown.index("Do you agree with the grades?")


def test_that_the_auditor_agrees_is_dated_and_the_moderator_is_notified(auditor, moderator, moderated_audit):
    response = send(auditor, moderated_audit, AGREES)

    assert response.url == moderated_audit.get_absolute_url()
    assert "Amina Yusuf agrees with the moderated grades</strong>, 4 July 2023." in page(moderator, response.url)
    assert told() == {("Morwenna Pask", f"Amina Yusuf agrees with the moderation of audit {moderated_audit.number}")}
    assert Entry.objects.of(moderated_audit).writes().last().sentence == "said whether they agree with the moderated grades"


def test_of_a_disagreement_the_lead_is_notified_too_and_no_grade_moves(auditor, lead, moderated_audit):
    grades = list(moderated_audit.judgements.order_by("pk").values_list("stage", "grade", "reason"))
    send(auditor, moderated_audit, DISAGREES)

    assert {name for name, _ in told()} == {"Morwenna Pask", lead.person.name}
    assert "Amina Yusuf does not agree with the moderated grades" in page(lead, moderated_audit.get_absolute_url())
    assert fresh(moderated_audit).state == AuditState.MODERATED
    assert list(moderated_audit.judgements.order_by("pk").values_list("stage", "grade", "reason")) == grades


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({}, "agrees", "Say whether you agree with the grades."),
        ({"agrees": "disagree", "words": "  "}, "words", "Say with which grade you do not agree, and why."),
        ({"agrees": "agree", "words": "Jayden Smith was seen"}, "words", "Jayden Smith"),
    ],
)
def test_what_is_missing_is_said_by_its_field(auditor, moderated_audit, given, field, says):
    form = send(auditor, moderated_audit, given).context["form"]

    assert list(form.errors) == [field]
    assert says in form.error_texts[0]
    assert not AuditorReply.objects.exists()


def test_it_is_said_once(auditor, moderated_audit):
    send(auditor, moderated_audit, AGREES)
    again = send(auditor, moderated_audit, DISAGREES)

    assert again.status_code == 409
    assert WORDS in again.content.decode()
    assert AuditorReply.objects.get().agrees


def test_the_database_keeps_one_reply_a_moderation_and_no_bare_disagreement(auditor, moderated_audit):
    row = {"audit": moderated_audit, "person": auditor.person, "version": 1, "said_on": SAID_ON}
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditorReply.objects.create(**row, agrees=False)
    AuditorReply.objects.create(**row, agrees=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditorReply.objects.create(**row, agrees=True)


def test_nobody_else_finds_the_page(moderator, lead, team_manager, worker, board_member, outsider, moderated_audit):
    visitors = [moderator, lead, team_manager, worker, board_member, outsider]

    assert {visitor.post(url(moderated_audit), AGREES).status_code for visitor in visitors} == {404}


def test_the_team_does_not_read_what_the_auditor_says(auditor, team_manager, worker, moderated_audit):
    send(auditor, moderated_audit, DISAGREES)

    for reader in (team_manager, worker):
        shown = page(reader, moderated_audit.get_absolute_url())
        assert (moderated_audit.case_id in shown, WORDS in shown, "does not agree" in shown) == (True, False, False)


def test_before_moderation_and_without_it_there_is_nothing_to_say(auditor, lead, submitted_audit):
    waiting = auditor.get(url(submitted_audit), follow=True).content.decode()
    release_audit(actor=lead.person, audit=submitted_audit, reason="No moderator was free.")

    assert "has no moderated grades: it is waiting for moderation" in waiting
    assert auditor.post(url(submitted_audit), DISAGREES).status_code == 409
    assert not AuditorReply.objects.exists()


def test_opened_again_it_goes_with_its_version_and_gives_a_blind_moderator_nothing_away(auditor, lead, moderator, moderated_audit):
    send(auditor, moderated_audit, DISAGREES)
    reopen_audit(actor=lead.person, audit=moderated_audit, reason="Look again.", to=AuditState.SUBMITTED)
    address, version = moderated_audit.get_absolute_url(), reverse("audits:version", args=[moderated_audit.number, 1])

    assert [WORDS in page(reader, address) for reader in (auditor, lead, moderator)] == [False] * 3
    assert "said whether they agree" not in page(moderator, address)
    assert WORDS in page(lead, version)
    moderate_unchanged(fresh(moderated_audit))
    send(auditor, moderated_audit, AGREES)
    assert [(reply.version, reply.agrees) for reply in AuditorReply.objects.all()] == [(1, False), (2, True)]
    assert "Amina Yusuf agrees with the moderated grades" in page(lead, address)


def test_the_month_and_the_agreement_page_count_it_for_those_who_read_every_audit(auditor, lead, service_manager, moderated_audit):
    month, agreement = moderated_audit.cycle.get_absolute_url(), reverse("insight:agreement")
    assert "What auditors say of the moderated grades" not in page(lead, month)
    assert "No auditor has said whether they agree with the agreed grades." in page(lead, agreement)

    send(auditor, moderated_audit, DISAGREES)

    counted = "Auditors agree with the moderated grades of 0 of 1 audits and do not with those of 1."
    assert counted in page(lead, month)
    assert f'<a class="govuk-link" href="{moderated_audit.get_absolute_url()}">Audit {moderated_audit.number}</a>: Amina Yusuf' in page(
        lead, month
    )
    assert counted in page(lead, agreement)
    for address in (month, agreement):
        shown = page(service_manager, address)
        assert (moderated_audit.cycle.cohort in shown or "Agreement" in shown, "do not with" in shown) == (True, False)


def test_a_changed_grade_is_what_it_is_about(auditor, moderator, submitted_audit):
    given = agreed_as_submitted(submitted_audit)
    save_moderator_grades(actor=moderator.person, audit=submitted_audit, grades=given)
    lower = [
        (domain, "RI" if domain is None else grade, "Six months old" if domain is None else "", "evidence") for domain, grade, _ in given
    ]
    finish_moderation(actor=moderator.person, audit=submitted_audit, agreed=lower)

    assert "After moderation: changed" in page(auditor, url(submitted_audit))
    assert submitted_audit.judgements.at(Stage.AGREED).overall().get().grade == "RI"
