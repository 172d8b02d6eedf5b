"""/audits/<number>/moderate/, /agree/ and /return/: a moderator's road."""

import datetime
import re

import pytest
from django.urls import reverse

from actions.services import raise_action
from audits.enums import AuditState, Mode, Stage
from audits.models import Cycle, ModerationDraft
from audits.moderation.services.moderation import save_moderator_grades
from audits.overview.pages.work import work_for
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock, today
from tests.reading import fresh
from tests.replay import replayed


def url(audit, page="moderate"):
    return reverse(f"audits:{page}", args=[audit.number])


def keys(audit):
    return [*(str(domain.pk) for domain in audit.tool.domains.all()), "overall"]


def own(audit, grade="G", **changed):
    """What the moderator's form posts: one grade throughout, but where `changed` says otherwise."""
    return {f"grade-{key}": grade for key in keys(audit)} | {f"reason-{key}": "" for key in keys(audit)} | changed


def change(audit, grade, reason, code):
    """What the agreeing form posts about the one place that differs."""
    return {f"agreed-{audit.changed}": grade, f"change-{audit.changed}": reason, f"code-{audit.changed}": code}


def checked_boxes(response) -> list[tuple[str, str]]:
    """Name and value of every radio that the page has chosen."""
    return re.findall(r'name="([^"]+)" type="radio" value="([^"]*)" checked', response.content.decode())


def trail(audit):
    return [entry.sentence for entry in Entry.objects.of(audit).writes()]


def agreed(audit):
    return list(audit.judgements.at(Stage.AGREED).order_by("domain__position").values_list("grade", "reason"))


@pytest.fixture
@replayed
def compared(submitted_audit):
    """The moderator gave Inadequate for Assessment, and Good like the auditor for the rest."""
    assessment = submitted_audit.tool.domains.get(name="Assessment")
    grades = [(domain, "I" if domain == assessment else "G", "Six months old") for domain in [*submitted_audit.tool.domains.all(), None]]
    save_moderator_grades(actor=submitted_audit.moderator, audit=submitted_audit, grades=grades)
    submitted_audit.changed = str(assessment.pk)
    return submitted_audit


def test_an_agreed_audit_takes_three_page_loads(moderator, submitted_audit):
    loads = [moderator.get(url(submitted_audit))]
    loads.append(moderator.post(url(submitted_audit), own(submitted_audit), follow=True))
    loads.append(moderator.post(url(submitted_audit, "agree"), follow=True))

    assert [load.status_code for load in loads] == [200, 200, 200]
    assert fresh(submitted_audit).state == AuditState.MODERATED
    assert {grade for grade, _ in agreed(submitted_audit)} == {"G"}


def test_it_leaves_a_trace(moderator, submitted_audit):
    moderator.post(url(submitted_audit), own(submitted_audit))
    moderator.post(url(submitted_audit, "agree"))

    assert trail(submitted_audit)[-3:] == ["submitted the audit", "gave the moderator’s own grades", "finished moderation"]


def test_the_page_shows_the_evidence_without_the_auditor_s_grades(moderator, submitted_audit):
    page = moderator.get(url(submitted_audit)).content.decode()

    assert "Seen in the record: Assessment." in page
    assert " checked" not in page


def test_every_place_needs_a_grade_and_no_reason(moderator, submitted_audit):
    answer = moderator.post(url(submitted_audit), own(submitted_audit, **{"grade-overall": ""}))

    assert answer.context["form"].errors == {"grade-overall": ["Select your grade: Overall judgement"]}


def test_only_differences_are_asked_about_and_no_grade_is_chosen_beforehand(moderator, compared):
    response = moderator.get(url(compared, "agree"))
    form = response.context["form"]

    assert [row.place.name for row in form.rows] == ["Assessment"]
    assert form.initial == {f"change-{compared.changed}": "Six months old"}
    assert not [value for name, value in checked_boxes(response) if name.startswith("agreed-")]
    assert len(form.same) == 5


