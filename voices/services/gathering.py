"""Ask for a voice, write down what was said, or why nothing was."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import AuditState
from audits.models import Audit, Cycle
from audits.services.restrictions import require_reader
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import all_locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import first_of
from foundation.council.own_time import with_own_days
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from observations.models import Observation
from voices.enums import Consent, HowGiven, LinkEnd, VoiceSource, VoiceState
from voices.models import QuestionSet, VoiceAnswer, VoiceRecord
from voices.permissions import can_gather, can_gather_for_anything, is_about_their_practice
from voices.workflow import ASKING_AGAIN, CLOSING

from .ending import end_link
from .moves import VOICES
from .notifications import tell_new_gatherer

# By the key of each question: the reply, and words.
Answers = Mapping[int, tuple[str, str]]
ONLY_GATHERERS = "Auditors, observers and the QA lead gather voices."


@transaction.atomic
def seek_voice(
    *,
    actor: Person,
    source: VoiceSource,
    audit: Audit | None = None,
    observation: Observation | None = None,
    cycle: Cycle | None = None,
    team: Team | None = None,
    who: str = "",
    question_set: QuestionSet | None = None,
    due: datetime.date | None = None,
    gathered_by: Person | None = None,
    kept: str = "",
) -> VoiceRecord:
    """Note that somebody is to be heard, about an audit, an observation, a month, or in general. It is counted as asked for.

    `who` says without a name who it is: the school, the mother. `kept`: why words that look like an identity may stand.
    """
    require(can_gather, actor, why=ONLY_GATHERERS)
    voice = VoiceRecord(source=source, audit=audit, observation=observation, cycle=cycle, who=who.strip(), due=due)
    _require_one_thing(voice)
    _require_theirs(actor, voice)
    voice.month = _month_of(voice)
    voice.team = _team_of(voice, team)
    voice.question_set = _questions_for(source, question_set)
    voice.gathered_by = gathered_by or actor
    _require_gatherer(actor, voice)
    if due and due < today():
        raise ValidationError({"due": "The day must be today or later."})
    looked = check_for_identities({"who": voice.who}, audience=Audience.STAFF, kept=kept)
    voice.save()
    looked.keep(actor, voice)
    record(actor=actor, verb="voice.sought", target=voice, source=source, month=voice.month, due=due, gathered_by=voice.gathered_by)
    tell_new_gatherer(actor, voice)
    return voice


@transaction.atomic
def give_voice(
    *,
    actor: Person,
    voice: VoiceRecord,
    how: HowGiven,
    words: str = "",
    answers: Answers | None = None,
    consent: Consent = Consent.NOT_ASKED,
    given_on: datetime.date | None = None,
    version: str | None = None,
    kept: str = "",
) -> VoiceRecord:
    """Write down what was said, or correct it. `answers` are the replies and words by the keys of the set's questions."""
    given = answers or {}
    move = "correct" if voice.is_obtained else "give"
    voice, step = begin_move(VOICES, actor, voice, move, version=version, anything=_all_of(words, given))
    if how == HowGiven.BY_LINK:
        raise ValidationError({"how": "Only the person who has the link can answer by it."})
    looked = check_for_identities(guarded(words, given), audience=Audience.STAFF, kept=kept, target=voice)
    store_given(voice, how=how, words=words, answers=given, given_on=given_on or voice.given_on or today())
    set_consent(voice, consent)
    # What was said is in the record alone: the trail says that it was written, and when.
    voice = complete_move(actor, voice, step, how=how, consent=consent, answered=len(given))
    looked.keep(actor, voice)
    end_link(actor, voice, LinkEnd.NOT_NEEDED)
    return voice


@transaction.atomic
def close_voice(*, actor: Person, voice: VoiceRecord, outcome: VoiceState, reason: str, kept: str = "") -> VoiceRecord:
    """Nothing was said: they declined, could not be reached or were not asked, and why."""
    if outcome not in CLOSING:
        raise ValidationError({"outcome": "Select what came of it."})
    voice, step = begin_move(VOICES, actor, voice, CLOSING[outcome], reason=reason)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=voice)
    voice = complete_move(actor, voice, step, reason=reason.strip())
    looked.keep(actor, voice)
    end_link(actor, voice, LinkEnd.NOT_NEEDED)
    return voice


@transaction.atomic
def ask_again(*, actor: Person, voice: VoiceRecord) -> VoiceRecord:
    """They may be heard after all."""
    voice, step = begin_move(VOICES, actor, voice, ASKING_AGAIN.get(VoiceState(voice.state), "ask_declined"))
    before, voice.why_not = voice.why_not, ""
    return complete_move(actor, voice, step, reason_before=before)


