"""What people said in June and July 2023: beside audits, through one-time links, in a group of young auditors, and from partner agencies."""

import datetime
from dataclasses import dataclass
from typing import Any

from audits.enums import ThemeKind, ThemeReply, Voice, VoiceOutcome
from audits.models import Audit, Cycle, FindingTheme
from foundation.accounts.models import Person, Team
from voices.enums import Consent, HowGiven, VoiceSource, VoiceState
from voices.models import QuestionSet, VoiceRecord
from voices.services.coding import code_voice
from voices.services.gathering import close_voice, give_voice, seek_voice
from voices.services.links import answer_by_link, decline_by_link, make_link
from voices.services.questions import NewQuestion, add_question_set
from voices.services.quoting import choose_quote

from .diary import Diary
from .grades import JULY_2023, JUNE_2023

YES_NO = ThemeKind.REPLY
SETS: dict[VoiceSource, tuple[str, str, list[NewQuestion]]] = {
    VoiceSource.PRACTITIONER: (
        "After an audit of your work",
        "You took part in an audit of practice. We want to know whether it helped, and what we should do differently.",
        [
            NewQuestion("Did the conversation with the auditor help your practice?", YES_NO),
            NewQuestion("Do you get the supervision that you need for this work?", YES_NO, "Management oversight and supervision"),
            NewQuestion("What should we do differently?"),
        ],
    ),
    VoiceSource.PARTNER: (
        "Working with children’s services",
        "You work with the same children and families as we do. Please name nobody.",
        [
            NewQuestion("Are you told in time of meetings and decisions?", YES_NO, "Multi-agency planning, review and decision making"),
            NewQuestion("Do plans say what your agency is to do?", YES_NO, "Multi-agency planning, review and decision making"),
            NewQuestion("What works well, and what does not?"),
        ],
    ),
    VoiceSource.PARENT: (
        "About the help that you had",
        "",
        [
            NewQuestion("Did you know what the plan asked of you?", YES_NO, "Assessment"),
            NewQuestion("Were you listened to?", YES_NO, "Relationship based practice and direct work"),
        ],
    ),
}
HONEST = (
    "The auditor asked what got in my way before asking what I had not done. I would like that twice a year and not only when I am picked."
)
SCHOOL = "Minutes come after the next meeting. When the social worker rings on the day, everything moves faster."
MOTHER = "They said what would happen next, and it did happen. What nobody said was how long we would wait for the group."
YOUNG = "We read ten plans and could not find what the young person wanted in four of them. It should be the first line."


# Once the council has its list of themes.
CODED_ON = datetime.date(2023, 8, 21)