def test_a_change_with_its_reason_is_agreed(moderator, compared):
    moderator.post(url(compared, "agree"), change(compared, "RI", "Out of date", "evidence"))

    assert ("RI", "Out of date") in agreed(compared)
    assert [grade for grade, _ in agreed(compared)].count("G") == 5
    assert list(compared.judgements.at(Stage.AGREED).exclude(change_code="").values_list("change_code", flat=True)) == ["evidence"]
    assert set(compared.judgements.at(Stage.PRE).values_list("grade", flat=True)) == {"G"}


def test_a_change_without_a_reason_is_asked_for_by_the_field(moderator, compared):
    answer = moderator.post(url(compared, "agree"), change(compared, "RI", " ", ""))

    assert answer.context["form"].errors == {
        f"code-{compared.changed}": ["Select what kind of reason changes the grade for Assessment."],
        f"change-{compared.changed}": ["Say why the grade for Assessment changes."],
    }
    assert fresh(compared).state == AuditState.SUBMITTED
    assert agreed(compared) == []


@pytest.mark.parametrize("words", ["", "Six months old"])
def test_keeping_the_auditor_s_grade_needs_no_reason_and_keeps_none_that_was_for_another_grade(moderator, compared, words):
    moderator.post(url(compared, "agree"), change(compared, "G", words, "other"))

    assert fresh(compared).state == AuditState.MODERATED
    assert not compared.judgements.at(Stage.AGREED).exclude(change_code="", reason="").exists()


def test_what_is_said_of_a_grade_that_stays_is_not_called_a_change(moderator, compared):
    moderator.post(url(compared, "agree"), change(compared, "G", "Weighed twice.", ""))

    page = moderator.get(compared.get_absolute_url()).content.decode()
    assert "<strong>Why it stays:</strong> Weighed twice." in " ".join(page.split())


def test_comparing_comes_after_one_s_own_grades(moderator, submitted_audit):
    answer = moderator.get(url(submitted_audit, "agree"))

    assert answer.url == url(submitted_audit)


def test_sending_back_needs_a_reason_and_reaches_the_auditor(moderator, submitted_audit):
    refused = moderator.post(url(submitted_audit, "return"), {"reason": " "})
    moderator.post(url(submitted_audit, "return"), {"reason": "Say who was at the review."})

    assert refused.context["form"].errors
    assert fresh(submitted_audit).return_reason == "Say who was at the review."
    assert trail(submitted_audit)[-1] == "sent the audit back"


@pytest.mark.parametrize("page", ["moderate", "agree", "return"])
def test_nobody_else_finds_the_pages(page, auditor, lead, team_manager, board_member, outsider, submitted_audit):
    visitors = [auditor, lead, team_manager, board_member, outsider]

    assert {visitor.get(url(submitted_audit, page)).status_code for visitor in visitors} == {404}


def test_a_moderator_who_came_into_the_line_of_the_case_is_refused(moderator, submitted_audit):
    Person.objects.filter(pk=submitted_audit.allocated_worker_id).update(line_manager=moderator.person)

    assert moderator.get(url(submitted_audit)).status_code == 403
    assert moderator.post(url(submitted_audit), own(submitted_audit)).status_code == 403


@pytest.mark.parametrize("page", ["moderate", "agree", "return"])
def test_the_second_time_does_nothing(page, moderator, moderated_audit):
    before = trail(moderated_audit)

    answer = moderator.post(url(moderated_audit, page), own(moderated_audit, "I", reason="Again"))

    assert answer.url == moderated_audit.get_absolute_url()
    assert trail(moderated_audit) == before


def test_agreeing_shows_what_was_found_and_raised(moderator, auditor, worker, compared):
    raise_action(actor=auditor.person, audit=compared, what="Visit this week", why="Unseen.", owner=worker.person)
    page = moderator.get(url(compared, "agree")).content.decode()

    assert "Strengths, areas for improvement, voices and actions" in page
    assert "Visit this week" in page