@transaction.atomic
def hand_over_voices(*, actor: Person, person: Person, to: Person) -> None:
    """Who was to be heard by somebody who leaves is heard by somebody else, with days of their own."""
    require(can_give_away, actor, person)
    for voice in all_locked(VoiceRecord.objects.waiting().filter(gathered_by=person)):
        _require_reader(voice, to)
        voice.gathered_by, voice.due = to, with_own_days(voice.due, today()) if voice.due else None
        voice.save(update_fields=["gathered_by", "due"])
        record(actor=actor, verb="voice.handed_over", target=voice, before=person, gathered_by=to, due=voice.due)


def guarded(words: str, answers: Answers) -> dict[str, str]:
    """By the names of the form's fields."""
    return {"words": words, **{f"words_{pk}": said for pk, (_, said) in answers.items()}}


def store_given(voice: VoiceRecord, *, how: HowGiven, words: str, answers: Answers, given_on: datetime.date) -> None:
    """Set what was said on a locked voice, which its caller saves; its answers are stored."""
    if not voice.asked_on <= given_on <= today():
        raise ValidationError({"given_on": "The day must be between the day on which they were asked and today."})
    questions = {each.pk: each for each in voice.question_set.questions.all()} if voice.question_set else {}
    if unknown := answers.keys() - questions.keys():
        raise ValidationError(f"Question {min(unknown)} is not in this set.")
    voice.how, voice.words, voice.given_on = how, words.strip(), given_on
    # Words that are not said any more are not quoted.
    voice.quote = ""
    voice.answers.all().delete()
    rows = [VoiceAnswer(voice=voice, question=questions[pk], reply=reply, words=said.strip()) for pk, (reply, said) in answers.items()]
    VoiceAnswer.objects.bulk_create([row for row in rows if row.reply or row.words])


def set_consent(voice: VoiceRecord, consent: Consent) -> None:
    """On a locked voice, which its caller saves."""
    if consent not in (Consent.NOT_ASKED, Consent.GIVEN, Consent.REFUSED):
        raise ValidationError({"consent": "Select whether their words may be quoted."})
    if consent != voice.consent:
        voice.consent, voice.consent_on = consent, None if consent == Consent.NOT_ASKED else today()
    if consent != Consent.GIVEN:
        voice.quote = ""


def _all_of(words: str, answers: Answers) -> str:
    return " ".join([words, *(f"{reply} {said}" for reply, said in answers.values())])


def _require_one_thing(voice: VoiceRecord) -> None:
    if sum(each is not None for each in (voice.audit, voice.observation, voice.cycle)) > 1:
        raise ValidationError("A voice belongs to an audit, to an observation or to a month. Choose one.")
    if voice.audit and voice.audit.state == AuditState.WITHDRAWN:
        raise ValidationError({"audit": f"{voice.audit} was withdrawn. Choose another audit, or its month."})


def _require_theirs(actor: Person, voice: VoiceRecord) -> None:
    """Auditors and observers gather beside their own work; nobody about their own practice, or beside what they moderate blind."""
    require(lambda person: not is_about_their_practice(person, voice), actor, why="Somebody else gathers what is said about your practice.")
    audit, observation = voice.audit, voice.observation
    is_own = (audit is None or audit.auditor_id == actor.pk) and (observation is None or observation.observer_id == actor.pk)
    why = "An auditor gathers voices beside their own audits, an observer beside their own observations."
    require(lambda person: is_own or can_gather_for_anything(person), actor, why=why)
    if audit and Audit.objects.grades_hidden_from(actor).filter(pk=audit.pk).exists():
        raise ValidationError({"audit": f"You moderate {audit} blind. Grade it first, or let its auditor gather the voice."})


def _month_of(voice: VoiceRecord) -> datetime.date:
    cycle = (voice.audit or voice.observation).cycle if voice.audit or voice.observation else voice.cycle  # type: ignore[union-attr]  # one of them is there
    return cycle.month if cycle else first_of(today())


def _team_of(voice: VoiceRecord, team: Team | None) -> Team | None:
    about = voice.audit or voice.observation
    return about.team if about else team


def _questions_for(source: VoiceSource, chosen: QuestionSet | None) -> QuestionSet | None:
    if chosen is None:
        return None
    if chosen.source != source:
        raise ValidationError({"question_set": f"“{chosen}” is for another source. Choose another set."})
    if chosen.retired_on or QuestionSet.objects.filter(replaces=chosen).exists():
        raise ValidationError({"question_set": f"“{chosen}” is not in use any more. Choose its newest version."})
    return chosen


def _require_gatherer(actor: Person, voice: VoiceRecord) -> None:
    gatherer = voice.gathered_by
    if gatherer != actor:
        require(can_gather_for_anything, actor, why="The QA lead asks others to gather a voice.")
    if not gatherer.is_active or not can_gather(gatherer):
        raise ValidationError({"gathered_by": f"{gatherer} does not gather voices here. Choose an auditor, an observer or the QA lead."})
    _require_reader(voice, gatherer)


def _require_reader(voice: VoiceRecord, gatherer: Person) -> None:
    for audit in (voice.audit, voice.observation.audit if voice.observation else None):
        require_reader(gatherer, audit, field="gathered_by")
