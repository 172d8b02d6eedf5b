"""What the invented council has published to its staff: an alert, tips and an example; a briefing in review and a newsletter in draft."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from audits.enums import FindingKind
from audits.models import Domain, FindingTheme
from foundation.accounts.models import Person
from publications.enums import PublicationKind, PublicationPart
from publications.models import Publication
from publications.queries.editions import people_who_could_read
from publications.queries.strengths import strengths_to_propose
from publications.services import (
    assemble_newsletter,
    begin_publication,
    choose_findings,
    give_consent,
    note_read,
    propose_example,
    publish_publication,
    review_publication,
    send_for_review,
    write_publication,
)

from .diary import Diary

JUNE, JULY = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)
Texts = Mapping[str, str]
TIPS: Texts = {
    PublicationPart.MATTERS: "A plan helps when everybody in it can say what is theirs to do, and by when.",
    PublicationPart.TIPS: (
        "1. Write **who**, **what** and **by when** for each task.\n2. Read the plan aloud with the child, and change the words that they would"
        " not use.\n3. At every visit delete what is done.\n4. If a task has moved twice, take it to supervision."
    ),
    PublicationPart.READ_MORE: "The guidance: [Working together](https://www.gov.uk/government/publications/working-together-to-safeguard-children--2)",
}
EXAMPLE: Texts = {
    PublicationPart.DONE: (
        "Before the review the worker asked the child who should be in the room, and in which order people should speak. They practised once."
        " At the review the child opened the meeting and asked each adult the question that mattered to them."
    ),
    PublicationPart.DIFFERENCE: "The plan has three sentences in the child’s own words. Two of them changed what the adults had meant to do.",
    PublicationPart.TRY_IT: "- Begin two weeks before, not on the day\n- Offer a small part to a child who does not want to chair\n- Tell the chair",
}
ALERT: Texts = {
    PublicationPart.FOUND: (
        "Auditors found plans whose tasks have no name and no date, and meetings that were missed without a new one. Progress was then"
        " not seen between reviews."
    ),
    PublicationPart.MATTERS: "Children waited for what had been agreed. **Nobody was wrong, and nothing moved.**",
    PublicationPart.DO_NOW: (
        "Before your next visit:\n\n- open the plan and put a name and a date beside each task\n- book the next planning meeting before you end this one\n"
        "- take a task that has moved twice to supervision\n\nWho can help:\n| Question | Where to ask |\n| --- | --- |\n"
        "| Plans of cared for children | The independent reviewing team |\n| Anything else | The practice improvement team |"
    ),
}
BRIEFING: Texts = {
    PublicationPart.BACKGROUND: "An assessment is a description of one day. The child’s life goes on after it.",
    PublicationPart.FOUND: "In some records the assessment does not say where the child lives now.",
    PublicationPart.QUESTIONS: "- When was the last assessment of each child read by the person who visits them?\n- What has changed since?",
}


@dataclass
class Publications:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.lead = self.people["Naomi Fielding"]
        self.diary.on(datetime.date(2023, 7, 5), self.propose)
        self.diary.on(datetime.date(2023, 7, 14), self.share_tips)
        self.diary.on(datetime.date(2023, 7, 24), self.share_example)
        self.diary.on(datetime.date(2023, 8, 18), self.share_alert)
        self.diary.on(datetime.date(2023, 8, 21), self.assemble)
        self.diary.on(datetime.date(2023, 8, 28), self.send_briefing)

    def propose(self) -> None:
        strength = (
            strengths_to_propose(self.lead).filter(text__startswith="The child chaired part").first()
            or strengths_to_propose(self.lead).first()
        )
        assert strength, "the demo has finished audits with strengths"
        self.example = propose_example(actor=self.lead, finding=strength, title="The child chairs the review")
        self.diary.on(datetime.date(2023, 7, 10), self.agree)

    def agree(self) -> None:
        consent = self.example.consent
        give_consent(actor=consent.worker, consent=consent)

    def share_tips(self) -> None:
        tips = begin_publication(
            actor=self.lead,
            kind=PublicationKind.TIPS,
            title="Five minutes for a plan that can be followed",
            first_month=JUNE,
            last_month=JUNE,
        )
        self._publish(tips, "Four things to do with a plan before the next visit.", TIPS, self.people["Catherine Boyle"])

    def share_example(self) -> None:
        summary = "How one child decided who came to the review, and what that changed."
        self._publish(self.example, summary, EXAMPLE, self.people["Harriet Osei"])

    def share_alert(self) -> None:
        domain = Domain.objects.filter(name__startswith="Multi-agency planning").order_by("-tool_id").first()
        alert = begin_publication(actor=self.lead, kind=PublicationKind.ALERT, title="Tasks in plans need a name and a date")
        names = ("Plans that can be followed", "Reviews and meetings", "Drift and delay")
        themes = FindingTheme.objects.filter(name__in=names).order_by("name__folded")
        chosen = [(theme.pk, FindingKind.AREA) for theme in themes]
        choose_findings(actor=self.lead, publication=alert, first_month=JUNE, last_month=JULY, chosen=chosen, domain=domain)
        self._publish(alert, "What to do now with plans whose tasks belong to nobody.", ALERT, self.people["Catherine Boyle"])
        self.diary.on(datetime.date(2023, 8, 25), self.read, publication=alert)

    def read(self, publication: Publication) -> None:
        for place, reader in enumerate(people_who_could_read().order_by("pk")):
            # A moderator who has still to grade one of its months blind does not see it.
            if place % 5 and Publication.objects.visible_to(reader).contains(publication):
                note_read(actor=reader, publication=publication)

    def assemble(self) -> None:
        newsletter = assemble_newsletter(actor=self.lead, month=JUNE)
        texts = newsletter.texts | {PublicationPart.OPENING.value: "This quarter we read records beside the people who wrote them."}
        summary = "What audits of the quarter found, and what colleagues do well."
        write_publication(actor=self.lead, publication=newsletter, title=newsletter.title, summary=summary, texts=texts)

    def send_briefing(self) -> None:
        briefing = begin_publication(
            actor=self.lead, kind=PublicationKind.BRIEFING, title="Is the assessment about today?", first_month=JUNE, last_month=JULY
        )
        summary = "Seven minutes for a team meeting on assessments that are out of date."
        write_publication(actor=self.lead, publication=briefing, title=briefing.title, summary=summary, texts=BRIEFING)
        send_for_review(actor=self.lead, publication=briefing, reviewer=self.people["Harriet Osei"])

    def _publish(self, publication: Publication, summary: str, texts: Texts, reviewer: Person) -> None:
        words = {part.value: text for part, text in texts.items() if isinstance(part, PublicationPart)}
        write_publication(actor=self.lead, publication=publication, title=publication.title, summary=summary, texts=words)
        send_for_review(actor=self.lead, publication=publication, reviewer=reviewer)
        review_publication(actor=reviewer, publication=publication)
        publish_publication(actor=self.lead, publication=publication)
