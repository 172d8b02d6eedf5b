"""What waits for somebody: a draft, a review, an answer, a practice alert to read."""

import datetime

from django.db.models import Exists, OuterRef

from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion
from publications.enums import ConsentState, PublicationKind, PublicationState
from publications.models import ExampleConsent, Publication, PublicationRead
from publications.permissions import can_publish, can_say_read
from publications.querysets import PublicationQuerySet

# For so many days an alert that somebody has not read yet is in their My work.
DAYS_TO_READ = 28


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    readable = Publication.objects.visible_to(person)
    drafts = readable.to_write().filter(author=person).order_by("number")
    to_review = readable.filter(state=PublicationState.IN_REVIEW, reviewer=person).order_by("review_due", "number")
    asked = ExampleConsent.objects.asked_of(person).filter(state=ConsentState.ASKED).select_related("publication").order_by("pk")
    questions = [
        WorkQuestion(to_review, lambda: map(_to_review, to_review)),
        WorkQuestion(drafts, lambda: map(_to_write, drafts)),
        WorkQuestion(asked, lambda: map(_to_answer, asked)),
    ]
    if can_publish(person):
        reviewed = Publication.objects.filter(state=PublicationState.REVIEWED).order_by("number")
        questions.append(WorkQuestion(reviewed, lambda: map(_to_publish, reviewed)))
    if can_say_read(person):
        unread = alerts_to_read(person, on)
        questions.append(WorkQuestion(unread, lambda: map(_to_read, unread)))
    return questions


def alerts_to_read(person: Person, on: datetime.date) -> PublicationQuerySet:
    """Practice alerts of the last weeks that `person` has neither written nor said that they have read."""
    since = on - datetime.timedelta(days=DAYS_TO_READ)
    latest = {"edition__publication": OuterRef("pk"), "edition__published_on__gte": OuterRef("published_on")}
    read = PublicationRead.objects.filter(reader=person, **latest)
    recent = Publication.objects.visible_to(person).published().filter(published_on__gte=since, published_on__lte=on)
    alerts = recent.filter(kind=PublicationKind.ALERT).exclude(author=person).exclude(reviewed_by=person)
    return alerts.exclude(Exists(read)).order_by("published_on", "number")


def _to_write(publication: Publication) -> WorkItem:
    what = f"Write {publication.short_name.lower()}"
    why = "It was sent back to be changed" if publication.returned_because else f"You write “{publication.title}” for all staff"
    return WorkItem(what=what, why=why, url=publication.get_absolute_url(), email_text=what)


def _to_review(publication: Publication) -> WorkItem:
    what = f"Review {publication.short_name.lower()}"
    why = f"“{publication.title}”, before all staff read it"
    return WorkItem(what=what, why=why, url=publication.get_absolute_url(), due=publication.review_due, email_text=what)


def _to_publish(publication: Publication) -> WorkItem:
    what = f"Publish {publication.short_name.lower()}"
    return WorkItem(what=what, why=f"“{publication.title}” was reviewed", url=publication.get_absolute_url(), email_text=what)


def _to_answer(consent: ExampleConsent) -> WorkItem:
    what = "Say whether an example of your good practice may be shared"
    url = f"{consent.publication.get_absolute_url()}consent/"
    return WorkItem(what=what, why="An audit found a strength in your work", url=url, email_text=what)


def _to_read(publication: Publication) -> WorkItem:
    return WorkItem(
        what=f"Read: {publication.title}",
        why="A practice alert for all staff",
        url=publication.get_absolute_url(),
        email_text=f"Read {publication.short_name.lower()}",
    )
