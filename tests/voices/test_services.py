"""Asking for a voice, writing it down, coding it, quoting it, and who may."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audits.themes.services.themes import add_themes
from foundation.activity.models import Entry
from foundation.errors import StaleState
from foundation.guard.services import Identified
from foundation.notices.models import Notice
from tests.accounts.trail import trail_of
from tests.reading import fresh
from tests.voices.conftest import THE_DAY
from voices.enums import Consent, HowGiven, VoiceSource, VoiceState
from voices.models import QuestionSet, QuoteUse, VoiceRecord
from voices.services.coding import code_voice
from voices.services.gathering import ask_again, close_voice, give_voice, hand_over_voices, seek_voice
from voices.services.links import make_link
from voices.services.questions import NewQuestion, change_question_set, retire_question_set
from voices.services.quoting import change_consent, choose_quote, note_quoted

QUOTE = "The conversation about the plan was honest."


def test_an_auditor_gathers_beside_their_own_audit_and_it_is_counted_there(auditor, allocated_audit):
    voice = seek_voice(actor=auditor.person, source=VoiceSource.PARENT, audit=allocated_audit, who="The mother")
    month = allocated_audit.cycle.month
    assert (voice.month, voice.team, voice.gathered_by, voice.state) == (month, allocated_audit.team, auditor.person, VoiceState.SOUGHT)


def test_nobody_gathers_beside_anothers_audit_about_their_own_practice_or_without_the_part(allocated_audit, moderator, worker, outsider):
    for person in (moderator.person, worker.person, outsider.person):
        with pytest.raises(PermissionDenied):
            seek_voice(actor=person, source=VoiceSource.CHILD, audit=allocated_audit)


def test_a_voice_belongs_to_one_thing(lead, allocated_audit):
    with pytest.raises(ValidationError, match="Choose one"):
        seek_voice(actor=lead.person, source=VoiceSource.CHILD, audit=allocated_audit, cycle=allocated_audit.cycle)


def test_questions_are_of_the_source_and_in_use(lead, practitioner_set):
    with pytest.raises(ValidationError, match="for another source"):
        seek_voice(actor=lead.person, source=VoiceSource.PARTNER, question_set=practitioner_set)
    retire_question_set(actor=lead.person, question_set=practitioner_set)
    practitioner_set.refresh_from_db()
    with pytest.raises(ValidationError, match="not in use any more"):
        seek_voice(actor=lead.person, source=VoiceSource.PRACTITIONER, question_set=practitioner_set)


def test_what_was_said_is_written_down_corrected_and_never_in_the_trail(lead, given):
    give_voice(actor=lead.person, voice=given, how=HowGiven.IN_PERSON, words="It was honest.", consent=Consent.REFUSED)
    voice = fresh(given)
    assert (voice.words, voice.how, voice.consent, voice.given_on) == ("It was honest.", HowGiven.IN_PERSON, Consent.REFUSED, THE_DAY)
    assert trail_of(voice) == ["asked for the voice", "wrote down what was said", "corrected what was said"]
    assert not [entry for entry in Entry.objects.of(voice) if "honest" in str(entry.facts)]


def test_nothing_is_written_down_without_words_in_the_future_or_by_a_stranger(lead, asked, auditor):
    with pytest.raises(ValidationError, match="Write what was said"):
        give_voice(actor=lead.person, voice=asked, how=HowGiven.BY_PHONE, words="  ")
    with pytest.raises(ValidationError, match="between the day"):
        give_voice(actor=lead.person, voice=asked, how=HowGiven.BY_PHONE, words="Yes.", given_on=THE_DAY + datetime.timedelta(days=1))
    with pytest.raises(ValidationError, match="Only the person who has the link"):
        give_voice(actor=lead.person, voice=asked, how=HowGiven.BY_LINK, words="Yes.")
    with pytest.raises(PermissionDenied):
        give_voice(actor=auditor.person, voice=asked, how=HowGiven.BY_PHONE, words="Yes.")


def test_words_pass_the_name_guard(lead, asked):
    with pytest.raises(Identified):
        give_voice(actor=lead.person, voice=asked, how=HowGiven.BY_PHONE, words="Mrs Thornbury said that it helped.")
    voice = give_voice(actor=lead.person, voice=asked, how=HowGiven.BY_PHONE, words="Mrs Thornbury said so.", kept="A name of a street")
    assert voice.is_obtained


@pytest.mark.parametrize("outcome", [VoiceState.DECLINED, VoiceState.NOT_REACHED, VoiceState.NOT_SOUGHT])
def test_why_nothing_was_said_is_kept_and_they_may_be_asked_again(lead, asked, outcome):
    with pytest.raises(ValidationError, match="Say why"):
        close_voice(actor=lead.person, voice=asked, outcome=outcome, reason=" ")
    link = make_link(actor=lead.person, voice=asked).link
    voice = close_voice(actor=lead.person, voice=asked, outcome=outcome, reason="On leave until August")
    assert (voice.state, voice.why_not, fresh(link).ended_on) == (outcome, "On leave until August", THE_DAY)
    voice = ask_again(actor=lead.person, voice=voice)
    assert (voice.state, voice.why_not) == (VoiceState.SOUGHT, "")
    with pytest.raises(StaleState):
        ask_again(actor=lead.person, voice=voice)


def test_children_have_no_link_nor_has_a_voice_without_questions(lead, given, elm_team):
    child = seek_voice(actor=lead.person, source=VoiceSource.CHILD, team=elm_team)
    bare = seek_voice(actor=lead.person, source=VoiceSource.PARTNER, team=elm_team)
    for voice in (child, bare, given):
        with pytest.raises(ValidationError):
            make_link(actor=lead.person, voice=voice)


def test_a_quote_is_refused_without_consent_by_the_service_and_by_the_database(lead, given):
    change_consent(actor=lead.person, voice=given, consent=Consent.REFUSED)
    with pytest.raises(ValidationError, match="not agreed to be quoted"):
        choose_quote(actor=lead.person, voice=given, quote=QUOTE)
    with pytest.raises(IntegrityError), transaction.atomic():
        VoiceRecord.objects.filter(pk=given.pk).update(quote=QUOTE)


def test_only_what_was_said_is_quoted_and_by_the_lead(lead, auditor, given):
    for made_up in ("The conversation was perfect.", "time to prepare … honest", "[She said it helped]"):
        with pytest.raises(ValidationError, match="word for word"):
            choose_quote(actor=lead.person, voice=given, quote=made_up)
    with pytest.raises(PermissionDenied):
        choose_quote(actor=auditor.person, voice=given, quote=QUOTE)
    voice = choose_quote(actor=lead.person, voice=given, quote="The conversation … was honest. I would have liked more time [for it].")
    assert list(VoiceRecord.objects.quotable()) == [voice]


def test_consent_withdrawn_is_obeyed_and_the_lead_learns_where_it_was_quoted(lead, given):
    choose_quote(actor=lead.person, voice=given, quote=QUOTE)
    for _ in range(2):
        note_quoted(actor=lead.person, voices=[given.pk], place="Report on June 2023, edition 1", path="/reports/2023-06/")
    voice = change_consent(actor=lead.person, voice=given, consent=Consent.WITHDRAWN)

    assert (voice.quote, voice.may_be_quoted) == ("", False)
    assert list(QuoteUse.objects.values_list("place", "quote")) == [("Report on June 2023, edition 1", QUOTE)]
    words = Notice.objects.get(person=lead.person).words
    assert words == "Nothing new quotes it from now on. It was published in: Report on June 2023, edition 1."
    with pytest.raises(ValidationError, match="may not be quoted any more"):
        note_quoted(actor=lead.person, voices=[given.pk], place="Newsletter", path="/")


def test_corrected_words_are_not_quoted_until_they_are_chosen_again(lead, given):
    choose_quote(actor=lead.person, voice=given, quote=QUOTE)
    voice = give_voice(actor=lead.person, voice=given, how=HowGiven.BY_PHONE, words="It was fair.", consent=Consent.GIVEN)
    assert voice.quote == ""


def test_it_is_coded_to_themes_of_findings(lead, given, asked):
    plans, reviews = add_themes(actor=lead.person, names=["Plans", "Reviews"])
    code_voice(actor=lead.person, voice=given, themes=[plans.pk])
    first = given.codes.get()
    code_voice(actor=lead.person, voice=given, themes=[plans.pk, reviews.pk])
    assert set(given.themes.all()) == {plans, reviews}
    assert given.codes.filter(pk=first.pk).exists()
    with pytest.raises(StaleState):
        code_voice(actor=lead.person, voice=asked, themes=[plans.pk])


def test_a_changed_set_is_the_next_version_and_what_was_asked_stays(lead, practitioner_set, asked):
    same = [NewQuestion(each.text, each.kind, each.domain_name) for each in practitioner_set.questions.all()]
    again = change_question_set(actor=lead.person, question_set=practitioner_set, questions=same, opening=practitioner_set.opening)
    assert again == practitioner_set

    newer = change_question_set(actor=lead.person, question_set=practitioner_set, questions=[NewQuestion("What helped?")])
    assert (newer.version, newer.replaces, fresh(asked).question_set) == (2, practitioner_set, practitioner_set)
    with pytest.raises(StaleState):
        change_question_set(actor=lead.person, question_set=practitioner_set, questions=[NewQuestion("And now?")])
    assert QuestionSet.objects.count() == 2


def test_what_somebody_was_to_gather_is_handed_over(lead, auditor, asked, administrator):
    hand_over_voices(actor=administrator.person, person=lead.person, to=auditor.person)
    assert fresh(asked).gathered_by == auditor.person