def test_a_changed_grade_is_not_said_to_stay(moderator, compared):
    page = moderator.get(url(compared, "agree")).content.decode()

    assert "the grade stays" not in page
    assert "Choose one, where the grade changes" in page


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        (Mode.DESK, "et the final grades at your desk"),
        (Mode.DISCUSSION, "alk with Amina Yusuf and agree the final grades"),
        (Mode.PANEL, "gree the final grades in the panel"),
    ],
)
def test_every_page_of_moderating_speaks_of_the_mode_that_the_month_has(moderator, submitted_audit, mode, says):
    Cycle.objects.update(mode=mode)
    pages = [submitted_audit.get_absolute_url(), url(submitted_audit)]
    shown = [moderator.get(page).content.decode() for page in pages]
    moderator.post(url(submitted_audit), own(submitted_audit))
    shown += [moderator.get(page).content.decode() for page in (url(submitted_audit, "agree"), submitted_audit.get_absolute_url())]

    assert [page.count(says) for page in shown] == [1] * 4


def begun(moderator) -> tuple[str, str]:
    """What My work says of the one audit to moderate, and where it leads."""
    (item,) = [item for item in work_for(moderator.person, today()) if item.what.startswith("Moderate")]
    return item.why.partition(". You")[0], item.url


def test_moderation_that_is_kept_for_later_is_in_progress_on_my_work(moderator, submitted_audit):
    assert begun(moderator)[0].startswith("You are its moderator")
    with frozen_clock(datetime.date(2023, 6, 20)):
        moderator.post(url(submitted_audit), own(submitted_audit, "I") | {"later": "1"})
    assert begun(moderator) == ("In progress, step 1 of 2, kept on 20 June 2023", url(submitted_audit))

    moderator.post(url(submitted_audit), own(submitted_audit))
    assert begun(moderator)[1] == url(submitted_audit, "agree")
    assert "In progress, step 2 of 2" in moderator.get("/").content.decode()


def test_all_that_agreeing_lacks_is_said_at_once(moderator, compared):
    Cycle.objects.update(mode=Mode.DISCUSSION)
    errors = moderator.post(url(compared, "agree"), change(compared, "", "", "")).context["form"].errors

    assert set(errors) == {f"agreed-{compared.changed}", "present", "held_on", "minutes"}
    errors = moderator.post(url(compared, "agree"), change(compared, "I", "", "")).context["form"].errors
    assert set(errors) == {f"change-{compared.changed}", f"code-{compared.changed}", "present", "held_on", "minutes"}


@pytest.mark.parametrize("page", ["moderate", "agree"])
def test_what_is_saved_for_later_is_there_again_for_its_moderator_alone(request, moderator, lead, auditor, submitted_audit, page):
    audit = request.getfixturevalue("compared") if page == "agree" else submitted_audit
    given = change(audit, "", "Weighed at length.", "evidence") if page == "agree" else own(audit, "I")
    response = moderator.post(url(audit, page), given | {"later": "1"}, follow=True)

    assert "are saved. Nobody else sees them until you finish." in response.content.decode()
    assert fresh(audit).state == AuditState.SUBMITTED
    form = moderator.get(url(audit, page)).context["form"]
    assert {name: form[name].value() or "" for name in given} == given
    assert "Weighed at length." not in lead.get(audit.get_absolute_url()).content.decode()
    assert trail(audit)[-1] == "saved moderation for later"


def test_a_talk_that_is_half_told_is_there_again(moderator, compared):
    Cycle.objects.update(mode=Mode.DISCUSSION)
    given = {"present": "Amina", "held_on_day": "3", "held_on_month": "", "held_on_year": "2023", "minutes": "We", "later": "1"}
    moderator.post(url(compared, "agree"), given)
    page = moderator.get(url(compared, "agree")).content.decode()

    assert [text in page for text in (">Amina<", ">We<", 'name="held_on_day" type="text" value="3"')] == [True] * 3


def test_finished_sent_back_or_given_to_another_nothing_of_it_is_kept(moderator, submitted_audit):
    moderator.post(url(submitted_audit), own(submitted_audit, "I") | {"later": "1"})
    moderator.post(url(submitted_audit, "return"), {"reason": "Say more."})

    assert ModerationDraft.objects.count() == 0


def test_only_its_moderator_saves_it_for_later(auditor, lead, outsider, submitted_audit):
    for other in (auditor, lead, outsider):
        assert other.post(url(submitted_audit), own(submitted_audit) | {"later": "1"}).status_code == 404
    assert ModerationDraft.objects.count() == 0