@dataclass
class Voices:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.lead = self.people["Naomi Fielding"]
        self.diary.on(datetime.date(2023, 6, 5), self.write_questions)
        self.diary.on(datetime.date(2023, 7, 20), self.of_june)
        self.diary.on(datetime.date(2023, 8, 22), self.of_july)

    def write_questions(self) -> None:
        for source, (name, opening, questions) in SETS.items():
            add_question_set(actor=self.lead, name=name, source=source, questions=questions, opening=opening)

    def of_june(self) -> None:
        cycle = Cycle.objects.get(month=JUNE_2023)
        first, second = self._talked_to(cycle)[:2]
        helped = self._by_link(VoiceSource.PRACTITIONER, audit=first)
        self._answer(helped, [ThemeReply.YES, ThemeReply.PARTLY, HONEST], Consent.GIVEN)
        self._quote(helped, "The auditor asked what got in my way before asking what I had not done.", "Supervision")
        decline_by_link(link=make_link(actor=self.lead, voice=self._by_link(VoiceSource.PRACTITIONER, audit=second)).link)
        mother = seek_voice(
            actor=first.auditor or self.lead,
            source=VoiceSource.PARENT,
            audit=first,
            who="The mother",
            question_set=self._questions(VoiceSource.PARENT),
        )
        self._said(mother, HowGiven.BY_PHONE, MOTHER, Consent.GIVEN, [ThemeReply.PARTLY, ThemeReply.YES])
        self._quote(mother, "They said what would happen next, and it did happen.", "Plans that can be followed")
        school = self._by_link(VoiceSource.PARTNER, cycle=cycle, who="A secondary school")
        self._answer(school, [ThemeReply.PARTLY, ThemeReply.NO, SCHOOL], Consent.GIVEN)
        self._quote(school, "When the social worker rings on the day, everything moves faster.", "Reviews and meetings")

    def of_july(self) -> None:
        cycle = Cycle.objects.get(month=JULY_2023)
        audits = self._talked_to(cycle)
        group = seek_voice(actor=self.lead, source=VoiceSource.YOUNG_AUDITOR, cycle=cycle, who="Four young auditors of the care council")
        self._said(group, HowGiven.IN_A_GROUP, YOUNG, Consent.REFUSED)
        carer = seek_voice(
            actor=self.lead, source=VoiceSource.CARER, cycle=cycle, who="A foster carer", team=Team.objects.order_by("pk").first()
        )
        close_voice(
            actor=self.lead, voice=carer, outcome=VoiceState.NOT_REACHED, reason="Two calls and a message; on holiday until September"
        )
        visitor = self._by_link(VoiceSource.PARTNER, cycle=cycle, who="A health visiting team")
        self._answer(
            visitor,
            [ThemeReply.YES, ThemeReply.PARTLY, "Invitations come in time now. Plans still say “health” and not who."],
            Consent.REFUSED,
        )
        for audit in audits[:1]:
            make_link(actor=self.lead, voice=self._by_link(VoiceSource.PRACTITIONER, audit=audit))

    def _talked_to(self, cycle: Cycle) -> list[Audit]:
        """Audits in which the practitioner was heard: their answer through a link is counted as the same voice."""
        heard = Audit.objects.submitted().filter(cycle=cycle, voices__voice=Voice.PRACTITIONER, voices__outcome=VoiceOutcome.OBTAINED)
        return list(heard.exclude(allocated_worker=self.lead).select_related("cycle", "team", "auditor").order_by("number"))

    def _questions(self, source: VoiceSource) -> QuestionSet:
        return QuestionSet.objects.get(name=SETS[source][0])

    def _by_link(self, source: VoiceSource, **about: Any) -> VoiceRecord:
        due = datetime.date(2023, 9, 8)
        return seek_voice(actor=self.lead, source=source, question_set=self._questions(source), due=due, **about)

    def _replies(self, voice: VoiceRecord, replies: list[str]) -> dict[int, tuple[str, str]]:
        questions = voice.question_set.questions.all() if voice.question_set else []
        pairs = zip(questions, replies, strict=True)
        return {each.pk: (said, "") if each.kind == YES_NO else ("", said) for each, said in pairs}

    def _answer(self, voice: VoiceRecord, replies: list[str], consent: Consent) -> None:
        link = make_link(actor=self.lead, voice=voice).link
        answer_by_link(link=link, answers=self._replies(voice, replies), consent=consent)

    def _said(self, voice: VoiceRecord, how: HowGiven, words: str, consent: Consent, replies: list[str] | None = None) -> None:
        answers = self._replies(voice, replies) if replies else {}
        give_voice(actor=voice.gathered_by, voice=voice, how=how, words=words, answers=answers, consent=consent)

    def _quote(self, voice: VoiceRecord, quote: str, theme: str) -> None:
        choose_quote(actor=self.lead, voice=voice, quote=quote)
        self.diary.on(CODED_ON, self.code, number=voice.pk, theme=theme)

    def code(self, number: int, theme: str) -> None:
        voice = VoiceRecord.objects.get(pk=number)
        code_voice(actor=self.lead, voice=voice, themes=FindingTheme.objects.filter(name=theme).values_list("pk", flat=True))
